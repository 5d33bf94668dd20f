import SoukStorage

extension UnderstandingModel {
    /// The model that the library carries, trained on `examples.tsv`, `intents.tsv` and `written.tsv` of `corpus` alone.
    ///
    /// A test holds its bytes to be sound; were they not, queries would still be read, by rules and lexicon.
    package static let shipped: UnderstandingModel = {
        let name = "understanding.souk"
        let directory = InMemoryDirectory([name: Base64.decoded(ShippedModelBytes.text)])
        return (try? UnderstandingModel(from: directory, name: name)) ?? .untrained
    }()
}

/// Base 64 of RFC 4648, both ways; the form in which bytes stand in a source file.
package enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Characters that are not of the alphabet are passed over.
    package static func decoded(_ text: StaticString) -> [UInt8] {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8CodeUnitCount * 3 / 4)
        text.withUTF8Buffer { characters in
            var group: UInt32 = 0
            var count = 0
            for character in characters {
                let value = values[Int(character)]
                guard value < 64 else { continue }
                group = group << 6 | UInt32(value)
                count += 1
                if count == 4 {
                    bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                    bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                    bytes.append(UInt8(truncatingIfNeeded: group))
                    (group, count) = (0, 0)
                }
            }
            if count >= 2 { bytes.append(UInt8(truncatingIfNeeded: group >> (count == 2 ? 4 : 10))) }
            if count == 3 { bytes.append(UInt8(truncatingIfNeeded: group >> 2)) }
        }
        return bytes
    }

    package static func encoded(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 4 / 3 + 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var group: UInt32 = 0
            for place in 0..<3 { group = group << 8 | (place < part.count ? UInt32(part[start + place]) : 0) }
            for place in 0...part.count { text.append(alphabet[Int(group >> UInt32(18 - 6 * place) & 63)]) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

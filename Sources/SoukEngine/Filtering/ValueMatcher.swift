/// Decides whether a value of a dictionary is one of those wanted, without regard to case.
///
/// Equal to comparing `lowercased()` texts; most values are told apart by their bytes, without making a text.
/// - Complexity: O(common prefix) for a few wanted values, O(length) for many.
struct ValueMatcher {
    /// More wanted values than this are looked up in a set.
    private static let fewValues = 8

    private let few: [(text: String, bytes: [UInt8])]
    private let many: Set<String>

    init(_ values: [String]) {
        let folded = Set(values.map { $0.lowercased() })
        let isFew = folded.count <= Self.fewValues
        few = isFew ? folded.map { ($0, Array($0.utf8)) } : []
        many = isFew ? [] : folded
    }

    func matches(_ value: UnsafeRawBufferPointer) -> Bool {
        if !many.isEmpty { return many.contains(Self.folded(value)) }
        for wanted in few where Self.matches(value, wanted.text, wanted.bytes) { return true }
        return false
    }

    private static func folded(_ value: UnsafeRawBufferPointer) -> String {
        String(decoding: value, as: UTF8.self).lowercased()
    }

    private static func matches(_ value: UnsafeRawBufferPointer, _ text: String, _ bytes: [UInt8]) -> Bool {
        let common = min(value.count, bytes.count)
        var place = 0
        while place < common, asciiFolded(value[place]) == bytes[place] { place += 1 }
        if place == common {
            if value.count == bytes.count { return true }
            // What is left over may be a mark that makes the last letter another one, or that composes with it.
            let rest = value.count > common ? value[common] : bytes[common]
            return rest < 0x80 ? false : folded(value) == text
        }
        let isDecided =
            (value[place] < 0x80 && bytes[place] < 0x80)
            || ((0xE4...0xE9).contains(value[place]) && (0xE4...0xE9).contains(bytes[place]))
        return isDecided ? false : folded(value) == text
    }

    private static func asciiFolded(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
}

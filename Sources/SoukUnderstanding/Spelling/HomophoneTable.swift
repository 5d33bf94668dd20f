import SoukAnalysis
import SoukStorage

/// The Han words of a catalogue by their sound, without tones.
///
/// A character with several readings gives a word a sound for each (see ``Pinyin``): 银行 and 银航, both yinhang, meet.
/// - Complexity: building O(names), some 5 µs each; finding O(characters × readings).
package struct HomophoneTable: Sendable {
    private var syllables: [UInt32: [[UInt8]]] = [:]
    private var names: [(text: String, documents: Int)] = []
    private var places: [[UInt8]: [Int32]] = [:]
    /// The readings of characters of no word of the table that queries had: an ICU romanizer takes longer to make than a search.
    private let others = Locked<[UInt32: [[UInt8]]]>([:])
    private static let maximumOthers = 4_000

    /// - Parameter names: Han words of two to four characters, and in how many products each is; others are left out.
    /// - Throws: ``AnalysisError`` when ICU cannot romanize.
    package init(_ names: some Sequence<(name: String, count: Int)>) throws(AnalysisError) {
        let pinyin = try Pinyin()
        for (name, count) in names {
            let scalars = name.unicodeScalars.map(\.value)
            guard (2...4).contains(scalars.count) else { continue }
            for scalar in scalars where syllables[scalar] == nil {
                syllables[scalar] = pinyin.syllables(of: scalar)
            }
            let sounds = self.sounds(of: scalars)
            guard !sounds.isEmpty else { continue }
            for sound in sounds { places[sound, default: []].append(Int32(self.names.count)) }
            self.names.append((name, count))
        }
    }

    /// The words that are said like `text`, the text itself included when it is one of them. Characters of no word of the
    /// table are romanized anew.
    package func words(soundingLike text: String) -> [(text: String, documents: Int)] {
        let scalars = text.unicodeScalars.map(\.value)
        var found: [Int32] = []
        for sound in sounds(of: scalars, romanizing: readings) {
            for place in places[sound] ?? [] where !found.contains(place) { found.append(place) }
        }
        return found.map { names[Int($0)] }
    }

    private func readings(of scalar: UInt32) -> [[UInt8]] {
        if let known = others.withLock({ $0[scalar] }) { return known }
        let readings = (try? Pinyin())?.syllables(of: scalar) ?? []
        others.withLock { others in
            if others.count >= Self.maximumOthers { others.removeAll(keepingCapacity: true) }
            others[scalar] = readings
        }
        return readings
    }

    private func sounds(
        of scalars: [UInt32], romanizing: (UInt32) -> [[UInt8]] = { _ in [] }
    ) -> [[UInt8]] {
        var result: [[UInt8]] = [[]]
        for scalar in scalars {
            let readings = syllables[scalar] ?? romanizing(scalar)
            if readings.isEmpty { return [] }
            result = result.flatMap { begun in readings.map { begun + $0 + [UInt8(ascii: " ")] } }
            if result.count > Pinyin.maximumSpellings {
                result.removeLast(result.count - Pinyin.maximumSpellings)
            }
        }
        return result
    }
}

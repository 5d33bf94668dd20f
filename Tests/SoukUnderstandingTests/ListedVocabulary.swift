@testable import SoukUnderstanding

/// The evidence of a handful of texts, worked out by looking at every one.
struct ListedVocabulary: SpellingEvidence {
    typealias Failure = Never

    private let texts: [[[UInt8]]]
    private let hanTexts: [String]
    private let words: Set<[UInt8]>
    private let homophones: HomophoneTable?

    /// - Parameters:
    ///   - texts: products, and how many times each is there.
    ///   - han: Han words with the number of their products.
    init(_ texts: [(text: String, count: Int)], han: [(name: String, count: Int)] = []) {
        self.texts = texts.flatMap { text, count in
            Array(repeating: text.split(separator: " ").map { Array($0.utf8) }, count: count)
        }
        hanTexts = han.flatMap { Array(repeating: $0.name, count: $0.count) }
        words = Set(self.texts.joined().filter { $0.allSatisfy { $0 < 0x80 } })
        homophones = try? HomophoneTable(han)
    }

    var newWordShare: Double { 0.009 }

    var isHan = false

    var knowsFewWords = false

    var documentCount: Int { texts.count + hanTexts.count }

    func frequency(of word: [UInt8]) -> WordFrequency {
        let count = documents(with: word)
        return WordFrequency(documents: count, headings: count)
    }

    func neighbours(of word: [UInt8], errors: Int) -> [NeighbourWord] {
        words.compactMap { other in
            let distance = Self.distance(word, other)
            guard distance <= errors else { return nil }
            return NeighbourWord(word: other, errors: distance, frequency: frequency(of: other))
        }
    }

    func words(soundingLike word: [UInt8], limit: Int) -> [(word: [UInt8], frequency: WordFrequency)] {
        let key = SoundKey(word)
        guard key.sounds.count >= SoundTable.fewestSounds else { return [] }
        let found = words.filter { SoundKey($0) == key }.map { ($0, frequency(of: $0)) }
            .filter { $0.1.documents >= SpellingScore.rare }
        return Array(
            found.sorted { a, b in
                a.1.headings != b.1.headings
                    ? a.1.headings > b.1.headings : a.0.lexicographicallyPrecedes(b.0)
            }.prefix(limit))
    }

    func documents(with word: [UInt8]) -> Int { texts.count { $0.contains(word) } }

    func documents(with a: [UInt8], and b: [UInt8]) -> Int {
        texts.count { $0.contains(a) && $0.contains(b) }
    }

    func documents(withPhrase words: [[UInt8]]) -> Int {
        texts.count { text in
            text.indices.contains { text[$0...].starts(with: words) }
        }
    }

    /// Listed words, longest first; other characters stand alone.
    func hanWords(in text: String) -> [(range: Range<Int>, documents: Int)] {
        var result: [(range: Range<Int>, documents: Int)] = []
        var rest = Substring(text)
        var start = 0
        while let first = rest.first {
            let word = hanTexts.filter { rest.hasPrefix($0) }.max { $0.count < $1.count } ?? String(first)
            let end = start + word.utf8.count
            result.append((start..<end, documents(withHan: word)))
            rest = rest.dropFirst(word.count)
            start = end
        }
        return result
    }

    func documents(withHan text: String) -> Int { hanTexts.count { $0.contains(text) } }

    func sameSound(_ text: String) -> [(text: String, documents: Int)] {
        homophones?.words(soundingLike: text) ?? []
    }

    /// Optimal string alignment, by its definition.
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count {
            for j in 0...b.count {
                guard i > 0, j > 0 else {
                    rows[i][j] = i + j
                    continue
                }
                rows[i][j] = min(
                    rows[i - 1][j] + 1, rows[i][j - 1] + 1,
                    rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
                }
            }
        }
        return rows[a.count][b.count]
    }
}

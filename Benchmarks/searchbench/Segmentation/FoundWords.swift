import SoukAnalysis

/// How well the tokens of an index find words: each gold word of two to six Han characters is a query, each place where
/// it is found a hit, and a hit is right where the gold text has the word.
///
/// Every such word is found by the chain of its bigrams; hits on words of the best path, and on dictionary words
/// inside them, rank above hits on bigrams alone.
struct FoundWords {
    /// Gold words found by the chain of bigrams, of all.
    private(set) var chain = WordScore()
    /// Hits on words of the best path.
    private(set) var aligned = WordScore()
    /// Hits on words of the best path and on words inside words.
    private(set) var precise = WordScore()

    private let queries: Set<String>

    init(_ gold: GoldText) {
        queries = Set(gold.sentences.flatMap { sentence in sentence.hanWords.map(\.word) })
    }

    /// Adds a sentence with its tokens of index mode.
    mutating func add(_ sentence: GoldSentence, _ tokens: [AnalyzedToken]) {
        let gold = Dictionary(uniqueKeysWithValues: sentence.hanWords.map { ($0.range, $0.word) })
        let terms = Set(tokens.filter { $0.atomCount == 2 }.map { $0.start..<$0.end })
        for range in gold.keys {
            chain.expected += 1
            aligned.expected += 1
            precise.expected += 1
            let isChained = stride(from: range.lowerBound, to: range.upperBound - 3, by: 3)
                .allSatisfy { terms.contains($0..<$0 + 6) }
            if isChained { chain.correct += 1 }
        }
        for token in tokens where token.atomCount >= 2 && token.kind != .model && token.reading != .crossing {
            guard queries.contains(token.term) else { continue }
            let isRight = gold[token.start..<token.end] == token.term
            precise.count(isRight)
            if token.reading == .aligned { aligned.count(isRight) }
        }
    }
}

extension WordScore {
    fileprivate mutating func count(_ isRight: Bool) {
        found += 1
        if isRight { correct += 1 }
    }
}

extension GoldSentence {
    /// The words of two to six Han characters of three bytes.
    fileprivate var hanWords: [(range: Range<Int>, word: String)] {
        let bytes = Array(text.utf8)
        return words.compactMap { range in
            guard range.count >= 6, range.count <= 18 else { return nil }
            let word = String(decoding: bytes[range], as: UTF8.self)
            let isHan = word.unicodeScalars.allSatisfy { $0.properties.isIdeographic && $0.value < 0x10000 }
            return isHan ? (range, word) : nil
        }
    }
}

/// What a term is made of. The raw values are written into indexes and never change.
package enum TokenKind: UInt8, Sendable, CaseIterable {
    /// A dictionary word: Han, Kana, Thai and so on, a Hangul run, an emoji.
    case word = 0
    /// A letter or digit run inside a model number; a word of three or more Han characters inside a longer word.
    case subword = 1
    /// Two neighbouring Han characters that are not a word of the best path, or the end of a Han run.
    case bigram = 2
    /// A word of an alphabet whose words are written apart.
    case latin = 3
    /// A number, grouping marks removed.
    case number = 4
    /// Letters and digits in one word: a model, a size, an amount with its unit.
    case model = 5
    /// A quantity in base units, see ``QuantityTerm``; it spans no atom.
    case quantity = 6
    /// A reading in Latin letters; made by a lexicon, never by the analyzer itself.
    case pinyin = 7

    /// The name used in reports, such as `bigram`.
    package var name: String {
        switch self {
        case .word: "word"
        case .subword: "subword"
        case .bigram: "bigram"
        case .latin: "latin"
        case .number: "number"
        case .model: "model"
        case .quantity: "quantity"
        case .pinyin: "pinyin"
        }
    }
}

/// How a token lies on the word boundaries of its text. The raw values are written into indexes.
package enum TokenReading: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// A word of the best path, or a whole word of another script.
    case aligned = 0
    /// A dictionary word inside one longer word; also the parts of a model number.
    case inner = 1
    /// Two neighbouring characters that are no word here: over a word boundary, or inside a word by accident.
    case crossing = 2
}

/// Which tokens are wanted.
package enum AnalysisMode: Sendable {
    /// Everything a document is found by: bigrams, end sentinels, long words, parts of model numbers.
    case index
    /// What a query asks for: words, and the bigrams inside long words; no crossing bigrams.
    case query
    /// The best path only: words in order that do not overlap.
    case words
}

/// One occurrence of a term in a text.
///
/// A view into the analyzer's buffers, valid only inside the callback that receives it; keep an
/// ``AnalyzedToken`` instead.
package struct Token {
    /// The normalised term, UTF-8, 1 to ``Analyzer/longestTerm`` bytes.
    package let term: UnsafeBufferPointer<UInt8>
    package let kind: TokenKind
    package let reading: TokenReading
    /// The ordinal of the token's first atom. An atom is a Han character, or a letter or digit run, or a
    /// word of another script, or an emoji; punctuation and spaces take no ordinal.
    package let position: Int
    /// The atoms that the token spans: the adjacent token begins at `position + atomCount`.
    package let atomCount: Int
    /// The first byte in the original UTF-8.
    package let start: Int
    /// The byte after the last in the original UTF-8.
    package let end: Int

    package init(
        term: UnsafeBufferPointer<UInt8>, kind: TokenKind, reading: TokenReading, position: Int,
        atomCount: Int, start: Int, end: Int
    ) {
        self.term = term
        self.kind = kind
        self.reading = reading
        self.position = position
        self.atomCount = atomCount
        self.start = start
        self.end = end
    }
}

/// A token that owns its term; see ``Token`` for the parts.
package struct AnalyzedToken: Sendable, Equatable {
    package var term: String
    package var kind: TokenKind
    package var reading: TokenReading
    package var position: Int
    package var atomCount: Int
    package var start: Int
    package var end: Int

    package init(
        term: String, kind: TokenKind, reading: TokenReading, position: Int, atomCount: Int, start: Int,
        end: Int
    ) {
        self.term = term
        self.kind = kind
        self.reading = reading
        self.position = position
        self.atomCount = atomCount
        self.start = start
        self.end = end
    }

    package init(_ token: Token) {
        self.init(
            term: String(decoding: token.term, as: UTF8.self), kind: token.kind, reading: token.reading,
            position: token.position, atomCount: token.atomCount, start: token.start, end: token.end)
    }
}

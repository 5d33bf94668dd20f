import SoukAnalysis
import SoukEngine
import SoukStorage
import SoukUnderstanding

/// A commit's evidence for spelling: its written words, and its posting lists for which of them stand together.
struct SnapshotSpelling: SpellingEvidence {
    typealias Failure = StorageError

    private let snapshot: IndexSnapshot
    private let analyzer: Analyzer
    private let homophones: () -> HomophoneTable?
    private let sounds: () throws(StorageError) -> SoundTable
    private let share: () throws(StorageError) -> Double
    private let knowsHan: () -> Bool
    private let isSmall: Bool
    private let words: WordVocabulary
    private let cooccurrence: Cooccurrence
    private let memory: SpellingMemory

    /// - Parameter homophones: the catalogue's Han words by sound, asked for when a query first needs them.
    /// - Parameter sounds: the catalogue's Latin words by sound, asked for when a query first has a word that is near none.
    /// - Parameter memory: what was asked of the commit before.
    /// - Parameter isHan: whether there are many Han words; asked for when a word is near another.
    /// - Parameter newWordShare: see ``WordVocabulary/newWordShare()``; asked for when a query first has a word that is missing.
    init(
        _ snapshot: IndexSnapshot, analyzer: Analyzer, memory: SpellingMemory,
        isHan: @escaping () -> Bool, newWordShare: @escaping () throws(StorageError) -> Double,
        sounds: @escaping () throws(StorageError) -> SoundTable,
        homophones: @escaping () -> HomophoneTable?
    ) {
        isSmall = snapshot.statistics.documentCount < Self.smallCatalogue
        knowsHan = isHan
        share = newWordShare
        self.snapshot = snapshot
        self.analyzer = analyzer
        self.homophones = homophones
        self.sounds = sounds
        words = WordVocabulary(snapshot)
        cooccurrence = Cooccurrence(snapshot)
        self.memory = memory
    }

    /// A catalogue of fewer products holds most words once: that a word stands in a single product says little there.
    private static let smallCatalogue = 1000
    /// A larger share of new words says that the catalogue is small, not how much a missing word says: shoppers know most of them.
    private static let mostNewWords = 0.02
    /// What one product of a small catalogue counts as.
    private static let smallCatalogueFactor = 3

    var newWordShare: Double { get throws(StorageError) { min(try share(), Self.mostNewWords) } }

    var knowsFewWords: Bool { get throws(StorageError) { try share() > Self.mostNewWords } }

    private var factor: Int { isSmall ? Self.smallCatalogueFactor : 1 }

    private func frequency(_ count: WordCount) -> WordFrequency {
        WordFrequency(documents: count.documents * factor, headings: count.headings * factor)
    }

    var isHan: Bool { knowsHan() }

    var documentCount: Int { snapshot.statistics.documentCount }

    func frequency(of word: [UInt8]) throws(StorageError) -> WordFrequency {
        frequency(try words.count(of: word))
    }

    func neighbours(of word: [UInt8], errors: Int) throws(StorageError) -> [NeighbourWord] {
        try memory.neighbours(of: word, errors: errors) { () throws(StorageError) in
            try words.neighbours(of: word, distance: errors).map {
                NeighbourWord(word: $0.word, errors: $0.distance, frequency: frequency($0.count))
            }
        }
    }

    func words(
        soundingLike word: [UInt8], limit: Int
    ) throws(StorageError) -> [(word: [UInt8], frequency: WordFrequency)] {
        try sounds().words(soundingLike: word, limit: limit)
    }

    func documents(with word: [UInt8]) throws(StorageError) -> Int {
        guard let term = term(of: word) else { return 0 }
        return try cooccurrence.count(of: term) * factor
    }

    func documents(with a: [UInt8], and b: [UInt8]) throws(StorageError) -> Int {
        try memory.documents(with: a, and: b) { () throws(StorageError) in
            guard let first = term(of: a), let second = term(of: b) else { return 0 }
            return try cooccurrence.count(of: first, with: second)
        }
    }

    func documents(withPhrase words: [[UInt8]]) throws(StorageError) -> Int {
        var terms: [[UInt8]] = []
        for word in words {
            guard let term = term(of: word) else { return 0 }
            terms.append(term)
        }
        return try cooccurrence.count(ofPhrase: terms) * factor
    }

    func hanWords(in text: String) throws(StorageError) -> [(range: Range<Int>, documents: Int)] {
        var result: [(range: Range<Int>, documents: Int)] = []
        for token in analyzer.tokens(text, mode: .words) {
            let documents = try cooccurrence.count(of: Array(token.term.utf8)) * factor
            result.append((token.start..<token.end, documents))
        }
        return result
    }

    func documents(withHan text: String) throws(StorageError) -> Int {
        let folded = FoldedText(text)
        if folded.count == 2, folded.isHanOnly {
            // A pair of characters is a term by itself, however a text is cut.
            return try cooccurrence.count(of: Array(folded.string(0..<2).utf8)) * factor
        }
        var chain: [[UInt8]] = []
        for token in analyzer.tokens(text, mode: .index)
        where token.atomCount == 2 && (token.kind == .word || token.kind == .bigram) {
            if token.position == chain.count { chain.append(Array(token.term.utf8)) }
        }
        guard let first = chain.first else { return 0 }
        guard chain.count > 1 else { return try cooccurrence.count(of: first) * factor }
        return try cooccurrence.count(ofPhrase: chain) * factor
    }

    func sameSound(_ text: String) -> [(text: String, documents: Int)] {
        homophones()?.words(soundingLike: text).map { ($0.text, $0.documents * factor) } ?? []
    }

    /// The word's term; nil when it is several.
    private func term(of word: [UInt8]) -> [UInt8]? {
        var term: [UInt8]?
        var count = 0
        word.withUnsafeBufferPointer { bytes in
            _ = analyzer.analyze(bytes, mode: .words) { token in
                term = Array(token.term)
                count += 1
            }
        }
        return count == 1 ? term : nil
    }
}

extension WordFrequency {
    init(_ count: WordCount) { self.init(documents: count.documents, headings: count.headings) }
}

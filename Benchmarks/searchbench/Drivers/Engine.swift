import SoukConsole

/// The engines that stand side by side, by the names that the results use.
enum Engine: String, ArgumentChoice, Codable, Sendable {
    /// Souk on the tokens that all engines get.
    case souk
    /// Souk's own analyzer over the raw text.
    case soukOwn = "souk-own"
    case lucene
    /// Lucene with an index sort by length, as Souk orders its documents.
    case luceneSorted = "lucene-sorted"
    case tantivy, pisa, sqlite, xapian, bm25s

    static let peers: [Engine] = allCases.filter { !$0.isSouk }

    var isSouk: Bool { self == .souk || self == .soukOwn }

    /// Whether the engine's scores are BM25 in the form that can be compared: up to one factor for each query.
    ///
    /// PISA's idf has no +1, Xapian and SQLite have forms of their own.
    var hasComparableScores: Bool {
        switch self {
        case .souk, .lucene, .luceneSorted, .tantivy: true
        case .soukOwn, .pisa, .sqlite, .xapian, .bm25s: false
        }
    }

    /// Whether the engine's counts have to be those of the others. Its own analyzer finds other documents, and
    /// Lucene's fuzzy queries keep the 50 best words: that is reported and is no failure.
    func countsExactly(_ kind: SearchMode.Kind) -> Bool {
        switch self {
        case .soukOwn: false
        case .lucene, .luceneSorted: kind != .fuzzy && kind != .fuzzy2
        default: true
        }
    }
}

import SoukEngine

/// `fuzzy_top10`, `fuzzy_count`, and `fuzzy2`: documents that hold a word within one edit (fuzzy2: two), a swap of
/// neighbours counted as one; the first ten of them by key, or their number.
struct FuzzyQueries: PreparedQueries {
    private let index: SoukIndex
    private let search: FuzzySearch
    private let words: [[UInt8]]
    private let distance: Int
    private let countsOnly: Bool

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex) {
        self.index = index
        search = FuzzySearch(index.snapshot)
        words = lines.map { Array($0.utf8) }
        distance = mode.kind == .fuzzy2 ? 2 : 1
        countsOnly = mode.wanted == .count
    }

    var count: Int { words.count }

    func run(_ place: Int) throws {
        if countsOnly {
            _ = try search.count(words[place], distance: distance)
        } else {
            _ = try search.search(words[place], distance: distance, count: 10)
        }
    }

    func answer(_ place: Int) throws -> QueryAnswer {
        let found = try search.search(words[place], distance: distance, count: countsOnly ? 0 : 10)
        return QueryAnswer(count: found.total, top: countsOnly ? nil : index.documents(found.candidates))
    }
}

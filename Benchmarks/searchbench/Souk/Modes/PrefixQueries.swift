import SoukEngine

/// `prefix_top10`, `prefix_count`: documents that hold a word that begins so, the first ten of them by key, or their
/// number.
struct PrefixQueries: PreparedQueries {
    private let index: SoukIndex
    private let search: PrefixSearch
    private let prefixes: [[UInt8]]
    private let countsOnly: Bool

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex) {
        self.index = index
        search = PrefixSearch(index.snapshot)
        prefixes = lines.map { Array($0.utf8) }
        countsOnly = mode.wanted == .count
    }

    var count: Int { prefixes.count }

    func run(_ place: Int) throws {
        if countsOnly {
            _ = try search.count(prefixes[place])
        } else {
            _ = try search.first(prefixes[place], count: 10)
        }
    }

    func answer(_ place: Int) throws -> QueryAnswer {
        let total = try search.count(prefixes[place])
        let top = countsOnly ? nil : index.documents(try search.first(prefixes[place], count: 10))
        return QueryAnswer(count: total, top: top)
    }
}

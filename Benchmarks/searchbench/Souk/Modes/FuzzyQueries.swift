import SoukAnalysis

/// `fuzzy_top10`, `fuzzy_count`, and `fuzzy2`:
/// documents that hold a word within one edit (fuzzy2: two), a swap of neighbours counted as one.
///
/// The engine has no way of its own for it yet: when it has one, it is called from here.
struct FuzzyQueries: PreparedQueries {
    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) throws {
        throw UnsupportedMode(reason: "no fuzzy search yet")
    }

    var count: Int { 0 }

    func run(_ place: Int) throws {}

    func answer(_ place: Int) throws -> QueryAnswer { QueryAnswer() }
}

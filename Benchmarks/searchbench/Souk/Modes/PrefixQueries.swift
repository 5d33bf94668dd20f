import SoukAnalysis

/// `prefix_top10`, `prefix_count`:
/// documents that hold a word that begins so, any ten of them or their number.
///
/// The engine has no way of its own for it yet: when it has one, it is called from here.
struct PrefixQueries: PreparedQueries {
    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) throws {
        throw UnsupportedMode(reason: "no prefix search of its own yet")
    }

    var count: Int { 0 }

    func run(_ place: Int) throws {}

    func answer(_ place: Int) throws -> QueryAnswer { QueryAnswer() }
}

import SoukAnalysis

/// `or_top10count`, `and_top10count`:
/// the ten best documents and the exact number, in one call.
///
/// The engine has no way of its own for it yet: when it has one, it is called from here.
struct TermsTopKWithCount: PreparedQueries {
    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) throws {
        throw UnsupportedMode(reason: "no top 10 with an exact count yet")
    }

    var count: Int { 0 }

    func run(_ place: Int) throws {}

    func answer(_ place: Int) throws -> QueryAnswer { QueryAnswer() }
}

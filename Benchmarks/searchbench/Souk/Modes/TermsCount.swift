import SoukAnalysis

/// `or_count`, `and_count`:
/// the exact number of documents that hold any or all of the words.
///
/// The engine has no way of its own for it yet: when it has one, it is called from here.
struct TermsCount: PreparedQueries {
    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) throws {
        throw UnsupportedMode(reason: "no count without scores yet")
    }

    var count: Int { 0 }

    func run(_ place: Int) throws {}

    func answer(_ place: Int) throws -> QueryAnswer { QueryAnswer() }
}

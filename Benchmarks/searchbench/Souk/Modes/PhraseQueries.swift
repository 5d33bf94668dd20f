import SoukAnalysis

/// `phrase_top10`, `phrase_count`:
/// documents that hold the words side by side, by BM25 of the phrase.
///
/// The engine has no way of its own for it yet: when it has one, it is called from here.
struct PhraseQueries: PreparedQueries {
    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) throws {
        throw UnsupportedMode(reason: "no phrase search of its own yet")
    }

    var count: Int { 0 }

    func run(_ place: Int) throws {}

    func answer(_ place: Int) throws -> QueryAnswer { QueryAnswer() }
}

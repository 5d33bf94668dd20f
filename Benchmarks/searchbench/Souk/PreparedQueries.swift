import SoukAnalysis
import SoukEngine

/// The queries of one cell, ready to be answered: everything but the search is done.
///
/// Any thread may answer; nothing is shared that is written.
protocol PreparedQueries: Sendable {
    var count: Int { get }

    /// Answers a query and drops the answer: what the clock measures.
    func run(_ place: Int) throws

    /// Answers a query and keeps what was found.
    func answer(_ place: Int) throws -> QueryAnswer

    /// Answers a query and tells what the engine did for it; nil when it does not count.
    func work(_ place: Int) throws -> SearchWork?
}

extension PreparedQueries {
    func work(_ place: Int) throws -> SearchWork? { nil }
}

/// What was found for one query, as far as its mode gives it.
struct QueryAnswer {
    var count: Int?
    var top: [FoundAnswers.FoundDocument]?
    var facets: [[FoundAnswers.FacetCount]]?
}

/// A mode that the engine has no fast way for yet; the driver says so, and nothing slow stands in for it.
struct UnsupportedMode: Error {
    let reason: String
}

/// Finds the way in which Souk answers a mode.
///
/// Each way is a file of `Modes`, named after what it does: one that has none yet throws ``UnsupportedMode``, and is
/// the place to put it.
enum ModePreparation {
    static func prepare(
        _ mode: SearchMode, _ lines: [String], _ index: SoukIndex
    ) throws -> any PreparedQueries {
        let analyzer = try Analyzer(index.snapshot.manifest.analyzer)
        switch (mode.kind, mode.wanted) {
        case (.or, .top10), (.or, .top100), (.and, .top10), (.and, .top100):
            return TermsTopK(mode, lines, index, analyzer)
        case (.or, .count), (.and, .count): return TermsCount(mode, lines, index, analyzer)
        case (.or, .top10count), (.and, .top10count):
            return TermsTopKWithCount(mode, lines, index, analyzer)
        case (.phrase, .top10), (.phrase, .count): return PhraseQueries(mode, lines, index, analyzer)
        case (.prefix, .top10), (.prefix, .count): return PrefixQueries(mode, lines, index)
        case (.fuzzy, .top10), (.fuzzy, .count), (.fuzzy2, .top10), (.fuzzy2, .count):
            return FuzzyQueries(mode, lines, index)
        case (.fields, .any10), (.fields, .all10): return FieldsTopK(mode, lines, index, analyzer)
        case (.request, .any), (.request, .all): return ShopRequests(mode, lines, index, analyzer)
        default: throw UnsupportedMode(reason: "\(mode.name) is no mode of Souk")
        }
    }
}

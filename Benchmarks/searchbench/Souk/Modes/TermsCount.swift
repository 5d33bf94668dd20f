import SoukAnalysis
import SoukEngine

/// `or_count`, `and_count`: the exact number of documents that hold any or all of the words.
struct TermsCount: PreparedQueries {
    private let counter: MatchCounter
    private let requests: [ConceptSearch]

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        counter = MatchCounter(index.snapshot, index.similarity)
        requests = lines.map { line in
            ConceptSearch(
                concepts: index.concepts(line, analyzer), match: mode.kind == .and ? .all : .any, count: 0)
        }
    }

    var count: Int { requests.count }

    func run(_ place: Int) throws { _ = try counter.count(requests[place]) }

    func answer(_ place: Int) throws -> QueryAnswer {
        QueryAnswer(count: try counter.count(requests[place]))
    }
}

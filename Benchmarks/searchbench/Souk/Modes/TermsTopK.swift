import SoukAnalysis
import SoukEngine

/// `or_top10`, `or_top100`, `and_top10`, `and_top100`: the best documents by BM25 that hold any or all of the words.
struct TermsTopK: PreparedQueries {
    private let index: SoukIndex
    private let search: PrunedTopK
    private let requests: [ConceptSearch]

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        self.index = index
        search = PrunedTopK(index.snapshot, index.similarity)
        requests = lines.map { line in
            ConceptSearch(
                concepts: index.concepts(line, analyzer), match: mode.kind == .and ? .all : .any,
                count: mode.wanted == .top100 ? 100 : 10)
        }
    }

    var count: Int { requests.count }

    func run(_ place: Int) throws { _ = try search.candidates(requests[place]) }

    func answer(_ place: Int) throws -> QueryAnswer {
        QueryAnswer(top: index.documents(try search.candidates(requests[place]) ?? []))
    }

    func work(_ place: Int) throws -> SearchWork? {
        var work = SearchWork()
        _ = try search.candidates(requests[place], &work)
        return work
    }
}

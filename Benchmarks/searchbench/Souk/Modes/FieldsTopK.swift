import SoukAnalysis
import SoukEngine

/// `fields_any10`, `fields_all10`: the ten best documents by BM25F over the four weighted fields, no filter, no facets.
struct FieldsTopK: PreparedQueries {
    private let index: SoukIndex
    private let search: PrunedTopK
    private let requests: [ConceptSearch]

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        self.index = index
        search = PrunedTopK(index.snapshot, index.similarity)
        requests = lines.map { line in
            ConceptSearch(
                concepts: index.concepts(RequestLine(line).words, analyzer),
                match: mode.wanted == .all10 ? .all : .any, count: 10)
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

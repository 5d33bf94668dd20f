import SoukAnalysis
import SoukEngine

/// `request_any`, `request_all`: what a shop's page asks for. Words in four weighted fields, a bound on the price, the
/// first 20, the exact total, and the ten commonest values of each of three facets over all that matches.
struct ShopRequests: PreparedQueries {
    private static let pageSize = 20
    private static let facetValues = 10

    private let index: SoukIndex
    private let search: TieredTopK?
    private let requests: [ConceptSearch]
    private let facetFields: [Int]

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        self.index = index
        search = TieredTopK(index.snapshot, index.similarity)
        let schema = index.snapshot.schema
        facetFields = ShopSchema.facets.compactMap { schema.index(of: $0) }
        requests = lines.map { text in
            let line = RequestLine(text)
            var search = ConceptSearch(
                concepts: index.concepts(line.words, analyzer), match: mode.wanted == .all ? .all : .any,
                count: Self.pageSize)
            guard line.lowest != nil || line.highest != nil, let price = schema.index(of: ShopSchema.price)
            else { return search }
            search.filter = .number(field: price, NumberRange(lower: line.lowest, upper: line.highest))
            return search
        }
    }

    var count: Int { requests.count }

    func run(_ place: Int) throws { _ = try found(requests[place]) }

    func answer(_ place: Int) throws -> QueryAnswer {
        let found = try found(requests[place])
        return QueryAnswer(
            count: found.total, top: index.documents(found.candidates),
            facets: found.facets.map { $0.map { FoundAnswers.FacetCount(value: $0.value, count: $0.count) } })
    }

    private struct Page {
        var candidates: [Candidate]
        var total: Int
        var facets: [[FacetCounter.Count]]
    }

    private func found(_ request: ConceptSearch) throws -> Page {
        guard let search else { return Page(candidates: [], total: 0, facets: facetFields.map { _ in [] }) }
        let outcome = try search.search(request)
        let counter = FacetCounter(index.snapshot, in: outcome.matched)
        return Page(
            candidates: outcome.candidates, total: outcome.total,
            facets: facetFields.map { counter.count(field: $0, limit: Self.facetValues) })
    }
}

import SoukAnalysis
import SoukEngine

/// `request_any`, `request_all`: what a shop's page asks for. Words in four weighted fields, a bound on the price, the
/// first 20, the exact total, and the ten commonest values of each of three facets over all that matches.
struct ShopRequests: PreparedQueries {
    private static let pageSize = 20
    private static let facetValues = 10

    private struct Request: Sendable {
        let search: ConceptSearch
        let filter: FilterExpression?
    }

    private let index: SoukIndex
    private let requests: [Request]
    private let facetFields: [Int]

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        self.index = index
        let schema = index.snapshot.schema
        facetFields = ShopSchema.facets.compactMap { schema.index(of: $0) }
        requests = lines.map { text in
            let line = RequestLine(text)
            let search = ConceptSearch(
                concepts: index.concepts(line.words, analyzer), match: mode.wanted == .all ? .all : .any,
                count: Self.pageSize)
            guard line.lowest != nil || line.highest != nil, let price = schema.index(of: ShopSchema.price)
            else {
                return Request(search: search, filter: nil)
            }
            let range = NumberRange(lower: line.lowest, upper: line.highest)
            return Request(search: search, filter: .number(field: price, range))
        }
    }

    var count: Int { requests.count }

    func run(_ place: Int) throws { _ = try found(requests[place]) }

    func answer(_ place: Int) throws -> QueryAnswer {
        let (outcome, facets) = try found(requests[place])
        return QueryAnswer(
            count: outcome.total, top: index.documents(outcome.candidates),
            facets: facets.map { $0.map { FoundAnswers.FacetCount(value: $0.value, count: $0.count) } })
    }

    private func found(_ request: Request) throws -> (SearchOutcome, [[FacetCounter.Count]]) {
        var search = request.search
        search.allowed = request.filter.map { FilterEvaluator(index.snapshot).evaluate($0) }
        let outcome = try ExhaustiveTopK(index.snapshot, index.similarity).search(search)
        let counter = FacetCounter(index.snapshot)
        let facets = facetFields.map {
            counter.count(field: $0, in: outcome.matched, limit: Self.facetValues)
        }
        return (outcome, facets)
    }
}

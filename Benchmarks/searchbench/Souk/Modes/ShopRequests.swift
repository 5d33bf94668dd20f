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
    private let best: PrunedTopK
    private let matches: MatchCounter
    private let requests: [Request]
    private let facetFields: [Int]

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        self.index = index
        best = PrunedTopK(index.snapshot, index.similarity)
        matches = MatchCounter(index.snapshot, index.similarity)
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

    private func found(_ request: Request) throws -> Page {
        var search = request.search
        search.allowed = request.filter.map { FilterEvaluator(index.snapshot).evaluate($0) }
        guard let matched = try matches.matches(search), let candidates = try best.candidates(search) else {
            return Page(candidates: [], total: 0, facets: facetFields.map { _ in [] })
        }
        let counter = FacetCounter(index.snapshot)
        return Page(
            candidates: candidates, total: matched.reduce(0) { $0 + $1.count },
            facets: facetFields.map { counter.count(field: $0, in: matched, limit: Self.facetValues) })
    }
}

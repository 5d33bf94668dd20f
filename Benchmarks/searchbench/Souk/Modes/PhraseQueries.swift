import SoukAnalysis
import SoukEngine

/// `phrase_top10`, `phrase_count`: documents that hold the words side by side, by BM25 of the phrase.
struct PhraseQueries: PreparedQueries {
    private let index: SoukIndex
    private let search: PhraseSearch
    private let requests: [ConceptSearch]
    private let countsOnly: Bool

    init(_ mode: SearchMode, _ lines: [String], _ index: SoukIndex, _ analyzer: Analyzer) {
        self.index = index
        search = PhraseSearch(index.snapshot, index.similarity)
        countsOnly = mode.wanted == .count
        requests = lines.map { line in
            let words = index.terms(line, analyzer).enumerated().map { PhraseTerm($1, offset: $0) }
            return ConceptSearch(
                concepts: [Concept(text: line, alternatives: [.init(.phrase(words))])], match: .all,
                count: mode.wanted == .count ? 0 : 10)
        }
    }

    var count: Int { requests.count }

    func run(_ place: Int) throws { _ = try search.search(requests[place]) }

    func answer(_ place: Int) throws -> QueryAnswer {
        guard let found = try search.search(requests[place]) else { return QueryAnswer() }
        return QueryAnswer(count: found.total, top: countsOnly ? nil : index.documents(found.candidates))
    }
}

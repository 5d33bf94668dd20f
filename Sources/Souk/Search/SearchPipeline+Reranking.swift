import SoukEngine
import SoukRanking

extension SearchPipeline {
    /// The list with V, for queries whose products have vectors.
    func rerank(_ list: RankedList, _ plan: SearchPlan, _ options: SearchOptions) -> RankedList {
        guard options.rerank == .cosine, plan.rerank.weight > 0 else { return list }
        let reranker = CosineReranker(plan.rerank)
        // A vector that the request brings is one of the caller's vectors; without one, texts are compared.
        if options.vector == nil, let field = catalogue.snapshot.schema.index(withRole: .embedding) {
            let query = catalogue.embedding?.vector(ofQuery: plan.interpretation.text, analyzer)
            return reranker.rerank(list, query: query) { vector(of: $0, field) }
        }
        guard let field = catalogue.snapshot.schema.index(withRole: .vector) else { return list }
        return reranker.rerank(list, query: options.vector) { vector(of: $0, field) }
    }

    private func vector(of address: DocumentAddress, _ field: Int) -> [Float]? {
        catalogue.snapshot.segments[address.segment].vectors[field]?.vector(of: address.document)
    }
}

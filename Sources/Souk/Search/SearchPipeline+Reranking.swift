import SoukEngine
import SoukRanking
import SoukStorage

extension SearchPipeline {
    /// Candidates at the top of the list that stages behind the search may reorder; 0: the list stays as it was found.
    func reorderedCount(_ plan: SearchPlan, _ options: SearchOptions) -> Int {
        guard options.sort == nil else { return 0 }
        let hasVectors = vectorField(options) != nil
        let isReranked = hasVectors && options.rerank == .cosine && plan.rerank.weight > 0
        let isBlended = usesHistory(plan, options)
        return max(
            isReranked || isBlended ? plan.rerank.depth : 0,
            hasVectors && options.diversity > 0 ? Diversifier.depth : 0)
    }

    /// The list with V, for queries whose products have vectors.
    func rerank(_ list: RankedList, _ plan: SearchPlan, _ options: SearchOptions) -> RankedList {
        guard options.rerank == .cosine, plan.rerank.weight > 0, let field = vectorField(options) else {
            return list
        }
        let isSentence = options.vector == nil && catalogue.embedding?.readsSentences == true
        if options.vector == nil, !isSentence, Self.namesOneProduct(plan.interpretation.text) { return list }
        let reranker = CosineReranker(isSentence ? plan.rerank.forSentences : plan.rerank)
        return reranker.rerank(list, query: queryVector(plan, options)) {
            vector(of: $0, field)
        }
    }

    /// Whether a text is the name of one product: three words or more, with a number. Vectors of words take its neighbours for it.
    private static func namesOneProduct(_ text: String) -> Bool {
        let words = text.utf8.split { $0 == 0x20 || $0 == 0x09 }
        return words.count >= 3 && text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// The list with copies of one product apart.
    func diversify(_ list: RankedList, _ options: SearchOptions) -> RankedList {
        guard options.diversity > 0, let field = vectorField(options) else { return list }
        return Diversifier(share: options.diversity).diversify(list) { vector(of: $0, field) }
    }

    /// The nearest products outside the hits, among those that the filters and the price of the query let through.
    func related(
        _ list: RankedList, _ outcome: SearchOutcome, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> [SearchPage.Related] {
        let count = options.relatedCount ?? (outcome.total == 0 ? SearchOptions.rescueCount : 0)
        guard count > 0, !plan.isEmpty, let field = vectorField(options) else { return [] }
        let snapshot = catalogue.snapshot
        let direction = CosineReranker(plan.rerank).direction(list, queryVector(plan, options)) {
            vector(of: $0, field)
        }
        guard let direction else { return [] }
        var allowed = try permitted(plan, options)
        for index in allowed.indices { allowed[index].subtract(outcome.matched[index]) }
        var found: [(address: DocumentAddress, id: String, cosine: Float)] = []
        for (index, segment) in snapshot.segments.enumerated() {
            let near = segment.vectors[field]?.neighbours(
                of: direction, count: count, allowed: allowed[index])
            for neighbour in near ?? [] {
                let address = DocumentAddress(segment: index, document: neighbour.document)
                found.append((address, snapshot.id(of: address), neighbour.cosine))
            }
        }
        found.sort { $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.id < $1.id }
        var related: [SearchPage.Related] = []
        for neighbour in found.prefix(count) {
            let source = try SearchError.wrapping { () throws(StorageError) in
                try snapshot.source(of: neighbour.address)
            }
            related.append(
                SearchPage.Related(id: neighbour.id, source: source, cosine: Double(neighbour.cosine)))
        }
        return related
    }

    /// Products that are there, and that the caller's filters and the query's price let through.
    private func permitted(
        _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> [DocumentSet] {
        var allowed = catalogue.snapshot.live
        var sets: [[DocumentSet]] = []
        if let price = try allowedProducts(plan).allowed { sets.append(price) }
        if let filter = try filter(plan, options) {
            do throws(StorageError) {
                sets.append(try FilterEvaluator(catalogue.snapshot).evaluate(filter))
            } catch { throw SearchError(error) }
        }
        for set in sets {
            for index in allowed.indices { allowed[index].formIntersection(set[index]) }
        }
        return allowed
    }

    /// The field whose vectors are compared: a vector that the request brings is one of the shop's; without one, texts are.
    private func vectorField(_ options: SearchOptions) -> Int? {
        let schema = catalogue.snapshot.schema
        if options.vector == nil, let field = schema.index(withRole: .embedding) { return field }
        return schema.index(withRole: .vector)
    }

    private func queryVector(_ plan: SearchPlan, _ options: SearchOptions) -> [Float]? {
        if let vector = options.vector { return vector }
        guard catalogue.snapshot.schema.index(withRole: .embedding) != nil else { return nil }
        return catalogue.embedding?.vector(ofQuery: plan.interpretation.text, analyzer)
    }

    private func vector(of address: DocumentAddress, _ field: Int) -> [Float]? {
        catalogue.snapshot.segments[address.segment].vectors[field]?.vector(of: address.document)
    }
}

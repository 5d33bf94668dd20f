import SoukStorage

/// Finds the first candidates by scoring every document that matches anything: the oracle of all faster ways.
///
/// - Units: scores are unitless, finite and at least 0; ties go to the product id.
/// - Complexity: O(postings of the query's terms + documents of the snapshot).
package struct ExhaustiveTopK<S: Similarity> {
    private let snapshot: IndexSnapshot
    private let similarity: S

    package init(_ snapshot: IndexSnapshot, _ similarity: S) {
        self.snapshot = snapshot
        self.similarity = similarity
    }

    package func search(
        _ request: ConceptSearch, features: some DocumentFeatures = NoFeatures()
    ) throws(StorageError) -> SearchOutcome {
        let concepts = Array(request.concepts.prefix(ConceptSearch.maximumConcepts))
        let patterns = snapshot.segments.map { PatternEvaluator($0, similarity) }
        let evaluator = ConceptEvaluator(snapshot: snapshot, similarity: similarity, patterns: patterns)
        var results: [ConceptEvaluator<S>.Result] = []
        for concept in concepts { results.append(try evaluator.evaluate(concept)) }
        let weights = results.map(\.weight)
        let rule = TierRule(concepts, weights: weights, match: request.match) { place in
            results[place].hits.contains { $0.fulfilled.contains(true) }
        }
        let allowed = try allowedDocuments(request)
        let normalizer = similarity.normalizer(weights)

        var tiers = TierCollector(snapshot, request)
        for index in snapshot.segments.indices {
            let scored = score(results, segment: index)
            scored.forEach(allowed[index], allDocuments: concepts.isEmpty) { document, relevance, fulfilled in
                guard var tier = rule.tier(fulfilled: fulfilled) else { return }
                if let demoted = request.demoted, demoted[index].contains(document) {
                    tier = min(tier + 1, TierRule.lastTier)
                }
                tiers.add(
                    Candidate(
                        address: DocumentAddress(segment: index, document: document), tier: tier,
                        relevance: normalizer > 0 ? relevance / normalizer : 0,
                        bonus: features.bonus(segment: index, document: document),
                        sortValue: request.sort.flatMap {
                            snapshot.segments[index].numbers[$0.field]?.value(of: document)
                        }))
            }
        }
        return tiers.outcome(weights: weights, documentFrequencies: results.map(\.documentFrequency))
    }

    /// Live documents that the filter allows and no exclusion takes away.
    private func allowedDocuments(_ request: ConceptSearch) throws(StorageError) -> [DocumentSet] {
        var allowed = snapshot.live
        if let filter = request.allowed {
            for index in allowed.indices { allowed[index].formIntersection(filter[index]) }
        }
        if let filter = request.filter {
            let found = try FilterEvaluator(snapshot).evaluate(filter)
            for index in allowed.indices { allowed[index].formIntersection(found[index]) }
        }
        let evaluator = QueryEvaluator(snapshot, similarity)
        for query in request.exclusions {
            for (index, matches) in try evaluator.evaluate(query).enumerated() {
                var excluded = DocumentSet(documentCount: allowed[index].documentCount)
                for document in matches.documents { excluded.insert(document) }
                allowed[index].subtract(excluded)
            }
        }
        return allowed
    }

    private func score(_ results: [ConceptEvaluator<S>.Result], segment index: Int) -> ScoredDocuments {
        var scored = ScoredDocuments(documentCount: snapshot.segments[index].documentCount)
        for (place, result) in results.enumerated() {
            let hits = result.hits[index]
            for (position, document) in hits.scores.documents.enumerated() {
                scored.add(
                    hits.scores.values[position] * result.weight, concept: place,
                    fulfilled: hits.fulfilled[position], document: document)
            }
        }
        return scored
    }
}

/// Sums of the concepts' scores in query order, one place for each document of a segment.
private struct ScoredDocuments {
    private var scores: [Double]
    private var fulfilled: [UInt64]
    private var touched: DocumentSet

    init(documentCount: Int) {
        scores = [Double](repeating: 0, count: documentCount)
        fulfilled = [UInt64](repeating: 0, count: documentCount)
        touched = DocumentSet(documentCount: documentCount)
    }

    mutating func add(_ score: Double, concept: Int, fulfilled isFulfilled: Bool, document: UInt32) {
        scores[Int(document)] += score
        if isFulfilled { fulfilled[Int(document)] |= 1 << UInt64(concept) }
        touched.insert(document)
    }

    func forEach(_ allowed: DocumentSet, allDocuments: Bool, _ body: (UInt32, Double, UInt64) -> Void) {
        var documents = allowed
        if !allDocuments { documents.formIntersection(touched) }
        documents.forEach { body($0, scores[Int($0)], fulfilled[Int($0)]) }
    }
}

/// Counts hits by tier and keeps the first of each.
private struct TierCollector {
    static let tierCount = TierRule.lastTier + 1

    private let request: ConceptSearch
    private var heaps: [TopKHeap]
    private var matched: [[DocumentSet]]
    private var totals = [Int](repeating: 0, count: tierCount)

    init(_ snapshot: IndexSnapshot, _ request: ConceptSearch) {
        self.request = request
        let order = CandidateOrder(snapshot: snapshot, direction: request.sort?.direction)
        heaps = (0..<Self.tierCount).map { _ in
            TopKHeap(capacity: request.count, order: order, after: request.after)
        }
        let empty = snapshot.segments.map { DocumentSet(documentCount: $0.documentCount) }
        matched = [[DocumentSet]](repeating: empty, count: Self.tierCount)
    }

    mutating func add(_ candidate: Candidate) {
        heaps[candidate.tier].insert(candidate)
        matched[candidate.tier][candidate.address.segment].insert(candidate.address.document)
        totals[candidate.tier] += 1
    }

    /// Opens tiers from the top while there are too few hits. A list sorted by a column keeps to the first tier that
    /// has any hit: lower tiers would put what is only related before what was asked for.
    func outcome(weights: [Double], documentFrequencies: [Int]) -> SearchOutcome {
        var candidates: [Candidate] = []
        var sets = matched[0]
        var total = 0
        var lastTier = 0
        for tier in 0..<Self.tierCount {
            if let last = request.lastTier {
                if tier > last { break }
            } else if tier > 0 && total >= (request.sort == nil ? request.enoughHits : 1) {
                break
            }
            guard totals[tier] > 0 else { continue }
            candidates += heaps[tier].sorted()
            for index in sets.indices { sets[index].formUnion(matched[tier][index]) }
            total += totals[tier]
            lastTier = tier
        }
        return SearchOutcome(
            candidates: Array(candidates.prefix(request.count)), matched: sets, total: total,
            lastTier: lastTier,
            conceptWeights: weights, documentFrequencies: documentFrequencies)
    }
}

import SoukStorage

/// Finds what ``ExhaustiveTopK`` finds, bit for bit: tiers by sets first, then scores of the tiers that open.
///
/// Serves every request, with readings, tiers, features and sorting by a column. Documents of no open tier are never
/// scored. Those of one are scored by rising length, until what is left cannot enter the list.
/// - Units: scores are unitless, finite and at least 0; ties go to the product id.
/// - Complexity: O(documents / 64 × concepts + postings of the query's phrases + documents of the open tiers × concepts).
package struct TieredTopK {
    private let snapshot: IndexSnapshot
    private let similarity: BM25Similarity
    private let tables: [ScoringTables]
    private let phrases: PhraseSearch
    private let pruned: PrunedTopK
    /// Of fewer documents every one is scored.
    private static let fewDocuments = 512

    /// - Returns: nil when a field or a reading weighs nothing: what stands only there is not found, which lists alone do
    ///   not tell.
    /// - Complexity: O(documents) the first time for a snapshot and its parameters, O(1) after.
    package init?(_ snapshot: IndexSnapshot, _ similarity: BM25Similarity) {
        let tables = snapshot.scoringTables(similarity)
        guard tables.allSatisfy(\.findsEveryOccurrence) else { return nil }
        self.snapshot = snapshot
        self.similarity = similarity
        self.tables = tables
        phrases = PhraseSearch(snapshot, similarity)
        pruned = PrunedTopK(snapshot, similarity)
    }

    package func search(
        _ request: ConceptSearch, features: some DocumentFeatures = NoFeatures()
    ) throws(StorageError) -> SearchOutcome {
        let concepts = Array(request.concepts.prefix(ConceptSearch.maximumConcepts))
        var postings = try self.postings(concepts, isOrdered: request.count > 0)
        let frequencies = try self.frequencies(concepts, &postings)
        let weights = zip(concepts, frequencies).map { concept, frequency in
            similarity.idf(
                documentFrequency: frequency.counted, documentCount: snapshot.statistics.documentCount)
                * concept.boost
        }
        let rule = TierRule(concepts, weights: weights, match: request.match) { place in
            postings.contains { $0[place].mostFulfilled > 0 }
        }
        let allowed = try allowedDocuments(request)
        let narrows = request.allowed != nil || !request.exclusions.isEmpty
        let filters = FilterEvaluator(snapshot)
        var tiers: [TierSets] = []
        for index in snapshot.segments.indices {
            tiers.append(
                try TierSets(
                    postings[index], rule, allowed: allowed[index],
                    restricts: narrows || snapshot.hasDeletions(index), demoted: request.demoted?[index]
                ) { (set) throws(StorageError) in
                    if let filter = request.filter { try filters.narrow(&set, to: filter, segment: index) }
                })
        }
        var collector = OpenTiers(request)
        // Where nothing is given up and nothing demoted there is one tier.
        let lastTier = rule.relaxes || request.demoted != nil ? TierRule.lastTier : 0
        for tier in 0...lastTier where collector.opens(tier) {
            var sets: [DocumentSet] = []
            for index in tiers.indices { sets.append(try tiers[index].documents(ofTier: tier)) }
            guard collector.open(tier, sets), collector.room > 0, tier >= request.after?.tier ?? 0 else {
                continue
            }
            if tier == 0, features.largestBonus == 0, request.sort == nil, request.after == nil,
                collector.total > Self.fewDocuments,
                let candidates = try pruned.candidates(
                    ConceptSearch(
                        concepts: concepts, allowed: sets, match: rule.isAnyEnough ? .any : .all,
                        count: collector.room))
            {
                collector.candidates = candidates
                continue
            }
            var heap = TopKHeap(
                capacity: collector.room,
                order: CandidateOrder(snapshot: snapshot, direction: request.sort?.direction),
                after: request.after)
            for (index, set) in sets.enumerated() {
                // Most documents of a large lower tier lack what those at its top have.
                let telling = tier > 0 && set.count > ConceptScorer.chunk
                var list = SegmentRanking(
                    tier: tier, segment: index, snapshot, request, tables[index],
                    ConceptScorer(postings[index], weights: weights, tables[index]),
                    normalizer: similarity.normalizer(weights),
                    holders: telling ? try tiers[index].holders() : [])
                defer { list.deallocate() }
                try list.rank(set, features, &heap)
            }
            collector.candidates += heap.sorted()
        }
        return collector.outcome(weights: weights, documentFrequencies: frequencies.map(\.literal))
    }

    /// The concepts' readings by segment.
    private func postings(_ concepts: [Concept], isOrdered: Bool) throws(StorageError) -> [[ConceptPostings]]
    {
        var result: [[ConceptPostings]] = []
        for (index, segment) in snapshot.segments.enumerated() {
            let matches = PatternMatches(
                segment: segment, similarity: similarity, tables: tables[index], phrases: phrases,
                segmentIndex: index, isOrdered: isOrdered)
            var found: [ConceptPostings] = []
            found.reserveCapacity(concepts.count)
            for concept in concepts { found.append(try ConceptPostings(concept, in: matches)) }
            result.append(found)
        }
        return result
    }

    /// Documents that match a literal reading of each concept, and the number that its idf is taken from: a word that no
    /// document holds takes the frequency of its commonest other reading.
    private func frequencies(
        _ concepts: [Concept], _ postings: inout [[ConceptPostings]]
    ) throws(StorageError) -> [(literal: Int, counted: Int)] {
        var result: [(literal: Int, counted: Int)] = []
        for (place, concept) in concepts.enumerated() {
            var literal = 0
            for segment in postings.indices { literal += try postings[segment][place].literalCount() }
            guard literal == 0 else {
                result.append((literal, literal))
                continue
            }
            var counts = [Int](repeating: 0, count: concept.alternatives.count)
            for segment in postings {
                for reading in segment[place].readings { counts[reading.place] += reading.documentCount }
            }
            result.append((0, counts.max() ?? 0))
        }
        return result
    }

    /// Live documents that the filter allows and no exclusion takes away.
    private func allowedDocuments(_ request: ConceptSearch) throws(StorageError) -> [DocumentSet] {
        var allowed = snapshot.live
        if let filter = request.allowed {
            for index in allowed.indices { allowed[index].formIntersection(filter[index]) }
        }
        for query in request.exclusions {
            let excluded = try self.excluded(query)
            for index in allowed.indices { allowed[index].subtract(excluded[index]) }
        }
        return allowed
    }

    private func excluded(_ query: Query) throws(StorageError) -> [DocumentSet] {
        if let concepts = query.requiredConcepts {
            let postings = try self.postings(concepts, isOrdered: false)
            var result: [DocumentSet] = []
            for var segment in postings {
                var sets: [DocumentSet] = []
                for place in segment.indices { sets.append(try segment[place].touched()) }
                result.append(DocumentSet.intersection(of: sets))
            }
            return result
        }
        var result = snapshot.segments.map { DocumentSet(documentCount: $0.documentCount) }
        for (index, matches) in try QueryEvaluator(snapshot, similarity).evaluate(query).enumerated() {
            for document in matches.documents { result[index].insert(document) }
        }
        return result
    }
}

extension Query {
    /// The concepts of a query that asks for all of them and nothing else.
    fileprivate var requiredConcepts: [Concept]? {
        guard case .boolean(let must, let should, let mustNot) = self, should.isEmpty, mustNot.isEmpty,
            !must.isEmpty
        else { return nil }
        var concepts: [Concept] = []
        for query in must {
            guard case .concept(let concept) = query else { return nil }
            concepts.append(concept)
        }
        return concepts
    }
}

/// Opens tiers from the top while there are too few hits. A list sorted by a column keeps to the first tier that has
/// any hit: lower tiers would put what is only related before what was asked for.
private struct OpenTiers {
    private let request: ConceptSearch
    private var matched: [DocumentSet]?
    private(set) var total = 0
    private var lastTier = 0
    var candidates: [Candidate] = []

    init(_ request: ConceptSearch) { self.request = request }

    func opens(_ tier: Int) -> Bool {
        if let last = request.lastTier { return tier <= last }
        return matched == nil || total < (request.sort == nil ? request.enoughHits : 1)
    }

    /// Candidates that the list still takes.
    var room: Int { request.count - candidates.count }

    /// - Returns: whether the tier has hits.
    mutating func open(_ tier: Int, _ sets: [DocumentSet]) -> Bool {
        let count = sets.reduce(0) { $0 + $1.count }
        if matched == nil {
            matched = sets
        } else if count > 0 {
            for index in sets.indices { matched?[index].formUnion(sets[index]) }
        }
        guard count > 0 else { return false }
        total += count
        lastTier = tier
        return true
    }

    func outcome(weights: [Double], documentFrequencies: [Int]) -> SearchOutcome {
        SearchOutcome(
            candidates: Array(candidates.prefix(request.count)), matched: matched ?? [], total: total,
            lastTier: lastTier, conceptWeights: weights, documentFrequencies: documentFrequencies)
    }
}

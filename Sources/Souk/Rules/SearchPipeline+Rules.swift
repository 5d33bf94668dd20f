import Foundation
import SoukEngine
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// What merchandising rules do on a query's path.
extension SearchPipeline {
    func activeRules(for interpretation: Interpretation, _ options: SearchOptions) -> ActiveRules {
        let rules = options.rules ?? catalogue.rules
        guard !rules.rules.isEmpty else { return .none }
        return rules.active(for: interpretation, at: options.time ?? Date().timeIntervalSince1970)
    }

    /// The names that rules add; nil when they add none.
    func synonyms(of rules: ActiveRules) -> AliasTable? {
        guard !rules.synonyms.isEmpty else { return nil }
        return (try? SynonymFile(rules.synonyms.joined(separator: "\n")))?.table
    }

    /// The documents that rules move, with how far. A filter that the index cannot have moves none.
    func boosts(
        of rules: ActiveRules
    ) throws(StorageError) -> [(documents: [DocumentSet], weight: Double)] {
        let evaluator = FilterEvaluator(catalogue.snapshot)
        var result: [(documents: [DocumentSet], weight: Double)] = []
        for boost in rules.boosts {
            guard let filter = try? FilterParser.parse(boost.filter, catalogue.snapshot.schema) else {
                continue
            }
            result.append((try evaluator.evaluate(filter), boost.weight))
        }
        return result
    }

    /// What rules added to a product's score or took from it, one part for each.
    func ruleParts(of address: DocumentAddress, _ plan: SearchPlan) throws(StorageError) -> [Explanation] {
        guard !plan.rules.boosts.isEmpty else { return [] }
        let evaluator = FilterEvaluator(catalogue.snapshot)
        var parts: [Explanation] = []
        for boost in plan.rules.boosts {
            guard let filter = try? FilterParser.parse(boost.filter, catalogue.snapshot.schema),
                try evaluator.evaluate(filter)[address.segment].contains(address.document)
            else { continue }
            let verb = boost.weight > 0 ? "boost" : "bury"
            parts.append(Explanation("rule '\(boost.rule)': \(verb) \(boost.filter)", boost.weight))
        }
        let sum = parts.reduce(0) { $0 + $1.value }
        let bounded = min(max(sum, -RuleSet.largestEffect), RuleSet.largestEffect)
        if bounded != sum {
            parts.append(Explanation("rules together at most \(RuleSet.largestEffect)", bounded - sum))
        }
        return parts
    }

    /// Puts the pinned products first, in the order of the rules. The rest keeps its order.
    func pinned(_ list: RankedList, _ plan: SearchPlan) -> RankedList {
        let addresses = plan.rules.pins.compactMap { catalogue.snapshot.address(of: $0) }
        guard !addresses.isEmpty else { return list }
        var result = list
        var first: [RankedList.Entry] = []
        for address in addresses {
            if let entry = list.entries.first(where: { $0.candidate.address == address }) {
                first.append(entry)
            }
        }
        let pinned = Set(first.map(\.candidate.address))
        result.entries = first + list.entries.filter { !pinned.contains($0.candidate.address) }
        return result
    }

    /// What was found, with the pinned products that the filters let through: a rule shows them whatever words they hold.
    func pinning(
        _ outcome: SearchOutcome, _ request: ConceptSearch, _ plan: SearchPlan, _ options: SearchOptions,
        _ features: some DocumentFeatures
    ) throws(StorageError) -> SearchOutcome {
        guard options.sort == nil, !plan.rules.pins.isEmpty else { return outcome }
        var allowed = catalogue.snapshot.segments.map { DocumentSet(documentCount: $0.documentCount) }
        for id in plan.rules.pins {
            guard let address = catalogue.snapshot.address(of: id) else { continue }
            allowed[address.segment].insert(address.document)
        }
        try narrow(&allowed, to: request)
        var outcome = outcome
        var alone = request
        alone.allowed = allowed
        alone.count = plan.rules.pins.count
        alone.lastTier = ConceptSearch.lastTierOfAll
        let found = try search(alone, plan, features).candidates
        for (index, set) in allowed.enumerated() {
            set.forEach { document in
                let address = DocumentAddress(segment: index, document: document)
                if outcome.matched[index].insert(document) { outcome.total += 1 }
                guard request.count > 0, !outcome.candidates.contains(where: { $0.address == address }) else {
                    return
                }
                outcome.candidates.append(
                    found.first { $0.address == address }
                        ?? Candidate(
                            address: address, tier: ConceptSearch.lastTierOfAll, relevance: 0,
                            bonus: features.bonus(segment: index, document: document), sortValue: nil))
            }
        }
        return outcome
    }

    /// Keeps the live documents that a request's conditions beside its words let through.
    private func narrow(_ sets: inout [DocumentSet], to request: ConceptSearch) throws(StorageError) {
        let snapshot = catalogue.snapshot
        let filtered = try request.filter.map { (filter) throws(StorageError) in
            try FilterEvaluator(snapshot).evaluate(filter)
        }
        for index in sets.indices {
            sets[index].formIntersection(snapshot.live[index])
            if let allowed = request.allowed { sets[index].formIntersection(allowed[index]) }
            if let filtered { sets[index].formIntersection(filtered[index]) }
        }
        let similarity = BM25Similarity(
            ScoringParameters(), schema: snapshot.schema, statistics: snapshot.statistics)
        let evaluator = QueryEvaluator(snapshot, similarity)
        for query in request.exclusions {
            for (index, matches) in try evaluator.evaluate(query).enumerated() {
                var excluded = DocumentSet(documentCount: sets[index].documentCount)
                for document in matches.documents { excluded.insert(document) }
                sets[index].subtract(excluded)
            }
        }
    }
}

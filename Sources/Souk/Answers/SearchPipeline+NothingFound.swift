import SoukEngine
import SoukRanking
import SoukStorage

extension SearchPipeline {
    /// What to say of a search without a hit; nil when nothing was asked for.
    ///
    /// Conditions are given up one by one, those that a person states most easily anew first, and only when no single one
    /// helps all of them.
    /// - Returns: the answer, and what would be found, the best first.
    /// - Complexity: at most seven searches.
    func nothingFound(
        _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> (answer: NothingFound, seeds: [DocumentAddress])? {
        guard !plan.isEmpty else { return nil }
        let conditions = NothingFound.Condition.allCases.filter { states($0, plan, options) }
        let unknown = try unknownWords(plan)
        for undone in conditions.map({ [$0] }) + [conditions] where !undone.isEmpty {
            let outcome = try retrieve(without: undone, plan, options)
            guard outcome.total > 0 else { continue }
            let answer = NothingFound(
                unknownWords: unknown, undone: undone, total: outcome.total,
                nearestPrice: undone.contains(.price) ? nearestPrice(outcome, plan) : nil)
            return (answer, outcome.candidates.map(\.address))
        }
        return (NothingFound(unknownWords: unknown, undone: [], total: 0, nearestPrice: nil), [])
    }

    private func states(
        _ condition: NothingFound.Condition, _ plan: SearchPlan, _ options: SearchOptions
    ) -> Bool {
        switch condition {
        case .filters: !options.filters.isEmpty
        case .fieldFilters: !plan.fieldFilters.isEmpty
        case .price: plan.price != nil
        case .exclusions: !plan.interpretation.exclusions.isEmpty
        case .words: plan.match != .any && !plan.concepts.isEmpty
        }
    }

    private func retrieve(
        without undone: [NothingFound.Condition], _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> SearchOutcome {
        var plan = plan
        var options = options
        for condition in undone {
            switch condition {
            case .filters: options.filters = []
            case .fieldFilters: plan.fieldFilters = []
            case .price: plan.price = nil
            case .exclusions:
                plan.exclusions = []
                plan.interpretation.exclusions = []
            case .words: plan.match = .any
            }
        }
        return try retrieve(plan, options)
    }

    /// Words that no product holds in any reading.
    private func unknownWords(_ plan: SearchPlan) throws(SearchError) -> [String] {
        var unknown: [String] = []
        for concept in plan.concepts where concept.role != .optional {
            var request = ConceptSearch(concepts: [concept], match: .any, count: 1)
            request.enoughHits = 1
            let similarity = BM25Similarity(
                plan.scoring, schema: catalogue.snapshot.schema, statistics: catalogue.snapshot.statistics)
            do throws(StorageError) {
                let found = try ExhaustiveTopK(catalogue.snapshot, similarity).search(
                    request, features: NoFeatures())
                if found.total == 0 { unknown.append(concept.text) }
            } catch { throw SearchError(error) }
        }
        return unknown
    }

    private func nearestPrice(_ outcome: SearchOutcome, _ plan: SearchPlan) -> Double? {
        guard let bound = plan.price else { return nil }
        var nearest: (distance: Double, price: Double)?
        for (index, documents) in outcome.matched.enumerated() {
            guard let column = catalogue.snapshot.segments[index].numbers[bound.field] else { continue }
            documents.forEach { document in
                guard let price = column.value(of: document) else { return }
                let distance = max((bound.range.lower ?? price) - price, price - (bound.range.upper ?? price))
                if distance < nearest?.distance ?? .infinity { nearest = (distance, price) }
            }
        }
        return nearest?.price
    }
}

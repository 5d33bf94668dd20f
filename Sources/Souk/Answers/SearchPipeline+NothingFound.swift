import SoukEngine
import SoukRanking
import SoukStorage

extension SearchPipeline {
    /// Of so many conditions all pairs are tried.
    private static let pairedConditions = 8

    /// What to say of a search without a hit, and what would be found, the best first.
    ///
    /// Conditions are given up one by one, those that a person states most easily anew first; when no single one helps two at a
    /// time, and then all of them.
    /// - Complexity: at most n + n²/2 + 1 searches for n conditions.
    func nothingFound(
        _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> (answer: NothingFound, seeds: [DocumentAddress]) {
        guard !plan.isEmpty else { return (NothingFound(), []) }
        let conditions = statedConditions(plan, options)
        var attempts = conditions.map { [$0] }
        if conditions.count <= Self.pairedConditions {
            for (place, first) in conditions.enumerated() {
                attempts += conditions[(place + 1)...].map { [first, $0] }
            }
        }
        attempts.append(conditions)
        let unknown = try unknownWords(plan)
        for undone in attempts where !undone.isEmpty {
            let listing = try listing(without: undone, plan, options)
            guard listing.total > 0 else { continue }
            let answer = NothingFound(
                unknownWords: unknown, givenUp: undone.map { ($0.condition, $0.text) }, total: listing.total,
                nearestPrice: nearestPrice(listing.outcome, to: priceConditions(undone, plan)))
            return (answer, listing.entries.map(\.candidate.address))
        }
        return (NothingFound(unknownWords: unknown), [])
    }

    private func listing(
        without undone: [StatedCondition], _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> Listing {
        var plan = plan
        var options = options
        options.offset = 0
        options.count = max(options.count, SearchOptions.enoughProducts)
        options.lastTier = nil
        for condition in undone { condition.giveUp(&plan, &options) }
        return try listing(plan, options)
    }

    /// What the search asks for, in the order in which it is given up.
    private func statedConditions(_ plan: SearchPlan, _ options: SearchOptions) -> [StatedCondition] {
        var stated: [StatedCondition] = []
        for selection in options.selections where !selection.values.isEmpty {
            stated.append(
                StatedCondition(
                    .selections, selection.field + "=" + selection.values.joined(separator: ", ")
                ) { _, options in options.selections.removeAll { $0 == selection } })
        }
        for filter in options.filters.unique {
            stated.append(
                StatedCondition(.filters, filter) { _, options in options.filters.removeAll { $0 == filter } }
            )
        }
        for filter in plan.fieldFilters {
            stated.append(
                StatedCondition(.fieldFilters, "\(filter.field):\(filter.value)") { plan, _ in
                    plan.fieldFilters.removeAll { $0 == filter }
                })
        }
        if plan.price != nil { stated.append(StatedCondition(.price) { plan, _ in plan.price = nil }) }
        if !plan.interpretation.exclusions.isEmpty {
            let words = plan.interpretation.exclusions.map { plan.interpretation.surface($0.range) }
            stated.append(
                StatedCondition(.exclusions, words.isEmpty ? nil : words.joined(separator: ", ")) { plan, _ in
                    plan.exclusions = []
                    plan.interpretation.exclusions = []
                })
        }
        for filter in plan.rules.filters.map(\.filter).unique {
            stated.append(
                StatedCondition(.rules, filter) { plan, _ in
                    plan.rules.filters.removeAll { $0.filter == filter }
                })
        }
        if plan.match != .any && !plan.concepts.isEmpty {
            stated.append(StatedCondition(.words) { plan, _ in plan.match = .any })
        }
        return stated
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

    /// What the conditions given up ask of the price, beside what else they ask.
    private func priceConditions(_ undone: [StatedCondition], _ plan: SearchPlan) -> FilterExpression {
        .all(
            undone.compactMap { stated in
                switch stated.condition {
                case .price: plan.price.map { .number(field: $0.field, $0.range) }
                case .filters, .rules:
                    stated.text.flatMap { try? FilterParser.parse($0, catalogue.snapshot.schema) }
                case .fieldFilters:
                    plan.fieldFilters.first { "\($0.field):\($0.value)" == stated.text }
                        .flatMap { fieldFilter($0.field, $0.value) }
                case .selections, .exclusions, .words: nil
                }
            })
    }

    /// The price found that lies nearest to what the conditions ask; nil where they ask nothing of the price.
    private func nearestPrice(_ outcome: SearchOutcome, to conditions: FilterExpression) -> Double? {
        guard let field = catalogue.snapshot.schema.index(withRole: .price) else { return nil }
        var nearest: (distance: Double, price: Double)?
        for (index, documents) in outcome.matched.enumerated() {
            guard let column = catalogue.snapshot.segments[index].numbers[field] else { continue }
            documents.forEach { document in
                guard let price = column.value(of: document),
                    let distance = conditions.distance(of: price, field: field)
                else { return }
                if distance < nearest?.distance ?? .infinity { nearest = (distance, price) }
            }
        }
        return nearest?.price
    }
}

extension FilterExpression {
    /// How far a number is from what the conditions on its field let through: the farthest where all must hold, the nearest where
    /// one is enough. Nil without such conditions.
    fileprivate func distance(of number: Double, field: Int) -> Double? {
        switch self {
        case .all(let parts): parts.compactMap { $0.distance(of: number, field: field) }.max()
        case .any(let parts): parts.compactMap { $0.distance(of: number, field: field) }.min()
        case .number(field, let range):
            max(0, (range.lower ?? number) - number, number - (range.upper ?? number))
        case .number, .not, .value, .quantity, .exists: nil
        }
    }
}

/// One condition of a search, and how it is given up.
private struct StatedCondition {
    let condition: NothingFound.Condition
    /// As it was written; nil where there is only one of its kind.
    let text: String?
    let giveUp: (inout SearchPlan, inout SearchOptions) -> Void

    init(
        _ condition: NothingFound.Condition, _ text: String? = nil,
        _ giveUp: @escaping (inout SearchPlan, inout SearchOptions) -> Void
    ) {
        self.condition = condition
        self.text = text
        self.giveUp = giveUp
    }
}

extension Array where Element: Hashable {
    /// Every element once, in order.
    fileprivate var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

/// What follows from what the shopper chose last; see ``ItemTransitions``.
public struct NextItemRecommender: SimilarItemRecommender, ExplainingRecommender {
    private let transitions: ItemTransitions
    private let eligible: EligibleItems

    /// Recommends by steps that were learnt before.
    public init(_ transitions: ItemTransitions, eligible: EligibleItems = .all) {
        self.transitions = transitions
        self.eligible = eligible
    }

    /// - Complexity: O(choices · steps kept + items).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] { explained(shopper, count) }

    package func ranking(for shopper: Shopper, count: Int) -> [Recommendation] {
        let items = transitions.items
        let scores = transitions.scores(shopper.numbers(items))
        return eligible.best(scores, without: shopper.row(items), names: items, count: count).map {
            Recommendation(item: items[$0.item], score: $0.score)
        }
    }

    package func reasons(for items: [String], _ shopper: Shopper) -> [[RecommendationReason]] {
        let choices = shopper.numbers(transitions.items)
        return items.map { item in
            guard let number = transitions.items.number(of: item) else { return [] }
            var recency = 1.0
            var support = SupportingItems()
            var shoppers: [Int: Int] = [:]
            for choice in choices.reversed() {
                if let step = transitions.steps[choice.item].first(where: { $0.item == number }) {
                    support.add(choice.item, recency * choice.weight * step.weight)
                    shoppers[choice.item] = step.shoppers
                }
                recency *= transitions.options.recency
            }
            return support.strongest().map { source in
                let name = transitions.items[source]
                let count = shoppers[source] ?? 0
                return count > 0 ? .chosenAfter(item: name, shoppers: count) : .fits(item: name)
            }
        }
    }

    /// What follows from one item.
    public func similarItems(to item: String, count: Int) -> [Recommendation] {
        recommend(for: Shopper([Shopper.Choice(item, weight: 1)]), count: count)
    }
}

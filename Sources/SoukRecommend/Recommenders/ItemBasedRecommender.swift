/// Items like those the shopper chose: the default.
///
/// The score of an item is the sum, over the shopper's items that have it among their neighbours, of its share of their
/// similarities times preference (Deshpande and Karypis 2004, with their normalised similarities).
public struct ItemBasedRecommender: SimilarItemRecommender, ExplainingRecommender {
    package let neighbours: ItemNeighbours
    private let eligible: EligibleItems
    private static let reasonCount = 3

    /// Recommends by neighbours that were computed before.
    public init(_ neighbours: ItemNeighbours, eligible: EligibleItems = .all) {
        self.neighbours = neighbours
        self.eligible = eligible
    }

    /// - Complexity: O(items of the shopper · neighbours kept + items).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] { explained(shopper, count) }

    package func ranking(for shopper: Shopper, count: Int) -> [Recommendation] {
        let items = neighbours.matrix.items
        let row = shopper.row(items)
        return eligible.best(neighbours.scores(of: row), without: row, names: items, count: count).map {
            Recommendation(item: items[$0.item], score: $0.score)
        }
    }

    package func reasons(for items: [String], _ shopper: Shopper) -> [[RecommendationReason]] {
        let row = shopper.row(neighbours.matrix.items)
        return items.map { item in
            neighbours.matrix.items.number(of: item).map {
                neighbours.reasons(for: $0, row: row, limit: Self.reasonCount)
            } ?? []
        }
    }

    /// The items most like one; empty for an item without events.
    public func similarItems(to item: String, count: Int) -> [Recommendation] {
        guard let number = neighbours.matrix.items.number(of: item) else { return [] }
        let items = neighbours.matrix.items
        return neighbours.lists[number].lazy.filter { eligible.contains(items[$0.item]) }.prefix(
            max(count, 0)
        )
        .map { neighbour in
            Recommendation(
                item: items[neighbour.item], score: neighbour.similarity,
                reasons: [neighbours.reason(neighbour.item, number)])
        }
    }
}

/// Items like those the user chose: the default.
///
/// The score of an item is the sum, over the user's items that have it among their neighbours, of its share of their
/// similarities times preference (Deshpande and Karypis 2004, with their normalised similarities).
package struct ItemBasedRecommender: Recommender {
    package let neighbours: ItemNeighbours
    private let eligible: EligibleItems
    private static let reasonCount = 3

    package init(_ neighbours: ItemNeighbours, eligible: EligibleItems? = nil) {
        self.neighbours = neighbours
        self.eligible = eligible ?? EligibleItems(neighbours.matrix.items)
    }

    /// - Complexity: O(items of the user · neighbours kept).
    package func recommend(for user: String, count: Int) -> [Recommendation] {
        let row = neighbours.matrix.row(of: user)
        let items = neighbours.matrix.items
        return eligible.best(neighbours.scores(of: row), without: row, names: items, count: count).map {
            item, score in
            Recommendation(
                item: items[item], score: score,
                reasons: neighbours.reasons(for: item, row: row, limit: Self.reasonCount))
        }
    }

    /// The items most like one; empty for an item without events.
    package func similarItems(to item: String, count: Int) -> [Recommendation] {
        guard let number = neighbours.matrix.items.number(of: item) else { return [] }
        return neighbours.lists[number].filter { eligible.contains($0.item) }.prefix(max(count, 0)).map {
            neighbour in
            Recommendation(
                item: neighbours.matrix.items[neighbour.item], score: neighbour.similarity,
                reasons: [neighbours.reason(neighbour.item, number)])
        }
    }
}

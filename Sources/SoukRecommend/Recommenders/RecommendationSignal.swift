/// U: how well every product fits what one user chose before, in [0, 1]; 0 without a history.
///
/// The item-based score over the user's highest one, times h / (h + 1) with h the sum of the user's preferences: one
/// glance must not count like a year of purchases.
package struct RecommendationSignal: Sendable {
    private let neighbours: ItemNeighbours
    private let row: SparseRow
    private let scores: ItemScores
    private let factor: Double

    package init(_ shopper: Shopper, _ neighbours: ItemNeighbours) {
        self.neighbours = neighbours
        row = shopper.row(neighbours.matrix.items)
        scores = neighbours.scores(of: row)
        let history = row.values.reduce(0, +)
        let highest = scores.largest
        factor = highest > 0 ? history / (history + 1) / highest : 0
    }

    /// Whether the user's history says anything.
    package var isEmpty: Bool { scores.isEmpty }

    package func value(of item: String) -> Double {
        guard let number = neighbours.matrix.items.number(of: item), let score = scores[number] else {
            return 0
        }
        return min(max(score * factor, 0), 1)
    }

    /// The strongest reason for an item's value; nil when the value is 0.
    package func reason(for item: String) -> RecommendationReason? {
        guard let number = neighbours.matrix.items.number(of: item), scores[number] != nil else { return nil }
        return neighbours.reasons(for: number, row: row, limit: 1).first
    }
}

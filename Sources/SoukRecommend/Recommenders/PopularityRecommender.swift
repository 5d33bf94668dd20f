/// What most shoppers chose: for those of whom nothing is known.
package struct PopularityRecommender: Recommender {
    private let matrix: PreferenceMatrix
    /// Item numbers with the sum of all users' preferences, the most popular first.
    private let ranking: [(item: Int, score: Double)]

    package init(_ matrix: PreferenceMatrix, eligible: EligibleItems? = nil) {
        self.matrix = matrix
        let scores = matrix.byItem.enumerated().map { ($0.offset, $0.element.values.reduce(0, +)) }
        ranking = (eligible ?? EligibleItems(matrix.items)).best(
            Dictionary(uniqueKeysWithValues: scores), without: SparseRow(), names: matrix.items,
            count: scores.count)
    }

    package func recommend(for user: String, count: Int) -> [Recommendation] {
        let seen = matrix.row(of: user)
        return ranking.lazy.filter { seen.value(at: UInt32($0.item)) == nil }.prefix(max(count, 0)).map {
            Recommendation(
                item: matrix.items[$0.item], score: $0.score,
                reasons: [.popular(shoppers: matrix.byItem[$0.item].count)])
        }
    }
}

/// U of the ranking formula: how well products fit what a user chose before, from 0 to 1.
///
/// Scores of the item-based recommender over everything that goes with the user's items, divided by the largest; what
/// the user bought or rated is not pushed again. Without a user or a history every product has 0.
package struct RecommendationSignal: Sendable {
    private let values: [String: (value: Double, reason: String)]

    /// How many of the nearest products carry the signal.
    static let depth = 500

    package init(_ recommender: ItemBasedRecommender, user: String) {
        let found = recommender.recommend(for: user, count: Self.depth)
        let largest = found.first?.score ?? 0
        var values: [String: (value: Double, reason: String)] = [:]
        for item in found where largest > 0 { values[item.item] = (item.score / largest, item.reason) }
        self.values = values
    }

    package subscript(item: String) -> (value: Double, reason: String)? { values[item] }
}

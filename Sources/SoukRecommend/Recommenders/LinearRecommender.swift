/// Items for which the shopper's items have the greatest weights in sum; see ``LinearItemModel``.
public struct LinearRecommender: SimilarItemRecommender, ExplainingRecommender {
    private let model: LinearItemModel
    private let matrix: PreferenceMatrix
    private let eligible: EligibleItems

    /// - Parameter matrix: what the model was learnt from: reasons count its shoppers.
    public init(_ model: LinearItemModel, _ matrix: PreferenceMatrix, eligible: EligibleItems = .all) {
        self.model = model
        self.matrix = matrix
        self.eligible = eligible
    }

    /// - Complexity: O(items of the shopper · items).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] { explained(shopper, count) }

    package func ranking(for shopper: Shopper, count: Int) -> [Recommendation] {
        let row = shopper.row(model.items)
        return eligible.best(model.scores(row), without: row, names: model.items, count: count).map {
            Recommendation(item: model.items[$0.item], score: $0.score)
        }
    }

    package func reasons(for items: [String], _ shopper: Shopper) -> [[RecommendationReason]] {
        let row = shopper.row(model.items)
        return items.map { item in
            guard let number = model.items.number(of: item) else { return [] }
            var support = SupportingItems()
            for place in 0..<row.count {
                let source = Int(row.indexes[place])
                support.add(source, row.values[place] * model.weight(of: source, for: number))
            }
            return support.strongest().map { matrix.reason(number, $0) }
        }
    }

    /// The items that one weighs for most.
    public func similarItems(to item: String, count: Int) -> [Recommendation] {
        guard let number = model.items.number(of: item) else { return [] }
        let row = SparseRow([(UInt32(number), 1)])
        return eligible.best(model.scores(row), without: row, names: model.items, count: count).map {
            Recommendation(
                item: model.items[$0.item], score: $0.score, reasons: [matrix.reason($0.item, number)])
        }
    }
}

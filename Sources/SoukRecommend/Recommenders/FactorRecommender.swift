/// Items whose vector of tastes lies near the shopper's; see ``ItemFactors``.
public struct FactorRecommender: SimilarItemRecommender, ExplainingRecommender {
    private let factors: ItemFactors
    private let eligible: EligibleItems

    /// Recommends by factors that were learnt before.
    public init(_ factors: ItemFactors, eligible: EligibleItems = .all) {
        self.factors = factors
        self.eligible = eligible
    }

    /// The shopper's vector is solved from the choices as they are now; a reason names the choices that a score comes from most.
    ///
    /// - Complexity: O(items · dimension + choices · dimension² + dimension³).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] { explained(shopper, count) }

    package func ranking(for shopper: Shopper, count: Int) -> [Recommendation] {
        let row = shopper.row(factors.items)
        guard let solution = factors.solution(row) else { return [] }
        let scores = ItemScores(all: factors.scores(solution.vector))
        return eligible.best(scores, without: row, names: factors.items, count: count).map {
            Recommendation(item: factors.items[$0.item], score: $0.score)
        }
    }

    package func reasons(for items: [String], _ shopper: Shopper) -> [[RecommendationReason]] {
        let row = shopper.row(factors.items)
        guard !items.isEmpty, let solution = factors.solution(row) else { return items.map { _ in [] } }
        return items.map { item in
            guard let number = factors.items.number(of: item) else { return [] }
            var support = SupportingItems()
            for part in factors.contributions(to: number, row, solution.factor) {
                support.add(part.item, part.value)
            }
            return support.strongest().map { .fits(item: factors.items[$0]) }
        }
    }

    /// Items by the cosine of their vectors.
    public func similarItems(to item: String, count: Int) -> [Recommendation] {
        guard let number = factors.items.number(of: item),
            let direction = ItemFeatures.unit(factors.vector(number))
        else { return [] }
        var scores = ItemScores(count: factors.items.count)
        for (other, product) in factors.scores(direction).enumerated() where other != number {
            let length = factors.vector(other).reduce(0) { $0 + $1 * $1 }.squareRoot()
            if length > 0 { scores.add(Double(product / length), to: other) }
        }
        return eligible.best(scores, without: SparseRow(), names: factors.items, count: count).map {
            Recommendation(item: factors.items[$0.item], score: $0.score, reasons: [.fits(item: item)])
        }
    }
}

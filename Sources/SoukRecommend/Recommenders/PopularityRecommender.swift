/// What most shoppers chose: for those of whom nothing is known.
///
/// With a half-life, a choice counts half for every so many days that lie between it and the last event of all.
public struct PopularityRecommender: Recommender {
    private let items: NameTable
    /// Item numbers with score and shoppers, the most popular first.
    private let ranking: [(item: Int, score: Double)]
    private let shoppers: [Int]

    /// The sum of all shoppers' preferences, whenever they arose.
    public init(_ matrix: PreferenceMatrix, eligible: EligibleItems = .all) {
        self.init(
            matrix.items, scores: matrix.byItem.map { $0.values.reduce(0, +) },
            shoppers: matrix.byItem.map(\.count), eligible)
    }

    /// The sum of the weights of all events, those of old days less.
    ///
    /// - Parameter halfLife: days; nil: events do not age.
    public init(
        _ log: EventLog, halfLife: Double?, weights: PreferenceWeights = PreferenceWeights(),
        eligible: EligibleItems = .all
    ) {
        let popularity = ItemPopularity(log, halfLife: halfLife, weights: weights)
        self.init(log.items, scores: popularity.sums, shoppers: popularity.shoppers, eligible)
    }

    private init(_ items: NameTable, scores: [Double], shoppers: [Int], _ eligible: EligibleItems) {
        self.items = items
        self.shoppers = shoppers
        var sums = ItemScores(count: scores.count)
        for (item, score) in scores.enumerated() where score > 0 { sums.add(score, to: item) }
        ranking = eligible.best(sums, without: SparseRow(), names: items, count: scores.count)
    }

    /// - Complexity: O(count + items of the shopper).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
        let seen = Set(shopper.choices.map(\.item))
        return ranking.lazy.filter { !seen.contains(items[$0.item]) }.prefix(max(count, 0)).map {
            Recommendation(
                item: items[$0.item], score: $0.score, reasons: [.popular(shoppers: shoppers[$0.item])])
        }
    }
}

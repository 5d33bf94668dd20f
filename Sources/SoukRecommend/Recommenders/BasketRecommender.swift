/// What is frequently bought together: items of the same baskets.
///
/// The similarity of two items is n / √(a · b) · n / (n + β): n baskets that hold both, a and b those that hold each.
public struct BasketRecommender: SimilarItemRecommender {
    private let neighbours: ItemNeighbours
    private let eligible: EligibleItems
    private let leastBaskets: Int
    private static let reasonCount = 3

    /// - Parameters:
    ///   - gap: hours without a purchase that end a basket.
    ///   - leastBaskets: pairs in fewer baskets are chance.
    public init(
        _ log: EventLog, gap: Double = 24, leastBaskets: Int = 2, eligible: EligibleItems = .all
    ) {
        let baskets = PurchaseBaskets(log, gap: gap).baskets.enumerated()
        let matrix = PreferenceMatrix(
            baskets.flatMap { number, items in items.map { (user: "\(number)", item: $0, value: 1.0) } })
        neighbours = ItemNeighbours(matrix)
        self.leastBaskets = leastBaskets
        self.eligible = eligible
    }

    /// The items of the baskets that hold what the shopper chose.
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
        let items = neighbours.matrix.items
        let row = shopper.row(items)
        var scores = ItemScores(count: items.count)
        var sources: [Int: [(source: Int, value: Double, baskets: Int)]] = [:]
        for place in 0..<row.count {
            let source = Int(row.indexes[place])
            for neighbour in neighbours.lists[source] where neighbour.shoppers >= leastBaskets {
                let value = neighbour.similarity * row.values[place]
                scores.add(value, to: neighbour.item)
                sources[neighbour.item, default: []].append((source, value, neighbour.shoppers))
            }
        }
        return eligible.best(scores, without: row, names: items, count: count).map { item, score in
            let parts = (sources[item] ?? []).sorted {
                $0.value != $1.value ? $0.value > $1.value : $0.source < $1.source
            }
            return Recommendation(
                item: items[item], score: score,
                reasons: parts.prefix(Self.reasonCount).map {
                    .inBasketsWith(item: items[$0.source], baskets: $0.baskets)
                })
        }
    }

    /// What is frequently bought together with one item.
    public func similarItems(to item: String, count: Int) -> [Recommendation] {
        recommend(for: Shopper([Shopper.Choice(item, weight: 1)]), count: count)
    }
}

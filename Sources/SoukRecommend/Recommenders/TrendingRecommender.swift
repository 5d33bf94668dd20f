/// What more shoppers choose now than before.
///
/// An item's score is r · (r / (r + b) − s)⁺: r the weight of its events in the last days, b those of as many times the days before,
/// brought to the same length, s the share that recent events have of all: an item is no trend because the shop grew.
/// The factor r makes ten shoppers louder than one.
public struct TrendingRecommender: Recommender {
    private let items: NameTable
    private let ranking: [(item: Int, score: Double)]
    private let shoppers: [Int]
    private let days: Int
    /// Events with times before the recent ones weigh as many days as these, so many times.
    private static let pastWindows = 4.0
    /// Weight that every item is thought to have had in both windows.
    private static let prior = 1.0

    /// - Parameter days: how far back from the last event the recent days reach.
    /// - Complexity: O(events).
    public init(
        _ log: EventLog, days: Int = 7, weights: PreferenceWeights = PreferenceWeights(),
        eligible: EligibleItems = .all
    ) {
        items = log.items
        self.days = max(days, 1)
        let window = Double(max(days, 1)) * 86_400
        let end = TimeDecay(log, halfLife: nil).end ?? 0
        var recent = [Double](repeating: 0, count: log.items.count)
        var past = recent
        var people = [Set<UInt32>](repeating: [], count: log.items.count)
        for index in log.kinds.indices {
            guard let time = log.timestamps[index] else { continue }
            let item = Int(log.itemNumbers[index])
            let weight = weights.weight(of: log.kinds[index])
            if end - time < window {
                recent[item] += weight
                people[item].insert(log.userNumbers[index])
            } else if end - time < window * (1 + Self.pastWindows) {
                past[item] += weight / Self.pastWindows
            }
        }
        shoppers = people.map(\.count)
        let now = recent.reduce(0, +)
        let before = past.reduce(0, +)
        let share = now > 0 ? now / (now + before) : 1
        var scores = ItemScores(count: recent.count)
        for item in recent.indices where recent[item] > 0 {
            let own = (recent[item] + Self.prior * share) / (recent[item] + past[item] + Self.prior)
            scores.add(recent[item] * max(own - share, 0), to: item)
        }
        ranking = eligible.best(scores, without: SparseRow(), names: log.items, count: recent.count)
    }

    /// - Complexity: O(count + items of the shopper).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
        let seen = Set(shopper.choices.map(\.item))
        return ranking.lazy.filter { !seen.contains(items[$0.item]) }.prefix(max(count, 0)).map {
            Recommendation(
                item: items[$0.item], score: $0.score,
                reasons: [.trending(shoppers: shoppers[$0.item], days: days)])
        }
    }
}

import Foundation

/// How much all shoppers wanted every product, events losing half of their weight in a half-life.
package struct ItemPopularity: Sendable {
    /// By item number: the sum of the events' weights · 2^(−age / half-life), age counted back from the last event.
    package private(set) var sums: [Double]
    /// By item number: shoppers who had to do with it, whenever that was.
    package private(set) var shoppers: [Int]

    /// - Parameter halfLife: days; nil: events do not age. One without a time counts as if it were the last.
    /// - Complexity: O(events).
    package init(_ log: EventLog, halfLife: Double?, weights: PreferenceWeights = PreferenceWeights()) {
        sums = [Double](repeating: 0, count: log.items.count)
        shoppers = [Int](repeating: 0, count: log.items.count)
        let decay = TimeDecay(log, halfLife: halfLife)
        let scale = log.ratingScale
        var pairs: Set<UInt64> = []
        for index in log.kinds.indices {
            let item = Int(log.itemNumbers[index])
            let kind = log.kinds[index]
            let stars = kind == .rating ? min((log.values[index] ?? 0) / scale, 1) : 1
            sums[item] += weights.weight(of: kind) * stars * decay.factor(log.timestamps[index])
            let pair = UInt64(log.userNumbers[index]) << 32 | UInt64(item)
            if pairs.insert(pair).inserted { shoppers[item] += 1 }
        }
    }
}

/// What an event of a time still weighs at the time of the last one.
package struct TimeDecay: Sendable {
    /// The time of the last event; nil when none has one.
    package let end: Double?
    private let rate: Double

    package init(_ log: EventLog, halfLife: Double?) {
        end = log.timestamps.reduce(nil) { last, time in time.map { max(last ?? $0, $0) } ?? last }
        rate = halfLife.map { $0 > 0 ? 1 / ($0 * 86_400) : 0 } ?? 0
    }

    /// In (0, 1]: ½ after a half-life, ¼ after two.
    package func factor(_ time: Double?) -> Double {
        guard rate > 0, let time, let end else { return 1 }
        return exp2(-max(end - time, 0) * rate)
    }
}

import Foundation

/// How often shoppers chose each product for a query: the frequency that ranking by it goes by.
///
/// f(q, i) = (w(q, i) + μ · p(i)) / (W(q) + μ), in [0, 1]: w is the weight of clicks, carts and purchases of i after q, W
/// their sum over the items, p the item's share of all choices whatever the query, μ the weight of that prior
/// (Dirichlet smoothing: Zhai and Lafferty 2001). Over the items it sums to 1. A choice loses half of its weight in
/// ``standardHalfLife`` days before the last event, and a click far down a list counts for more, see ``PositionBias``.
package struct ChoiceFrequency: Sendable {
    /// A single choice must not make a product everyone's.
    package static let priorWeight = 5.0
    /// Days.
    package static let standardHalfLife = 90.0

    private var choices: [String: [String: Double]] = [:]
    private var totals: [String: Double] = [:]
    private var share: [String: Double] = [:]

    /// - Parameters:
    ///   - halfLife: days in which a choice loses half of its weight; nil: choices do not age.
    ///   - bias: nil: as the events tell it.
    /// - Complexity: O(events).
    package init(
        _ log: EventLog, weights: PreferenceWeights = PreferenceWeights(),
        halfLife: Double? = standardHalfLife, bias: PositionBias? = nil
    ) {
        let bias = bias ?? PositionBias(estimatedFrom: log)
        let decay = TimeDecay(log, halfLife: halfLife)
        let queries = log.queries.names.map(Self.normalized)
        var sum = 0.0
        for index in log.kinds.indices {
            let kind = log.kinds[index]
            guard kind == .click || kind == .cart || kind == .purchase else { continue }
            let place = kind == .click ? log.values[index] : nil
            let weight =
                weights.weight(of: kind) * decay.factor(log.timestamps[index]) * bias.weight(place: place)
            let item = log.items[Int(log.itemNumbers[index])]
            share[item, default: 0] += weight
            sum += weight
            let query = Int(log.queryNumbers[index])
            guard query > 0 else { continue }
            choices[queries[query - 1], default: [:]][item, default: 0] += weight
            totals[queries[query - 1], default: 0] += weight
        }
        guard sum > 0 else { return }
        for (item, weight) in share { share[item] = weight / sum }
    }

    /// The frequencies of one query, for many items.
    package func frequencies(for query: String) -> @Sendable (String) -> Double {
        let key = Self.normalized(query)
        let chosen = choices[key] ?? [:]
        let total = (totals[key] ?? 0) + Self.priorWeight
        return { [share] item in
            min(((chosen[item] ?? 0) + Self.priorWeight * (share[item] ?? 0)) / total, 1)
        }
    }

    package func frequency(of item: String, for query: String) -> Double { frequencies(for: query)(item) }

    /// Queries that differ in case, width of characters or white space only are one.
    package static func normalized(_ query: String) -> String {
        query.precomposedStringWithCompatibilityMapping.lowercased().split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }
}

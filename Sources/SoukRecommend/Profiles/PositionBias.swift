import Foundation

/// How much less shoppers look at what stands lower in a list, so that a click there counts for more.
///
/// A product at place p is looked at with probability p^(−η); a click there stands for p^η clicks, at most ``largestWeight``
/// (inverse propensity, clipped: Joachims, Swaminathan and Schnabel, WSDM 2017). Events without a place count once.
package struct PositionBias: Sendable, Equatable {
    /// 0 means that every place is looked at alike.
    package let severity: Double
    /// No click stands for more: a rare click far down says little by itself.
    package static let largestWeight = 10.0
    /// η where the events do not tell it.
    package static let standardSeverity = 1.0
    /// Clicks on products seen in several places that η is estimated from at least.
    private static let leastClicks = 50

    package init(severity: Double = standardSeverity) { self.severity = max(severity, 0) }

    /// What an event at a place stands for; 1 without a place.
    package func weight(place: Double?) -> Double {
        guard let place, place > 1, severity > 0 else { return 1 }
        return min(pow(place, severity), Self.largestWeight)
    }

    /// Estimates η from products that were shown for one query in several places.
    ///
    /// Each pair of query and product has an attraction a of its own; clicks at place p are Poisson with mean a · n · p^(−η), n the
    /// views there. With a at its best for each η, the likelihood is concave in η: Σ over pairs of Σ −c η log p − C log Σ n p^(−η), C
    /// a pair's clicks. Its maximum on 0...2 is found by sections. (The idea that only a product's change of place tells the
    /// bias: Agarwal et al., "Estimating Position Bias without Intrusive Interventions", WSDM 2019.)
    /// - Complexity: O(events).
    package init(estimatedFrom log: EventLog) {
        struct Key: Hashable {
            var query: UInt32
            var item: UInt32
        }
        var pairs: [Key: [Double: (views: Double, clicks: Double)]] = [:]
        for index in log.kinds.indices where log.queryNumbers[index] > 0 {
            guard let place = log.values[index], place >= 1 else { continue }
            let key = Key(query: log.queryNumbers[index], item: log.itemNumbers[index])
            switch log.kinds[index] {
            case .view: pairs[key, default: [:]][place, default: (0, 0)].views += 1
            case .click: pairs[key, default: [:]][place, default: (0, 0)].clicks += 1
            default: break
            }
        }
        var told: [[(place: Double, views: Double, clicks: Double)]] = []
        // In one order, so that equal logs give an equal sum.
        let ordered = pairs.sorted { ($0.key.query, $0.key.item) < ($1.key.query, $1.key.item) }
        for places in ordered.map(\.value) {
            // A click without its view would be more clicks than views: the view is then taken as said.
            let rows = places.map { place, count in
                (place: place, views: max(count.views, count.clicks), clicks: count.clicks)
            }
            guard rows.count > 1, rows.contains(where: { $0.clicks > 0 }) else { continue }
            told.append(rows.sorted { $0.place < $1.place })
        }
        let clicks = told.joined().reduce(0) { $0 + $1.clicks }
        guard clicks >= Double(Self.leastClicks) else {
            self.init()
            return
        }
        let pairsThatTell = told
        self.init(
            severity: Self.maximum { severity in
                pairsThatTell.reduce(0) { $0 + Self.likelihood($1, severity) }
            })
    }

    private static func likelihood(
        _ rows: [(place: Double, views: Double, clicks: Double)], _ severity: Double
    ) -> Double {
        var looks = 0.0
        var clicks = 0.0
        var sum = 0.0
        for row in rows {
            looks += row.views * pow(row.place, -severity)
            clicks += row.clicks
            sum -= row.clicks * severity * log(row.place)
        }
        return sum - clicks * log(looks)
    }

    /// The place in 0...2 where a concave function is largest, to a thousandth.
    private static func maximum(_ function: (Double) -> Double) -> Double {
        var (low, high) = (0.0, 2.0)
        while high - low > 1e-3 {
            let (first, second) = (low + (high - low) / 3, high - (high - low) / 3)
            if function(first) < function(second) { low = first } else { high = second }
        }
        return (low + high) / 2
    }
}

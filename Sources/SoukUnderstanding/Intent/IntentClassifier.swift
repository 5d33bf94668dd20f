#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Turns features into a probability for every intent: a softmax over a fixed table of weights.
package struct IntentClassifier: Sendable {
    package init() {}

    /// The probabilities; they sum to 1.
    package func probabilities(_ features: Set<IntentFeature>) -> [Intent: Double] {
        var scores = Self.array(IntentWeights.bias)
        for feature in features.sorted(by: { $0.rawValue < $1.rawValue }) {
            for (index, weight) in Self.array(IntentWeights.row(feature)).enumerated() {
                scores[index] += weight
            }
        }
        let top = scores.max() ?? 0
        let exponentials = scores.map { exp($0 - top) }
        let total = exponentials.reduce(0, +)
        return Dictionary(uniqueKeysWithValues: zip(Self.order, exponentials.map { $0 / total }))
    }

    /// The likeliest intent; the order of the cases breaks ties.
    package func intent(_ probabilities: [Intent: Double]) -> (Intent, Double) {
        var best = (Intent.category, probabilities[.category] ?? 0)
        for intent in Self.order {
            if let value = probabilities[intent], value > best.1 { best = (intent, value) }
        }
        return best
    }

    private static let order: [Intent] = [.brand, .category, .product, .priceComparison, .other]

    private static func array(_ row: IntentWeights.Row) -> [Double] { [row.0, row.1, row.2, row.3, row.4] }
}

import Foundation

/// What shoppers choose after what: weights of steps between items, forwards and, weaker, backwards.
///
/// A shopper who chose a and, d steps later, b adds decay^(d − 1) to the step from a to b, and `backward` of it to the step
/// from b to a. Sums are divided by powers of both items' shoppers, so that what all choose does not follow from everything.
/// - Paper: weights of steps as in Ludewig and Jannach, "Evaluation of Session-based Recommendation Algorithms", UMUAI 2018
///   (sequential rules), here in both directions over a shopper's whole history.
/// - Complexity: O(Σ over shoppers of their items · window).
public struct ItemTransitions: Sendable {
    /// How steps are weighed; the standard ones were chosen on the last item but one of every shopper of Amazon Beauty.
    public struct Options: Sendable, Equatable {
        /// What a step of one more item in between still weighs.
        public var distanceDecay = 0.9
        /// Longest step.
        public var window = 50
        /// What a step backwards weighs.
        public var backward = 0.3
        /// Exponent of the shoppers of the item that is left.
        public var sourceDamping = 0.5
        /// Exponent of the shoppers of the item that is reached.
        public var targetDamping = 0.2
        /// What each older choice of the shopper still weighs beside the newer one.
        public var recency = 0.6
        /// Steps kept of each item.
        public var count = 300

        /// The standard settings.
        public init() {}
    }

    struct Step: Sendable {
        var item: Int
        var weight: Double
        /// Who took it forwards.
        var shoppers: Int
    }

    package let items: NameTable
    let options: Options
    /// By item number: falling weight, then item number.
    let steps: [[Step]]

    /// Learns from a matrix.
    public init(_ matrix: PreferenceMatrix, _ options: Options = Options()) {
        self.options = options
        items = matrix.items
        var pairs: [[Int: (weight: Double, shoppers: Int)]] = Array(repeating: [:], count: matrix.items.count)
        for sequence in matrix.sequences {
            for (place, source) in sequence.enumerated() {
                var weight = 1.0
                for target in sequence[(place + 1)...].prefix(max(options.window, 0)) {
                    pairs[Int(source)][Int(target), default: (0, 0)].weight += weight
                    pairs[Int(source)][Int(target), default: (0, 0)].shoppers += 1
                    if options.backward > 0 {
                        pairs[Int(target)][Int(source), default: (0, 0)].weight += weight * options.backward
                    }
                    weight *= options.distanceDecay
                }
            }
        }
        let sources = matrix.byItem.map { pow(Double($0.count + 1), options.sourceDamping) }
        let targets = matrix.byItem.map { pow(Double($0.count + 1), options.targetDamping) }
        steps = pairs.enumerated().map { source, pairs in
            let all = pairs.map { target, sum in
                Step(
                    item: target, weight: sum.weight / (sources[source] * targets[target]),
                    shoppers: sum.shoppers)
            }.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.item < $1.item }
            return Array(all.prefix(options.count))
        }
    }

    /// What choices, the latest last, lead to.
    func scores(_ choices: [(item: Int, weight: Double)]) -> ItemScores {
        var scores = ItemScores(count: steps.count)
        var recency = 1.0
        for choice in choices.reversed() {
            guard recency > 1e-6 else { break }
            for step in steps[choice.item] {
                scores.add(recency * choice.weight * step.weight, to: step.item)
            }
            recency *= options.recency
        }
        return scores
    }
}

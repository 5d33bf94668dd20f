import Foundation
import SoukStorage
import SoukUnderstanding

/// One labelled chain: the features of every place, and its label.
package struct LabelledChain: Sendable {
    package var features: [[UInt32]]
    package var labels: [UInt8]

    package init(features: [[UInt32]], labels: [UInt8]) {
        precondition(features.count == labels.count)
        self.features = features
        self.labels = labels
    }
}

/// Fits a ``LogLinearModel`` to labelled chains by the likelihood of their labels.
///
/// Stochastic gradients with a step for each weight (AdaGrad) and a pull towards 0; the order of the examples is drawn by the
/// seed, nothing runs in parallel, so equal examples and settings give equal bytes. Chains of one place make a softmax.
/// - Papers: Duchi, Hazan and Singer, "Adaptive Subgradient Methods", JMLR 12, 2011; Polyak and Juditsky, "Acceleration of
///   Stochastic Approximation by Averaging", SIAM J. Control Optim. 30, 1992.
/// - Complexity: O(rounds · places · (features · labels + labels²)).
package struct LogLinearTrainer: Sendable {
    package var rounds = 12
    package var rate: Float = 0.2
    /// The weights are the mean of those after each of the last rounds, so many, which wavers less than the last ones; 0: no mean.
    package var averagedRounds = 0
    /// Strength of the pull towards 0, for each time that a feature is seen.
    package var decay: Float = 2e-5
    /// Features seen less often are left out.
    package var leastCount = 2
    /// How many features are kept, those whose weights differ most between labels; nil: all.
    package var featureLimit: Int?
    /// Whether neighbours' labels weigh.
    package var hasTransitions = true
    package var seed: UInt64 = 1

    package init() {}

    /// - Precondition: every label is below `labels.count`.
    package func model(of chains: [LabelledChain], labels: [String]) -> LogLinearModel {
        var fit = Fit(chains, labelCount: labels.count, self)
        var generator = SplitMix64(seed: seed)
        var order = Array(fit.chains.indices)
        for round in 0..<rounds {
            order.shuffle(using: &generator)
            // The last rounds step shorter, so that the end does not depend on the last examples.
            let step = rate / (1 + 2 * Float(round) / Float(max(rounds, 1)))
            for index in order { fit.learn(index, step: step) }
            if round >= rounds - averagedRounds { fit.addToMean() }
        }
        fit.takeMean()
        return fit.model(labels)
    }

    /// Weights while they are learnt; features are numbers in the order of their hashes.
    private struct Fit {
        let trainer: LogLinearTrainer
        let labelCount: Int
        let features: [UInt32]
        let chains: [(features: [[Int32]], labels: [UInt8])]
        private var weights: [Float]
        private var squares: [Float]
        private var transitionSquares: [Float]
        private var chain: LinearChain
        private var weightSums: [Float] = []
        private var transitionSums: [Float] = []
        private var summed: Float = 0

        init(_ examples: [LabelledChain], labelCount: Int, _ trainer: LogLinearTrainer) {
            self.trainer = trainer
            self.labelCount = labelCount
            var counts: [UInt32: Int] = [:]
            for example in examples {
                for place in example.features { for feature in place { counts[feature, default: 0] += 1 } }
            }
            features = counts.filter { $0.value >= trainer.leastCount }.map(\.key).sorted()
            let numbers = Dictionary(uniqueKeysWithValues: features.enumerated().map { ($1, Int32($0)) })
            chains = examples.map { example in
                (example.features.map { $0.compactMap { numbers[$0] } }, example.labels)
            }
            weights = Array(repeating: 0, count: features.count * labelCount)
            squares = Array(repeating: 1e-4, count: weights.count)
            let transitions = [Float](repeating: 0, count: (labelCount + 1) * labelCount)
            transitionSquares = Array(repeating: 1e-4, count: transitions.count)
            chain = LinearChain(labelCount: labelCount, transitions: transitions)
        }

        mutating func addToMean() {
            if weightSums.isEmpty {
                weightSums = Array(repeating: 0, count: weights.count)
                transitionSums = Array(repeating: 0, count: chain.transitions.count)
            }
            for place in weights.indices { weightSums[place] += weights[place] }
            for (place, transition) in chain.transitions.enumerated() { transitionSums[place] += transition }
            summed += 1
        }

        mutating func takeMean() {
            guard summed > 0 else { return }
            weights = weightSums.map { $0 / summed }
            chain = LinearChain(labelCount: labelCount, transitions: transitionSums.map { $0 / summed })
        }

        mutating func learn(_ index: Int, step: Float) {
            let (features, labels) = chains[index]
            guard !labels.isEmpty else { return }
            var scores = [Float](repeating: 0, count: labels.count * labelCount)
            for place in labels.indices {
                for feature in features[place] {
                    let row = Int(feature) * labelCount
                    for label in 0..<labelCount { scores[place * labelCount + label] += weights[row + label] }
                }
            }
            var expected = [Float](repeating: 0, count: chain.transitions.count)
            let marginals =
                trainer.hasTransitions
                ? chain.marginals(scores) { expected[$0] += $1 }.marginals : chain.marginals(scores).marginals
            for place in labels.indices {
                for label in 0..<labelCount {
                    let truth: Float = Int(labels[place]) == label ? 1 : 0
                    let error = truth - marginals[place * labelCount + label]
                    guard abs(error) > 1e-4 else { continue }
                    for feature in features[place] { update(Int(feature) * labelCount + label, error, step) }
                }
            }
            if trainer.hasTransitions { learnTransitions(labels, expected, step) }
        }

        private mutating func update(_ place: Int, _ error: Float, _ step: Float) {
            let gradient = error - trainer.decay * weights[place]
            squares[place] += gradient * gradient
            weights[place] += step * gradient / squares[place].squareRoot()
            weights[place] -= weights[place] * trainer.decay * step
        }

        private mutating func learnTransitions(_ labels: [UInt8], _ expected: [Float], _ step: Float) {
            var gradients = expected.map { -$0 }
            var previous = 0
            for label in labels {
                gradients[previous * labelCount + Int(label)] += 1
                previous = Int(label) + 1
            }
            var transitions = chain.transitions
            for (place, gradient) in gradients.enumerated() where gradient != 0 {
                transitionSquares[place] += gradient * gradient
                transitions[place] += step * gradient / transitionSquares[place].squareRoot()
            }
            chain = LinearChain(labelCount: labelCount, transitions: transitions)
        }

        /// The rows to keep, in their order.
        private func keptRows() -> [Int] {
            guard let limit = trainer.featureLimit, features.count > limit else {
                return Array(features.indices)
            }
            let spreads = features.indices.map { row in
                let weights = weights[row * labelCount..<(row + 1) * labelCount]
                return (weights.max() ?? 0) - (weights.min() ?? 0)
            }
            let order = features.indices.sorted { (spreads[$1], $0) < (spreads[$0], $1) }
            return order.prefix(limit).sorted()
        }

        /// Rounds the weights to bytes; features that round to nothing are left out.
        func model(_ labels: [String]) -> LogLinearModel {
            let greatest = weights.reduce(Float(1e-6)) { max($0, abs($1)) }
            let scale = greatest / 127
            var kept: [UInt32] = []
            var bytes: [Int8] = []
            for row in keptRows() {
                let feature = features[row]
                let rounded = (0..<labelCount).map { label in
                    Int8(clamping: Int((weights[row * labelCount + label] / scale).rounded()))
                }
                guard rounded.contains(where: { $0 != 0 }) else { continue }
                kept.append(feature)
                bytes += rounded
            }
            return LogLinearModel(
                labels: labels, features: kept, weights: bytes, scale: scale, transitions: chain.transitions)
        }
    }
}

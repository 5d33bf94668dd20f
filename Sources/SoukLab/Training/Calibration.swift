import Foundation
import SoukUnderstanding

/// The temperature that makes a softmax's probabilities right as often as they say, found on examples held out.
struct Calibration {
    /// By which scores are divided; least negative log likelihood.
    let temperature: Double
    /// Share of the examples whose likeliest label is right.
    let accuracy: Double
    private let scores: [[Double]]
    private let labels: [Int]

    init(of model: LogLinearModel, on examples: [LabelledChain]) {
        var scores: [[Double]] = []
        var labels: [Int] = []
        for example in examples {
            var row = [Float](repeating: 0, count: model.labels.count)
            row.withUnsafeMutableBufferPointer { model.score(example.features[0], into: $0) }
            scores.append(zip(row, model.transitions).map { Double($0 + $1) })
            labels.append(Int(example.labels[0]))
        }
        self.scores = scores
        self.labels = labels
        let right = zip(scores, labels).count { row, label in row.max() == row[label] }
        accuracy = Double(right) / Double(max(labels.count, 1))
        temperature = Self.best(scores, labels)
    }

    /// Golden-section search on the logarithm: the loss has one valley.
    private static func best(_ scores: [[Double]], _ labels: [Int]) -> Double {
        func loss(_ logarithm: Double) -> Double {
            zip(scores, labels).reduce(0) { sum, pair in
                sum - log(max(probabilities(pair.0, exp(logarithm))[pair.1], 1e-300))
            }
        }
        var (low, high) = (log(0.2), log(10.0))
        let ratio = (5.0.squareRoot() - 1) / 2
        for _ in 0..<40 {
            let (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
            if loss(a) <= loss(b) { high = b } else { low = a }
        }
        return exp((low + high) / 2)
    }

    private static func probabilities(_ scores: [Double], _ temperature: Double) -> [Double] {
        let top = scores.max() ?? 0
        let exponentials = scores.map { exp(($0 - top) / temperature) }
        let total = exponentials.reduce(0, +)
        return exponentials.map { $0 / total }
    }

    /// Expected calibration error over ten bands of confidence.
    /// - Paper: Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015.
    func error(_ temperature: Double) -> Double {
        var bands = [(count: Int, confidence: Double, right: Double)](repeating: (0, 0, 0), count: 10)
        for (row, label) in zip(scores, labels) {
            let probabilities = Self.probabilities(row, temperature)
            let confidence = probabilities.max() ?? 0
            let band = min(9, Int(confidence * 10))
            bands[band].count += 1
            bands[band].confidence += confidence
            bands[band].right += probabilities[label] == confidence ? 1 : 0
        }
        return bands.reduce(0) { $0 + abs($1.confidence - $1.right) } / Double(max(labels.count, 1))
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The intents of a text with their probabilities.
struct IntentPrediction: Sendable {
    var intent: Intent
    /// Probability of ``intent``.
    var confidence: Double
    /// They sum to 1.
    var probabilities: [Intent: Double]

    /// The prediction where an intent is out of the question: its probability is shared by the others.
    func excluding(_ intent: Intent) -> IntentPrediction {
        let rest = 1 - (probabilities[intent] ?? 0)
        var others = probabilities
        others[intent] = 0
        let best = Intent.allCases.filter { $0 != intent }.max { (others[$0] ?? 0) < (others[$1] ?? 0) }
        guard rest > 0, let best else { return self }
        for other in Intent.allCases { others[other] = (others[other] ?? 0) / rest }
        return IntentPrediction(intent: best, confidence: others[best] ?? 0, probabilities: others)
    }
}

/// Turns features into a probability for every intent: a softmax with one weight a feature and intent, its scores divided
/// by a temperature so that probabilities are right as often as they say.
/// - Paper: Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017 (temperature scaling).
struct IntentClassifier: Sendable {
    private let model: LogLinearModel
    private let temperature: Double
    private let intents: [Intent]

    init(_ model: UnderstandingModel) {
        self.model = model.intent
        temperature = Double(model.temperature)
        intents = model.intents
    }

    /// - Complexity: O(features · intents).
    func prediction(of features: [UInt32]) -> IntentPrediction {
        var scores = [Float](repeating: 0, count: intents.count)
        scores.withUnsafeMutableBufferPointer { model.score(features, into: $0) }
        let logits = intents.indices.map { Double(scores[$0] + model.transitions[$0]) / temperature }
        let top = logits.max() ?? 0
        let exponentials = logits.map { exp($0 - top) }
        let total = exponentials.reduce(0, +)
        var best = 0
        var probabilities: [Intent: Double] = [:]
        probabilities.reserveCapacity(intents.count)
        for (index, intent) in intents.enumerated() {
            probabilities[intent] = exponentials[index] / total
            if exponentials[index] > exponentials[best] { best = index }
        }
        return IntentPrediction(
            intent: intents[best], confidence: exponentials[best] / total, probabilities: probabilities)
    }
}

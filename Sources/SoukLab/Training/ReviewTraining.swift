import SoukAnalysis
import SoukStorage
import SoukUnderstanding

/// A review that somebody said praises or complains.
package struct LabelledReview: Sendable, Equatable {
    package var text: String
    package var isPositive: Bool

    package init(text: String, isPositive: Bool) {
        self.text = text
        self.isPositive = isPositive
    }
}

/// Trains the model that tells praise from complaint. Deterministic for equal reviews and seed.
package struct ReviewTraining: Sendable {
    package var seed: UInt64 = 1
    /// One review in so many is held out to measure; 0 holds none out.
    package var heldOutEvery = 10
    package var trainer = LogLinearTrainer()
    /// From so many reviews on, features seen once are left out.
    private static let largeCount = 5000

    package init() {
        trainer.hasTransitions = false
        trainer.rounds = 8
        trainer.featureLimit = 400_000
    }

    /// What training measured on the reviews held out, by a model of the others.
    package struct Report: Sendable, Codable, Equatable {
        package var reviewCount = 0
        package var positiveCount = 0
        package var featureCount = 0
        package var heldOutCount = 0
        package var accuracy = 0.0
        /// Share of the complaints, and of the praise, that was found.
        package var negativeRecall = 0.0
        package var positiveRecall = 0.0
    }

    /// - Throws: what ``Analyzer`` throws without ICU.
    /// - Complexity: O(words of all reviews · rounds).
    package func model(
        of reviews: [LabelledReview]
    ) throws(AnalysisError) -> (model: ReviewSentiment, report: Report) {
        let analyzer = try Analyzer()
        let chains = reviews.map { review in
            LabelledChain(
                features: [ReviewText(review.text, analyzer).features], labels: [review.isPositive ? 1 : 0])
        }
        var generator = SplitMix64(seed: seed)
        let isHeldOut = reviews.map { _ in heldOutEvery > 0 && generator.index(below: heldOutEvery) == 0 }
        var report = Report()
        report.reviewCount = reviews.count
        report.positiveCount = reviews.count(where: \.isPositive)
        if isHeldOut.contains(true) {
            let learnt = zip(chains, isHeldOut).filter { !$0.1 }.map(\.0)
            let heldOut = zip(chains, isHeldOut).filter { $0.1 }.map(\.0)
            measure(sentiment(of: learnt), on: heldOut, &report)
        }
        let model = sentiment(of: chains)
        report.featureCount = model.model.features.count
        return (model, report)
    }

    /// Measures a model on reviews that it was not trained on.
    package func measure(
        _ model: ReviewSentiment, on reviews: [LabelledReview]
    ) throws(AnalysisError) -> Report {
        let analyzer = try Analyzer()
        var report = Report()
        report.reviewCount = reviews.count
        report.positiveCount = reviews.count(where: \.isPositive)
        report.featureCount = model.model.features.count
        let chains = reviews.map { review in
            LabelledChain(
                features: [ReviewText(review.text, analyzer).features], labels: [review.isPositive ? 1 : 0])
        }
        measure(model, on: chains, &report)
        return report
    }

    private func sentiment(of chains: [LabelledChain]) -> ReviewSentiment {
        var trainer = trainer
        trainer.seed = seed
        if chains.count < Self.largeCount { trainer.leastCount = 1 }
        return ReviewSentiment(trainer.model(of: chains, labels: ReviewSentiment.labels))
    }

    private func measure(_ model: ReviewSentiment, on chains: [LabelledChain], _ report: inout Report) {
        var right = [0, 0]
        var all = [0, 0]
        for chain in chains {
            let label = Int(chain.labels[0])
            all[label] += 1
            if (model.positive(chain.features[0]) >= 0.5) == (label == 1) { right[label] += 1 }
        }
        func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
        report.heldOutCount = chains.count
        report.accuracy = share(right[0] + right[1], chains.count)
        report.negativeRecall = share(right[0], all[0])
        report.positiveRecall = share(right[1], all[1])
    }
}

import SoukUnderstanding
import Testing

@testable import SoukLab

@Suite("Training on labelled reviews")
struct ReviewTrainingTests {
    private var reviews: [LabelledReview] {
        let praise = ["质量很好", "非常满意", "works great", "love it"]
        let complaints = ["质量很差", "非常失望", "does not work", "hate it"]
        return (0..<200).map { number in
            let isPositive = number % 2 == 0
            let parts = isPositive ? praise : complaints
            return LabelledReview(
                text: "\(parts[number / 2 % 4])，\(parts[number / 8 % 4]) \(number)", isPositive: isPositive)
        }
    }

    @Test("what is plain is learnt, equal reviews and seed give an equal model, and the report counts right")
    func training() throws {
        let training = ReviewTraining()
        let (model, report) = try training.model(of: reviews)
        #expect(report.accuracy == 1)
        #expect(report.reviewCount == 200 && report.positiveCount == 100)
        #expect((5...45).contains(report.heldOutCount))
        #expect(try training.model(of: reviews).model == model)
        let other = try training.measure(
            model,
            on: [
                LabelledReview(text: "质量很好", isPositive: true),
                LabelledReview(text: "非常失望", isPositive: true),
                LabelledReview(text: "非常失望", isPositive: false),
            ])
        #expect(abs(other.accuracy - 2.0 / 3) < 1e-12)
        #expect(other.positiveRecall == 0.5 && other.negativeRecall == 1)
    }

    @Test("no reviews give a model that knows nothing")
    func empty() throws {
        let (model, report) = try ReviewTraining().model(of: [])
        #expect(report.heldOutCount == 0 && report.accuracy == 0)
        #expect(model.positive([1, 2, 3]) == 0.5)
    }
}

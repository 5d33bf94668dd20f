import SoukUnderstanding
import Testing

@testable import SoukLab

@Suite
struct TrainingTests {
    /// Brands before goods, and goods alone.
    private static let examples: [IntentExample] = {
        let brands = ["华为", "小米", "苹果", "罗技", "索尼", "美的"]
        let goods = ["手机", "耳机", "键盘", "鼠标", "音箱", "电视"]
        var examples: [IntentExample] = []
        for brand in brands {
            examples.append(IntentExample(text: brand, intent: .brand, brand: brand, category: ""))
            for good in goods {
                examples.append(
                    IntentExample(text: brand + good, intent: .product, brand: brand, category: good))
                examples.append(
                    IntentExample(
                        text: "\(good)100元以下", intent: .priceComparison, brand: "", category: good))
            }
        }
        for good in goods {
            for word in ["大号", "无线", "黑色", "新款"] {
                examples.append(
                    IntentExample(text: word + good, intent: .category, brand: "", category: good))
            }
        }
        for text in ["你好", "怎么退款", "我的订单在哪", "谢谢"] {
            examples.append(IntentExample(text: text, intent: .other, brand: "", category: ""))
        }
        return examples
    }()

    private func training(seed: UInt64) -> IntentTraining {
        var training = IntentTraining()
        training.seed = seed
        training.tagger.leastCount = 1
        training.intent.leastCount = 1
        training.tagger.rounds = 6
        return training
    }

    @Test("what was trained is read: brand, goods and intent of the examples")
    func learns() {
        let (model, report) = training(seed: 3).model(of: Self.examples)
        let reader = QueryUnderstanding(model: model)
        let right = Self.examples.count { example in
            let found = reader.interpret(example.text)
            return found.intent == example.intent && (found.brand?.surface ?? "") == example.brand
        }
        #expect(Double(right) >= 0.9 * Double(Self.examples.count), "\(right) of \(Self.examples.count)")
        #expect(report.queryCount == Self.examples.count)
    }

    @Test("equal examples and seed give equal models, another seed another")
    func deterministic() {
        let model = training(seed: 3).model(of: Self.examples).model
        #expect(training(seed: 3).model(of: Self.examples).model == model)
        #expect(training(seed: 4).model(of: Self.examples).model != model)
    }

    @Test("a limit keeps the features whose labels differ most")
    func limit() {
        var trainer = LogLinearTrainer()
        trainer.leastCount = 1
        trainer.hasTransitions = false
        let chains = (0..<40).map { index in
            LabelledChain(features: [[index % 2 == 0 ? 10 : 20, 30]], labels: [UInt8(index % 2)])
        }
        trainer.featureLimit = 2
        #expect(trainer.model(of: chains, labels: ["a", "b"]).features == [10, 20])
    }

    @Test("brand and goods of an example are labelled by their characters")
    func labels() {
        let (pieces, _) = QueryUnderstanding(model: .untrained).evidence(of: "苹果 iphone 手机 苹果")
        let labels = EntityLabels.labels(of: pieces, brand: "苹果", category: "手机")
        #expect(labels == [1, 2, 0, 3, 4, 0, 0])
        #expect(EntityLabels.ranges(labels, pieces, begin: 3).count == 1)
    }

    @Test("a tagger of titles finds what its labels show")
    func titles() throws {
        let lines = ["红 O", "裙 B-x", "子 I-x", "", "蓝 O", "裙 B-x", "子 I-x", "", "蓝 O", "鞋 B-x", ""]
        let titles = try TitleTagging.read(Array(lines.joined(separator: "\n").utf8), file: "t")
        #expect(titles.map(\.text) == ["红裙子", "蓝裙子", "蓝鞋"])
        var tagging = TitleTagging(QueryUnderstanding(model: .untrained))
        tagging.trainer.leastCount = 1
        let agreement = tagging.agreement(of: tagging.model(of: titles), on: titles)
        #expect(agreement["x"]?.f1 == 1)
    }

    @Test(
        "a line of a labelled title that is none is named",
        arguments: ["红O", "红 X", "红的 O", " O"])
    func malformedTitle(_ line: String) {
        #expect(throws: LabError.self) {
            try TitleTagging.read(Array("蓝 O\n\(line)\n".utf8), file: "t")
        }
    }

    @Test("the temperature of scores that promise too much is above one")
    func calibration() {
        let model = LogLinearModel(
            labels: ["a", "b"], features: [1, 2], weights: [100, -100, -100, 100], scale: 0.05,
            transitions: Array(repeating: 0, count: 6))
        let examples = (0..<100).map { index in
            let label = index % 2
            let feature: UInt32 = label == 0 ? 1 : 2
            return LabelledChain(features: [[feature]], labels: [UInt8(index % 5 == 0 ? 1 - label : label)])
        }
        let calibration = Calibration(of: model, on: examples)
        #expect(calibration.temperature > 2)
        #expect(calibration.accuracy == 0.8)
        #expect(calibration.error(calibration.temperature) < 0.01)
        #expect(calibration.error(1) > 0.15)
    }
}

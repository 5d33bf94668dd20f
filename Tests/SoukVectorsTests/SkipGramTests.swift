import SoukStorage
import SoukTestKit
import Testing

@testable import SoukVectors

@Suite("Vectors of words, trained")
struct SkipGramTests {
    /// Two topics whose words never meet; 华为 and phone belong to the first.
    private static let topics = [
        ["手机", "华为", "phone", "screen", "battery", "charger", "android", "sim"],
        ["shoe", "running", "sole", "lace", "sport", "leather", "boot", "运动鞋"],
    ]

    private func text(_ random: inout SeededGenerator, texts: Int = 600) -> TrainingText {
        var text = TrainingText()
        for number in 0..<texts {
            let topic = Self.topics[number % 2]
            text.add((0..<8).map { _ in topic[Int.random(in: 0..<8, using: &random)] })
        }
        return text
    }

    private func options(threads: Int = 1) -> SkipGramOptions {
        var options = SkipGramOptions()
        options.dimension = 16
        options.epochs = 12
        options.window = 4
        options.threads = threads
        options.sampledShare = 1
        return options
    }

    private func model(_ result: SkipGramTrainer.Result, common: [Float] = []) throws -> WordVectors {
        let directory = InMemoryDirectory()
        var writer = WordVectorsWriter(result)
        writer.common = common
        try writer.write(to: "model.souk", in: directory)
        return try WordVectors("model.souk", in: directory)
    }

    private func sentence(_ model: WordVectors, _ words: [String: Float]) -> [Float]? {
        model.vector(of: words.sorted { $0.key < $1.key }.map { (word: $0.key, factor: $0.value) })
    }

    private func cosine(_ model: WordVectors, _ a: String, _ b: String) throws -> Float {
        CosineSimilarity.cosine(
            try #require(sentence(model, [a: 1])), try #require(sentence(model, [b: 1])))
    }

    @Test(
        "words that stand together become near, on one thread and on several; the loss falls",
        arguments: [1, 2, 3])
    func topics(threads: Int) throws {
        var random = SeededGenerator(orEnvironment: 31)
        let result = SkipGramTrainer(text(&random), options(threads: threads)).train()
        #expect(result.losses.count == 12)
        #expect(try #require(result.losses.last) < result.losses[0], "\(random.rerun)")
        let model = try model(result)
        for a in Self.topics[0] {
            for b in Self.topics[0] where a != b {
                let other = Self.topics[1][0]
                #expect(try cosine(model, a, b) > cosine(model, a, other) + 0.3, "\(a) \(b), \(random.rerun)")
            }
        }
    }

    @Test("the same seed and threads give the same bytes, another seed others", arguments: [1, 3])
    func determinism(threads: Int) {
        var random = SeededGenerator(orEnvironment: 32)
        let text = text(&random, texts: 200)
        let first = SkipGramTrainer(text, options(threads: threads)).train()
        let second = SkipGramTrainer(text, options(threads: threads)).train()
        #expect(first.wordVectors == second.wordVectors && first.bucketVectors == second.bucketVectors)
        var other = options(threads: threads)
        other.seed = 2
        #expect(SkipGramTrainer(text, other).train().wordVectors != first.wordVectors)
    }

    @Test("unseen words stand near the words whose pieces they have")
    func unseenWords() throws {
        var random = SeededGenerator(orEnvironment: 33)
        let model = try model(SkipGramTrainer(text(&random), options()).train())
        #expect(try cosine(model, "phones", "phone") > cosine(model, "phones", "leather"))
        #expect(try cosine(model, "运动", "运动鞋") > cosine(model, "运动", "华为"))
        #expect(sentence(model, [:]) == nil)
    }

    @Test("pieces that no word had say nothing: a number that was seen once hardly moves a text")
    func unlearntPieces() throws {
        var random = SeededGenerator(orEnvironment: 34)
        let model = try model(SkipGramTrainer(text(&random), options()).train())
        let phone = try #require(sentence(model, ["手机": 1, "screen": 1]))
        var silent = 0
        for number in 1000..<1100 {
            if sentence(model, ["\(number)": 1]) == nil { silent += 1 }
            let numbered = try #require(sentence(model, ["手机": 1, "screen": 1, "\(number)": 1]))
            #expect(CosineSimilarity.cosine(phone, numbered) > 0.8, "\(number), \(random.rerun)")
        }
        // Some share a bucket with a word's piece by chance.
        #expect(silent > 20, "\(silent)")
    }

    @Test("texts of nothing, of one word, and of rare words alone train without harm")
    func smallTexts() throws {
        #expect(SkipGramTrainer(TrainingText(), options()).train().words.isEmpty)
        var one = TrainingText()
        one.add(["a", "a", "a"])
        #expect(SkipGramTrainer(one, options()).train().wordVectors.count == 16)
        var rare = TrainingText()
        rare.add(["a", "b"])
        let result = SkipGramTrainer(rare, options(threads: 2)).train()
        #expect(result.words.isEmpty)
        #expect(try sentence(model(result), ["abc": 1]) == nil, "its pieces were never learnt")
    }

    @Test("rare words weigh more, factors scale, and the common direction is taken out")
    func sentences() throws {
        let result = SkipGramTrainer.Result(
            words: ["a", "b", "c"], counts: [9000, 1, 999], dimension: 2, wordVectors: [1, 0, 0, 1, -1, 0],
            bucketVectors: [], losses: [])
        let plain = try model(result)
        let mixed = try #require(sentence(plain, ["a": 1, "b": 1]))
        // Of three words the mean share is 1 / 3: a weighs (1 / 3) / (1 / 3 + 0.9), b (1 / 3) / (1 / 3 + 0.0001).
        let smoothing = 1 / 3.0
        let expected = (smoothing + 0.0001) / (smoothing + 0.9)
        let found = Double(mixed[0] / mixed[1])
        #expect(abs(found - expected) < 5e-3)
        #expect(sentence(plain, ["unknown": 1]) == nil)
        #expect(sentence(plain, ["a": 1, "b": 0]).map { abs($0[1]) < 1e-6 } == true)
        let without = try model(result, common: [1, 0])
        let rest = try #require(sentence(without, ["a": 1, "b": 1]))
        #expect(abs(rest[0]) < 1e-6 && abs(rest[1] - 1) < 1e-6)
        #expect(sentence(without, ["a": 1]) == nil, "nothing is left of it")
    }

    @Test("the common direction is the first singular vector")
    func commonDirection() {
        let vectors: [[Float]] = [[3, 1], [-3, 1], [3, -1], [2, 0.5]]
        let direction = PrincipalDirection.of(vectors)
        #expect(abs(abs(direction[0]) - 1) < 0.05)
        #expect(PrincipalDirection.of([]).isEmpty)
        #expect(PrincipalDirection.of([[0, 0]]).isEmpty)
    }

    @Test("negatives are drawn like count^¾")
    func negatives() {
        let counts = [1000, 100, 10, 1]
        let table = NegativeTable(counts)
        var random = TrainingRandom(9)
        var drawn = [0.0, 0, 0, 0]
        for _ in 0..<100_000 { drawn[Int(table.draw(&random))] += 1e-5 }
        let weights = counts.map { Double($0).squareRoot() * Double($0).squareRoot().squareRoot() }
        for (share, weight) in zip(drawn, weights) {
            #expect(abs(share - weight / weights.reduce(0, +)) < 0.006)
        }
    }

    @Test("a damaged file is an error that names it, wherever a byte differs")
    func damage() throws {
        var random = SeededGenerator(orEnvironment: 34)
        let directory = InMemoryDirectory()
        try WordVectorsWriter(SkipGramTrainer(text(&random, texts: 40), options()).train())
            .write(to: "model.souk", in: directory)
        let sound = try #require(directory.contents["model.souk"])
        for _ in 0..<200 {
            var bytes = sound
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^=
                1 << UInt8.random(in: 0..<8, using: &random)
            let damaged = InMemoryDirectory(["model.souk": bytes])
            // A bit of the padding changes nothing but is noticed too.
            #expect(throws: StorageError.self, "\(random.rerun)") {
                _ = try WordVectors("model.souk", in: damaged)
            }
        }
    }
}

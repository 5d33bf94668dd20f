import Foundation
import SoukAnalysis
import SoukEngine
import SoukTestKit
import SoukUnderstanding
import Testing

@testable import SoukRanking

@Suite struct StrategyTests {
    @Test("No strategy, mixture or profile gives features more than ε together", arguments: 1...50)
    func cap(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let shares = RankingStrategy.allCases.map { ($0, Double.random(in: 0...1, using: &random)) }
        let sum = shares.reduce(0) { $0 + $1.1 }
        let mixture = FeatureWeights.mixture(shares.map { (FeatureWeights.standard($0.0), $0.1 / sum) })
        var factors: [String: Double] = [:]
        for name in FeatureWeights.names { factors[name] = Double.random(in: 0...5, using: &random) }
        for epsilon in [0, 0.05, 0.15, 1] {
            let weights = mixture.scaled(by: factors, epsilon: epsilon)
            #expect(weights.sum <= epsilon + 1e-12, "\(random.rerun)")
            #expect(weights.values.allSatisfy { $0 >= 0 })
        }
        for strategy in RankingStrategy.allCases {
            #expect(FeatureWeights.standard(strategy).sum <= 1 + 1e-12)
        }
    }

    @Test("Relevance alone has no features, and a factor of 0 switches one off")
    func off() {
        #expect(FeatureWeights.standard(.relevance).sum == 0)
        let weights = FeatureWeights.standard(.category).scaled(by: ["category": 0], epsilon: 0.15)
        #expect(weights.category == 0 && weights.sales > 0)
    }

    @Test("A profile reads with any part absent, writes what it reads, and names what cannot be used")
    func profile() throws {
        let text = #"{"k1":0.9,"fieldWeights":{"title":2},"strategy":"brand","rerank":{"weight":0}}"#
        let profile = try JSONDecoder().decode(RelevanceProfile.self, from: Data(text.utf8))
        #expect(profile.k1 == 0.9 && profile.b == RelevanceProfile().b)
        #expect(profile.strategy == .brand && profile.rerank.weight == 0 && profile.rerank.depth == 200)
        let again = try JSONDecoder().decode(RelevanceProfile.self, from: try JSONEncoder().encode(profile))
        #expect(again == profile)
        #expect(try JSONDecoder().decode(RelevanceProfile.self, from: Data("{}".utf8)) == RelevanceProfile())
        var wrong = RelevanceProfile(k1: -1, b: 2, fieldWeights: ["title": .nan])
        wrong.weights = ["nonsense": 1]
        #expect(wrong.problems.count == 4)
        #expect(RelevanceProfile().problems.isEmpty)
    }

    private func concepts(_ text: String, lexicon: CatalogueLexicon = CatalogueLexicon()) throws -> [Concept]
    {
        let interpretation = QueryUnderstanding(lexicon: lexicon, fields: []).interpret(text)
        return ConceptBuilder(try Analyzer()).concepts(of: interpretation)
    }

    @Test("A model number is itself or its parts in a row; a capacity is the same with or without its B")
    func models() throws {
        let model = try #require(try concepts("iphone15pro").first)
        #expect(model.alternatives.map(\.origin) == [.literal, .parts])
        guard case .phrase(let parts) = model.alternatives[1].pattern else {
            return #expect(Bool(false), "no parts")
        }
        #expect(parts.map(\.offset) == [0, 1, 2])
        let capacity = try #require(try concepts("手机 256g").last)
        #expect(capacity.alternatives.contains { $0.pattern == .term(Array("256gb".utf8)) })
    }

    @Test("Function words are left out unless there are no others; a repeated word counts once")
    func words() throws {
        #expect(try concepts("the case for a phone").map(\.text) == ["case", "phone"])
        #expect(try concepts("the for").map(\.text) == ["the", "for"])
        #expect(try concepts("red phone red").map(\.text) == ["red", "phone"])
    }

    @Test("The last word of a named category is its head; the brand is a brand")
    func roles() throws {
        let lexicon = CatalogueLexicon(
            brands: [("华为", 20)], categories: [(["鞋", "跑步鞋"], 9), (["手机"], 30)])
        let found = try concepts("华为手机", lexicon: lexicon)
        #expect(found.last?.role == .head)
        #expect(found.dropLast().allSatisfy { $0.role == .brand })
    }

    @Test(
        "A product word by its shape is one in a short Chinese query; in a long one it is one word among others"
    )
    func shapedRoles() throws {
        #expect(try concepts("蓝莓口红").map(\.role) == [.attribute, .shapedHead])
        #expect(try concepts("蓝莓味道 红色 口红").allSatisfy { $0.role == .attribute })
        #expect(try concepts("ipad stand").allSatisfy { $0.role != .shapedHead })
    }

    @Test("A character that stands alone is surer with its neighbour")
    func characters() throws {
        let alone = try #require(try concepts("鞋").first)
        #expect(alone.alternatives.map(\.weight) == [1])
        for concept in try concepts("罗技") where concept.alternatives.count == 2 {
            #expect(concept.alternatives[0].pattern == .term(Array("罗技".utf8)))
            #expect(concept.alternatives[1].weight == ConceptBuilder.loneCharacterWeight)
        }
    }
}

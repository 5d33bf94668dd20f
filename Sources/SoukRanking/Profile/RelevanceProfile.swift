import SoukEngine

/// The whole relevance configuration: one value that can be read, compared, shipped and swapped.
///
/// JSON: `{"k1","b","fieldWeights":{"title":4},"scorer","strategy","epsilon","weights":{…},"match",
/// "rerank":{"weight","depth","feedback","agreement","sure","unsure"}}`; any part may be absent and then has its default.
public struct RelevanceProfile: Codable, Sendable, Equatable {
    /// The formula of the text's score.
    public enum Scorer: String, Codable, Sendable, CaseIterable { case bm25, tfidf }

    /// How much of the query a product must hold.
    public enum Match: String, Codable, Sendable, CaseIterable {
        /// All words first, then fewer while there are too few hits.
        case auto
        /// Every word.
        case all
        /// Any word.
        case any
    }

    /// The cosine re-ranker's part.
    public struct Rerank: Codable, Sendable, Equatable {
        /// λv: what a cosine of one standard deviation weighs, in standard deviations of the first products' scores.
        public var weight: Double
        /// How many of the first products are re-ranked.
        public var depth: Int
        /// How much the first hits say of what is meant, 0...1: the query's vector is mixed with theirs.
        public var feedback: Double
        /// How much of what vectors say is what they say of a product's nearest among the candidates, 0...1.
        public var agreement: Double
        /// The best score from which words alone decide: vectors then weigh nothing.
        public var sure: Double
        /// The best score below which vectors weigh all of ``weight``; between this and ``sure`` the weight falls evenly.
        public var unsure: Double
        /// Whether the first hits are those by words and the query's own vector, and not by words alone.
        package var looksTwice = false

        private enum CodingKeys: String, CodingKey { case weight, depth, feedback, agreement, sure, unsure }

        /// A re-ranker of the first `depth` products with weight `weight`.
        public init(
            weight: Double = 1, depth: Int = 200, feedback: Double = 0.5, agreement: Double = 0.5,
            sure: Double = 1.6, unsure: Double = 1.2
        ) {
            self.weight = weight
            self.depth = depth
            self.feedback = feedback
            self.agreement = agreement
            self.sure = sure
            self.unsure = unsure
        }

        /// The same for vectors of whole sentences, which know more than the catalogue's words: however sure the words are, among
        /// the first ``sentenceDepth`` at most, and by the first hits of a second look.
        package var forSentences: Rerank {
            var rerank = self
            rerank.depth = min(depth, Self.sentenceDepth)
            rerank.looksTwice = true
            (rerank.sure, rerank.unsure) = (.greatestFiniteMagnitude, .greatestFiniteMagnitude)
            return rerank
        }

        /// So many of the first products a sentence encoder reorders: of those after them more are far from what is meant than near.
        package static let sentenceDepth = 100

        /// λv of a query by its best score without V: how sure words alone are.
        package func weight(bestScore: Double) -> Double {
            guard bestScore > unsure else { return weight }
            return bestScore < sure ? weight * (sure - bestScore) / (sure - unsure) : 0
        }
    }

    /// BM25: how fast repeated words saturate, ≥ 0.
    public var k1: Double
    /// BM25: how much longer texts are held back, 0...1.
    public var b: Double
    /// Weights of text fields by name, in place of the schema's.
    public var fieldWeights: [String: Double]
    /// The text's formula.
    public var scorer: Scorer
    /// The ranking strategy; `auto` follows the intent.
    public var strategy: RankingStrategy
    /// The most that anything but text may move a product.
    public var epsilon: Double
    /// Factors on the strategy's features by name (see ``FeatureWeights``), 1 when absent.
    public var weights: [String: Double]
    /// How much of the query a product must hold.
    public var match: Match
    /// The cosine re-ranker's part.
    public var rerank: Rerank

    /// A profile with defaults for what is not given.
    public init(
        k1: Double = 0.8, b: Double = 0.75, fieldWeights: [String: Double] = [:], scorer: Scorer = .bm25,
        strategy: RankingStrategy = .auto, epsilon: Double = 0.4, weights: [String: Double] = [:],
        match: Match = .auto, rerank: Rerank = Rerank()
    ) {
        self.k1 = k1
        self.b = b
        self.fieldWeights = fieldWeights
        self.scorer = scorer
        self.strategy = strategy
        self.epsilon = epsilon
        self.weights = weights
        self.match = match
        self.rerank = rerank
    }

    private enum CodingKeys: String, CodingKey {
        case k1, b, fieldWeights, scorer, strategy, epsilon, weights, match, rerank
    }

    private enum RerankKeys: String, CodingKey { case weight, depth, feedback, agreement, sure, unsure }

    /// Reads a profile; absent parts keep their defaults.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let standard = RelevanceProfile()
        k1 = try values.decodeIfPresent(Double.self, forKey: .k1) ?? standard.k1
        b = try values.decodeIfPresent(Double.self, forKey: .b) ?? standard.b
        fieldWeights = try values.decodeIfPresent([String: Double].self, forKey: .fieldWeights) ?? [:]
        scorer = try values.decodeIfPresent(Scorer.self, forKey: .scorer) ?? standard.scorer
        strategy = try values.decodeIfPresent(RankingStrategy.self, forKey: .strategy) ?? standard.strategy
        epsilon = try values.decodeIfPresent(Double.self, forKey: .epsilon) ?? standard.epsilon
        weights = try values.decodeIfPresent([String: Double].self, forKey: .weights) ?? [:]
        match = try values.decodeIfPresent(Match.self, forKey: .match) ?? standard.match
        rerank = standard.rerank
        if values.contains(.rerank) {
            let parts = try values.nestedContainer(keyedBy: RerankKeys.self, forKey: .rerank)
            rerank.weight = try parts.decodeIfPresent(Double.self, forKey: .weight) ?? rerank.weight
            rerank.depth = try parts.decodeIfPresent(Int.self, forKey: .depth) ?? rerank.depth
            rerank.feedback =
                try parts.decodeIfPresent(Double.self, forKey: .feedback) ?? rerank.feedback
            rerank.agreement =
                try parts.decodeIfPresent(Double.self, forKey: .agreement) ?? rerank.agreement
            rerank.sure = try parts.decodeIfPresent(Double.self, forKey: .sure) ?? rerank.sure
            rerank.unsure = try parts.decodeIfPresent(Double.self, forKey: .unsure) ?? rerank.unsure
        }
    }

    /// What is wrong with the numbers; empty when they can be used.
    public var problems: [String] {
        var problems: [String] = []
        func check(_ isFine: Bool, _ name: String, _ expected: String, _ found: Any) {
            if !isFine { problems.append("\(name) is \(found): expected \(expected)") }
        }
        check(k1.isFinite && k1 >= 0, "k1", "a number of at least 0", k1)
        check(b >= 0 && b <= 1, "b", "a number from 0 to 1", b)
        check(epsilon.isFinite && epsilon >= 0, "epsilon", "a number of at least 0", epsilon)
        check(
            rerank.weight.isFinite && rerank.weight >= 0, "rerank.weight", "a number of at least 0",
            rerank.weight)
        check(
            rerank.feedback >= 0 && rerank.feedback <= 1, "rerank.feedback", "a number from 0 to 1",
            rerank.feedback)
        check(
            rerank.agreement >= 0 && rerank.agreement <= 1, "rerank.agreement", "a number from 0 to 1",
            rerank.agreement)
        check(
            rerank.sure.isFinite && rerank.unsure.isFinite && rerank.unsure <= rerank.sure, "rerank.sure",
            "a number of at least rerank.unsure, \(rerank.unsure)", rerank.sure)
        check(rerank.depth >= 0, "rerank.depth", "a number of at least 0", rerank.depth)
        for (name, weight) in fieldWeights.sorted(by: { $0.key < $1.key }) {
            check(weight.isFinite && weight >= 0, "fieldWeights.\(name)", "a number of at least 0", weight)
        }
        for (name, weight) in weights.sorted(by: { $0.key < $1.key }) {
            check(weight.isFinite && weight >= 0, "weights.\(name)", "a number of at least 0", weight)
            check(
                FeatureWeights.names.contains(name), "weights.\(name)",
                "one of \(FeatureWeights.names.joined(separator: ", "))", "unknown")
        }
        return problems
    }

    var scoring: ScoringParameters {
        ScoringParameters(
            scorer: scorer == .bm25 ? .bm25 : .tfidf, k1: k1, b: b, fieldWeights: fieldWeights)
    }
}

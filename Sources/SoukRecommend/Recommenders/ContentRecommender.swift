/// Products like those the shopper chose, by what they are: the answer to a product that nobody chose yet.
///
/// A shopper's profile is the sum of preference · row over the chosen products; a product's score is the cosine of its row with
/// it. Where products have vectors, the score is the mean of that and of the cosine of the vectors, ``vectorShare`` the vectors'
/// part. Variants of chosen products are left out.
public struct ContentRecommender: SimilarItemRecommender, ExplainingRecommender {
    private let features: ItemFeatures
    private let eligible: EligibleItems
    private let vectorShare: Double
    private static let reasonCount = 2
    private static let namedFeatures = 3

    /// - Parameter vectorShare: in 0...1; without vectors it has no influence.
    public init(_ features: ItemFeatures, vectorShare: Double = 0.5, eligible: EligibleItems = .all) {
        self.features = features
        self.eligible = eligible
        let hasVectors = features.vectors.contains { $0 != nil }
        self.vectorShare = hasVectors ? min(max(vectorShare, 0), 1) : 0
    }

    /// - Complexity: O(products that share a feature + products · size of a vector).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] { explained(shopper, count) }

    package func ranking(for shopper: Shopper, count: Int) -> [Recommendation] {
        let choices = choices(of: shopper)
        guard !choices.isEmpty else { return [] }
        let seen = features.withVariants(shopper.numbers(features.items).map(\.item))
        return eligible.best(scores(choices), without: seen, names: features.items, count: count).map {
            Recommendation(item: features.items[$0.item], score: $0.score)
        }
    }

    package func reasons(for items: [String], _ shopper: Shopper) -> [[RecommendationReason]] {
        let choices = choices(of: shopper)
        return items.map { item in
            features.items.number(of: item).map { reasons(for: $0, choices) } ?? []
        }
    }

    private func choices(of shopper: Shopper) -> [(item: Int, weight: Double)] {
        shopper.numbers(features.items).filter { $0.weight > 0 }
    }

    /// The products most like one.
    public func similarItems(to item: String, count: Int) -> [Recommendation] {
        recommend(for: Shopper([Shopper.Choice(item, weight: 1)]), count: count)
    }

    private func scores(_ choices: [(item: Int, weight: Double)]) -> ItemScores {
        var profile: [UInt32: Double] = [:]
        var direction: [Float] = []
        for choice in choices {
            let row = features.rows[choice.item]
            for place in 0..<row.count {
                profile[row.indexes[place], default: 0] += row.values[place] * choice.weight
            }
            guard vectorShare > 0, let vector = features.vectors[choice.item] else { continue }
            if direction.isEmpty { direction = [Float](repeating: 0, count: vector.count) }
            for place in vector.indices { direction[place] += vector[place] * Float(choice.weight) }
        }
        var scores = ItemScores(count: features.items.count)
        // In one order, so that equal questions have answers equal to the last bit.
        let ordered = profile.sorted { $0.key < $1.key }
        let length = ordered.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        if length > 0 {
            for (feature, value) in ordered {
                let column = features.columns[Int(feature)]
                let share = (1 - vectorShare) * value / length
                for place in 0..<column.count {
                    scores.add(share * column.values[place], to: Int(column.indexes[place]))
                }
            }
        }
        if let unit = ItemFeatures.unit(direction) {
            for (item, vector) in features.vectors.enumerated() {
                guard let vector else { continue }
                scores.add(vectorShare * Double(zip(unit, vector).reduce(0) { $0 + $1.0 * $1.1 }), to: item)
            }
        }
        return scores
    }

    /// The choices that a product is most like, with what they share.
    private func reasons(for item: Int, _ choices: [(item: Int, weight: Double)]) -> [RecommendationReason] {
        var alike: [(source: Int, value: Double)] = []
        for choice in choices {
            var product = 0.0
            features.rows[choice.item].forEachCommon(features.rows[item]) { product += $0 * $1 }
            alike.append((choice.item, product * choice.weight))
        }
        alike.sort { $0.value != $1.value ? $0.value > $1.value : $0.source < $1.source }
        // With vectors alone, none shares a feature: the first choice stands for all.
        let named = alike.filter { $0.value > 0 }.prefix(Self.reasonCount)
        return (named.isEmpty ? alike.prefix(1) : named).map { part -> RecommendationReason in
            .alike(
                item: features.items[part.source],
                features: features.common(item, part.source, limit: Self.namedFeatures))
        }
    }
}

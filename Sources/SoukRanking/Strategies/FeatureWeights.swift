/// The weight of every feature beside the text: a strategy is such a vector.
///
/// Each feature lies in [0, 1], so a weight is the most that its feature can move a product. The sum never exceeds
/// the profile's ε.
package struct FeatureWeights: Sendable, Equatable {
    /// θ: the product lies in the category, or is of the brand, that the query names.
    package var category = 0.0
    package var brand = 0.0
    /// θ: the share of the query's quantities that the product states.
    package var quantity = 0.0
    /// θ: the title or the category names the goods that the query asks for, not what they go with.
    package var head = 0.0
    /// θ: the price lies where words such as cheap ask, among those of its category.
    package var price = 0.0
    /// λb: percentile of sales, rating, freshness inside the category; whether it is in stock.
    package var sales = 0.0
    package var rating = 0.0
    package var freshness = 0.0
    package var stock = 0.0
    /// How often the product was chosen for this query.
    package var frequency = 0.0
    /// λu: how well the product fits what the user chose before.
    package var recommendation = 0.0

    package static let names = [
        "category", "brand", "sales", "rating", "freshness", "stock", "frequency", "recommendation",
        "quantity", "head", "price",
    ]

    package init() {}

    private init(_ values: [Double]) {
        category = values[0]
        brand = values[1]
        sales = values[2]
        rating = values[3]
        freshness = values[4]
        stock = values[5]
        frequency = values[6]
        recommendation = values[7]
        quantity = values[8]
        head = values[9]
        price = values[10]
    }

    /// In the order of ``names``.
    package var values: [Double] {
        [category, brand, sales, rating, freshness, stock, frequency, recommendation, quantity, head, price]
    }

    package var sum: Double { values.reduce(0, +) }

    /// The sum of vectors, each with a share.
    package static func mixture(_ parts: [(weights: FeatureWeights, share: Double)]) -> FeatureWeights {
        var sums = [Double](repeating: 0, count: names.count)
        for part in parts {
            for (index, value) in part.weights.values.enumerated() { sums[index] += value * part.share }
        }
        return FeatureWeights(sums)
    }

    /// This vector with its sum brought down to `epsilon`, where it is larger, and a profile's factors applied before.
    package func scaled(by factors: [String: Double], epsilon: Double) -> FeatureWeights {
        var values = zip(Self.names, values).map { name, value in value * epsilon * max(factors[name] ?? 1, 0)
        }
        let sum = values.reduce(0, +)
        if sum > epsilon { values = values.map { $0 * epsilon / sum } }
        return FeatureWeights(values)
    }

    /// Shares of ε by strategy. They leave three fifths to the head that a query may name.
    package static func standard(_ strategy: RankingStrategy) -> FeatureWeights {
        var weights = FeatureWeights()
        switch strategy {
        case .auto, .relevance: break
        case .frequency:
            weights.frequency = 0.3
            weights.sales = 0.06
        case .hybrid:
            weights.frequency = 0.16
            weights.sales = 0.04
        case .brand:
            weights.brand = 0.28
            weights.sales = 0.04
            weights.rating = 0.02
        case .category:
            weights.category = 0.28
            weights.sales = 0.04
            weights.rating = 0.02
        case .price:
            weights.category = 0.28
            weights.rating = 0.04
            weights.stock = 0.02
        }
        // Every strategy leaves room for the shopper's own history and the query's.
        if strategy != .auto && strategy != .relevance {
            weights.recommendation = 0.04
            weights.frequency = max(weights.frequency, 0.02)
        }
        return weights
    }
}

/// A product for a user, with why.
package struct Recommendation: Sendable, Equatable {
    package var item: String
    /// Comparable inside one list only.
    package var score: Double
    /// The strongest first.
    package var reasons: [RecommendationReason]

    package init(item: String, score: Double, reasons: [RecommendationReason] = []) {
        self.item = item
        self.score = score
        self.reasons = reasons
    }
}

/// Why a product is recommended.
package enum RecommendationReason: Sendable, Equatable {
    case boughtWith(item: String, shoppers: Int)
    case chosenWith(item: String, shoppers: Int)
    case chosenBySimilar(shoppers: Int)
    case popular(shoppers: Int)

    /// For people.
    ///
    /// - Parameter name: what to call an item, its title say.
    package func text(naming name: (String) -> String = { $0 }) -> String {
        switch self {
        case .boughtWith(let item, let shoppers): "bought with \(name(item)) by \(Self.shoppers(shoppers))"
        case .chosenWith(let item, let shoppers): "chosen with \(name(item)) by \(Self.shoppers(shoppers))"
        case .chosenBySimilar(let shoppers): "chosen by \(Self.shoppers(shoppers)) of similar taste"
        case .popular(let shoppers): "chosen by \(Self.shoppers(shoppers))"
        }
    }

    private static func shoppers(_ count: Int) -> String { count == 1 ? "1 shopper" : "\(count) shoppers" }
}

/// Recommends products that a user has not had to do with yet.
package protocol Recommender: Sendable {
    /// At most `count` items: falling score, then item id. Empty where it knows nothing to say.
    func recommend(for user: String, count: Int) -> [Recommendation]
}

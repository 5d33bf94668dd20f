/// A product for a shopper, with why.
public struct Recommendation: Sendable, Equatable {
    /// The product's id.
    public var item: String
    /// Comparable inside one list only.
    public var score: Double
    /// The strongest first.
    public var reasons: [RecommendationReason]

    /// A product with a score.
    public init(item: String, score: Double, reasons: [RecommendationReason] = []) {
        self.item = item
        self.score = score
        self.reasons = reasons
    }
}

/// Why a product is recommended, with the support of it.
public enum RecommendationReason: Sendable, Equatable, Hashable {
    /// So many shoppers bought both.
    case boughtWith(item: String, shoppers: Int)
    /// So many shoppers had to do with both.
    case chosenWith(item: String, shoppers: Int)
    /// So many baskets hold both.
    case inBasketsWith(item: String, baskets: Int)
    /// So many shoppers chose this one later than the other.
    case chosenAfter(item: String, shoppers: Int)
    /// So many shoppers of like taste chose it.
    case chosenBySimilar(shoppers: Int)
    /// A model of tastes puts it near the item that the shopper chose.
    case fits(item: String)
    /// It has these features, by name and value, in common with an item that the shopper chose.
    case alike(item: String, features: [String])
    /// So many shoppers chose it.
    case popular(shoppers: Int)
    /// So many shoppers chose it lately, so many days back from the last event.
    case trending(shoppers: Int, days: Int)

    /// For people.
    ///
    /// - Parameter name: what to call an item, its title say.
    public func text(naming name: (String) -> String = { $0 }) -> String {
        switch self {
        case .boughtWith(let item, let shoppers):
            "bought with \(name(item)) by \(Self.count(shoppers, "shopper"))"
        case .chosenWith(let item, let shoppers):
            "chosen with \(name(item)) by \(Self.count(shoppers, "shopper"))"
        case .inBasketsWith(let item, let baskets):
            "bought with \(name(item)) in \(Self.count(baskets, "basket"))"
        case .chosenAfter(let item, let shoppers):
            "chosen after \(name(item)) by \(Self.count(shoppers, "shopper"))"
        case .chosenBySimilar(let shoppers):
            "chosen by \(Self.count(shoppers, "shopper")) of similar taste"
        case .fits(let item): "fits \(name(item))"
        case .alike(let item, let features):
            features.isEmpty
                ? "like \(name(item))" : "like \(name(item)): \(features.joined(separator: ", "))"
        case .popular(let shoppers): "chosen by \(Self.count(shoppers, "shopper"))"
        case .trending(let shoppers, let days):
            "chosen by \(Self.count(shoppers, "shopper")) in \(Self.count(days, "day"))"
        }
    }

    private static func count(_ number: Int, _ name: String) -> String {
        number == 1 ? "1 \(name)" : "\(number) \(name)s"
    }
}

/// A policy for what, beside the text, decides the order.
public enum RankingStrategy: String, Codable, Sendable, CaseIterable {
    /// The strategies of the query's intents, mixed by their probabilities.
    case auto
    /// Text alone.
    case relevance
    /// How often shoppers chose the product for the query.
    case frequency
    /// Relevance and frequency together.
    case hybrid
    /// Products of the brand first.
    case brand
    /// Products of the category first.
    case category
    /// The category's products, sound offers first.
    case price
}

/// How products are found for a shopper.
public enum RecommendationAlgorithm: String, Sendable, Codable, CaseIterable {
    /// What goes with what the shopper chose: item-based collaborative filtering.
    case item
    /// What shoppers of like taste chose: user-based collaborative filtering.
    case user
    /// Matrix factorisation of implicit feedback (iALS).
    case factors
    /// A linear item model (EASE).
    case linear
    /// What the products are: brand, category, attributes, price, vectors.
    case content
    /// What most shoppers chose, lately more than long ago.
    case popularity
    /// What more shoppers choose now than before.
    case trending
    /// What is frequently bought together with what the shopper chose.
    case together
    /// What others chose next after what the shopper chose last.
    case next
    /// `factors`, `linear` and, with less weight, `next` and `content` as one.
    case hybrid
}

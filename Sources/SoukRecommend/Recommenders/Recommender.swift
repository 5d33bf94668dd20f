/// Recommends products that a shopper has not had to do with yet: what an app implements to bring its own.
///
/// An implementation passes this test: for any shopper and count, at most `count` products, none twice, none of the shopper's
/// own; scores that do not rise and are finite; equal scores by product id; the same answer to the same question; nothing
/// where it knows nothing to say, which ``FilledRecommender`` then fills.
public protocol Recommender: Sendable {
    /// At most `count` products, the best first.
    func recommend(for shopper: Shopper, count: Int) -> [Recommendation]
}

/// A recommender that also knows what goes with one product.
public protocol SimilarItemRecommender: Recommender {
    /// At most `count` products that go with one, the best first; empty for a product that it does not know.
    func similarItems(to item: String, count: Int) -> [Recommendation]
}

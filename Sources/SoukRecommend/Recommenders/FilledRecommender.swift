/// A recommender whose lists are filled up by another where it has too little to say: the answer to a new shopper.
///
/// The scores of the filling are brought below the last of the first, so that they fall all the way.
public struct FilledRecommender: Recommender {
    private let first: any Recommender
    private let filling: any Recommender

    /// Fills the lists of `first`.
    public init(_ first: any Recommender, filledBy filling: any Recommender) {
        self.first = first
        self.filling = filling
    }

    /// The first one's products, then the other's.
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
        fill(first.recommend(for: shopper, count: count), for: shopper, count: count)
    }

    /// What the first one found, and the other's products behind it.
    package func fill(_ found: [Recommendation], for shopper: Shopper, count: Int) -> [Recommendation] {
        guard found.count < count else { return found }
        let known = Set(found.map(\.item))
        let more = filling.recommend(for: shopper, count: count).filter { !known.contains($0.item) }
        guard let last = found.last?.score, let top = more.first?.score else {
            return found + more.prefix(max(count - found.count, 0))
        }
        return found
            + more.prefix(count - found.count).map { entry in
                Recommendation(
                    item: entry.item, score: last * entry.score / (top + 1), reasons: entry.reasons)
            }
    }
}

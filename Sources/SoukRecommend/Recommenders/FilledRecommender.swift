/// A recommender whose lists are filled up by another where it has too little to say.
///
/// The scores of the filling are brought below the last of the first, so that they fall all the way.
package struct FilledRecommender: Recommender {
    private let first: any Recommender
    private let filling: any Recommender

    package init(_ first: any Recommender, filledBy filling: any Recommender) {
        self.first = first
        self.filling = filling
    }

    package func recommend(for user: String, count: Int) -> [Recommendation] {
        let found = first.recommend(for: user, count: count)
        guard found.count < count else { return found }
        let known = Set(found.map(\.item))
        let more = filling.recommend(for: user, count: count).filter { !known.contains($0.item) }
        guard let last = found.last?.score, let top = more.first?.score else {
            return found + more.prefix(count)
        }
        return found
            + more.prefix(count - found.count).map { entry in
                Recommendation(
                    item: entry.item, score: last * entry.score / (top + 1), reasons: entry.reasons)
            }
    }
}

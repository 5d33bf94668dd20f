/// A recommended item, and why.
package struct Recommendation: Sendable, Equatable {
    package var item: String
    package var score: Double
    package var reason: String

    package init(item: String, score: Double, reason: String) {
        self.item = item
        self.score = score
        self.reason = reason
    }

    /// By falling score, then item.
    static func precedes(_ a: Recommendation, _ b: Recommendation) -> Bool {
        a.score != b.score ? a.score > b.score : a.item < b.item
    }
}

/// Suggests items to a user.
///
/// Contract: at most `count` items, none that the user had to do with, by falling score, then item; the same answer for
/// the same events; an unknown user gets what ``PopularityRecommender`` gives, or nothing.
package protocol Recommender: Sendable {
    func recommend(for user: String, count: Int) -> [Recommendation]
}

/// What most shoppers choose: for users without a history.
package struct PopularityRecommender: Recommender {
    private let matrix: InteractionMatrix

    package init(_ matrix: InteractionMatrix) { self.matrix = matrix }

    package func recommend(for user: String, count: Int) -> [Recommendation] {
        let seen = matrix.user(user).map { matrix.userRows[$0] } ?? [:]
        let scored = matrix.items.indices.filter { seen[$0] == nil }.map { item in
            let row = matrix.itemRows[item]
            let sum = row.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
            return Recommendation(
                item: matrix.items[item], score: sum, reason: "chosen by \(row.count) shoppers")
        }
        return Array(scored.sorted(by: Recommendation.precedes).prefix(count))
    }
}

/// What users with like tastes chose: Σ similarity · preference / Σ similarity over the users above a threshold.
///
/// - Complexity: O(entries of the users who share an item).
/// - Paper: Resnick et al., "GroupLens: an open architecture for collaborative filtering of netnews", 1994.
package struct UserBasedRecommender: Recommender {
    private let matrix: InteractionMatrix
    private let similarity: RowSimilarity
    private let threshold: Double

    package init(_ matrix: InteractionMatrix, similarity: RowSimilarity = .cosine, threshold: Double = 0) {
        self.matrix = matrix
        self.similarity = similarity
        self.threshold = threshold
    }

    /// Users above the threshold who share an item with `user`, by number.
    package func neighbours(of user: Int) -> [(user: Int, similarity: Double)] {
        var candidates: Set<Int> = []
        for item in matrix.userRows[user].keys { candidates.formUnion(matrix.itemRows[item].keys) }
        candidates.remove(user)
        return candidates.sorted().compactMap { other in
            let value = similarity.value(matrix.userRows[user], matrix.userRows[other])
            return value > threshold ? (other, value) : nil
        }
    }

    package func recommend(for user: String, count: Int) -> [Recommendation] {
        guard let number = matrix.user(user) else { return [] }
        let seen = matrix.userRows[number]
        var sums: [Int: (weighted: Double, similarity: Double, users: Int)] = [:]
        for (other, similarity) in neighbours(of: number) {
            for (item, preference) in matrix.userRows[other] where seen[item] == nil {
                let old = sums[item] ?? (0, 0, 0)
                sums[item] = (
                    old.weighted + similarity * preference, old.similarity + similarity, old.users + 1
                )
            }
        }
        let scored = sums.map { item, sum in
            Recommendation(
                item: matrix.items[item], score: sum.similarity > 0 ? sum.weighted / sum.similarity : 0,
                reason: "chosen by \(sum.users) shoppers with like tastes")
        }
        return Array(scored.sorted(by: Recommendation.precedes).prefix(count))
    }
}

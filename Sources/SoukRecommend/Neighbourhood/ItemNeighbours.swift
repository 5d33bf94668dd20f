/// The items most like each item, over users who had to do with both.
///
/// Only pairs that some user shares are ever looked at: never items × items.
/// - Complexity: O(Σ over users of the square of their items) to build; users with more than ``busiestUser`` items,
///   who say little about taste, are left out of the pairs.
/// - Paper: Sarwar et al., "Item-based collaborative filtering recommendation algorithms", WWW 2001.
package struct ItemNeighbours: Sendable {
    package struct Neighbour: Sendable, Equatable {
        package var item: Int
        package var similarity: Double
        /// Users who had to do with both.
        package var sharedUsers: Int
    }

    /// By item, most similar first.
    package let lists: [[Neighbour]]
    static let busiestUser = 1000

    package init(_ matrix: InteractionMatrix, similarity: RowSimilarity = .cosine, depth: Int = 50) {
        let norms = matrix.itemRows.map { row in
            row.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        }
        lists = matrix.items.indices.map { item in
            var shared: [Int: (product: Double, users: Int)] = [:]
            for (user, preference) in matrix.itemRows[item].sorted(by: { $0.key < $1.key }) {
                let row = matrix.userRows[user]
                guard row.count <= Self.busiestUser else { continue }
                for (other, value) in row where other != item {
                    let old = shared[other] ?? (0, 0)
                    shared[other] = (old.product + preference * value, old.users + 1)
                }
            }
            let neighbours = shared.map { other, pair in
                let value: Double
                switch similarity {
                case .cosine:
                    let norm = norms[item] * norms[other]
                    value = norm > 0 ? pair.product / norm : 0
                case .jaccard:
                    let all = matrix.itemRows[item].count + matrix.itemRows[other].count - pair.users
                    value = Double(pair.users) / Double(max(all, 1))
                case .pearson, .euclidean:
                    value = similarity.value(matrix.itemRows[item], matrix.itemRows[other])
                }
                return Neighbour(item: other, similarity: value, sharedUsers: pair.users)
            }
            return Array(
                neighbours.filter { $0.similarity > 0 }
                    .sorted { ($1.similarity, $0.item) < ($0.similarity, $1.item) }.prefix(depth))
        }
    }
}

/// What goes with the items that a user chose: Σ over the user's items of preference · similarity.
package struct ItemBasedRecommender: Recommender {
    private let matrix: InteractionMatrix
    private let neighbours: ItemNeighbours

    package init(_ matrix: InteractionMatrix, _ neighbours: ItemNeighbours) {
        self.matrix = matrix
        self.neighbours = neighbours
    }

    package init(_ matrix: InteractionMatrix, similarity: RowSimilarity = .cosine) {
        self.init(matrix, ItemNeighbours(matrix, similarity: similarity))
    }

    package func recommend(for user: String, count: Int) -> [Recommendation] {
        guard let number = matrix.user(user) else { return [] }
        return recommend(from: matrix.userRows[number], count: count)
    }

    /// Recommends from preferences by item number, which need not be those of a known user.
    package func recommend(from history: [Int: Double], count: Int) -> [Recommendation] {
        var sums: [Int: (score: Double, best: ItemNeighbours.Neighbour, source: Int)] = [:]
        for (item, preference) in history.sorted(by: { $0.key < $1.key }) where item < neighbours.lists.count
        {
            for neighbour in neighbours.lists[item] where history[neighbour.item] == nil {
                let part = preference * neighbour.similarity
                if let old = sums[neighbour.item] {
                    let isBetter = part > old.best.similarity
                    sums[neighbour.item] = (
                        old.score + part, isBetter ? neighbour : old.best, isBetter ? item : old.source
                    )
                } else {
                    sums[neighbour.item] = (part, neighbour, item)
                }
            }
        }
        let scored = sums.map { item, sum in
            let shoppers = sum.best.sharedUsers == 1 ? "1 shopper" : "\(sum.best.sharedUsers) shoppers"
            return Recommendation(
                item: matrix.items[item], score: sum.score,
                reason: "chosen with \(matrix.items[sum.source]) by \(shoppers)")
        }
        return Array(scored.sorted(by: Recommendation.precedes).prefix(count))
    }

    /// Items that go with one item.
    package func similarItems(to item: String, count: Int) -> [Recommendation] {
        guard let number = matrix.item(item) else { return [] }
        return neighbours.lists[number].map { neighbour in
            let shoppers = neighbour.sharedUsers == 1 ? "1 shopper" : "\(neighbour.sharedUsers) shoppers"
            return Recommendation(
                item: matrix.items[neighbour.item], score: neighbour.similarity,
                reason: "chosen with it by \(shoppers)")
        }.sorted(by: Recommendation.precedes).prefix(count).map { $0 }
    }
}

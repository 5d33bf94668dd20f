/// For every item the items most like it: the model of item-based filtering (Sarwar et al. 2001; Deshpande and
/// Karypis 2004).
///
/// - Complexity: to build, O(Σ over users of the square of their row's length), rows cut at ``Options/rowLimit``.
public struct ItemNeighbours: Sendable {
    /// How neighbours are found.
    public struct Options: Sendable, Equatable {
        /// How two items are compared.
        public var measure = RowSimilarity.cosine
        /// Neighbours kept of each item.
        public var count = 20
        /// β in similarity · n / (n + β), n the users of both items.
        public var shrinkage = 2.0
        /// Strongest items of a user that count: a robot that touched everything relates nothing to anything.
        public var rowLimit = 1000

        /// The standard settings.
        public init() {}
    }

    package struct Neighbour: Sendable, Equatable {
        package var item: Int
        package var similarity: Double
        /// The similarity over the sum of the list's: an item with many neighbours is no louder than one with few.
        package var share: Double
        /// Users who had to do with both.
        package var shoppers: Int
    }

    package let matrix: PreferenceMatrix
    /// By item number: falling similarity, then item id.
    package let lists: [[Neighbour]]

    /// Learns from a matrix.
    public init(_ matrix: PreferenceMatrix, _ options: Options = Options()) {
        self.matrix = matrix
        let (byUser, byItem) = Self.limited(matrix, options.rowLimit)
        var search = RowNeighbours(
            rows: byItem, columns: byUser, measure: options.measure, shrinkage: options.shrinkage)
        var lists: [[Neighbour]] = []
        lists.reserveCapacity(byItem.count)
        for item in byItem.indices {
            let sorted = search.neighbours(of: item).sorted { a, b in
                if a.similarity != b.similarity { return a.similarity > b.similarity }
                return matrix.items[a.row] < matrix.items[b.row]
            }
            let best = sorted.prefix(options.count)
            let total = best.reduce(0) { $0 + $1.similarity }
            lists.append(
                best.map {
                    Neighbour(
                        item: $0.row, similarity: $0.similarity, share: $0.similarity / total,
                        shoppers: $0.common)
                })
        }
        self.lists = lists
    }

    private static func limited(
        _ matrix: PreferenceMatrix, _ limit: Int
    ) -> (byUser: [SparseRow], byItem: [SparseRow]) {
        guard matrix.byUser.contains(where: { $0.count > limit }) else {
            return (matrix.byUser, matrix.byItem)
        }
        let byUser = matrix.byUser.map { row in
            guard row.count > limit else { return row }
            let strongest = (0..<row.count).sorted { a, b in
                row.values[a] != row.values[b] ? row.values[a] > row.values[b] : a < b
            }
            return SparseRow(strongest.prefix(limit).map { (row.indexes[$0], row.values[$0]) })
        }
        var byItem = [SparseRow](repeating: SparseRow(), count: matrix.items.count)
        for (user, row) in byUser.enumerated() {
            for place in 0..<row.count {
                byItem[Int(row.indexes[place])].append(UInt32(user), row.values[place])
            }
        }
        return (byUser, byItem)
    }

    /// For every item that a user's items lead to, the sum of share · preference.
    func scores(of row: SparseRow) -> ItemScores {
        var scores = ItemScores(count: lists.count)
        for place in 0..<row.count {
            for neighbour in lists[Int(row.indexes[place])] {
                scores.add(neighbour.share * row.values[place], to: neighbour.item)
            }
        }
        return scores
    }

    /// The user's items that lead to `item`, the strongest first.
    package func reasons(for item: Int, row: SparseRow, limit: Int) -> [RecommendationReason] {
        var parts: [(source: Int, share: Double)] = []
        for place in 0..<row.count {
            let source = Int(row.indexes[place])
            if let found = lists[source].first(where: { $0.item == item }) {
                parts.append((source, found.share * row.values[place]))
            }
        }
        parts.sort { a, b in
            a.share != b.share ? a.share > b.share : matrix.items[a.source] < matrix.items[b.source]
        }
        return parts.prefix(limit).map { reason(item, $0.source) }
    }

    /// How two items came to be neighbours.
    package func reason(_ item: Int, _ source: Int) -> RecommendationReason { matrix.reason(item, source) }
}

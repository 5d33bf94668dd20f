/// Items that similar users chose (Resnick et al. 1994; Herlocker et al. 1999).
public struct UserBasedRecommender: Recommender {
    /// How similar users are found.
    public struct Options: Sendable, Equatable {
        /// How two users are compared.
        public var measure = RowSimilarity.cosine
        /// Most similar users that count.
        public var count = 50
        /// Less similar users do not count.
        public var minimumSimilarity = 0.0
        /// β in similarity · n / (n + β), n the items of both users.
        public var shrinkage = 0.0

        /// The standard settings.
        public init() {}
    }

    private let matrix: PreferenceMatrix
    private let options: Options
    private let eligible: EligibleItems
    private let search: RowNeighbours

    /// Nothing is learnt beforehand but the lengths of rows.
    public init(
        _ matrix: PreferenceMatrix, _ options: Options = Options(), eligible: EligibleItems = .all
    ) {
        self.matrix = matrix
        self.options = options
        self.eligible = eligible
        search = RowNeighbours(
            rows: matrix.byUser, columns: matrix.byItem, measure: options.measure,
            shrinkage: options.shrinkage)
    }

    /// The users most like one: falling similarity, then user.
    public func similarUsers(to user: String) -> [(user: String, similarity: Double)] {
        guard let number = matrix.users.number(of: user) else { return [] }
        return neighbours(of: matrix.byUser[number], except: number).map {
            (matrix.users[$0.row], $0.similarity)
        }
    }

    /// The score of an item is the sum, over the similar users who have it, of similarity times preference.
    ///
    /// - Complexity: O(sum over the shopper's items of the users who have them).
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
        let row = shopper.row(matrix.items)
        var scores = ItemScores(count: matrix.items.count)
        var shoppers: [Int: Int] = [:]
        for neighbour in neighbours(of: row, except: nil) {
            let other = matrix.byUser[neighbour.row]
            for place in 0..<other.count where other.values[place] > 0 {
                scores.add(neighbour.similarity * other.values[place], to: Int(other.indexes[place]))
                shoppers[Int(other.indexes[place]), default: 0] += 1
            }
        }
        return eligible.best(scores, without: row, names: matrix.items, count: count).map { item, score in
            Recommendation(
                item: matrix.items[item], score: score,
                reasons: [.chosenBySimilar(shoppers: shoppers[item] ?? 0)])
        }
    }

    /// The value that the user would give an item: the mean of the similar users' values, weighted by similarity;
    /// nil when none of them has the item.
    public func prediction(for user: String, item: String) -> Double? {
        guard let number = matrix.users.number(of: user), let item = matrix.items.number(of: item) else {
            return nil
        }
        var sum = 0.0
        var weight = 0.0
        for neighbour in neighbours(of: matrix.byUser[number], except: number) {
            guard let value = matrix.byUser[neighbour.row].value(at: UInt32(item)) else { continue }
            sum += neighbour.similarity * value
            weight += neighbour.similarity
        }
        return weight > 0 ? sum / weight : nil
    }

    /// - Parameter number: the user whose row it is; nil: whoever has exactly this row is left out, since that is the shopper
    ///   as the matrix knows them, or a twin who has nothing new to say.
    private func neighbours(of row: SparseRow, except number: Int?) -> [RowNeighbours.Neighbour] {
        var search = search
        let all = search.neighbours(of: row, except: number).filter { neighbour in
            neighbour.similarity >= options.minimumSimilarity
                && (number != nil || matrix.byUser[neighbour.row] != row)
        }.sorted { a, b in
            a.similarity != b.similarity
                ? a.similarity > b.similarity : matrix.users[a.row] < matrix.users[b.row]
        }
        return Array(all.prefix(options.count))
    }
}

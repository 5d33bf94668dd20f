/// Items that similar users chose (Resnick et al. 1994; Herlocker et al. 1999).
package struct UserBasedRecommender: Recommender {
    package struct Options: Sendable, Equatable {
        package var measure = RowSimilarity.cosine
        /// Most similar users that count.
        package var count = 50
        /// Less similar users do not count.
        package var minimumSimilarity = 0.0
        package var shrinkage = 0.0

        package init() {}
    }

    private let matrix: PreferenceMatrix
    private let options: Options
    private let eligible: EligibleItems
    private let search: RowNeighbours

    package init(_ matrix: PreferenceMatrix, _ options: Options = Options(), eligible: EligibleItems? = nil) {
        self.matrix = matrix
        self.options = options
        self.eligible = eligible ?? EligibleItems(matrix.items)
        search = RowNeighbours(
            rows: matrix.byUser, columns: matrix.byItem, measure: options.measure,
            shrinkage: options.shrinkage)
    }

    /// The users most like one: falling similarity, then user.
    package func similarUsers(to user: String) -> [(user: String, similarity: Double)] {
        guard let number = matrix.users.number(of: user) else { return [] }
        return neighbours(of: number).map { (matrix.users[$0.row], $0.similarity) }
    }

    /// The score of an item is the sum, over the similar users who have it, of similarity times preference.
    package func recommend(for user: String, count: Int) -> [Recommendation] {
        guard let number = matrix.users.number(of: user) else { return [] }
        var scores: [Int: Double] = [:]
        var shoppers: [Int: Int] = [:]
        for neighbour in neighbours(of: number) {
            let row = matrix.byUser[neighbour.row]
            for place in 0..<row.count where row.values[place] > 0 {
                scores[Int(row.indexes[place]), default: 0] += neighbour.similarity * row.values[place]
                shoppers[Int(row.indexes[place]), default: 0] += 1
            }
        }
        let seen = matrix.byUser[number]
        return eligible.best(scores, without: seen, names: matrix.items, count: count).map { item, score in
            Recommendation(
                item: matrix.items[item], score: score,
                reasons: [.chosenBySimilar(shoppers: shoppers[item] ?? 0)])
        }
    }

    /// The value that the user would give an item: the mean of the similar users' values, weighted by similarity;
    /// nil when none of them has the item.
    package func prediction(for user: String, item: String) -> Double? {
        guard let number = matrix.users.number(of: user), let item = matrix.items.number(of: item) else {
            return nil
        }
        var sum = 0.0
        var weight = 0.0
        for neighbour in neighbours(of: number) {
            guard let value = matrix.byUser[neighbour.row].value(at: UInt32(item)) else { continue }
            sum += neighbour.similarity * value
            weight += neighbour.similarity
        }
        return weight > 0 ? sum / weight : nil
    }

    private func neighbours(of user: Int) -> [RowNeighbours.Neighbour] {
        var search = search
        let all = search.neighbours(of: user).filter { $0.similarity >= options.minimumSimilarity }.sorted {
            a, b in
            a.similarity != b.similarity
                ? a.similarity > b.similarity : matrix.users[a.row] < matrix.users[b.row]
        }
        return Array(all.prefix(options.count))
    }
}

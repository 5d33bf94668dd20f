/// How much every user wants every product they had to do with: sparse rows by user and by item.
package struct PreferenceMatrix: Sendable {
    package let users: NameTable
    package let items: NameTable
    /// For each user, item numbers and weights.
    package let byUser: [SparseRow]
    /// For each item, user numbers and weights: the transpose of ``byUser``.
    package let byItem: [SparseRow]
    /// For each item, the users who bought it, ascending.
    package let buyers: [[UInt32]]

    /// Weighs the events of a log.
    ///
    /// - Complexity: O(events + pairs · log of a row's length).
    package init(_ log: EventLog, weights: PreferenceWeights = PreferenceWeights()) {
        let scale = PreferenceWeights.ratingScale(
            largest: log.kinds.indices.reduce(0) {
                log.kinds[$1] == .rating ? max($0, log.values[$1] ?? 0) : $0
            })
        var rows = [[UInt32: Cell]](repeating: [:], count: log.users.count)
        for index in log.kinds.indices {
            var event = rows[Int(log.userNumbers[index])][log.itemNumbers[index]] ?? Cell()
            event.add(log, index, weights, scale: scale)
            rows[Int(log.userNumbers[index])][log.itemNumbers[index]] = event
        }
        var buyers = [[UInt32]](repeating: [], count: log.items.count)
        for (user, row) in rows.enumerated() {
            for (item, cell) in row where cell.isBought { buyers[Int(item)].append(UInt32(user)) }
        }
        let sparse = rows.map { row in
            SparseRow(row.map { ($0.key, weights.saturated($0.value.sum + $0.value.rating)) })
        }
        self.init(users: log.users, items: log.items, byUser: sparse, buyers: buyers)
    }

    /// Takes ratings, or any weights, as they are; of equal pairs the last counts.
    package init(_ entries: some Sequence<(user: String, item: String, value: Double)>) {
        var users = NameTable()
        var items = NameTable()
        var rows: [[UInt32: Double]] = []
        for entry in entries {
            let user = users.number(adding: entry.user)
            if user == rows.count { rows.append([:]) }
            rows[user][UInt32(items.number(adding: entry.item))] = entry.value
        }
        self.init(
            users: users, items: items, byUser: rows.map { SparseRow($0.map { ($0.key, $0.value) }) },
            buyers: [[UInt32]](repeating: [], count: items.count))
    }

    private init(users: NameTable, items: NameTable, byUser: [SparseRow], buyers: [[UInt32]]) {
        self.users = users
        self.items = items
        self.byUser = byUser
        self.buyers = buyers
        var columns = [SparseRow](repeating: SparseRow(), count: items.count)
        for (user, row) in byUser.enumerated() {
            for place in 0..<row.count {
                columns[Int(row.indexes[place])].append(UInt32(user), row.values[place])
            }
        }
        byItem = columns
    }

    /// A user's row; empty for one who is not known.
    package func row(of user: String) -> SparseRow {
        users.number(of: user).map { byUser[$0] } ?? SparseRow()
    }

    /// How many users had to do with both items.
    package func shoppers(ofBoth a: Int, _ b: Int) -> Int {
        SortedNumbers.commonCount(byItem[a].indexes, byItem[b].indexes)
    }

    /// How many users bought both items.
    package func buyers(ofBoth a: Int, _ b: Int) -> Int { SortedNumbers.commonCount(buyers[a], buyers[b]) }

    /// What the events of one pair sum to.
    private struct Cell {
        var sum = 0.0
        var rating = 0.0
        var ratedAt = -Double.infinity
        var isBought = false

        mutating func add(_ log: EventLog, _ index: Int, _ weights: PreferenceWeights, scale: Double) {
            let kind = log.kinds[index]
            guard kind == .rating else {
                sum += weights.weight(of: kind)
                if kind == .purchase { isBought = true }
                return
            }
            let time = log.timestamps[index] ?? ratedAt
            guard time >= ratedAt else { return }
            ratedAt = time
            rating = weights.rating * (log.values[index] ?? 0) / scale
        }
    }
}

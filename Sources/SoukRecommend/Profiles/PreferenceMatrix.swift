/// How much every user wants every product they had to do with: sparse rows by user and by item.
public struct PreferenceMatrix: Sendable {
    package let users: NameTable
    package let items: NameTable
    /// For each user, item numbers and weights.
    package let byUser: [SparseRow]
    /// For each item, user numbers and weights: the transpose of ``byUser``.
    package let byItem: [SparseRow]
    /// For each item, the users who bought it, ascending.
    package let buyers: [[UInt32]]
    /// For each user, item numbers by their last event, the latest last.
    package let sequences: [[UInt32]]
    /// The best rating that can be given.
    package let ratingScale: Double

    /// Weighs the events of a log.
    ///
    /// - Complexity: O(events + pairs · log of a row's length).
    public init(_ log: EventLog, weights: PreferenceWeights = PreferenceWeights()) {
        let scale = log.ratingScale
        var rows = [[UInt32: PreferenceSum]](repeating: [:], count: log.users.count)
        for index in log.kinds.indices {
            rows[Int(log.userNumbers[index])][log.itemNumbers[index], default: PreferenceSum()].add(
                log.kinds[index], value: log.values[index], at: log.timestamps[index], weights,
                ratingScale: scale)
        }
        var buyers = [[UInt32]](repeating: [], count: log.items.count)
        for (user, row) in rows.enumerated() {
            for (item, cell) in row where cell.isBought { buyers[Int(item)].append(UInt32(user)) }
        }
        let sparse = rows.map { row in
            SparseRow(row.map { ($0.key, $0.value.weight(weights)) })
        }
        self.init(
            users: log.users, items: log.items, byUser: sparse, buyers: buyers,
            sequences: Self.sequences(log), ratingScale: scale)
    }

    /// Takes ratings, or any weights, as they are; of equal pairs the last counts.
    public init(_ entries: some Sequence<(user: String, item: String, value: Double)>) {
        var users = NameTable()
        var items = NameTable()
        var rows: [[UInt32: Double]] = []
        var sequences: [[UInt32]] = []
        for entry in entries {
            let user = users.number(adding: entry.user)
            if user == rows.count {
                rows.append([:])
                sequences.append([])
            }
            let item = UInt32(items.number(adding: entry.item))
            rows[user][item] = entry.value
            sequences[user].append(item)
        }
        self.init(
            users: users, items: items, byUser: rows.map { SparseRow($0.map { ($0.key, $0.value) }) },
            buyers: [[UInt32]](repeating: [], count: items.count),
            sequences: sequences.map(Self.lastOfEach), ratingScale: 1)
    }

    private init(
        users: NameTable, items: NameTable, byUser: [SparseRow], buyers: [[UInt32]], sequences: [[UInt32]],
        ratingScale: Double
    ) {
        self.sequences = sequences
        self.ratingScale = ratingScale
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

    /// Each user's items by their last event. An event without a time happened when the one before it did.
    private static func sequences(_ log: EventLog) -> [[UInt32]] {
        var steps = [[(item: UInt32, moment: Double)]](repeating: [], count: log.users.count)
        for index in log.kinds.indices {
            let user = Int(log.userNumbers[index])
            let moment = log.timestamps[index] ?? steps[user].last?.moment ?? -.infinity
            steps[user].append((log.itemNumbers[index], moment))
        }
        return steps.map { steps in
            let order = steps.indices.sorted { (steps[$0].moment, $0) < (steps[$1].moment, $1) }
            return lastOfEach(order.map { steps[$0].item })
        }
    }

    /// Every item at its last place.
    private static func lastOfEach(_ items: [UInt32]) -> [UInt32] {
        var seen: Set<UInt32> = []
        return items.reversed().filter { seen.insert($0).inserted }.reversed()
    }

    /// A user as recommenders want one; ``Shopper/unknown`` for one who is not here.
    ///
    /// - Complexity: O(length of the row · log).
    public func shopper(_ user: String) -> Shopper {
        guard let number = users.number(of: user) else { return .unknown }
        return Shopper(
            sequences[number].map { item in
                Shopper.Choice(items[Int(item)], weight: byUser[number].value(at: item) ?? 0)
            })
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

    /// Why an item goes with another: who bought both or, where nobody did, who had to do with both.
    package func reason(_ item: Int, _ source: Int) -> RecommendationReason {
        let buyers = buyers(ofBoth: item, source)
        return buyers > 0
            ? .boughtWith(item: items[source], shoppers: buyers)
            : .chosenWith(item: items[source], shoppers: shoppers(ofBoth: item, source))
    }
}

/// What is thought of a shopper, in a form to show to them: everything recommendation knows beside the models of all.
public struct ShopperProfile: Sendable, Equatable, Codable {
    /// A product, or a feature of products, and how much the shopper wants it.
    public struct Entry: Sendable, Equatable, Codable {
        /// The product's id, or the feature's name and value.
        public let name: String
        /// Comparable inside one list.
        public let weight: Double
    }

    /// The shop's name for the shopper.
    public let user: String
    /// Events that all of this follows from.
    public let eventCount: Int
    /// The products, the latest event first.
    public let choices: [Entry]
    /// Features of these products, the strongest first.
    public let features: [Entry]

    /// - Parameter limit: features listed at most.
    package init(
        _ user: String, eventCount: Int, _ shopper: Shopper, _ features: ItemFeatures, limit: Int = 20
    ) {
        self.user = user
        self.eventCount = eventCount
        choices = shopper.choices.reversed().map { Entry(name: $0.item, weight: $0.weight) }
        var sums: [UInt32: Double] = [:]
        for (item, weight) in shopper.numbers(features.items) {
            let row = features.rows[item]
            for place in 0..<row.count { sums[row.indexes[place], default: 0] += row.values[place] * weight }
        }
        let ranked = sums.map { (name: features.names[Int($0.key)], weight: $0.value) }.sorted {
            $0.weight != $1.weight ? $0.weight > $1.weight : $0.name < $1.name
        }
        self.features = ranked.prefix(limit).map { Entry(name: $0.name, weight: $0.weight) }
    }
}

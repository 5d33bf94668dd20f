import Foundation

/// What products are: features such as `brand 华为`, each weighed by how rare it is, and vectors where the shop has them.
///
/// A product's row holds log(1 + n / df) for each of its features, df of n products having it, brought to length 1.
/// - Paper: Pazzani and Billsus, "Content-Based Recommendation Systems", 2007.
public struct ItemFeatures: Sendable {
    /// One product as content-based filtering sees it.
    public struct Item: Sendable {
        /// The product's id.
        public var id: String
        /// Name and value in one string; those of two products are one when they are equal.
        public var features: [String]
        /// nil where there is none, or it says nothing.
        public var price: Double?
        /// nil where there is none; all others must have one length.
        public var vector: [Float]?
        /// What variants of one product share: nobody is recommended another variant of what they have.
        public var group: String?

        /// A product.
        public init(
            id: String, features: [String], price: Double? = nil, vector: [Float]? = nil,
            group: String? = nil
        ) {
            self.group = group
            self.id = id
            self.features = features
            self.price = price
            self.vector = vector
        }

        /// Two overlapping bands of ratio 1.5, so that prices within a fifth of each other share one at least.
        var priceBands: [String] {
            guard let price, price > 0, price.isFinite else { return [] }
            let step = log(price) / log(1.5)
            let low = pow(1.5, floor(step))
            let middle = pow(1.5, floor(step + 0.5))
            return ["price from \(Self.rounded(low))", "price about \(Self.rounded(middle))"]
        }

        private static func rounded(_ price: Double) -> String {
            price < 10 ? "\((price * 100).rounded() / 100)" : "\(price.rounded())".replacing(".0", with: "")
        }
    }

    /// A price says less than a brand that is as rare.
    private static let priceWeight = 0.4

    package let items: NameTable
    let names: NameTable
    /// By item: feature numbers and weights, of length 1.
    let rows: [SparseRow]
    /// By feature: the items that have it.
    let columns: [SparseRow]
    /// By item, of length 1; nil where there is none, or one of no length, of another size or with numbers that are none.
    let vectors: [[Float]?]

    /// By item, the number of its group; nil for an item alone.
    private let groups: [Int?]
    /// By group: its items.
    private let members: [[Int]]

    /// - Complexity: O(features of all items).
    public init(_ source: some Sequence<Item>) {
        var items = NameTable()
        var names = NameTable()
        var features: [[UInt32]] = []
        var bands: Set<UInt32> = []
        var vectors: [[Float]?] = []
        var groupNames = NameTable()
        var groups: [Int?] = []
        var size: Int?
        for item in source {
            guard items.number(adding: item.id) == features.count else { continue }
            let prices = item.priceBands.map { UInt32(names.number(adding: $0)) }
            bands.formUnion(prices)
            features.append(Set(item.features.map { UInt32(names.number(adding: $0)) } + prices).sorted())
            let vector = item.vector.flatMap { size == nil || $0.count == size ? Self.unit($0) : nil }
            groups.append(item.group.map { groupNames.number(adding: $0) })
            size = size ?? vector?.count
            vectors.append(vector)
        }
        var counts = [Int](repeating: 0, count: names.count)
        for row in features { for feature in row { counts[Int(feature)] += 1 } }
        let total = Double(features.count)
        rows = features.map { row in
            let weights = row.map { feature in
                log(1 + total / Double(counts[Int(feature)]))
                    * (bands.contains(feature) ? Self.priceWeight : 1)
            }
            let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return SparseRow(zip(row, weights).map { ($0, $1 / length) })
        }
        var columns = [SparseRow](repeating: SparseRow(), count: names.count)
        for (item, row) in rows.enumerated() {
            for place in 0..<row.count {
                columns[Int(row.indexes[place])].append(UInt32(item), row.values[place])
            }
        }
        self.columns = columns
        self.groups = groups
        var members = [[Int]](repeating: [], count: groupNames.count)
        for (item, group) in groups.enumerated() { if let group { members[group].append(item) } }
        self.members = members
        self.items = items
        self.names = names
        self.vectors = vectors
    }

    static func unit(_ vector: [Float]) -> [Float]? {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return nil }
        return vector.map { $0 / length }
    }

    /// Items and all variants of theirs, as a row.
    func withVariants(_ numbers: [Int]) -> SparseRow {
        var all = Set(numbers)
        for number in numbers { if let group = groups[number] { all.formUnion(members[group]) } }
        return SparseRow(all.map { (UInt32($0), 1) })
    }

    /// The names of the rarest features that two items have in common.
    func common(_ a: Int, _ b: Int, limit: Int) -> [String] {
        var found: [(feature: UInt32, weight: Double)] = []
        for place in 0..<rows[a].count {
            let feature = rows[a].indexes[place]
            if let other = rows[b].value(at: feature) {
                found.append((feature, rows[a].values[place] * other))
            }
        }
        found.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.feature < $1.feature }
        return found.prefix(limit).map { names[Int($0.feature)] }
    }
}

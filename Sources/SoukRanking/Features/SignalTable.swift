import SoukEngine

/// The business signals of every product as percentiles inside its category, each in [0, 1].
///
/// Shapes: one row of `Float` for each signal and segment. A product without the value has 0. Computed once for a
/// snapshot over its live products, so that the numbers do not depend on how they lie in segments.
/// - Complexity: O(n log n) for n products.
package struct SignalTable: Sendable {
    package let sales: [[Float]]
    package let rating: [[Float]]
    package let freshness: [[Float]]
    /// 1 in stock, 0 not, ½ unknown.
    package private(set) var stock: [[Float]]
    /// The signals that the catalogue states of any product: the others are the same for all.
    package let stated: Set<FieldRole>

    /// Reviews that a product is thought to have had with the mean rating, before its own count.
    private static let priorReviews = 10.0

    /// - Parameter popularity: how much shoppers chose a product lately, by its key: it stands for the sales of a shop that
    ///   states none; nil for a product that nobody chose.
    package init(_ snapshot: IndexSnapshot, popularity: ((String) -> Double?)? = nil) {
        let roles: [FieldRole] = [.sales, .rating, .created, .stock]
        stated = Set(
            roles.filter {
                snapshot.schema.index(withRole: $0) != nil || $0 == .sales && popularity != nil
            })
        let categories = SignalTable.values(snapshot, of: .category)
        func percentiles(_ role: FieldRole) -> [[Float]] {
            guard let field = snapshot.schema.index(withRole: role) else {
                return SignalTable.zeros(snapshot)
            }
            return SignalTable.percentiles(snapshot, categories) { segment, document in
                snapshot.segments[segment].numbers[field]?.value(of: document)
            }
        }
        if let popularity, snapshot.schema.index(withRole: .sales) == nil {
            sales = SignalTable.percentiles(snapshot, categories) { segment, document in
                popularity(snapshot.id(of: DocumentAddress(segment: segment, document: document)))
            }
        } else {
            sales = percentiles(.sales)
        }
        freshness = percentiles(.created)
        rating = SignalTable.ratings(snapshot, categories)
        stock = SignalTable.stocks(snapshot)
    }

    /// The table for a commit in which nothing but the numbers of some fields is new; nil when it has to be made anew.
    package func updated(_ snapshot: IndexSnapshot, fields: Set<Int>) -> SignalTable? {
        let roles = fields.compactMap { snapshot.schema.fields[$0].role }
        let ranked: Set<FieldRole> = [.sales, .created, .rating, .reviewCount]
        guard ranked.isDisjoint(with: roles) else { return nil }
        guard roles.contains(.stock) else { return self }
        var table = self
        table.stock = Self.stocks(snapshot)
        return table
    }

    private static func zeros(_ snapshot: IndexSnapshot) -> [[Float]] {
        snapshot.segments.map { [Float](repeating: 0, count: $0.documentCount) }
    }

    private static func stocks(_ snapshot: IndexSnapshot) -> [[Float]] {
        let field = snapshot.schema.index(withRole: .stock)
        return snapshot.segments.map { segment in
            guard let field, let column = segment.numbers[field] else {
                return [Float](repeating: 0.5, count: segment.documentCount)
            }
            return (0..<UInt32(segment.documentCount)).map { document in
                guard let stock = column.value(of: document) else { return 0.5 }
                return stock > 0 ? 1 : 0
            }
        }
    }

    /// The last value of every product in the field of a role, such as the deepest category, as a number shared by equal
    /// names; −1 for none.
    static func values(_ snapshot: IndexSnapshot, of role: FieldRole) -> [[Int]] {
        let field = snapshot.schema.index(withRole: role)
        var numbers: [String: Int] = [:]
        return snapshot.segments.map { segment in
            guard let field, let column = segment.keywords[field] else {
                return [Int](repeating: -1, count: segment.documentCount)
            }
            let byOrdinal = (0..<column.valueCount).map { ordinal in
                let name = column.value(ordinal)
                if let number = numbers[name] { return number }
                numbers[name] = numbers.count
                return numbers.count - 1
            }
            return (0..<UInt32(segment.documentCount)).map { document in
                var last = -1
                column.forEachOrdinal(of: document) { last = byOrdinal[$0] }
                return last
            }
        }
    }

    /// - Parameter unknown: what a product without a value has.
    static func percentiles(
        _ snapshot: IndexSnapshot, _ categories: [[Int]], unknown: Float = 0,
        _ value: (Int, UInt32) -> Double?
    ) -> [[Float]] {
        var groups: [Int: [(value: Double, segment: Int, document: UInt32)]] = [:]
        for segment in snapshot.segments.indices {
            snapshot.live[segment].forEach { document in
                guard let number = value(segment, document) else { return }
                groups[categories[segment][Int(document)], default: []].append((number, segment, document))
            }
        }
        var result = snapshot.segments.map { [Float](repeating: unknown, count: $0.documentCount) }
        for var group in groups.values {
            group.sort { $0.value < $1.value }
            var start = 0
            while start < group.count {
                var end = start
                while end < group.count && group[end].value == group[start].value { end += 1 }
                // Equal values share the middle of their places.
                let share = Float(start + end) / Float(2 * group.count)
                for place in start..<end { result[group[place].segment][Int(group[place].document)] = share }
                start = end
            }
        }
        return result
    }

    /// Ratings drawn towards the mean by few reviews: (m·C + Σ) / (C + n).
    private static func ratings(_ snapshot: IndexSnapshot, _ categories: [[Int]]) -> [[Float]] {
        guard let field = snapshot.schema.index(withRole: .rating) else { return zeros(snapshot) }
        let reviews = snapshot.schema.index(withRole: .reviewCount)
        var sum = 0.0
        var count = 0.0
        for (index, segment) in snapshot.segments.enumerated() {
            snapshot.live[index].forEach { document in
                guard let rating = segment.numbers[field]?.value(of: document) else { return }
                sum += rating
                count += 1
            }
        }
        let mean = count > 0 ? sum / count : 0
        return percentiles(snapshot, categories) { segment, document in
            let columns = snapshot.segments[segment].numbers
            guard let rating = columns[field]?.value(of: document) else { return nil }
            let reviewCount = max(reviews.flatMap { columns[$0]?.value(of: document) } ?? 1, 0)
            return (mean * priorReviews + rating * reviewCount) / (priorReviews + reviewCount)
        }
    }
}

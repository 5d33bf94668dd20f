import SoukEngine

/// Where every product's price lies among those of its category in its currency, in [0, 1]; −1 without a price.
///
/// Shape: one row of `Float` for each segment. Computed once for a snapshot over its live products, when a query first says
/// 便宜 or cheap.
/// - Complexity: O(n log n) for n products.
package struct PricePercentiles: Sendable {
    package let rows: [[Float]]

    package init(_ snapshot: IndexSnapshot) {
        guard let field = snapshot.schema.index(withRole: .price) else {
            rows = snapshot.segments.map { [Float](repeating: -1, count: $0.documentCount) }
            return
        }
        let currencies = SignalTable.values(snapshot, of: .currency)
        let largest = (currencies.joined().max() ?? 0) + 2
        // Number pairs of category and currency: prices in two currencies are not compared.
        let groups = zip(SignalTable.values(snapshot, of: .category), currencies).map {
            categories, currencies in
            zip(categories, currencies).map { ($0 + 1) * largest + $1 + 1 }
        }
        rows = SignalTable.percentiles(snapshot, groups, unknown: -1) { segment, document in
            snapshot.segments[segment].numbers[field]?.value(of: document)
        }
    }
}

/// How well a price answers words such as cheap: 1 in the part of the category's prices that they ask for, from there to
/// the other end falling to 0.
struct PriceWish: Sendable {
    private let asked: ClosedRange<Double>
    private let prices: PricePercentiles

    init(_ asked: ClosedRange<Double>, _ prices: PricePercentiles) {
        self.asked = asked
        self.prices = prices
    }

    func value(segment: Int, document: UInt32) -> Double {
        let place = Double(prices.rows[segment][Int(document)])
        guard place >= 0 else { return 0 }
        if place > asked.upperBound { return (1 - place) / (1 - asked.upperBound) }
        if place < asked.lowerBound { return place / asked.lowerBound }
        return 1
    }
}

import Foundation
import SoukEngine

/// How near a price is to an amount that a query names without meaning a bound: `3000左右`, `around $500`, `500元`.
///
/// 1 within the 20 % around the amount, falling with the logarithm of what lies beyond to 0 at twice or half of that; 0 in
/// another currency than a stated one, and without a price.
struct SoftPrice: Sendable {
    private let prices: [NumberColumn?]
    private let lower: Double
    private let upper: Double
    /// By segment, whether a currency's value is the one stated; empty when none was stated, or products have none.
    private let currencies: [(column: KeywordColumn, ordinal: Int?)?]

    init(_ bound: PriceBound, _ snapshot: IndexSnapshot) {
        prices = snapshot.segments.map { $0.numbers[bound.field] }
        lower = bound.range.lower ?? 0
        upper = bound.range.upper ?? .infinity
        currencies = snapshot.segments.map { segment in
            guard let currency = bound.currency, let field = bound.currencyField,
                let column = segment.keywords[field]
            else { return nil }
            return (column, column.ordinal(of: currency))
        }
    }

    func value(segment: Int, document: UInt32) -> Double {
        guard let price = prices[segment]?.value(of: document), price > 0, isPriced(segment, document) else {
            return 0
        }
        let distance = price < lower ? lower / price : price > upper ? price / upper : 1
        return max(0, 1 - log2(distance))
    }

    private func isPriced(_ segment: Int, _ document: UInt32) -> Bool {
        guard let (column, stated) = currencies[segment] else { return true }
        var isOther = false
        column.forEachOrdinal(of: document) { if $0 != stated { isOther = true } }
        return !isOther
    }
}

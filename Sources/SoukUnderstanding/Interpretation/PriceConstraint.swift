/// The price a query states, in units of the currency (`2千` is 2000).
package struct PriceConstraint: Sendable, Equatable, Codable {
    /// How the amount was stated.
    package enum Kind: String, Sendable, Codable {
        /// `2000元以下`: only ``max``.
        case upper
        /// `100元起`: only ``min``.
        case lower
        /// `1k-2k`, `两三千`: both.
        case range
        /// `两千左右`: ±20 %.
        case approximate
        /// `三千块`: an amount alone, ±20 %.
        case bare
    }

    package var kind: Kind
    package var min: Double?
    package var max: Double?
    /// ISO 4217 code, only when the text states a currency.
    package var currency: String?
    /// The amount as stated, for ``Kind/approximate`` and ``Kind/bare``.
    package var stated: Double?
    /// UTF-8 bytes of the query, wording included.
    package var range: Range<Int>
    /// Soft constraints rank and never filter: amounts alone and amounts said to be about.
    package var isSoft: Bool
}

/// A word about price that names no amount.
package struct PriceWording: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// 便宜, cheap: the low end of what is offered.
        case cheap
        /// 最便宜, cheapest: ordered by price.
        case cheapest
        /// 贵一点, expensive: the high end.
        case expensive
        /// 最贵, most expensive: ordered by price, the highest first.
        case mostExpensive
        /// 性价比, value for money.
        case value
        /// 打折, 清仓, sale.
        case discount
        /// 买一送一, BOGO.
        case promotion
        /// 多少钱, price of.
        case asksPrice
        /// 对比, vs.
        case comparison
        /// 免费, 0元.
        case free
    }

    package var kind: Kind
    package var range: Range<Int>
}

extension PriceWording.Kind {
    /// The part of a category's prices that the word asks for, as shares of its products by rising price; nil where it asks
    /// for no part (value for money, a question, a comparison).
    ///
    /// 便宜 is what a third of the offers cost or less: a wish, which ranks and never filters.
    /// A superlative has one end alone: the nearer to it, the better.
    package var percentiles: ClosedRange<Double>? {
        switch self {
        case .cheap: 0...1.0 / 3
        case .cheapest: 0...0
        case .expensive: 2.0 / 3...1
        case .mostExpensive: 1...1
        case .value, .discount, .promotion, .asksPrice, .comparison, .free: nil
        }
    }
}

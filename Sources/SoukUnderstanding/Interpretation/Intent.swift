/// What the shopper wants from a query, and so which ranking strategy serves it.
package enum Intent: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    /// A brand or a shop alone: `安踏旗舰店`.
    case brand
    /// A kind of product, with or without attributes, no brand: `保温杯 500ml`.
    case category
    /// A particular product: brand and kind, a model, a series: `华为手机`, `wh1000xm5`.
    case product
    /// Price decides: a bound, cheap, a discount, asking a price, comparing named items.
    case priceComparison
    /// Not a search for goods: service, small talk, noise.
    case other
}

/// People with one taste, as written in `vocabulary/shoppers.json`.
struct ShopperKind: Decodable {
    var name: String
    /// How many there are; `user` names a single one.
    var users: Int
    var user: String?
    /// Keys of the shelves they look at, the most visited first.
    var shelves: [String]
    /// Brands they prefer, if any.
    var brands: [String]?
    /// The dearest and the cheapest thing they would buy.
    var priceMax: Double?
    var priceMin: Double?
    /// Attribute values they look for, as `女` or a size.
    var attributes: [String]?

    /// How much a product is to their taste: 0 not at all.
    func liking(of product: Product) -> Double {
        guard let place = shelves.firstIndex(of: product.shelf) else { return 0 }
        if let priceMax, product.price > priceMax { return 0 }
        if let priceMin, product.price < priceMin { return 0 }
        var liking = Double(product.sales + 1).squareRoot() / (1 + 0.4 * Double(place))
        if let brands { liking *= brands.contains(product.brand) ? 8 : 0.5 }
        if let attributes {
            let values = product.attributes.map(\.value)
            liking *= attributes.contains(where: values.contains) ? 4 : 1
        }
        return liking
    }
}

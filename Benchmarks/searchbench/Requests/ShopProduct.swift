import SoukEngine
import SoukImport

/// A product as a request's catalogue needs it.
struct ShopProduct {
    let title: String
    let brand: String
    let categories: [String]
    let description: String
    let price: Double?

    init(title: String, brand: String, categories: [String], description: String, price: Double?) {
        self.title = title
        self.brand = brand
        self.categories = categories
        self.description = description
        self.price = price
    }

    init(_ object: JSONObject) {
        self.init(
            title: object.text("title"), brand: object.text("brand"),
            categories: object["category"]?.elements?.compactMap(\.scalarText)
                ?? CategoryPath.split(object.text("category")),
            description: object.text("description"), price: object["price"]?.numericValue)
    }

    /// The cells of the protocol's line but the number; of each text the words with spaces between.
    ///
    /// Facet values in lower case: Souk counts `HP` and `hp` as one, and all engines have to count the same.
    func cells(_ cutter: WordCutter) -> [String] {
        let texts = [title, brand, categories.joined(separator: " "), description]
        return texts.map { cutter.words($0).joined(separator: " ") }
            + [
                price.map { "\($0)" } ?? "", brand.lowercased(), (categories.first ?? "").lowercased(),
                price.flatMap(PriceBand.name) ?? "",
            ]
    }
}

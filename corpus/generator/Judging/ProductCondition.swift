/// What a judge asks of a product. Every part given must hold; of a list, one entry is enough.
///
/// Titles are compared in lower case and without spaces, so `iphone15pro` finds `iPhone 15 Pro`.
struct ProductCondition: Decodable {
    /// Names of category nodes, at any depth.
    var category: [String]?
    var brand: [String]?
    /// One of these stands in the title.
    var title: [String]?
    /// All of these stand in the title.
    var words: [String]?
    /// None of these stands in the title.
    var without: [String]?
    /// One of these stands in the title or the description.
    var text: [String]?
    var priceMin: Double?
    var priceMax: Double?
    var currency: String?
    var lang: String?
    /// Attribute name to accepted values: `50ml` is the whole value, `L*` its beginning, `*敏感肌` stands in it.
    var attributes: [String: [String]]?
    var notBrand: [String]?
    var notCategory: [String]?

    func holds(for product: Product) -> Bool {
        let title = ProductCondition.plain(product.title)
        func inTitle(_ word: String) -> Bool { title.contains(ProductCondition.plain(word)) }
        if let category, !category.contains(where: product.category.contains) { return false }
        if let notCategory, notCategory.contains(where: product.category.contains) { return false }
        if let brand, !brand.contains(product.brand) { return false }
        if let notBrand, notBrand.contains(product.brand) { return false }
        if let list = self.title, !list.contains(where: inTitle) { return false }
        if let words, !words.allSatisfy(inTitle) { return false }
        if let without, without.contains(where: inTitle) { return false }
        if let text {
            let all = title + ProductCondition.plain(product.description)
            if !text.contains(where: { all.contains(ProductCondition.plain($0)) }) { return false }
        }
        if let priceMin, product.price < priceMin { return false }
        if let priceMax, product.price > priceMax { return false }
        if let currency, product.currency != currency { return false }
        if let lang, product.lang != lang { return false }
        return attributesHold(for: product)
    }

    private func attributesHold(for product: Product) -> Bool {
        (attributes ?? [:]).allSatisfy { name, accepted in
            product.attributes.contains { attribute in
                attribute.name == name && accepted.contains { Self.value(attribute.value, matches: $0) }
            }
        }
    }

    private static func value(_ value: String, matches accepted: String) -> Bool {
        let value = plain(value)
        if accepted.hasPrefix("*") { return value.contains(plain(String(accepted.dropFirst()))) }
        if accepted.hasSuffix("*") { return value.hasPrefix(plain(String(accepted.dropLast()))) }
        return value == plain(accepted)
    }

    static func plain(_ text: String) -> String { text.lowercased().filter { $0 != " " } }
}

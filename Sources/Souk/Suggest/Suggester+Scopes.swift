import SoukEngine
import SoukStorage

/// Suggestions inside a part of the catalogue: the categories and brands that a query's products have, and those whose names begin as the text.
extension Suggester {
    private static let maximumScopes = 2

    /// The categories of most of the products that a query finds, where there are several.
    func categories(of query: Suggestion) throws(SearchError) -> [Suggestion] {
        guard let field = table.categories.field else { return [] }
        let leaves = Self.leaves(try count(query.text, wantsCategories: true).categories ?? [])
        guard leaves.count > 1 else { return [] }
        return leaves.prefix(Self.maximumScopes).map { leaf in
            Suggestion(
                kind: .category, text: query.text, count: leaf.count,
                scope: [catalogue.snapshot.schema.fields[field].name: leaf.value],
                filters: filters([(field, leaf.value)]), id: nil, highlights: query.highlights)
        }
    }

    /// The commonest brands of the products that a query finds, where there are several and the query names none of them.
    func brandFilters(of query: Suggestion) throws(SearchError) -> [Suggestion] {
        guard let field = table.brands.field else { return [] }
        let brands = try count(query.text, wantsCategories: true).brands ?? []
        let text = SuggestionKey(query.text).bytes
        guard brands.count > 1,
            !brands.contains(where: { text.holds(SuggestionKey($0.value).bytes) })
        else { return [] }
        return brands.prefix(Self.maximumScopes).map { brand in
            Suggestion(
                kind: .filter, text: query.text, count: brand.count,
                scope: [catalogue.snapshot.schema.fields[field].name: brand.value],
                filters: filters([(field, brand.value)]), id: nil, highlights: query.highlights)
        }
    }

    /// Categories of which no part holds most of the products.
    private static func leaves(_ counts: [FacetCounter.Count]) -> [FacetCounter.Count] {
        counts.filter { count in
            let inside = Array((count.value + CategoryPath.separator).utf8)
            return !counts.contains { part in
                2 * part.count >= count.count && part.value.utf8.starts(with: inside)
            }
        }
    }

    /// The commonest brand that begins so, alone and with its commonest category.
    func brands(_ key: SuggestionKey) throws(SearchError) -> [Suggestion] {
        guard let field = table.brands.field,
            let brand = table.brands.values(withPrefix: key.bytes, limit: 1).first
        else { return [] }
        let found = try count(brand, [(field, brand)], wantsCategories: true)
        guard found.products > 0 else { return [] }
        var result = [suggestion(.brand, brand, count: found.products, key, scope: [(field, brand)])]
        if let category = table.categories.field, let leaf = Self.leaves(found.categories ?? []).first,
            leaf.count < found.products
        {
            result.append(
                suggestion(
                    .brand, brand, count: leaf.count, key, scope: [(field, brand), (category, leaf.value)]))
        }
        return result
    }

    /// The commonest category whose name begins so.
    func categories(named key: SuggestionKey) throws(SearchError) -> [Suggestion] {
        guard let field = table.categories.field,
            let path = table.categories.values(withPrefix: key.bytes, limit: 1).first,
            let name = CategoryPath.split(path).last
        else { return [] }
        let found = try count(name, [(field, path)])
        return found.products > 0
            ? [suggestion(.category, name, count: found.products, key, scope: [(field, path)])] : []
    }
}

extension [UInt8] {
    /// Whether other bytes stand here one after another.
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty, part.count <= count else { return false }
        return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
    }
}

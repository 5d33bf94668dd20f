/// What a search counts.
public struct Facet<Product: Codable & Sendable>: Sendable, ExpressibleByStringLiteral {
    let field: FieldName<Product>
    let limit: Int

    /// The commonest values of a keyword or path field.
    /// - Parameter limit: values at most.
    public static func terms<Value>(_ path: KeyPath<Product, Value>, limit: Int = 20) -> Facet {
        Facet(field: FieldName(path), limit: limit)
    }

    /// The commonest values of one name of an attributes field.
    /// - Parameter limit: values at most.
    public static func attribute<Value>(
        _ path: KeyPath<Product, Value>, _ name: String, limit: Int = 20
    ) -> Facet {
        Facet(field: FieldName(path).entry(name), limit: limit)
    }

    /// About equally full bands of a number, bounded by numbers that look like prices.
    /// - Parameter limit: bands at most, up to 5.
    public static func priceBands<Value>(_ path: KeyPath<Product, Value>, limit: Int = 5) -> Facet {
        Facet(field: FieldName(path), limit: limit)
    }

    private init(field: FieldName<Product>, limit: Int) {
        self.field = field
        self.limit = max(limit, 0)
    }

    /// The field with a JSON name, such as `brand` or `specs.颜色`: values, or bands of a number.
    public init(stringLiteral name: String) { self.init(field: FieldName(name), limit: 20) }

    /// The field with a JSON name: values, or bands of a number.
    public init(_ name: String, limit: Int = 20) { self.init(field: FieldName(name), limit: limit) }
}

/// Values chosen in a facet of which several may be; see ``SearchRequest/selections``.
public struct FacetSelection<Product: Codable & Sendable>: Sendable {
    let field: FieldName<Product>
    let values: [String]

    /// - Parameter values: as the facet shows them; of bands too (`99..199`).
    public init(_ field: FieldName<Product>, _ values: [String]) {
        self.field = field
        self.values = values
    }

    /// - Parameter values: as the facet shows them; of bands too (`99..199`).
    public init<Value>(_ path: KeyPath<Product, Value>, _ values: [String]) {
        self.init(FieldName(path), values)
    }
}

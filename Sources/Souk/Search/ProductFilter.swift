import Foundation

/// A field of a product: by its key path, or by its JSON name.
///
/// ```swift
/// request.group = FieldName(\.series)
/// request.group = "series"
/// ```
public struct FieldName<Product: Codable & Sendable>: Sendable, Equatable, ExpressibleByStringLiteral {
    /// The name of the property, or what was given as JSON name.
    let name: String
    let isProperty: Bool
    /// The name inside an attributes field.
    private var attribute: String?

    /// The field of a property.
    public init<Value>(_ path: KeyPath<Product, Value>) {
        name = propertyName(path)
        isProperty = true
    }

    /// The field with a JSON name, such as `brand` or `specs.颜色`.
    public init(_ name: String) {
        self.name = name
        isProperty = false
    }

    /// The field with a JSON name.
    public init(stringLiteral name: String) { self.init(name) }

    /// - Parameter names: JSON names of properties that are stored under another than their own.
    func resolved(_ names: [String: String]) -> String {
        (isProperty ? names[name] ?? name : name) + (attribute.map { "." + $0 } ?? "")
    }

    /// The field of one name of an attributes field.
    func entry(_ attribute: String) -> FieldName {
        var field = self
        field.attribute = attribute
        return field
    }
}

/// A value that a filter compares with.
public protocol FilterValue {
    /// The value in the language of filters.
    var filterText: String { get }
}

extension Int: FilterValue {
    /// The number's digits.
    public var filterText: String { String(self) }
}

extension Double: FilterValue {
    /// The number's digits.
    public var filterText: String { String(self) }
}

extension Decimal: FilterValue {
    /// The number's digits.
    public var filterText: String { description }
}

extension String: FilterValue {
    /// The text in quotation marks.
    public var filterText: String {
        "\"" + replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            + "\""
    }
}

extension Optional: FilterValue where Wrapped: FilterValue {
    /// The value's text; of none, that of an empty text.
    public var filterText: String { self?.filterText ?? "\"\"" }
}

/// A condition on products, written with key paths.
///
/// ```swift
/// request.filter = \Phone.stock > 0 && \Phone.price <= 2000 && (\Phone.brand).isOne(of: ["华为", "荣耀"])
/// ```
/// The fields have to be number, keyword or path fields of the schema; a search with another throws
/// ``SearchError/invalidFilter(_:)``.
public indirect enum ProductFilter<Product: Codable & Sendable>: Sendable {
    /// A field compared with values, `>`, `=` and so on, or `IN`.
    case condition(FieldName<Product>, String, [String])
    /// All parts hold.
    case all([ProductFilter])
    /// One part holds.
    case any([ProductFilter])
    /// The part does not hold.
    case not(ProductFilter)
    /// A condition in the language of filters.
    case text(String)

    func text(_ names: [String: String]) -> String {
        switch self {
        case .condition(let field, "IN", let values) where values.isEmpty:
            let name = field.resolved(names).filterText
            return "\(name) EXISTS AND NOT \(name) EXISTS"
        case .condition(let field, let sign, let values):
            let list = sign == "IN" ? "(\(values.joined(separator: ", ")))" : values.first ?? "\"\""
            return "\(field.resolved(names).filterText) \(sign) \(list)"
        case .all(let parts): return Self.joined(parts, " AND ", names)
        case .any(let parts): return Self.joined(parts, " OR ", names)
        case .not(let part): return "NOT (\(part.text(names)))"
        case .text(let text): return text
        }
    }

    private static func joined(
        _ parts: [ProductFilter], _ separator: String, _ names: [String: String]
    ) -> String {
        parts.map { "(\($0.text(names)))" }.joined(separator: separator)
    }

    /// Both hold.
    public static func && (a: ProductFilter, b: ProductFilter) -> ProductFilter { .all([a, b]) }
    /// One of the two holds, or both.
    public static func || (a: ProductFilter, b: ProductFilter) -> ProductFilter { .any([a, b]) }
    /// It does not hold.
    public static prefix func ! (a: ProductFilter) -> ProductFilter { .not(a) }
}

/// The number is less.
public func < <Product, Value: FilterValue>(
    path: KeyPath<Product, Value>, value: Value
) -> ProductFilter<Product> { .condition(FieldName(path), "<", [value.filterText]) }

/// The number is at most the other.
public func <= <Product, Value: FilterValue>(
    path: KeyPath<Product, Value>, value: Value
) -> ProductFilter<Product> { .condition(FieldName(path), "<=", [value.filterText]) }

/// The number is greater.
public func > <Product, Value: FilterValue>(
    path: KeyPath<Product, Value>, value: Value
) -> ProductFilter<Product> { .condition(FieldName(path), ">", [value.filterText]) }

/// The number is at least the other.
public func >= <Product, Value: FilterValue>(
    path: KeyPath<Product, Value>, value: Value
) -> ProductFilter<Product> { .condition(FieldName(path), ">=", [value.filterText]) }

/// The field holds the value.
public func == <Product, Value: FilterValue>(
    path: KeyPath<Product, Value>, value: Value
) -> ProductFilter<Product> { .condition(FieldName(path), "=", [value.filterText]) }

/// The field does not hold the value.
public func != <Product, Value: FilterValue>(
    path: KeyPath<Product, Value>, value: Value
) -> ProductFilter<Product> { .condition(FieldName(path), "!=", [value.filterText]) }

extension KeyPath where Root: Codable & Sendable, Value: FilterValue {
    /// The field holds one of the values; of none, nothing does.
    public func isOne(of values: [Value]) -> ProductFilter<Root> {
        .condition(FieldName(self), "IN", values.map(\.filterText))
    }
}

import Foundation
import SoukEngine

/// The searchable, filterable and sortable properties of a product type.
///
/// ```swift
/// let schema = Schema<Phone> {
///     Text(\.title, weight: 4)
///     Keyword(\.brand, role: .brand)
///     Path(\.category, role: .category)
///     Number(\.price, role: .price)
///     Attributes(\.specs)
/// }
/// ```
/// A property is stored under its JSON name. Where `CodingKeys` renames it, say so with `name:`.
public struct Schema<Product: Codable & Sendable>: Sendable {
    package let fields: [SoukEngine.Field]
    /// JSON names of properties that are stored under another than their own.
    let propertyNames: [String: String]

    /// Declares the fields in order; earlier text fields are cheaper to search.
    public init(@SchemaBuilder<Product> _ fields: () -> [FieldDeclaration<Product>]) {
        let declarations = fields()
        self.fields = declarations.map(\.field)
        propertyNames = Dictionary(
            declarations.filter { $0.property != $0.field.name }.map { ($0.property, $0.field.name) },
            uniquingKeysWith: { first, _ in first })
    }

    func engineSchema() throws(SearchError) -> SoukEngine.Schema {
        do throws(SchemaError) { return try SoukEngine.Schema(fields) } catch {
            throw .schemaViolation(error.description)
        }
    }
}

/// Collects the declarations of a ``Schema``.
@resultBuilder
public enum SchemaBuilder<Product: Codable & Sendable> {
    /// Tells each declaration the product type, so that a key path can begin with its dot.
    public static func buildExpression(
        _ declaration: FieldDeclaration<Product>
    ) -> FieldDeclaration<Product> { declaration }

    /// One declaration after another.
    public static func buildBlock(_ parts: FieldDeclaration<Product>...) -> [FieldDeclaration<Product>] {
        parts
    }
}

/// One field of a ``Schema``; made by ``Text(_:weight:name:)`` and its siblings.
public struct FieldDeclaration<Product: Codable & Sendable>: Sendable {
    let field: SoukEngine.Field
    let property: String

    init<Value>(
        _ path: KeyPath<Product, Value>, name: String?, type: FieldType, weight: Double?, role: Role?,
        facet: Bool = false,
        updatable: Bool = false
    ) {
        property = propertyName(path)
        field = SoukEngine.Field(
            name: name ?? property, type: type, weight: weight, role: role?.fieldRole, facet: facet,
            updatable: updatable)
    }
}

/// What a field means to a shop.
public enum Role: String, Sendable, CaseIterable {
    /// The maker, the category, and the price with its currency.
    case brand, category, price, currency
    /// How well a product sells, is liked, is in stock, and since when it is there.
    case sales, rating, reviewCount, stock, created
    /// The key that variants of one product share; the product's vector.
    case group, vector

    var fieldRole: FieldRole? { FieldRole(rawValue: rawValue) }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// A text that is analysed and searched; `weight` is relative to the other fields.
public func Text<Product, Value>(
    _ path: KeyPath<Product, Value>, weight: Double = 1, name: String? = nil
) -> FieldDeclaration<Product> {
    FieldDeclaration(path, name: name, type: .text, weight: weight, role: nil)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// A whole value, such as a brand or a colour: filtered, counted and, with a weight above 0, searched.
public func Keyword<Product, Value>(
    _ path: KeyPath<Product, Value>, role: Role? = nil, weight: Double = 1, name: String? = nil
) -> FieldDeclaration<Product> {
    FieldDeclaration(path, name: name, type: .keyword, weight: weight, role: role, facet: true)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// A place in a tree: `"手机 > 配件"` or `["手机", "配件"]`.
public func Path<Product, Value>(
    _ path: KeyPath<Product, Value>, role: Role? = nil, weight: Double = 1, name: String? = nil
) -> FieldDeclaration<Product> {
    FieldDeclaration(path, name: name, type: .path, weight: weight, role: role, facet: true)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// A number: filtered by range, sorted, used as a signal.
public func Number<Product, Value>(
    _ path: KeyPath<Product, Value>, role: Role? = nil, name: String? = nil
) -> FieldDeclaration<Product> {
    FieldDeclaration(path, name: name, type: .number, weight: 0, role: role, updatable: true)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// Named values, `["颜色": "黑色"]`: searched, and filtered one by one as `specs.颜色`.
public func Attributes<Product, Value>(
    _ path: KeyPath<Product, Value>, weight: Double = 0.5, name: String? = nil
) -> FieldDeclaration<Product> {
    FieldDeclaration(path, name: name, type: .attributes, weight: weight, role: nil)
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// A dense vector for the cosine re-ranker.
public func Vector<Product, Value>(
    _ path: KeyPath<Product, Value>, name: String? = nil
) -> FieldDeclaration<Product> {
    FieldDeclaration(path, name: name, type: .vector, weight: 0, role: .vector)
}

/// The property that a key path ends in, from the path's own description: `\Phone.title` is `title`.
func propertyName(_ path: AnyKeyPath) -> String {
    let description = String(describing: path)
    return description.split(separator: ".").last.map(String.init) ?? description
}

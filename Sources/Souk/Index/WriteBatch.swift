import Foundation
import SoukEngine
import SoukImport

/// The changes of one ``ProductIndex/write(_:)``.
public struct WriteBatch<Product: Codable & Sendable & Identifiable> where Product.ID == String {
    let writer: IndexWriter
    /// JSON names of properties that are stored under another than their own.
    let propertyNames: [String: String]

    /// Adds a product, or replaces the one with the same id.
    ///
    /// - Throws: ``SearchError/invalidProduct(id:reason:)`` when a value does not fit the schema.
    public mutating func upsert(_ product: Product) throws(SearchError) {
        let document = try ProductCoding.document(product, writer.schema)
        do throws(IndexError) { try writer.upsert(document) } catch { throw SearchError(error) }
    }

    /// Adds or replaces products; of equal ids the last wins.
    public mutating func upsert(contentsOf products: some Sequence<Product>) throws(SearchError) {
        for product in products { try upsert(product) }
    }

    /// Changes a number of a product: `try batch.update(id: "p1", \.price, to: 1999)`.
    ///
    /// Nothing is analysed again. Filters, sorting, facets and signals of the next search see it, and hits show it; it is durable when
    /// ``ProductIndex/write(_:)`` returns. ``upsert(_:)`` does the same by itself where nothing but numbers is new.
    /// - Returns: false when there is no product with this id.
    /// - Throws: ``SearchError/schemaViolation(_:)`` when the property is no ``Number(_:role:name:)`` of the schema.
    /// - Complexity: O(log n); some hundred thousand a second.
    @discardableResult
    public mutating func update<Value: ColumnNumber>(
        id: String, _ path: KeyPath<Product, Value>, to value: Value
    ) throws(SearchError) -> Bool {
        let name = FieldName(path).resolved(propertyNames)
        guard let field = writer.schema.index(of: name), writer.schema.fields[field].type == .number else {
            throw .schemaViolation("'\(name)' is no number of the schema: declare it as Number to update it")
        }
        do throws(IndexError) {
            return try writer.update(id, field: field, to: value.columnNumber)
        } catch { throw SearchError(error) }
    }

    /// Deletes the product with this id; no error when there is none.
    public mutating func delete(id: String) { writer.delete(id) }
}

/// A number that a column holds.
public protocol ColumnNumber {
    /// The number; nil for none.
    var columnNumber: Double? { get }
}

extension Int: ColumnNumber {
    /// The number.
    public var columnNumber: Double? { Double(self) }
}

extension Double: ColumnNumber {
    /// The number; nil for one that is not finite.
    public var columnNumber: Double? { isFinite ? self : nil }
}

extension Decimal: ColumnNumber {
    /// The number.
    public var columnNumber: Double? { NSDecimalNumber(decimal: self).doubleValue }
}

extension Optional: ColumnNumber where Wrapped: ColumnNumber {
    /// The number; nil for none.
    public var columnNumber: Double? { self?.columnNumber }
}

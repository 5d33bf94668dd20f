import Foundation
import SoukEngine
import SoukImport

/// The changes of one ``ProductIndex/write(_:)``.
public struct WriteBatch<Product: Codable & Sendable & Identifiable> where Product.ID == String {
    let writer: IndexWriter

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

    /// Deletes the product with this id; no error when there is none.
    public mutating func delete(id: String) { writer.delete(id) }
}

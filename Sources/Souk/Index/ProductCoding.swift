import Foundation
import SoukEngine
import SoukImport

/// Between an app's products and the engine's documents: one way in for the library and for files, JSON.
enum ProductCoding {
    static func document<Product: Encodable & Identifiable>(
        _ product: Product, _ schema: SoukEngine.Schema
    ) throws(SearchError) -> Document where Product.ID == String {
        let source: [UInt8]
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            source = Array(try encoder.encode(product))
        } catch {
            throw .invalidProduct(id: product.id, reason: "cannot be encoded: \(error)")
        }
        do throws(RowProblem) {
            return try ProductDecoder(schema: schema).decode(json: source).document
        } catch {
            throw .invalidProduct(id: product.id, reason: error.description)
        }
    }

    static func decode<Product: Decodable>(_ source: [UInt8], id: String) throws(SearchError) -> Product {
        do {
            return try JSONDecoder().decode(Product.self, from: Data(source))
        } catch {
            throw .invalidProduct(id: id, reason: "does not decode as \(Product.self): \(error)")
        }
    }
}

import SoukAnalysis
import SoukStorage

/// Why an index could not be opened or written.
package enum IndexError: Error, Equatable, CustomStringConvertible {
    case schema(SchemaError)
    case analysis(AnalysisError)
    case storage(StorageError)
    /// Vectors of one field must have one dimension: the whole index uses that of the first product.
    case vectorDimension(id: String, field: String, expected: Int, found: Int)
    case vectorNotFinite(id: String, field: String)
    /// The embedder is another than that of the index.
    case embeddingDimension(expected: Int, found: Int)

    package var description: String {
        switch self {
        case .schema(let error): error.description
        case .analysis(let error): error.description
        case .storage(let error): error.description
        case .vectorDimension(let id, let field, let expected, let found):
            "product '\(id)': vector '\(field)' has \(found) numbers, the index holds vectors of \(expected): "
                + "write all vectors with one model"
        case .embeddingDimension(let expected, let found):
            "the index holds embeddings of \(expected) numbers, the embedder gives \(found): embed the whole catalogue "
                + "with one model"
        case .vectorNotFinite(let id, let field):
            "product '\(id)': vector '\(field)' is empty or holds a value that is no finite number"
        }
    }
}

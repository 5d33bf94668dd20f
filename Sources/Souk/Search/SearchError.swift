import SoukAnalysis
import SoukEngine
import SoukRanking
import SoukStorage

/// Why an index could not be opened, written or read. User query text never causes one.
public enum SearchError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The schema contradicts itself or the index. The text names the field and the remedy.
    case schemaViolation(String)
    /// A product does not fit the schema.
    case invalidProduct(id: String, reason: String)
    /// An event that cannot be recorded: the place in what was handed over, from 0, and what is wrong with it.
    case invalidEvent(index: Int, reason: String)
    /// Another process writes the index.
    case locked(owner: String)
    /// The index is damaged: which file, where, and what was expected there.
    case corrupt(String)
    /// The folder holds no index.
    case notFound(String)
    /// The index was written by another version: build it anew or use that version.
    case unsupportedFormat(String)
    /// Reading or writing failed.
    case storage(String)
    /// The filter cannot be used: what is wrong, and where.
    case invalidFilter(String)
    /// The relevance profile has numbers that cannot be used.
    case invalidProfile(String)
    /// The merchandising rules cannot be used: every problem with its line and remedy.
    case invalidRules([RuleProblem])
    /// The cursor cannot be followed: what is wrong with it, and what to do.
    case invalidCursor(String)

    /// What happened, where, and what to do.
    public var description: String {
        switch self {
        case .schemaViolation(let text), .corrupt(let text), .notFound(let text),
            .unsupportedFormat(let text),
            .storage(let text), .invalidFilter(let text), .invalidProfile(let text), .invalidCursor(let text):
            text
        case .invalidRules(let problems): "rules: " + problems.map(\.description).joined(separator: "\n")
        case .invalidEvent(let index, let reason): "event \(index): \(reason)"
        case .invalidProduct(let id, let reason): "product '\(id)': \(reason)"
        case .locked(let owner): "the index is being written by \(owner): wait for it to end"
        }
    }

    /// Runs `body` and says a storage failure in the library's own terms.
    static func wrapping<Result>(_ body: () throws(StorageError) -> Result) throws(SearchError) -> Result {
        do throws(StorageError) { return try body() } catch { throw SearchError(error) }
    }

    package init(_ error: StorageError) {
        switch error {
        case .locked(_, let owner): self = .locked(owner: owner)
        case .notFound: self = .notFound(error.description)
        case .corrupt: self = .corrupt(error.description)
        case .tooNew, .tooOld, .notAnIndexFile: self = .unsupportedFormat(error.description)
        default: self = .storage(error.description)
        }
    }

    package init(_ error: IndexError) {
        switch error {
        case .storage(let storage): self.init(storage)
        case .schema(let schema): self = .schemaViolation(schema.description)
        case .analysis(let analysis): self = .unsupportedFormat(analysis.description)
        case .embeddingDimension: self = .schemaViolation(error.description)
        case .vectorDimension(let id, _, _, _), .vectorNotFinite(let id, _):
            self = .invalidProduct(id: id, reason: error.description)
        }
    }
}

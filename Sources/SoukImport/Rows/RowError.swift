/// What is wrong with one row, and where it stands: `products.jsonl:17: price is "abc": expected a number`.
package struct RowError: Error, Equatable, Sendable, CustomStringConvertible {
    package var file: String
    /// From 1. A row of several lines is named by its first, an open quote by the line it was opened on.
    package var line: Int
    package var problem: RowProblem

    package init(file: String, line: Int, problem: RowProblem) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    package var description: String { "\(file):\(line): \(problem)" }
}

/// The fault of a row, without its place.
package enum RowProblem: Error, Equatable, Sendable, CustomStringConvertible {
    case invalidJSON(JSONError)
    case missing(field: String, expected: String)
    /// `found` is the value as it stands, shortened: `"abc"`, `an object`.
    case badValue(field: String, found: String, expected: String)
    case tooLong(limit: Int)
    case fieldCount(found: Int, expected: Int)
    case unclosedQuote(limit: Int)
    /// A closing quote is followed by something other than a separator or the end of the line.
    case textAfterQuote(column: String)
    case invalidUTF8(column: String)
    /// The index does not take the product, for the reason given by its own error.
    case refused(reason: String)

    package var expected: String {
        switch self {
        case .invalidJSON: "a JSON object"
        case .missing(_, let expected), .badValue(_, _, let expected): expected
        case .tooLong(let limit): "at most \(limit) bytes"
        case .fieldCount(_, let expected): "\(expected) fields, as in the header"
        case .unclosedQuote(let limit): "a closing '\"' within \(limit) bytes"
        case .textAfterQuote: "a separator, or quotes inside the field doubled"
        case .invalidUTF8: "UTF-8 (iconv -f GB18030 -t UTF-8 converts a Chinese file)"
        case .refused: "a product that the index can take"
        }
    }

    /// What stands there instead.
    package var found: String {
        switch self {
        case .invalidJSON(let error): error.description
        case .missing(let field, _): "\(field) is missing"
        case .badValue(let field, let found, _): "\(field) is \(found)"
        case .tooLong: "the line is longer than is read"
        case .fieldCount(let found, _): found == 1 ? "the row has 1 field" : "the row has \(found) fields"
        case .unclosedQuote: "a quoted field is not closed"
        case .textAfterQuote(let column): "\(column) has text behind its closing quote"
        case .invalidUTF8(let column): "\(column) is not valid UTF-8"
        case .refused(let reason): reason
        }
    }

    package var description: String {
        switch self {
        case .invalidJSON(let error): error.description
        case .refused(let reason): reason
        default: "\(found): expected \(expected)"
        }
    }
}

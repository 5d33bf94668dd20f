/// Why a row of an event file could not be used, and where it stands.
package struct EventError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Reason: Equatable, Sendable {
        /// The header lacks a column that every event needs.
        case missingColumn(String, found: [String])
        /// The row lacks a value that every event needs.
        case missingValue(String)
        case unknownKind(String)
        case badNumber(column: String, text: String)
        case badTimestamp(String)
        /// A rating says nothing without its value.
        case ratingWithoutValue
        case badJSON
        case notUTF8
        /// The file names no format, neither by its name nor by its first line.
        case unknownFormat
        case openQuotation

        var text: String {
            switch self {
            case .missingColumn(let name, let found):
                "the header has no column '\(name)', found \(found.joined(separator: ", ")): "
                    + "the columns are user, item, event, and where known query, value, timestamp"
            case .missingValue(let name): "'\(name)' is missing or empty"
            case .unknownKind(let text): "event is '\(text)': expected view, click, cart, purchase or rating"
            case .badNumber(let column, let text):
                "\(column) is '\(text)': expected a number that is not negative"
            case .badTimestamp(let text):
                "timestamp is '\(text)': expected seconds since 1970 or ISO 8601 such as 2024-03-01T08:30:00Z"
            case .ratingWithoutValue: "a rating needs a value"
            case .badJSON: "not a JSON object with user, item and event"
            case .notUTF8: "not UTF-8: convert the file first"
            case .unknownFormat:
                "neither JSON lines nor a header with tabs or commas: expected user, item, event, …"
            case .openQuotation: "a quotation mark is never closed"
            }
        }
    }

    package var file: String
    /// Counted from 1.
    package var line: Int
    package var reason: Reason

    package init(file: String, line: Int, reason: Reason) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    package var description: String { "\(file):\(line): \(reason.text)" }
}

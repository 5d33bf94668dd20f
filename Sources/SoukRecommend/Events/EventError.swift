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
        /// A number that is no moment in seconds between 1970 and 2100.
        case implausibleTimestamp(String)
        /// A rating above the largest scale there is.
        case ratingOffScale(String)
        /// A rating says nothing without its value.
        case ratingWithoutValue
        case badJSON
        /// Not even a header.
        case emptyFile
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
            case .implausibleTimestamp(let text):
                "timestamp is '\(text)': expected seconds since 1970, before the year 2100"
                    + Self.unitRemedy(text)
            case .ratingOffScale(let text):
                "value is '\(text)': ratings are on a scale that ends at 5, 10 or 100: bring them to one of these"
            case .ratingWithoutValue: "a rating needs a value"
            case .emptyFile:
                "the file is empty: expected a header that names user, item, event, or JSON lines"
            case .badJSON: "not a JSON object with user, item and event"
            case .notUTF8: "not UTF-8: convert the file first"
            case .unknownFormat:
                "neither JSON lines nor a header with tabs or commas: expected user, item, event, …"
            case .openQuotation: "a quotation mark is never closed"
            }
        }

        /// What a number that is too large for seconds probably counts, and how to mend it.
        private static func unitRemedy(_ text: String) -> String {
            guard let number = Double(text), number > 0 else { return "" }
            let units: [(name: String, factor: Double)] = [
                ("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9),
            ]
            guard let unit = units.first(where: { EventMoment.isPlausible(number / $0.factor) }) else {
                return ""
            }
            return ": these look like \(unit.name); divide by \(Int(unit.factor))"
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

import SoukImport
import SoukRecommend

/// Reads shopper events from files: TSV or CSV with a header, or JSONL, plain or gzip.
///
/// Columns: `user`, `item`, `event` (view click cart purchase rating), and, where known, `query`, `value`, `timestamp`
/// (epoch seconds or ISO 8601).
package struct EventRows {
    private let rows: RowSource

    package init(_ path: String, format: RowFormat?) throws(ImportError) {
        rows = try RowSource(path, format: format ?? (path == "-" ? nil : RowFormat(fileName: path)) ?? .tsv)
    }

    /// The next event; nil at the end. After a bad row, calling again goes on with the next one.
    package func next() throws(ImportError) -> Event? {
        guard let row = try rows.next() else { return nil }
        do throws(Problem) { return try event(row.value) } catch {
            throw .badRow(RowError(file: row.file, line: row.line, reason: error.reason))
        }
    }

    private struct Problem: Error { var reason: String }

    private func event(_ row: JSONValue) throws(Problem) -> Event {
        func text(_ name: String) throws(Problem) -> String {
            guard let text = row[name]?.scalarText, !text.isEmpty else {
                throw Problem(reason: "\(name) is missing")
            }
            return text
        }
        let name = try text("event")
        guard let kind = Event.Kind(rawValue: name.lowercased()) else {
            let known = Event.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(reason: "event is \"\(name)\": expected one of \(known)")
        }
        var event = Event(user: try text("user"), item: try text("item"), kind: kind)
        event.query = row["query"]?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
        if let value = row["value"], value != .null, value != .string("") {
            guard let number = value.numericValue else {
                throw Problem(reason: "value is \"\(value.scalarText ?? "")\": expected a number")
            }
            event.value = number
        }
        if let time = row["timestamp"], time != .null, time != .string("") {
            guard let seconds = Timestamp.seconds(time), seconds.isFinite else {
                throw Problem(
                    reason:
                        "timestamp is \"\(time.scalarText ?? "")\": expected seconds since 1970 or an ISO 8601 date"
                )
            }
            event.timestamp = seconds
        }
        if kind == .rating && event.value == nil { throw Problem(reason: "a rating needs a value of 1 to 5") }
        return event
    }
}

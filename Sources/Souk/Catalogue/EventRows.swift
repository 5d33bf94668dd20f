import SoukImport
import SoukRecommend

/// Reads shopper events from files: TSV or CSV with a header, or JSONL, plain or gzip.
///
/// Columns: `user`, `item`, `event` (view click cart purchase rating), and, where known, `query`, `value`, `timestamp`
/// (epoch seconds or ISO 8601).
package struct EventRows {
    private let rows: CatalogueReader
    private let parser = JSONParser()

    package init(_ path: String, format: RowFormat?) throws(ImportError) {
        let format = format ?? RowFormat(fileName: path) ?? (path == "-" ? nil : .tsv)
        rows = try CatalogueReader(files: [path], format: format)
    }

    /// The next event; nil at the end. After a bad row, calling again goes on with the next one.
    package func next() throws(ImportError) -> Event? {
        guard let row = try rows.next() else { return nil }
        let object: JSONObject
        do throws(RowError) { object = try row.object(parser) } catch { throw .badRow(error) }
        do throws(RowProblem) { return try event(object) } catch {
            throw .badRow(RowError(file: row.file, line: row.line, problem: error))
        }
    }

    private func event(_ row: JSONObject) throws(RowProblem) -> Event {
        let name = try text("event", of: row)
        guard let kind = Event.Kind(rawValue: name.lowercased()) else {
            let known = Event.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badValue(field: "event", found: "\"\(name)\"", expected: "one of \(known)")
        }
        var event = Event(user: try text("user", of: row), item: try text("item", of: row), kind: kind)
        event.query = row["query"]?.scalarText.flatMap { $0.isEmpty ? nil : $0 }
        event.value = try optional("value", of: row, expected: "a number") { $0.numericValue }
        let time = "seconds since 1970 or an ISO 8601 date"
        event.timestamp = try optional("timestamp", of: row, expected: time) { DateText.seconds($0) }
        if kind == .rating && event.value == nil {
            throw .missing(field: "value", expected: "a rating of 1 to 5")
        }
        return event
    }

    private func text(_ name: String, of row: JSONObject) throws(RowProblem) -> String {
        guard let text = row[name]?.scalarText, !text.isEmpty else {
            throw .missing(field: name, expected: "a text or number")
        }
        return text
    }

    private func optional(
        _ name: String, of row: JSONObject, expected: String, _ read: (JSONValue) -> Double?
    ) throws(RowProblem) -> Double? {
        guard let value = row[name], value != .null, value != .string("") else { return nil }
        guard let number = read(value) else {
            throw .badValue(field: name, found: ValueExcerpt.describe(value), expected: expected)
        }
        return number
    }
}

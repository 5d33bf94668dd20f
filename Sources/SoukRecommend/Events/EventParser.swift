import Foundation

/// Reads shopper events from the bytes of a file: JSON lines, or tab- or comma-separated rows under a header.
///
/// The columns, or members, are `user`, `item`, `event`, and where known `query`, `value`, `timestamp`, in any order;
/// others are passed over. Empty lines are too. In CSV a quoted field may hold commas, line breaks and doubled marks.
///
/// - Complexity: O(bytes).
package struct EventParser: Sendable {
    package enum Format: String, Sendable { case jsonl, csv, tsv }

    /// For messages, and to tell the format by its extension.
    package let file: String
    private let stated: Format?

    package init(file: String, format: Format? = nil) {
        self.file = file
        stated = format
    }

    /// Reads every event.
    ///
    /// - Parameters:
    ///   - reject: takes a row that cannot be used; returning goes on with the next one, throwing ends the reading.
    ///   - take: takes an event that was read.
    package func parse(
        _ bytes: [UInt8], reject: (EventError) throws -> Void, take: (Event) -> Void
    ) throws {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }) {
            throw EventError(file: file, line: 1, reason: .emptyFile)
        }
        guard let format = stated ?? Self.format(ofName: file) ?? Self.format(ofFirstLineIn: bytes) else {
            throw EventError(file: file, line: 1, reason: .unknownFormat)
        }
        if format == .jsonl {
            try parseJSON(bytes, reject, take)
        } else {
            try parseRows(bytes, format, reject, take)
        }
    }

    /// Reads every event; the first row that cannot be used throws.
    package func parse(_ bytes: [UInt8]) throws -> [Event] {
        var events: [Event] = []
        try parse(bytes, reject: { throw $0 }, take: { events.append($0) })
        return events
    }

    private static func format(ofName name: String) -> Format? {
        let lower = name.lowercased()
        let plain = lower.hasSuffix(".gz") ? String(lower.dropLast(3)) : lower
        if plain.hasSuffix(".jsonl") || plain.hasSuffix(".ndjson") { return .jsonl }
        if plain.hasSuffix(".csv") { return .csv }
        return plain.hasSuffix(".tsv") ? .tsv : nil
    }

    private static func format(ofFirstLineIn bytes: ArraySlice<UInt8>) -> Format? {
        let line = bytes.prefix { $0 != 0x0A }
        if line.first(where: { $0 != 0x20 }) == UInt8(ascii: "{") { return .jsonl }
        if line.contains(0x09) { return .tsv }
        return line.contains(UInt8(ascii: ",")) ? .csv : nil
    }

    private func parseJSON(
        _ bytes: ArraySlice<UInt8>, _ reject: (EventError) throws -> Void, _ take: (Event) -> Void
    ) throws {
        let decoder = JSONDecoder()
        var number = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            do throws(EventError) {
                guard let row = try? decoder.decode(EventRow.self, from: Data(line)) else {
                    throw EventError(file: file, line: number, reason: .badJSON)
                }
                take(try row.event(file: file, line: number))
            } catch { try reject(error) }
        }
    }

    private func parseRows(
        _ bytes: ArraySlice<UInt8>, _ format: Format, _ reject: (EventError) throws -> Void,
        _ take: (Event) -> Void
    ) throws {
        var reader = EventRowReader(bytes, file: file, isQuoted: format == .csv)
        var columns: [String: Int]?
        while true {
            do throws(EventError) {
                guard let fields = try reader.next() else { return }
                guard let columns else {
                    columns = try header(fields, line: reader.line)
                    continue
                }
                func field(_ name: String) -> String? {
                    guard let column = columns[name], column < fields.count else { return nil }
                    return fields[column]
                }
                var row = EventRow()
                row.user = field("user")
                row.item = field("item")
                row.event = field("event")
                row.query = field("query")
                row.value = field("value")
                row.timestamp = field("timestamp")
                take(try row.event(file: file, line: reader.line))
            } catch {
                // Without a header no row can be read.
                if columns == nil { throw error }
                try reject(error)
            }
        }
    }

    private func header(_ fields: [String], line: Int) throws(EventError) -> [String: Int] {
        let names = fields.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        for name in ["user", "item", "event"] where !names.contains(name) {
            throw EventError(file: file, line: line, reason: .missingColumn(name, found: names))
        }
        return Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

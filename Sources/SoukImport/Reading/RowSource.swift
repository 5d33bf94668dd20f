/// How a catalogue is written.
package enum RowFormat: String, Sendable, CaseIterable {
    case jsonl, csv, tsv

    /// The format that a file's name tells, with or without `.gz`.
    package init?(fileName: String) {
        var name = fileName.lowercased()
        if name.hasSuffix(".gz") { name.removeLast(3) }
        switch name.split(separator: ".").last {
        case "jsonl", "ndjson", "json": self = .jsonl
        case "csv": self = .csv
        case "tsv", "txt": self = .tsv
        default: return nil
        }
    }
}

/// One row of a file, as a JSON object.
package struct Row: Sendable {
    package var file: String
    package var line: Int
    package var value: JSONValue
    /// The object as it was given; empty for a row of a delimited file, which was never JSON.
    package var source: [UInt8]
}

/// Reads the rows of one file after another, whatever its format.
///
/// A bad row throws ``ImportError/badRow(_:)``; calling again goes on after it.
package final class RowSource {
    package let source: ByteSource
    private var reader: any RowReader
    private let mapping: FieldMapping

    /// - Parameter format: nil: told by the name, or by the first byte of standard input.
    package init(_ path: String, format: RowFormat?, mapping: FieldMapping = FieldMapping())
        throws(ImportError)
    {
        source = try ByteSource(path)
        self.mapping = mapping
        var found = format ?? RowFormat(fileName: path)
        if found == nil {
            let first = try source.peek()
            found = first == UInt8(ascii: "{") ? .jsonl : path == "-" && first == nil ? .jsonl : nil
        }
        switch found {
        case .jsonl: reader = JSONLinesReader(source)
        case .csv: reader = DelimitedReader(source, .csv)
        case .tsv: reader = DelimitedReader(source, .tsv)
        case nil: throw .unknownFormat(file: source.name)
        }
    }

    /// The next row; nil at the end.
    package func next() throws(ImportError) -> Row? {
        guard var row = try reader.next() else { return nil }
        if !mapping.isEmpty {
            row.value = mapping.apply(to: row.value)
            row.source = []
        }
        return row
    }
}

protocol RowReader {
    mutating func next() throws(ImportError) -> Row?
}

/// Other names for fields: `title=名称` reads the column 名称 as the title.
package struct FieldMapping: Sendable, Equatable {
    private var targets: [String: String] = [:]

    package init() {}

    package var isEmpty: Bool { targets.isEmpty }

    /// - Returns: false when the text is not `target=source`.
    package mutating func add(_ text: String) -> Bool {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex,
            text.index(after: sign) != text.endIndex
        else {
            return false
        }
        targets[String(text[text.index(after: sign)...])] = String(text[..<sign])
        return true
    }

    func apply(to value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(members.map { JSONValue.Member(targets[$0.name] ?? $0.name, $0.value) })
    }
}

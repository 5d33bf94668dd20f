/// CSV as in RFC 4180 (quoted fields, doubled quotes, line breaks inside quotes), and TSV, which knows no quotes.
///
/// The first row names the columns. An empty field is absent. Every value is text; the schema says what is a number.
struct DelimitedReader: RowReader {
    enum Dialect { case csv, tsv }

    private let source: ByteSource
    private let dialect: Dialect
    private var header: [String]?
    private var line = 1
    private static let longest = 16 << 20

    init(_ source: ByteSource, _ dialect: Dialect) {
        self.source = source
        self.dialect = dialect
    }

    mutating func next() throws(ImportError) -> Row? {
        if header == nil {
            guard var names = try record()?.fields else { return nil }
            if let first = names.first, first.hasPrefix("\u{FEFF}") { names[0] = String(first.dropFirst()) }
            header = names
        }
        while let (fields, start) = try record() {
            if fields.count == 1 && fields[0].isEmpty { continue }
            let names = header ?? []
            guard fields.count == names.count else {
                throw bad("expected \(names.count) columns, found \(fields.count)", line: start)
            }
            let members = zip(names, fields).filter { !$0.1.isEmpty }.map {
                JSONValue.Member($0.0, .string($0.1))
            }
            return Row(file: source.name, line: start, value: .object(members), source: [])
        }
        return nil
    }

    private func bad(_ reason: String, line: Int) -> ImportError {
        .badRow(RowError(file: source.name, line: line, reason: reason))
    }

    /// The fields of the next record and the line on which it begins; nil at the end.
    private mutating func record() throws(ImportError) -> (fields: [String], line: Int)? {
        guard try source.peek() != nil else { return nil }
        let start = line
        var fields: [String] = []
        var field: [UInt8] = []
        var size = 0
        var isQuoted = false
        let separator: UInt8 = dialect == .csv ? 0x2C : 0x09
        while let byte = try source.next() {
            size += 1
            guard size <= Self.longest else {
                throw bad(
                    "the record is longer than \(Self.longest) bytes: is a quotation mark never closed?",
                    line: start)
            }
            if isQuoted {
                if byte == 0x22 {
                    if try source.peek() == 0x22 {
                        _ = try source.next()
                        field.append(0x22)
                    } else {
                        isQuoted = false
                    }
                } else {
                    if byte == 0x0A { line += 1 }
                    field.append(byte)
                }
            } else if byte == separator {
                fields.append(text(field))
                field.removeAll(keepingCapacity: true)
            } else if byte == 0x0A {
                line += 1
                fields.append(text(field))
                return (fields, start)
            } else if byte == 0x22 && dialect == .csv && field.isEmpty {
                isQuoted = true
            } else if byte != 0x0D {
                field.append(byte)
            }
        }
        if isQuoted { throw bad("a quotation mark is never closed", line: start) }
        fields.append(text(field))
        return (fields, start)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

import SoukEngine
import SoukImport

/// The rows of several files in a row; bad ones stop the run or are reported and counted.
final class RowStream {
    private var paths: ArraySlice<String>
    private let format: RowFormat?
    private let mapping: FieldMapping
    private let isSkipping: Bool
    private let console: Console
    private var current: RowSource?
    private var sampled: ArraySlice<Row> = []
    private var doneBytes = 0
    private let totalBytes: Int?
    private(set) var skippedCount = 0
    private static let reportedErrors = 20

    init(_ paths: [String], format: RowFormat?, mapping: FieldMapping, isSkipping: Bool, console: Console) {
        self.paths = paths[...]
        self.format = format
        self.mapping = mapping
        self.isSkipping = isSkipping
        self.console = console
        let sizes = paths.map { $0 == "-" ? nil : (try? ByteSource($0))?.totalBytes }
        totalBytes = sizes.contains(nil) ? nil : sizes.compactMap { $0 }.reduce(0, +)
    }

    /// Part of the files read so far; nil when their size is not known.
    var share: Double? {
        guard let totalBytes, totalBytes > 0 else { return nil }
        return Double(doneBytes + (current?.source.bytesRead ?? 0)) / Double(totalBytes)
    }

    /// Looks at the first rows, which ``next()`` gives again.
    func sample(_ count: Int, _ body: (Row) -> Void) throws {
        var rows: [Row] = []
        while rows.count < count, let row = try read() { rows.append(row) }
        for row in rows { body(row) }
        sampled = rows[...]
    }

    func next() throws -> Row? {
        if let row = sampled.popFirst() { return row }
        return try read()
    }

    /// A row that cannot be used: ends the run, or is reported and counted.
    func reject(_ error: RowError) throws {
        guard isSkipping else {
            throw CommandFailure(
                error.description + "; nothing was indexed (--on-error skip leaves bad rows out)")
        }
        skippedCount += 1
        if skippedCount <= Self.reportedErrors { console.warning("skipped: \(error)") }
        if skippedCount == Self.reportedErrors { console.warning("further skipped rows are only counted") }
    }

    private func read() throws -> Row? {
        while true {
            let source: RowSource
            if let open = current {
                source = open
            } else {
                guard let path = paths.popFirst() else { return nil }
                source = try RowSource(path, format: format, mapping: mapping)
                current = source
            }
            switch Result(catching: { () throws(ImportError) in try source.next() }) {
            case .success(let row?): return row
            case .success(nil):
                doneBytes += source.source.bytesRead
                current = nil
            case .failure(.badRow(let error)): try reject(error)
            case .failure(let error): throw error
            }
        }
    }
}

/// Takes rows into an index; fields that the schema lacks are added as they appear.
final class ProductLoader {
    private let rows: RowStream
    private let writer: IndexWriter?
    private var decoder: ProductDecoder
    private var known: Set<String>

    /// - Parameter writer: nil: rows are only checked.
    init(rows: RowStream, writer: IndexWriter?, schema: Schema, isInferred: Bool) {
        self.rows = rows
        self.writer = writer
        decoder = ProductDecoder(schema, isLenient: isInferred)
        known = Set(schema.fields.map(\.name) + ["id"])
    }

    /// - Returns: the number of products taken.
    func load(progress: (Int, Double?) -> Void) throws -> Int {
        var count = 0
        while let row = try rows.next() {
            try addUnknownFields(of: row.value)
            do {
                let document = try decoder.document(row.value, source: row.source)
                try writer?.upsert(document)
                count += 1
            } catch let failure as ProductDecoder.Failure {
                try rows.reject(RowError(file: row.file, line: row.line, reason: failure.reason))
            } catch let error as IndexError {
                switch error {
                case .vectorDimension, .vectorNotFinite:
                    try rows.reject(RowError(file: row.file, line: row.line, reason: error.description))
                default: throw error
                }
            }
            if count % 256 == 0 { progress(count, rows.share) }
        }
        return count
    }

    private func addUnknownFields(of product: JSONValue) throws {
        guard case .object(let members) = product else { return }
        for member in members where member.value != .null && !known.contains(member.name) {
            known.insert(member.name)
            var schema = decoder.schema
            guard schema.fields.count < Schema.maximumFieldCount else { continue }
            try schema.add(SchemaInference.field(named: member.name, value: member.value))
            try writer?.adopt(schema)
            decoder = ProductDecoder(schema, isLenient: decoder.isLenient)
        }
    }
}

import SoukConsole
import SoukEngine
import SoukImport

/// The rows of several files in a row; bad ones stop the run or are reported and counted.
final class RowStream {
    private let reader: CatalogueReader
    private let isSkipping: Bool
    private let console: Console
    private(set) var skippedCount = 0
    private static let reportedErrors = 20

    init(_ paths: [String], format: RowFormat?, isSkipping: Bool, console: Console) throws(ImportError) {
        reader = try CatalogueReader(files: paths, format: format)
        self.isSkipping = isSkipping
        self.console = console
    }

    /// Part of the files read so far; nil when their size is not known.
    var share: Double? {
        guard let totalBytes = reader.totalBytes, totalBytes > 0 else { return nil }
        return Double(reader.bytesRead) / Double(totalBytes)
    }

    /// The first rows, which ``next()`` gives again.
    func sample(_ count: Int) -> [Row] { reader.sample(rows: count) }

    func next() throws -> Row? {
        while true {
            do throws(ImportError) { return try reader.next() } catch {
                guard case .badRow(let row) = error else { throw error }
                try reject(row)
            }
        }
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
}

/// Takes rows into an index; fields that the schema lacks are added as they appear.
final class ProductLoader {
    private let rows: RowStream
    private let writer: IndexWriter?
    private var decoder: ProductDecoder

    /// - Parameter writer: nil: rows are only checked.
    init(rows: RowStream, writer: IndexWriter?, schema: Schema, mapping: FieldMapping, isInferred: Bool) {
        self.rows = rows
        self.writer = writer
        decoder = ProductDecoder(
            schema: schema, mapping: mapping, strictness: isInferred ? .lenient : .strict,
            collectsUnknown: true)
    }

    /// - Returns: the number of products taken.
    func load(progress: (Int, Double?) -> Void) throws -> Int {
        var count = 0
        while let row = try rows.next() {
            do {
                try take(row)
                count += 1
            } catch let error as RowError {
                try rows.reject(error)
            }
            if count % 256 == 0 { progress(count, rows.share) }
        }
        return count
    }

    private func take(_ row: Row) throws {
        var product = try decoder.decode(row)
        // Once more where the product brought new fields, so that it has their values too.
        if try addFields(for: product.unknownMembers) { product = try decoder.decode(row) }
        do throws(IndexError) { try writer?.upsert(product.document) } catch {
            switch error {
            case .vectorDimension, .vectorNotFinite:
                throw RowError(file: row.file, line: row.line, problem: .refused(reason: error.description))
            default: throw error
            }
        }
    }

    /// Whether a member asked for a new field.
    private func addFields(for members: [JSONObject.Member]) throws -> Bool {
        let count = decoder.schema.fields.count
        for member in members {
            guard let field = InferredFieldGrower.field(for: member, in: decoder.schema) else { continue }
            try decoder.add(field)
        }
        guard decoder.schema.fields.count > count else { return false }
        try writer?.adopt(decoder.schema)
        return true
    }
}

import Foundation
import SoukEngine
import SoukImport
import SoukStorage

struct IndexCommand: Command {
    static let specification = CommandSpecification(
        name: "index", abstract: "Index products, adding or replacing them by id.",
        discussion: """
            Without --schema the fields and their roles are found in the first 10,000 rows and printed; an index that \
            exists keeps its own. Everything becomes visible at the end, at once, or, on an error, nothing.
            """,
        arguments: [
            IndexFolder.argument,
            .init(name: "FILE", help: "JSONL, CSV or TSV, plain or .gz; - is standard input.", arity: .many),
        ],
        options: [
            .init("schema", value: "S.json", help: "Fields of the index."),
            .init("format", value: "NAME", choices: RowFormat.allCases.map(\.rawValue), help: "Format of the files, in place of what their names tell."),
            .init("map", value: "FIELD=COLUMN", isRepeatable: true, help: "Read a column under another name, such as title=名称."),
            .init("on-error", value: "NAME", choices: ["stop", "skip"], help: "What a bad row does (default stop: nothing is indexed)."),
            .init("threads", value: "N", help: "Threads to use."),
            .init("memory", value: "SIZE", help: "Memory to use (default 512MB)."),
            .init("replace", help: "Begin anew: what the index holds is dropped."),
            .init("dry-run", help: "Read and check the rows, index nothing."),
        ],
        examples: [
            ("souk index shop.index products.jsonl.gz", "Fields are inferred."),
            ("souk index shop.index export.csv --map title=名称 --on-error skip", "Bad rows are reported and left out."),
        ])

    private let path: String
    private let files: [String]
    private let values: ParsedValues
    private let mapping: FieldMapping
    private let memory: Int
    private let isSkipping: Bool

    init(_ values: ParsedValues) throws {
        self.values = values
        path = values.arguments[0]
        files = Array(values.arguments.dropFirst())
        var mapping = FieldMapping()
        for text in values.all("map") where !mapping.add(text) {
            throw UsageError("--map is '\(text)': expected FIELD=COLUMN, such as title=名称")
        }
        self.mapping = mapping
        memory = try values.byteSize("memory") ?? 512 << 20
        _ = try values.integer("threads", in: 1...1024)
        isSkipping = values.option("on-error") == "skip"
    }

    func run() throws -> Int32 {
        let isDry = values.flag("dry-run")
        let rows = RowStream(files, format: values.option("format").flatMap { RowFormat(rawValue: $0) }, mapping: mapping, isSkipping: isSkipping)
        let stated = try statedSchema()
        let existing = try existingSchema()
        let schema = try stated ?? existing ?? inferredSchema(rows)
        let progress = ProgressBar("indexing", quiet: values.flag("quiet"))
        let directory: any Directory = isDry ? InMemoryDirectory() : try FileSystemDirectory(path: path, createIfMissing: true)
        let writer = try IndexWriter(
            directory, schema: schema, options: IndexWriter.Options(memoryBudget: memory), replace: values.flag("replace"))
        defer { writer.close() }
        let loader = ProductLoader(
            rows: rows, writer: isDry ? nil : writer, schema: isDry ? schema : writer.schema, isInferred: stated == nil)
        let count = try loader.load { count, share in
            progress.update(share: share, "\(count) products, \(Int(Double(count) / max(progress.elapsed, 0.001)))/s")
        }
        progress.finish()
        var bytes = 0
        if !isDry {
            let snapshot = try writer.commit()
            bytes = snapshot.manifest.segments.reduce(0) { $0 + $1.byteCount }
        }
        report(count, skipped: rows.skippedCount, seconds: progress.elapsed, bytes: bytes, isDry: isDry)
        return 0
    }

    private func statedSchema() throws -> Schema? {
        guard let file = values.option("schema") else { return nil }
        guard let data = FileManager.default.contents(atPath: file) else { throw CommandFailure("\(file): cannot be read") }
        do { return try JSONDecoder().decode(Schema.self, from: data) } catch let error as SchemaError {
            throw CommandFailure("\(file): \(error)")
        } catch {
            throw CommandFailure("\(file): not a schema: expected {\"fields\":[{\"name\",\"type\",…}]}: \(error)")
        }
    }

    private func existingSchema() throws -> Schema? {
        guard !values.flag("replace"), FileManager.default.fileExists(atPath: path) else { return nil }
        return try Manifest.read(from: try FileSystemDirectory(path: path, createIfMissing: false))?.schema
    }

    private func inferredSchema(_ rows: RowStream) throws -> Schema {
        var inference = SchemaInference()
        try rows.sample(SchemaInference.sampleSize) { inference.observe($0.value) }
        let schema = try inference.schema()
        if !values.flag("quiet") {
            Output.remark("fields, from the first \(inference.rowCount) rows:")
            let table = [["name", "type", "role", "weight", "filled", "example"]] + inference.description(of: schema)
            for line in TextTable.lines(table, numbers: [4]) { Output.remark("  " + line) }
        }
        return schema
    }

    private func report(_ count: Int, skipped: Int, seconds: Double, bytes: Int, isDry: Bool) {
        let rate = Int(Double(count) / max(seconds, 0.000_001))
        if values.flag("json") {
            var object = JSONObjectText()
            object.add("documents", count)
            object.add("skipped", skipped)
            object.add("seconds", (seconds * 1000).rounded() / 1000)
            object.add("documentsPerSecond", rate)
            object.add("bytes", bytes)
            object.add("dryRun", .bool(isDry))
            Output.write(object.text)
            Output.line()
        } else {
            let verb = isDry ? "read" : "indexed"
            let rounded = (seconds * 100).rounded() / 100
            Output.line(
                "\(verb) \(count) documents in \(rounded) s (\(rate) documents/s), \(bytes) bytes"
                    + (skipped > 0 ? ", \(skipped) rows skipped" : ""))
        }
    }
}

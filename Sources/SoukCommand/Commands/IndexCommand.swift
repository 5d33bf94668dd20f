import Foundation
import SoukAnalysis
import SoukConsole
import SoukEngine
import SoukImport
import SoukStorage

import class Souk.Catalogue
import enum Souk.Compaction
import enum Souk.IndexEmbedding
import enum Souk.RuleAttachment
import struct Souk.SearchPipeline
import enum Souk.SynonymAttachment

struct IndexCommand: Command {
    static let usage = CommandUsage(
        "index", abstract: "Index products, adding or replacing them by id.",
        discussion: """
            Without --schema the fields and their roles are found in the first 10,000 rows and printed; an index that \
            exists keeps its own. Everything becomes visible at the end, at once, or, on an error, nothing.
            """,
        examples: [
            .init("index shop.index products.jsonl.gz", "Fields are inferred."),
            .init(
                "index shop.index export.csv --map title=名称 --on-error skip",
                "Bad rows are reported and left out."),
            .init(
                "index shop.index products.jsonl --synonyms synonyms.txt",
                "Lines such as '手机, mobile phone' and 'laptop => notebook @0.8'."),
            .init(
                "index shop.index products.jsonl --dictionary words.txt",
                "Chinese words of the shop's own, in jieba's format: '尼康 300 n'."),
        ])

    /// What a bad row does.
    enum ErrorHandling: String, ArgumentChoice {
        case stop, skip
    }

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Argument("FILE", help: "JSONL, CSV or TSV, plain or .gz; - is standard input", allowsNone: true)
    var files: [String]
    @Option("--schema", value: "S.json", help: "Fields of the index") var schemaPath: String?
    @Option("--format", value: "NAME", help: "Format of the files, in place of what their names tell")
    var format: RowFormat?
    @Option("--map", value: "FIELD=COLUMN", help: "Read a column under another name, such as title=名称")
    var renamedColumns: [RenamedColumn]
    @Option(
        "--on-error", value: "NAME", help: "What a bad row does: stop indexes nothing, skip leaves it out")
    var errorHandling = ErrorHandling.stop
    @Option(
        "--threads", value: "N", help: "Threads that analyse, as many as there are cores by default",
        range: .within(1...1024))
    var threads = ProcessInfo.processInfo.activeProcessorCount
    @Option(
        "--memory", value: "SIZE",
        help: "Memory to use, of which the program takes 32 MB, and each further thread 24",
        range: .atLeast(ByteCount(1_000_000)))
    var memory = ByteCount(512_000_000)
    @Option(
        "--synonyms", value: "FILE",
        help: "Synonyms that searches use, in place of the index's; an empty file takes them away")
    var synonymPath: String?
    @Option(
        "--rules", value: "FILE",
        help:
            "Merchandising rules that searches follow, in place of the index's; an empty file takes them away"
    )
    var rulePath: String?
    @Option(
        "--dictionary", value: "FILE",
        help:
            "Chinese words in jieba's format, in place of the index's; what it holds is cut anew; an empty file takes them away"
    )
    var dictionaryPath: String?
    @Flag("--replace", help: "Begin anew: what the index holds is dropped") var replaces
    @Flag("--dry-run", help: "Read and check the rows, index nothing") var isDry

    func validate() throws(UsageError) {
        if files.isEmpty && synonymPath == nil && dictionaryPath == nil && rulePath == nil {
            throw .missingOneOf(["FILE", "--synonyms", "--dictionary", "--rules"])
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        let renamed = try FieldMapping(renamedColumns.map(\.argumentText))
        let rows = try RowStream(
            files, format: format, isSkipping: errorHandling == .skip, console: console)
        try check(renamed, rows, console)
        let stated = try statedSchema()
        let existing = try existingSchema()
        let mapping = renamed.addingUsualNames(
            of: names(rows.sample(Self.namedRows)), schema: stated ?? existing)
        let schema = try stated ?? existing ?? inferredSchema(rows, mapping, console)
        let directory: any Directory =
            isDry ? InMemoryDirectory() : try FileSystemDirectory(path: folder.path, createIfMissing: true)
        let shares = BuildMemory(memory, threads: threads)
        if memory < BuildMemory.least {
            console.warning(
                "--memory \(memory.argumentText): \(BuildMemory.least.argumentText) are the least")
        }
        let writer = try IndexWriter(
            directory, schema: schema,
            options: IndexWriter.Options(
                memoryBudget: shares.budget, threads: shares.threads, learnsWords: true,
                comparesSources: true, embedding: IndexEmbedding.opener()),
            replace: replaces)
        defer { writer.close() }
        if let problem = writer.lexiconProblem { console.warning(problem.description) }
        let cutsAnew = try useDictionary(writer, console)
        let progress = console.progress("indexing", total: nil)
        let loader = ProductLoader(
            rows: rows, writer: isDry ? nil : writer, schema: isDry ? schema : writer.schema,
            mapping: mapping, isInferred: stated == nil)
        let count = try loader.load { count, share in progress.update(to: count, share: share) }
        progress.finish()
        if let synonymPath {
            let text = String(decoding: try InputFile(path: synonymPath).readAll(), as: UTF8.self)
            try SynonymAttachment.write(text, file: synonymPath, to: directory, writer)
        }
        if let rulePath {
            let file = RuleFileArgument(path: rulePath)
            _ = try file.rules()
            try RuleAttachment.write(try file.text(), to: directory, writer)
        }
        let snapshot = isDry ? nil : try cutsAnew ? Compaction.compact(writer) : writer.commit()
        if let rulePath, !isDry { try warn(ofRules: rulePath, directory, console) }
        let bytes = snapshot?.manifest.segments.reduce(0) { $0 + $1.byteCount } ?? 0
        report(count, skipped: rows.skippedCount, seconds: progress.elapsedSeconds, bytes: bytes, console)
        return .success
    }

    /// Finds mistyped columns of `--map`, which would leave the products without what they are found by.
    ///
    /// A header names all columns; a member may be missing from the first JSON rows and come later.
    private func check(_ mapping: FieldMapping, _ rows: RowStream, _ console: Console) throws {
        let sample = mapping.isEmpty ? [] : rows.sample(SchemaInference.sampleSize)
        guard let first = sample.first else { return }
        let names = names(sample)
        for assignment in mapping.unmatched(by: names) {
            let text = "--map \(assignment): no such column; there are \(names.joined(separator: ", "))"
            guard first.hasHeader else {
                console.warning(text + " (in the first \(counted(sample.count, "row")))")
                continue
            }
            throw CommandFailure(text)
        }
    }

    /// Rows whose names tell how a file calls the fields of products.
    private static let namedRows = 100

    /// The names of all columns or members, in the order in which they come.
    private func names(_ rows: [Row]) -> [String] {
        let parser = JSONParser()
        var names: [String] = []
        for row in rows {
            for name in row.names(parser) where !name.isEmpty && !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// Says which rules the index cannot follow. They are kept: products come and go.
    private func warn(ofRules path: String, _ directory: any Directory, _ console: Console) throws {
        let file = RuleFileArgument(path: path)
        let pipeline = try SearchPipeline(try Catalogue(directory))
        for problem in try pipeline.problems(of: pipeline.catalogue.rules) {
            console.warning(file.line(problem))
        }
    }

    /// - Returns: whether products that the index holds have to be cut by other words.
    private func useDictionary(_ writer: IndexWriter, _ console: Console) throws -> Bool {
        guard let dictionaryPath else { return false }
        let text = String(decoding: try InputFile(path: dictionaryPath).readAll(), as: UTF8.self)
        let skipped = UserDictionary(parsing: text).skippedLines
        for line in skipped.prefix(3) {
            console.warning(
                "\(dictionaryPath):\(line): left out: expected a word, then perhaps a frequency and a tag, such as '尼康 300 n'"
            )
        }
        if skipped.count > 3 {
            console.warning("\(dictionaryPath): \(counted(skipped.count, "line")) left out in all")
        }
        return try writer.useDictionary(text) && writer.committedCount > 0 && !replaces
    }

    private func statedSchema() throws(CommandFailure) -> Schema? {
        guard let path = schemaPath else { return nil }
        let file = ConfigurationFile(
            path: path, purpose: "a schema",
            names: ["": ["fields"], "fields[]": ["name", "type", "weight", "role", "facet", "updatable"]])
        return try file.decode(Schema.self)
    }

    private func existingSchema() throws -> Schema? {
        guard !replaces, FileManager.default.fileExists(atPath: folder.path) else { return nil }
        return try Manifest.read(from: try folder.directory())?.schema
    }

    private func inferredSchema(
        _ rows: RowStream, _ mapping: FieldMapping, _ console: Console
    ) throws -> Schema {
        let inferred = SchemaInference.infer(from: rows.sample(SchemaInference.sampleSize), mapping: mapping)
        console.remark("fields, from the first \(grouped(inferred.rowCount)) rows:")
        var table = TextTable([
            .shrinking("name"), .left("type"), .left("role"), .right("weight"), .right("filled"),
            .shrinking("example"),
        ])
        for row in inferred.cells { table.add(row) }
        for line in table.rendered(width: console.width - 2).split(separator: "\n") {
            console.remark("  " + line)
        }
        for note in inferred.notes { console.remark("note: " + note) }
        return try inferred.makeSchema()
    }

    private func report(_ count: Int, skipped: Int, seconds: Double, bytes: Int, _ console: Console) {
        let rate = Int(Double(count) / max(seconds, 0.000_001))
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("documents", count)
                    json.member("skipped", skipped)
                    json.member("seconds", (seconds * 1000).rounded() / 1000)
                    json.member("documentsPerSecond", rate)
                    json.member("bytes", bytes)
                    json.member("dryRun", isDry)
                }
            }
        } else if !console.isQuiet {
            console.output.writeLine(
                "\(isDry ? "read" : "indexed") \(counted(count, "document")) in \(fixed(seconds, 2)) s "
                    + "(\(grouped(rate)) documents/s), \(readableBytes(bytes))"
                    + (skipped > 0 ? ", \(counted(skipped, "row")) skipped" : ""))
        }
    }
}

extension RowFormat: ArgumentChoice {}

/// A column read under another name, typed as `title=名称`.
struct RenamedColumn: ArgumentValue {
    let argumentText: String

    init?(argument: String) {
        guard (try? FieldMapping([argument])) != nil else { return nil }
        argumentText = argument
    }

    static var expectation: String { "FIELD=COLUMN, such as title=名称" }
}

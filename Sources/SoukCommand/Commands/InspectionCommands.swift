import Souk
import SoukEngine
import SoukImport
import SoukStorage

struct StatsCommand: Command {
    static let specification = CommandSpecification(
        name: "stats", abstract: "Show what an index holds.", arguments: [IndexFolder.argument])

    private let path: String
    private let isJSON: Bool

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        isJSON = values.flag("json")
    }

    func run() throws -> Int32 {
        let snapshot = try IndexFolder.catalogue(path).snapshot
        let manifest = snapshot.manifest
        let deleted = manifest.segments.reduce(0) { $0 + $1.deletedCount }
        let bytes = manifest.segments.reduce(0) { $0 + $1.byteCount }
        let terms = try distinctTerms(snapshot)
        if isJSON {
            var object = JSONObjectText()
            object.add("documents", snapshot.documentCount)
            object.add("deleted", deleted)
            object.add("segments", snapshot.segments.count)
            object.add("terms", terms)
            object.add("bytes", bytes)
            object.add("generation", Int(manifest.generation))
            object.add("analyzer", raw: JSONObjectText.encoded(manifest.analyzer))
            object.add("schema", raw: JSONObjectText.encoded(manifest.schema))
            Output.write(object.text)
            Output.line()
        } else {
            let rows = [
                ["documents", String(snapshot.documentCount)], ["deleted", String(deleted)],
                ["segments", String(snapshot.segments.count)], ["terms", String(terms)], ["bytes", String(bytes)],
                ["generation", String(manifest.generation)],
            ]
            for line in TextTable.lines(rows) { Output.line(line) }
            Output.line()
            let fields = manifest.schema.fields.map { field in
                [field.name, field.type.rawValue, field.role?.rawValue ?? "", field.weight > 0 ? "weight \(field.weight)" : ""]
            }
            for line in TextTable.lines(fields) { Output.line(line) }
        }
        return 0
    }

    /// Terms over all segments, each once: the dictionaries are walked side by side.
    private func distinctTerms(_ snapshot: IndexSnapshot) throws(StorageError) -> Int {
        guard snapshot.segments.count > 1 else { return snapshot.segments.first?.terms.count ?? 0 }
        var cursors: [TermCursor] = []
        for segment in snapshot.segments {
            var cursor = segment.terms.cursor()
            if try cursor.advance() { cursors.append(cursor) }
        }
        var count = 0
        while let term = cursors.map(\.term).min(by: { $0.lexicographicallyPrecedes($1) }) {
            count += 1
            for index in cursors.indices.reversed() where cursors[index].term == term {
                if try !cursors[index].advance() { cursors.remove(at: index) }
            }
        }
        return count
    }
}

struct CheckCommand: Command {
    static let specification = CommandSpecification(
        name: "check", abstract: "Read every byte of an index and verify it; exit 1 when anything is damaged.",
        arguments: [IndexFolder.argument])

    private let path: String
    private let isJSON: Bool
    private let isQuiet: Bool

    init(_ values: ParsedValues) throws {
        path = values.arguments[0]
        isJSON = values.flag("json")
        isQuiet = values.flag("quiet")
    }

    func run() throws -> Int32 {
        let progress = ProgressBar("checking", quiet: isQuiet)
        let report = IndexChecker(try IndexFolder.directory(path)).check { done, all in
            progress.update(share: all > 0 ? Double(done) / Double(all) : nil, "segment \(done) of \(all)")
        }
        progress.finish()
        if isJSON {
            var object = JSONObjectText()
            object.add("sound", .bool(report.isSound))
            object.add("segments", report.segments)
            object.add("documents", report.documents)
            object.add("deleted", report.deleted)
            object.add("terms", report.terms)
            object.add("postings", report.postings)
            object.add("positions", report.positions)
            object.add("bytes", report.byteCount)
            object.add("problems", .array(report.problems.map { .string($0) }))
            Output.write(object.text)
            Output.line()
        } else if report.isSound {
            if !isQuiet {
                Output.line(
                    "sound: \(report.documents) documents, \(report.segments) segments, \(report.terms) terms, "
                        + "\(report.postings) postings, \(report.positions) positions, \(report.byteCount) bytes")
            }
        }
        for problem in report.problems { Output.error(problem) }
        return report.isSound ? 0 : 1
    }
}

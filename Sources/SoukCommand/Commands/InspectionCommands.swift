import Souk
import SoukConsole
import SoukEngine
import SoukStorage

struct StatsCommand: Command {
    static let usage = CommandUsage("stats", abstract: "Show what an index holds.")

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try folder.catalogue()
        let (snapshot, lexicon) = (catalogue.snapshot, catalogue.lexicon)
        let manifest = snapshot.manifest
        let counts = [
            ("documents", snapshot.documentCount),
            ("deleted", manifest.segments.reduce(0) { $0 + $1.deletedCount }),
            ("segments", snapshot.segments.count),
            ("terms", try distinctTerms(snapshot)),
            ("bytes", manifest.segments.reduce(0) { $0 + $1.byteCount }),
            ("generation", Int(manifest.generation)),
        ]
        let parts = partByteCounts(snapshot)
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    for (name, count) in counts { json.member(name, count) }
                    json.object("parts") { json in
                        for (name, count) in parts { json.member(name, count) }
                    }
                    json.object("lexicon") { json in
                        json.member("file", lexicon.fileName)
                        json.member("words", lexicon.summary?.wordCount)
                        json.member("learned", lexicon.summary?.learnedCount)
                        json.member("dictionary", lexicon.summary?.dictionaryCount)
                        json.member("problem", lexicon.problem?.description)
                    }
                    json.member("analyzer", EncodedJSON(manifest.analyzer))
                    json.member("schema", EncodedJSON(manifest.schema))
                }
            }
        } else {
            write(counts, parts, manifest.schema, console)
            console.output.writeLine()
            console.output.writeLine(Self.line(lexicon))
        }
        return .success
    }

    private static func line(_ lexicon: IndexLexicon) -> String {
        if let problem = lexicon.problem { return "Chinese words: \(problem)" }
        guard let summary = lexicon.summary else { return "Chinese words: those of ICU" }
        let examples = lexicon.learned.sorted().prefix(8).joined(separator: " ")
        return
            "Chinese words: \(grouped(summary.wordCount)), of these \(grouped(summary.learnedCount)) learnt from the "
            + "catalogue (\(examples)…), \(grouped(summary.dictionaryCount)) of a dictionary"
    }

    private func write(
        _ counts: [(name: String, count: Int)], _ parts: [(name: String, count: Int)],
        _ schema: SoukEngine.Schema, _ console: Console
    ) {
        var totals = TextTable([.left(""), .right("")])
        for (name, count) in counts { totals.add([name, grouped(count)]) }
        for (name, count) in parts { totals.add(["  \(name)", grouped(count)]) }
        var fields = TextTable([.shrinking("field"), .left("type"), .left("role"), .right("weight")])
        for field in schema.fields {
            let weight = field.weight > 0 ? field.weight.argumentText : ""
            fields.add([field.name, field.type.rawValue, field.role?.rawValue ?? "", weight])
        }
        console.output.write(totals.rendered())
        console.output.writeLine()
        console.output.write(fields.rendered(width: console.width, style: console.style))
    }

    /// Bytes of the parts of all segments, the largest first.
    private func partByteCounts(_ snapshot: IndexSnapshot) -> [(name: String, count: Int)] {
        let sums = snapshot.segments.reduce(into: [:]) { sums, segment in
            sums.merge(segment.partByteCounts, uniquingKeysWith: +)
        }
        return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
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
    static let usage = CommandUsage(
        "check", abstract: "Read every byte of an index and verify it.",
        failure: "something is damaged; each finding is printed")

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder

    func run(_ console: Console) throws -> ExitStatus {
        let progress = console.progress("checking", total: nil, unit: .items("segments"))
        let report = IndexChecker(try folder.directory()).check { done, all in
            progress.update(to: done, share: all > 0 ? Double(done) / Double(all) : nil)
        }
        progress.finish()
        if console.wantsJSON {
            writeJSON(report, console)
        } else if report.isSound, !console.isQuiet {
            console.output.writeLine(
                "sound: \(grouped(report.documents)) documents, \(grouped(report.segments)) segments, "
                    + "\(grouped(report.terms)) terms, \(grouped(report.postings)) postings, "
                    + "\(grouped(report.positions)) positions, \(grouped(report.byteCount)) bytes")
        }
        for problem in report.problems { console.error(problem) }
        return report.isSound ? .success : .failure
    }

    private func writeJSON(_ report: IndexChecker.Report, _ console: Console) {
        console.writeJSON { json in
            json.object { json in
                json.member("sound", report.isSound)
                json.member("segments", report.segments)
                json.member("documents", report.documents)
                json.member("deleted", report.deleted)
                json.member("terms", report.terms)
                json.member("postings", report.postings)
                json.member("positions", report.positions)
                json.member("bytes", report.byteCount)
                json.member("problems", report.problems)
            }
        }
    }
}

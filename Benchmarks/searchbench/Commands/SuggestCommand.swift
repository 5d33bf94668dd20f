import Foundation
import Souk
import SoukConsole
import SoukEngine
import SoukImport
import SoukStorage

struct SuggestCommand: Command {
    static let usage = CommandUsage(
        "suggest",
        abstract: "Measure suggestions while queries are typed, character by character.",
        discussion: """
            Every beginning of every query, as one types it: the first round finds what nobody typed before, the others take what \
            was found from memory. Milliseconds on one thread; the table of titles is made before, and its time printed. With --write, \
            what was suggested for every keystroke, to hold two builds against each other.
            """,
        examples: [.init("suggest shop.index --queries queries.tsv.gz", "Lines of qid<TAB>text.")])

    @Argument("DIR", help: "Folder of the index") var folder: String
    @Option("--queries", value: "FILE", help: "Lines of qid<TAB>text; may be gzip") var queries: String
    @Option("--limit", value: "N", help: "Queries that are typed", range: .within(1...1_000_000)) var limit =
        1_000
    @Option("-k", value: "N", help: "How many suggestions", range: .within(1...100)) var count = 10

    @Option(
        "--slowest", value: "N", help: "Name the slowest keystrokes of each round", range: .within(0...100))
    var slowest = 0
    @Flag("--computing", help: "Count the time that the thread computes alone: for a busy machine")
    var computing
    @Option("--write", value: "FILE", help: "What was suggested, one line a suggestion") var written: String?

    func run(_ console: Console) throws -> ExitStatus {
        let directory = try FileSystemDirectory(path: folder, createIfMissing: false)
        let catalogue = try Catalogue(directory)
        let memory = ProcessMemory.anonymousBytes ?? 0
        let clock = ContinuousClock()
        let made = try clock.measure {
            try Self.warm(catalogue)
        }
        let grown = (ProcessMemory.anonymousBytes ?? 0) - memory
        let queries = try QueryColumn.texts(of: self.queries).prefix(limit).map { query in
            query.indices.map { String(query[...$0]) }
        }
        let typed = queries.flatMap(\.self)
        var table = TextTable([
            .left("ms a keystroke"), .right("p50"), .right("p99"), .right("mean"), .right("max"),
        ])
        var empty = 0
        var lines = ""
        var named: [String] = []
        for round in ["first round", "second round"] {
            var times: [Double] = []
            empty = 0
            for prefix in typed {
                var found: [Suggestion] = []
                times.append(
                    try milliseconds { found = try Suggester(catalogue).suggest(prefix, count: count) })
                if found.isEmpty { empty += 1 }
                if written != nil {
                    lines += found.map { "\(round)\t\(prefix)\t\(Self.line($0))\n" }.joined()
                }
            }
            named += slowestOf(times, typed, round)
            guard let summary = LatencySummary(times) else { continue }
            let figures = [summary.median, summary.percentile99, summary.mean, times.max() ?? 0]
            table.add([round] + figures.map { fixed($0, 3) })
        }
        let pages = try pagesWhileTyping(queries, directory)
        if let summary = LatencySummary(pages) {
            let figures = [summary.median, summary.percentile99, summary.mean, pages.max() ?? 0]
            table.add(["with a page"] + figures.map { fixed($0, 3) })
        }
        named += slowestOf(pages, typed, "with a page")
        console.write(table)
        for line in named { console.remark(line) }
        if let written { try Data(lines.utf8).write(to: URL(fileURLWithPath: written), options: .atomic) }
        console.remark(
            "\(counted(typed.count, "keystroke")), \(empty) without a suggestion; table made in "
                + "\(fixed(made / .milliseconds(1), 0)) ms, \(grown >> 20) MB")
        return .success
    }

    /// Everything about a suggestion, the same in every run: a dictionary has no order.
    private static func line(_ found: Suggestion) -> String {
        let filters = found.filters.sorted().joined(separator: " AND ")
        return [
            "\(found.kind)", found.text, "\(found.count)", filters, found.id ?? "", "\(found.highlights)",
        ].joined(separator: "\t")
    }

    /// Makes what any search makes when it first needs it, which is not counted.
    private static func warm(_ catalogue: Catalogue) throws {
        try catalogue.prepare()
        _ = try SearchPipeline(catalogue).search("phone 手机")
        _ = try Suggester(catalogue).suggest("a", count: 1)
    }

    /// Milliseconds of each keystroke, suggestions and a page of ten products with three facets, as far as the index has the fields.
    private func pagesWhileTyping(_ typed: [[String]], _ directory: any Directory) throws -> [Double] {
        // Opened anew: nothing was typed before.
        let catalogue = try Catalogue(directory)
        try Self.warm(catalogue)
        let schema = catalogue.snapshot.schema
        var options = SearchOptions()
        options.facets = [
            schema.field(with: .brand), schema.field(with: .category), schema.field(with: .price),
        ]
        .compactMap { $0 }.map { SearchOptions.Facet($0.name) }
        var times: [Double] = []
        for keystrokes in typed {
            var search = TypedSearch(options, suggestionCount: count)
            for text in keystrokes {
                times.append(try milliseconds { _ = try search.update(text, in: catalogue) })
            }
        }
        return times
    }

    private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        if computing { return try ThreadClock.milliseconds(body) }
        return try ContinuousClock().measure(body) / .milliseconds(1)
    }

    private func slowestOf(_ times: [Double], _ typed: [String], _ round: String) -> [String] {
        times.indices.sorted { times[$0] > times[$1] }.prefix(slowest).map {
            "\(round)  \(fixed(times[$0], 3)) ms  \(typed[$0])"
        }
    }
}

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
            Every beginning of every query, as one types it: suggestions that nobody asked for before, the same again, and \
            suggestions with the page of the likeliest text, which nobody asked for either. Milliseconds on one thread, for every \
            keystroke the best of the rounds: each round opens the index anew, so that only what else the machine did is left out. The \
            table of titles is made before, and its time printed. With --write, what was suggested for every keystroke, to hold \
            two builds against each other.
            """,
        examples: [.init("suggest shop.index --queries queries.tsv.gz", "Lines of qid<TAB>text.")])

    @Argument("DIR", help: "Folder of the index") var folder: String
    @Option("--queries", value: "FILE", help: "Lines of qid<TAB>text; may be gzip") var queries: String
    @Option("--limit", value: "N", help: "Queries that are typed", range: .within(1...1_000_000)) var limit =
        1_000
    @Option(
        "--rounds", value: "N", help: "Times everything is typed, each into an index opened anew",
        range: .within(1...100)) var rounds = 3
    @Option("-k", value: "N", help: "How many suggestions", range: .within(1...100)) var count = 10

    @Option(
        "--slowest", value: "N", help: "Name the slowest keystrokes of each round", range: .within(0...100))
    var slowest = 0
    @Flag("--computing", help: "Count the time that the thread computes alone: for a busy machine")
    var computing
    @Option("--write", value: "FILE", help: "What was suggested, one line a suggestion") var written: String?

    func run(_ console: Console) throws -> ExitStatus {
        let directory = try FileSystemDirectory(path: folder, createIfMissing: false)
        let queries = try QueryColumn.texts(of: self.queries).prefix(limit).map { query in
            query.indices.map { String(query[...$0]) }
        }
        let typed = queries.flatMap(\.self)
        var best: [[Double]] = []
        var made = Made()
        var found: [[Suggestion]] = []
        for round in 0..<rounds {
            console.remark("round \(round + 1) of \(rounds)")
            // Opened anew: nothing was typed before.
            let catalogue = try Catalogue(directory)
            made = try Self.warm(catalogue)
            let first = try suggestionsWhileTyping(typed, catalogue) { if round == 0 { found.append($0) } }
            let again = try suggestionsWhileTyping(typed, catalogue)
            let pages = try pagesWhileTyping(queries, directory)
            let times = [first, again, pages]
            best = best.isEmpty ? times : zip(best, times).map { zip($0, $1).map { min($0, $1) } }
        }
        write(best, typed, console)
        if let written {
            let lines = zip(typed, found).map { prefix, found in
                found.map { "\(prefix)\t\(Self.line($0))\n" }.joined()
            }
            try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: written), options: .atomic)
        }
        console.remark(
            "\(counted(typed.count, "keystroke")), \(found.count(where: \.isEmpty)) without a suggestion; table made in "
                + "\(fixed(made.milliseconds, 0)) ms, \(made.bytes >> 20) MB")
        return .success
    }

    private func write(_ best: [[Double]], _ typed: [String], _ console: Console) {
        var table = TextTable([
            .left("ms a keystroke"), .right("p50"), .right("p99"), .right("mean"), .right("max"),
        ])
        let rows = ["first time", "again", "with a page"]
        for (row, times) in zip(rows, best) {
            guard let summary = LatencySummary(times) else { continue }
            let figures = [summary.median, summary.percentile99, summary.mean, times.max() ?? 0]
            table.add([row] + figures.map { fixed($0, 3) })
        }
        console.write(table)
        for (row, times) in zip(rows, best) { slowestOf(times, typed, row).forEach(console.remark) }
    }

    /// Everything about a suggestion, the same in every run: a dictionary has no order.
    private static func line(_ found: Suggestion) -> String {
        let filters = found.filters.sorted().joined(separator: " AND ")
        return [
            "\(found.kind)", found.text, "\(found.count)", filters, found.id ?? "", "\(found.highlights)",
        ].joined(separator: "\t")
    }

    /// What the table of titles took.
    private struct Made {
        var milliseconds = 0.0
        var bytes = 0
    }

    /// Makes what any search makes when it first needs it, which is not counted.
    private static func warm(_ catalogue: Catalogue) throws -> Made {
        let memory = ProcessMemory.anonymousBytes ?? 0
        let time = try ContinuousClock().measure {
            try catalogue.prepare()
            _ = try SearchPipeline(catalogue).search("phone 手机")
            _ = try Suggester(catalogue).suggest("a", count: 1)
        }
        return Made(
            milliseconds: time / .milliseconds(1), bytes: (ProcessMemory.anonymousBytes ?? 0) - memory)
    }

    /// Milliseconds of each keystroke, suggestions alone.
    private func suggestionsWhileTyping(
        _ typed: [String], _ catalogue: Catalogue, _ body: (([Suggestion]) -> Void)? = nil
    ) throws -> [Double] {
        try typed.map { prefix in
            var found: [Suggestion] = []
            let time = try milliseconds { found = try Suggester(catalogue).suggest(prefix, count: count) }
            body?(found)
            return time
        }
    }

    /// Milliseconds of each keystroke, suggestions and a page of ten products with three facets, as far as the index has the fields.
    private func pagesWhileTyping(_ typed: [[String]], _ directory: any Directory) throws -> [Double] {
        let catalogue = try Catalogue(directory)
        _ = try Self.warm(catalogue)
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

import Souk
import SoukConsole
import SoukImport
import SoukStorage
import SoukUnderstanding

struct UnderstandCommand: Command {
    static let usage = CommandUsage(
        "understand",
        abstract: "Measure the time in which one thread reads the meaning of queries.",
        discussion: """
            The best of the rounds for each query, in microseconds; then the part of it that the intent takes. The \
            lexicon is that of the index. With --searches, also whole searches of the first so many queries: interpretation, \
            spelling, retrieval, features, re-ranking, highlights and the page of ten; with the question to ask back and \
            without.
            """,
        examples: [.init("understand shop.index --queries queries.tsv.gz", "Lines of qid<TAB>text.")])

    @Argument("DIR", help: "Folder of the index") var folder: String
    @Option("--queries", value: "FILE", help: "Lines of qid<TAB>text; may be gzip") var queries: String
    @Option("--limit", value: "N", help: "Queries that are read", range: .within(1...1_000_000)) var limit =
        10_000
    @Option("--rounds", value: "N", help: "Times each query is read", range: .within(1...100)) var rounds = 5

    @Option("--searches", value: "N", help: "Queries that are searched too", range: .within(1...1_000_000))
    var searches: Int?

    func run(_ console: Console) throws -> ExitStatus {
        let directory = try FileSystemDirectory(path: folder, createIfMissing: false)
        let catalogue = try Catalogue(directory)
        let understanding = catalogue.understanding
        let text = String(decoding: try InputFile(path: queries).readAll(), as: UTF8.self)
        let texts = text.split(separator: "\n").prefix(limit).compactMap { line -> String? in
            let cells = line.split(separator: "\t")
            return cells.count > 1 ? String(cells[1]) : nil
        }
        let features = texts.map { understanding.intentFeatures(of: $0) }
        var table = TextTable([.left("µs a query"), .right("p50"), .right("p99"), .right("mean")])
        table.add(row("interpretation", times(texts) { _ = understanding.interpret($0) }))
        table.add(row("intent of its features", times(features) { _ = understanding.intent(of: $0) }))
        if let searches {
            let pipeline = try SearchPipeline(catalogue)
            var options = SearchOptions()
            for (name, clarifies) in [("whole search", false), ("whole search, with its question", true)] {
                options.clarifies = clarifies
                let chosen = Array(texts.prefix(searches))
                table.add(row(name, times(chosen) { _ = try? pipeline.search($0, options) }))
            }
        }
        console.write(table)
        return .success
    }

    /// Microseconds of each item, the best of the rounds.
    private func times<Item>(_ items: [Item], _ body: (Item) -> Void) -> [Double] {
        var best = BestTimes()
        let clock = ContinuousClock()
        for _ in 0..<rounds {
            best.add(items.map { item in clock.measure { body(item) } / .microseconds(1) })
        }
        return best.times
    }

    private func row(_ name: String, _ times: [Double]) -> [String] {
        guard let summary = LatencySummary(times) else { return [name, "–", "–", "–"] }
        return [name]
            + [summary.median, summary.percentile99, summary.mean].map { fixed($0, 1) }
    }
}

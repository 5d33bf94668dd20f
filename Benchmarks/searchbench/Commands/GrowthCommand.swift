import Foundation
import SoukConsole

struct GrowthCommand: Command {
    static let usage = CommandUsage(
        "growth", abstract: "Measure how Souk's building and answering grow with the number of documents.",
        discussion: """
            Catalogues of titles are made by seed with the statistics of real ones: words by Zipf and Mandelbrot's law, \
            a vocabulary that grows as Heaps' law says, log-normal lengths. A smaller catalogue is the beginning of a \
            larger one, and all are asked the same queries, drawn from the smallest. The exponent is fitted by least \
            squares on logarithms: 0 stays the same, 1 grows as the documents do.
            """,
        examples: [
            .init("growth --sizes 10000,30000,100000", "A minute."),
            .init(
                "growth --json growth.json --svg growth.svg",
                "Up to ten million documents: half an hour and 2 GB."),
        ])

    @Option("--sizes", value: "LIST", help: "Numbers of documents")
    var sizes = CommaSeparated([10_000, 100_000, 1_000_000, 10_000_000])
    @Option("--seed", value: "S", help: "Makes titles and queries", range: .within(0...Int.max))
    var seed = Int(QueryDrawing.defaultSeed)
    @Option("--rounds", value: "N", help: "Rounds over all queries", range: .within(1...1000))
    var rounds = 5
    @Option("--json", value: "OUT", help: "Write the results as JSON to this file")
    var resultPath: String?
    @Option("--svg", value: "FILE", help: "Draw latency over size") var chartPath: String?
    @Option("--markdown", value: "FILE", help: "Write the table as Markdown, for docs/performance.md")
    var markdownPath: String?
    @Option(
        "--work", value: "DIR", help: "Keep queries and logs here; by default a folder that goes at the end")
    var workPath: String?

    func validate() throws(UsageError) {
        guard !sizes.elements.isEmpty, sizes.elements.allSatisfy({ $0 >= 1000 }) else {
            throw .badValue(
                parameter: "--sizes", found: sizes.argumentText, expected: "numbers of at least 1000",
                suggestion: nil)
        }
    }

    func run(_ console: Console) throws -> ExitStatus {
        try TextFile.check(resultPath, markdownPath, chartPath)
        let work = try WorkFolder(workPath)
        defer { work.removeIfTemporary() }
        var results = BenchmarkResults(machine: .current(seed: UInt64(seed)))
        let run = GrowthRun(
            sizes: unique(sizes.elements), seed: UInt64(seed), rounds: rounds, work: work,
            location: try DriverLocation(), console: console)
        try run.measure(into: &results)
        let report = GrowthReport(results)
        console.output.write(report.table.rendered(style: console.style))
        if let resultPath { try results.write(to: resultPath) }
        if let markdownPath { try TextFile.write(report.markdown, to: markdownPath) }
        if let chartPath { try TextFile.write(GrowthChart(report).svg, to: chartPath) }
        return .success
    }
}

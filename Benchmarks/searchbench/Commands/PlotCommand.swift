import SoukConsole

struct PlotCommand: Command {
    static let usage = CommandUsage(
        "plot", abstract: "Draw a result: the latency of every cell and engine, or how it grows.",
        discussion: """
            Bars end at the median, a thin line goes on to the 99th percentile; the axis is logarithmic. A result of \
            searchbench growth gives lines over the number of documents.
            """,
        examples: [.init("plot out.json --svg latency.svg", "One panel for each corpus.")])

    @Argument("RESULT", help: "A result of --json") var result: String
    @Option("--svg", value: "FILE", help: "Where the picture goes") var picturePath: String

    func run(_ console: Console) throws -> ExitStatus {
        let results = try BenchmarkResults(path: result)
        guard !results.queries.isEmpty else { throw CommandFailure("\(result): holds no latencies") }
        let svg = results.growth == nil ? LatencyChart(results).svg : GrowthChart(GrowthReport(results)).svg
        try TextFile.write(svg, to: picturePath)
        if console.wantsJSON {
            console.writeJSON { $0.object { $0.member("svg", picturePath) } }
        } else {
            console.remark("\(picturePath) drawn")
        }
        return .success
    }
}

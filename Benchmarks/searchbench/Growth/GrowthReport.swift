import SoukConsole

/// How building and answering grow with the number of documents: rows of a measure over sizes, and the exponent fitted.
struct GrowthReport {
    /// One measure over all sizes.
    struct Series {
        let name: String
        /// By number of documents, ascending.
        let points: [(x: Double, y: Double)]
        let text: (Double) -> String

        var law: PowerLaw? { PowerLaw(points) }
    }

    let series: [Series]
    let sizes: [Int]

    init(_ results: BenchmarkResults) {
        let builds = results.build.compactMap { build in build.documents.map { (build, $0) } }
            .sorted { $0.1 < $1.1 }
        sizes = builds.map(\.1)
        let documents = Dictionary(builds.map { ($0.0.corpus, $0.1) }) { first, _ in first }
        func building(
            _ name: String, _ value: (BenchmarkResults.BuildRow, Int) -> Double,
            _ text: @escaping (Double) -> String
        )
            -> Series
        {
            Series(name: name, points: builds.map { (Double($0.1), value($0.0, $0.1)) }, text: text)
        }
        let cells = unique(results.queries.map { "\($0.queryClass) \($0.mode)" })
        series =
            [
                building("documents/s", { build, _ in build.documentsPerSecond }, { grouped(Int($0)) }),
                building("build seconds", { Double($1) / $0.documentsPerSecond }, { fixed($0, 2) }),
                building("index bytes", { build, _ in Double(build.bytes) }, { readableBytes(Int($0)) }),
                building(
                    "peak memory",
                    { build, _ in Double(build.peakAnonymousBytes ?? build.peakResidentBytes) },
                    { readableBytes(Int($0)) }),
            ]
            + cells.map { cell in
                let points = results.queries.filter { "\($0.queryClass) \($0.mode)" == cell }
                    .compactMap { row in documents[row.corpus].map { (x: Double($0), y: row.median) } }
                    .sorted { $0.x < $1.x }
                return Series(name: "\(cell) p50 µs", points: points, text: microseconds)
            }
    }

    var latencies: [Series] { series.filter { $0.name.hasSuffix(" p50 µs") } }

    var table: TextTable {
        var table = TextTable(
            [.left("measure")] + sizes.map { .right(grouped($0)) } + [.right("exponent")])
        for row in cells { table.add(row) }
        return table
    }

    /// The same as a Markdown table, for `docs/performance.md`.
    var markdown: String {
        let header = ["measure"] + sizes.map { grouped($0) } + ["exponent"]
        let rule = ["---"] + header.dropFirst().map { _ in "---:" }
        return ([header, rule] + cells).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n") + "\n"
    }

    private var cells: [[String]] {
        series.map { series in
            [series.name]
                + sizes.map { size in
                    series.points.first { $0.x == Double(size) }.map { series.text($0.y) } ?? ""
                } + [series.law.map { fixed($0.exponent, 2) } ?? ""]
        }
    }

    /// What the results keep of it.
    var rows: [BenchmarkResults.GrowthRow] {
        series.compactMap { series in
            series.law.map { BenchmarkResults.GrowthRow(measure: series.name, exponent: $0.exponent) }
        }
    }
}

import Foundation
import Testing

@testable import searchbench

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ChartTests {
    @Test func picturesAreWellFormed() {
        var results = SampleResults.results(souk: 5)
        results.queries.append(SampleResults.latency(.sqlite, median: 12_345, percentile99: 99_999))
        results.queries[0].corpus = "a & b <\"c\">"
        let svg = LatencyChart(results).svg
        #expect(isWellFormed(svg))
        #expect(svg.contains("a &amp; b &lt;&quot;c&quot;&gt;") && svg.contains("sqlite"))
    }

    @Test func growthIsDrawnToo() {
        var results = BenchmarkResults(machine: SampleResults.machine)
        for size in [1000, 10_000] {
            var build = SampleResults.build(bytes: size)
            build.corpus = "synthetic-\(size)"
            build.documents = size
            results.build.append(build)
            var row = SampleResults.latency(.souk, median: Double(size) / 100)
            row.corpus = build.corpus
            results.queries.append(row)
        }
        let report = GrowthReport(results)
        #expect(isWellFormed(GrowthChart(report).svg))
        #expect(report.markdown.contains("| multi or_top10 p50 µs | 10.0 | 100 | 1.00 |"))
        #expect(report.rows.contains { $0.measure == "index bytes" && abs($0.exponent - 1) < 1e-9 })
    }

    @Test func anAxisSpansPowersOfTen() {
        let scale = LogarithmicScale([0.7, 35, 900], from: 0, to: 400)
        #expect(scale.ticks.map(tickText) == ["0.1", "1", "10", "100", "1k"])
        #expect(scale.position(0.1) == 0 && scale.position(1000) == 400)
        #expect(abs(scale.position(10) - 200) < 1e-9)
        #expect(LogarithmicScale([], from: 0, to: 1).ticks.count == 2)
    }

    private func isWellFormed(_ svg: String) -> Bool { XMLParser(data: Data(svg.utf8)).parse() }
}

import SoukConsole

/// The latency of every cell as bars, the engines of a cell one below the other, on a logarithmic axis.
///
/// The bar ends at the median; a thin line goes on to the 99th percentile. One panel a corpus.
struct LatencyChart {
    private static let left = 190.0
    private static let right = 70.0
    private static let plotWidth = 640.0
    private static let barHeight = 9.0
    private static let cellGap = 11.0
    private static let headHeight = 92.0
    private static let footHeight = 34.0

    private let results: BenchmarkResults

    init(_ results: BenchmarkResults) { self.results = results }

    private struct Panel {
        let corpus: String
        let engines: [String]
        let cells: [[BenchmarkResults.LatencyRow]]

        init(_ corpus: String, _ rows: [BenchmarkResults.LatencyRow]) {
            self.corpus = corpus
            let rows = rows.filter { $0.corpus == corpus }
            engines = unique(rows.map(\.engine))
            cells = unique(rows.map { "\($0.queryClass) \($0.mode)" }).map { name in
                rows.filter { "\($0.queryClass) \($0.mode)" == name }
            }
        }

        var height: Double {
            let bars = cells.reduce(0) { $0 + Double($1.count) * LatencyChart.barHeight }
            return LatencyChart.headHeight + bars + Double(cells.count) * LatencyChart.cellGap
                + LatencyChart.footHeight
        }
    }

    var svg: String {
        let panels = unique(results.queries.map(\.corpus)).map { Panel($0, results.queries) }
        let height = panels.reduce(0) { $0 + $1.height }
        var picture = SVGWriter(width: Self.left + Self.plotWidth + Self.right, height: height)
        var top = 0.0
        for panel in panels {
            draw(panel, top: top, &picture)
            top += panel.height
        }
        return picture.document
    }

    private func draw(_ panel: Panel, top: Double, _ picture: inout SVGWriter) {
        picture.text(
            "\(panel.corpus): latency of a query", x: 24, y: top + 32,
            SVGWriter.TextStyle(size: 17, isBold: true))
        picture.text(
            "microseconds, shorter is better; bar: median, line: 99th percentile; logarithmic", x: 24,
            y: top + 50,
            SVGWriter.TextStyle(size: 12, color: ChartPalette.quiet))
        drawLegend(panel.engines, y: top + 72, &picture)
        let scale = LogarithmicScale(
            panel.cells.flatMap { $0 }.flatMap { [$0.median, $0.percentile99] }, from: Self.left,
            to: Self.left + Self.plotWidth)
        let begin = top + Self.headHeight
        let end = top + panel.height - Self.footHeight
        for tick in scale.ticks {
            let x = scale.position(tick)
            picture.line(from: (x, begin), to: (x, end), color: ChartPalette.rule)
            picture.text(
                tickText(tick), x: x, y: end + 16,
                SVGWriter.TextStyle(anchor: .middle, color: ChartPalette.quiet))
        }
        var y = begin + Self.cellGap / 2
        for cell in panel.cells {
            draw(cell, y: y, scale, &picture)
            y += Double(cell.count) * Self.barHeight + Self.cellGap
        }
    }

    private func draw(
        _ cell: [BenchmarkResults.LatencyRow], y: Double, _ scale: LogarithmicScale,
        _ picture: inout SVGWriter
    ) {
        guard let first = cell.first else { return }
        picture.text(
            "\(first.queryClass)  \(first.mode)", x: Self.left - 10,
            y: y + Double(cell.count) * Self.barHeight / 2 + 4, SVGWriter.TextStyle(size: 12, anchor: .end))
        for (place, row) in cell.enumerated() {
            let top = y + Double(place) * Self.barHeight
            let middle = top + (Self.barHeight - 1) / 2
            let color = ChartPalette.color(of: row.engine)
            let median = scale.position(row.median)
            let tail = scale.position(row.percentile99)
            picture.rectangle(
                x: Self.left, y: top, width: max(1, median - Self.left), height: Self.barHeight - 1,
                color: color,
                radius: 1.5,
                title:
                    "\(row.engine): p50 \(microseconds(row.median)) µs, p99 \(microseconds(row.percentile99)) µs"
            )
            picture.line(from: (median, middle), to: (max(tail, median), middle), color: color)
            picture.line(from: (tail, middle - 2.5), to: (tail, middle + 2.5), color: color)
            if row.engine == Engine.souk.rawValue {
                picture.text(
                    microseconds(row.median), x: tail + 5, y: middle + 3.5,
                    SVGWriter.TextStyle(size: 9.5, color: color))
            }
        }
    }

    private func drawLegend(_ engines: [String], y: Double, _ picture: inout SVGWriter) {
        var x = 24.0
        for engine in engines {
            picture.rectangle(
                x: x, y: y - 9, width: 10, height: 10, color: ChartPalette.color(of: engine), radius: 2)
            picture.text(engine, x: x + 15, y: y, SVGWriter.TextStyle(size: 12))
            x += 15 + Double(engine.count) * 6.6 + 18
        }
    }
}

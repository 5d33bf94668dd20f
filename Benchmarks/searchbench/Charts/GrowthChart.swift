import SoukConsole

/// Median latency over the number of documents, both logarithmic: a straight line is a power law, its slope the exponent.
struct GrowthChart {
    private static let left = 70.0
    private static let plotWidth = 520.0
    private static let legendWidth = 250.0
    private static let top = 76.0
    private static let plotHeight = 420.0
    private static let foot = 56.0
    private static let lineHeight = 18.0

    private let report: GrowthReport

    init(_ report: GrowthReport) { self.report = report }

    var svg: String {
        let series = report.latencies
        let height = max(Self.plotHeight, Double(series.count) * Self.lineHeight)
        var picture = SVGWriter(
            width: Self.left + Self.plotWidth + Self.legendWidth, height: Self.top + height + Self.foot)
        picture.text(
            "Souk: latency as the catalogue grows", x: 24, y: 32, SVGWriter.TextStyle(size: 17, isBold: true))
        picture.text(
            "median microseconds over documents, both logarithmic; in brackets the fitted exponent", x: 24,
            y: 50,
            SVGWriter.TextStyle(size: 12, color: ChartPalette.quiet))
        let x = LogarithmicScale(
            report.sizes.map(Double.init), from: Self.left, to: Self.left + Self.plotWidth)
        let y = LogarithmicScale(
            series.flatMap { $0.points.map(\.y) }, from: Self.top + Self.plotHeight, to: Self.top)
        drawAxes(x, y, &picture)
        for (place, line) in series.enumerated() { draw(line, place, x, y, &picture) }
        return picture.document
    }

    private func drawAxes(_ x: LogarithmicScale, _ y: LogarithmicScale, _ picture: inout SVGWriter) {
        let quiet = ChartPalette.quiet
        for tick in x.ticks {
            let place = x.position(tick)
            picture.line(
                from: (place, Self.top), to: (place, Self.top + Self.plotHeight), color: ChartPalette.rule)
            picture.text(
                tickText(tick), x: place, y: Self.top + Self.plotHeight + 18,
                SVGWriter.TextStyle(anchor: .middle, color: quiet))
        }
        for tick in y.ticks {
            let place = y.position(tick)
            picture.line(
                from: (Self.left, place), to: (Self.left + Self.plotWidth, place), color: ChartPalette.rule)
            picture.text(
                tickText(tick), x: Self.left - 8, y: place + 4,
                SVGWriter.TextStyle(anchor: .end, color: quiet))
        }
        picture.text(
            "documents", x: Self.left + Self.plotWidth / 2, y: Self.top + Self.plotHeight + 38,
            SVGWriter.TextStyle(size: 12, anchor: .middle, color: quiet))
    }

    private func draw(
        _ line: GrowthReport.Series, _ place: Int, _ x: LogarithmicScale, _ y: LogarithmicScale,
        _ picture: inout SVGWriter
    ) {
        let color = ChartPalette.series[place % ChartPalette.series.count]
        let strokes = SVGWriter.Stroke.allCases
        let stroke = strokes[place / ChartPalette.series.count % strokes.count]
        let points = line.points.map { (x: x.position($0.x), y: y.position($0.y)) }
        picture.polyline(points, color: color, stroke: stroke)
        for point in points { picture.circle(x: point.x, y: point.y, radius: 3, color: color) }
        let name = String(line.name.dropLast(" p50 µs".count))
        let legendY = Self.top + 12 + Double(place) * Self.lineHeight
        let legendX = Self.left + Self.plotWidth + 26
        picture.line(
            from: (legendX, legendY - 4), to: (legendX + 18, legendY - 4), color: color, width: 3,
            stroke: stroke)
        picture.text(
            name + (line.law.map { " (\(fixed($0.exponent, 2)))" } ?? ""), x: legendX + 25, y: legendY,
            SVGWriter.TextStyle(size: 12))
    }
}

import SoukConsole

/// A run's results as tables, one a measure.
struct ResultTables {
    let results: BenchmarkResults

    /// A heading and a table.
    struct Titled {
        let title: String
        let table: TextTable
    }

    var all: [Titled] {
        corpora.flatMap { corpus in
            [buildTable(corpus)].compactMap { $0 }
                + LatencyStatistic.allCases.compactMap { latencyTable(corpus, $0) }
                + [throughputTable(corpus)].compactMap { $0 }
        }
    }

    func print(on console: Console) {
        for titled in all {
            console.output.writeLine("\n" + console.style.bold(titled.title))
            console.output.write(titled.table.rendered(style: console.style))
        }
    }

    private var corpora: [String] { unique(results.build.map(\.corpus) + results.queries.map(\.corpus)) }

    private func buildTable(_ corpus: String) -> Titled? {
        let rows = results.build.filter { $0.corpus == corpus }
        guard let first = rows.first else { return nil }
        var table = TextTable([
            .left("engine"), .right("threads"), .right("documents/s"), .right("ratio"), .right("index"),
            .right("searched"), .right("ratio"), .right("peak memory"), .right("ratio"), .right("anonymous"),
            .right("segments"),
        ])
        for row in rows {
            let peers = rows.filter {
                $0.threads == row.threads && Engine(rawValue: $0.engine)?.isSouk != true
            }
            func ratio(_ value: Int?, toBest best: Int?) -> String {
                guard row.engine == Engine.souk.rawValue, let value, let best, best > 0 else { return "" }
                return fixed(Double(value) / Double(best), 2)
            }
            table.add([
                row.engine, String(row.threads), grouped(Int(row.documentsPerSecond)),
                ratio(Int(row.documentsPerSecond), toBest: peers.map { Int($0.documentsPerSecond) }.max()),
                readableBytes(row.bytes), row.searchedBytes.map(readableBytes) ?? "",
                ratio(row.searchedBytes, toBest: peers.compactMap(\.searchedBytes).min()),
                readableBytes(row.peakResidentBytes),
                ratio(row.peakResidentBytes, toBest: peers.map(\.peakResidentBytes).min()),
                row.peakAnonymousBytes.map(readableBytes) ?? "", row.segments.map(String.init) ?? "",
            ])
        }
        let documents = first.documents.map { ", " + counted($0, "document") } ?? ""
        return Titled(title: "\(corpus): building\(documents)", table: table)
    }

    private func latencyTable(_ corpus: String, _ statistic: LatencyStatistic) -> Titled? {
        let measured = results.queries.filter { $0.corpus == corpus }
        let cells = cells(measured).map { name in
            measured.filter { ($0.queryClass, $0.mode) == name }
        }
        let engines = unique(cells.joined().map(\.engine))
        guard !engines.isEmpty else { return nil }
        var table = TextTable(
            [.left("class"), .left("mode"), .right("n")] + engines.map { .right($0) }
                + [.right("souk/best"), .left("best peer")])
        for cell in cells {
            let ratio = PeerRatio(cell, statistic)
            table.add(
                [cell[0].queryClass, cell[0].mode, String(cell.map(\.count).max() ?? 0)]
                    + engines.map { engine in
                        cell.first { $0.engine == engine }.map { microseconds(statistic.value(of: $0)) } ?? ""
                    } + [ratio.map { fixed($0.ratio, 2) } ?? "", ratio?.bestPeer ?? ""])
        }
        return Titled(title: "\(corpus): latency \(statistic.rawValue), µs", table: table)
    }

    private func throughputTable(_ corpus: String) -> Titled? {
        let rows = results.throughput.filter { $0.corpus == corpus }
        guard !rows.isEmpty else { return nil }
        var table = TextTable([
            .left("class"), .left("mode"), .left("engine"), .right("threads"), .right("queries/s"),
        ])
        for row in rows {
            table.add([
                row.queryClass, row.mode, row.engine, String(row.threads), grouped(Int(row.queriesPerSecond)),
            ])
        }
        return Titled(title: "\(corpus): throughput", table: table)
    }

    private func cells(_ rows: [BenchmarkResults.LatencyRow]) -> [(String, String)] {
        unique(rows.map { $0.queryClass + " " + $0.mode }).map { name in
            let parts = name.split(separator: " ")
            return (String(parts[0]), String(parts[1]))
        }
    }
}

/// The values without repetition, in order of first appearance.
func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen = Set<Value>()
    return values.filter { seen.insert($0).inserted }
}

/// A time in three digits or more: `0.12`, `48.7`, `1,472`.
func microseconds(_ value: Double) -> String {
    value < 9.995 ? fixed(value, 2) : value < 99.95 ? fixed(value, 1) : grouped(Int(value.rounded()))
}

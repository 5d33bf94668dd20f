import SoukConsole

/// What the run says about the two headline ratios: the whole request, and ranking over several fields beside both
/// ways of the peer.
struct RequestSummary {
    let rows: [BenchmarkResults.LatencyRow]

    func print(on console: Console) {
        for corpus in unique(rows.map(\.corpus)) {
            for queryClass in unique(rows.map(\.queryClass)) {
                for (own, peer) in [
                    ("request_any", "request_any"), ("request_all", "request_all"),
                    ("fields_any10", "fields_any10"), ("fields_any10", "dismax_any10"),
                ] {
                    let ratios = LatencyStatistic.allCases.compactMap { statistic in
                        ratio(corpus, queryClass, own, peer, statistic).map {
                            "\(statistic.rawValue) \(fixed($0, 2))"
                        }
                    }
                    guard !ratios.isEmpty else { continue }
                    console.output.writeLine(
                        "\(corpus) \(queryClass): souk \(own) / best peer's \(peer): "
                            + ratios.joined(separator: ", "))
                }
            }
        }
    }

    private func ratio(
        _ corpus: String, _ queryClass: String, _ own: String, _ peer: String, _ statistic: LatencyStatistic
    ) -> Double? {
        let cell = rows.filter { $0.corpus == corpus && $0.queryClass == queryClass }
        let souk = cell.filter { $0.mode == own && $0.engine == Engine.souk.rawValue }
        let peers = cell.filter { $0.mode == peer && $0.engine != Engine.souk.rawValue }
        guard let time = souk.first.map(statistic.value), let best = peers.map(statistic.value).min() else {
            return nil
        }
        return time / max(best, 1e-9)
    }
}

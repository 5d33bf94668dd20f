/// Which of the three numbers of a latency row.
enum LatencyStatistic: String, CaseIterable {
    case median = "p50"
    case percentile99 = "p99"
    case mean

    func value(of row: BenchmarkResults.LatencyRow) -> Double {
        switch self {
        case .median: row.median
        case .percentile99: row.percentile99
        case .mean: row.mean
        }
    }
}

/// Souk beside the best of its peers in one cell and one statistic.
struct PeerRatio: Equatable {
    let bestPeer: String
    /// Souk's time divided by the best peer's: below 1, Souk is faster.
    let ratio: Double

    /// - Parameter rows: one cell's rows, all engines; nil without Souk or without a peer.
    init?(_ rows: [BenchmarkResults.LatencyRow], _ statistic: LatencyStatistic) {
        guard let souk = rows.first(where: { $0.engine == Engine.souk.rawValue }) else { return nil }
        let peers = rows.filter { Engine(rawValue: $0.engine)?.isSouk != true }
        guard let best = peers.min(by: { statistic.value(of: $0) < statistic.value(of: $1) }) else {
            return nil
        }
        bestPeer = best.engine
        ratio = statistic.value(of: souk) / max(statistic.value(of: best), 1e-9)
    }
}

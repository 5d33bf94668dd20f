/// What is reported of many queries' times: median, 99th percentile, mean; in microseconds.
struct LatencySummary: Equatable {
    let count: Int
    let median: Double
    let percentile99: Double
    let mean: Double

    /// - Parameter times: the best time of each query; nil when there are none.
    init?(_ times: [Double]) {
        guard !times.isEmpty else { return nil }
        let sorted = times.sorted()
        count = sorted.count
        median = Self.percentile(0.5, of: sorted)
        percentile99 = Self.percentile(0.99, of: sorted)
        mean = sorted.reduce(0, +) / Double(sorted.count)
    }

    /// The value that a share of the sorted values lies below, without interpolation: the largest for a share near 1.
    static func percentile(_ share: Double, of sorted: [Double]) -> Double {
        sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}

/// The best time of each query over all passes.
struct BestTimes {
    private(set) var times: [Double] = []

    mutating func add(_ pass: [Double]) {
        if times.isEmpty { times = pass } else { times = zip(times, pass).map { min($0, $1) } }
    }
}

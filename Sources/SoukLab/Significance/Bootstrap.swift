/// Intervals and tests by resampling queries: seeded, so that a report says the same every time.
///
/// - Paper: Sakai, "Evaluating evaluation metrics based on the bootstrap", SIGIR 2006; Smucker, Allan & Carterette,
///   "A comparison of statistical significance tests for information retrieval evaluation", CIKM 2007.
public enum Bootstrap {
    /// An interval of 95 %.
    public struct Interval: Codable, Sendable, Equatable {
        /// Its ends.
        public let lower, upper: Double
    }

    /// Resamples that an interval or a test takes.
    public static let resamples = 10_000
    private static let seed: UInt64 = 0x50_55_4B

    /// The percentile interval of a mean.
    public static func interval(of values: [Double]) -> Interval {
        guard !values.isEmpty else { return Interval(lower: 0, upper: 0) }
        var random = SplitMix(state: seed)
        var means = (0..<resamples).map { _ in
            var sum = 0.0
            for _ in values.indices { sum += values[random.index(below: values.count)] }
            return sum / Double(values.count)
        }
        means.sort()
        return Interval(lower: means[resamples / 40], upper: means[resamples - 1 - resamples / 40])
    }

    /// The two-sided p of a paired randomisation test: how often random signs give a mean as far from 0.
    public static func randomizationP(_ differences: [Double]) -> Double {
        guard differences.contains(where: { $0 != 0 }) else { return 1 }
        var random = SplitMix(state: seed)
        let observed = abs(differences.reduce(0, +))
        var asFar = 0
        for _ in 0..<resamples {
            var sum = 0.0
            var bits: UInt64 = 0
            for (index, difference) in differences.enumerated() {
                if index % 64 == 0 { bits = random.next() }
                sum += bits & 1 == 0 ? difference : -difference
                bits >>= 1
            }
            // Sums in another order differ in their last bits.
            if abs(sum) >= observed - 1e-12 { asFar += 1 }
        }
        return Double(asFar + 1) / Double(resamples + 1)
    }
}

/// SplitMix64 (Steele, Lea & Flood, 2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func index(below count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }
}

import SoukStorage

/// How sure a mean over queries is, without assuming how the values are spread.
///
/// Fifty queries leave a mean of nDCG uncertain by about ±0.06: no mean should be told without its interval, no
/// difference without its test. The same seed gives the same numbers on every machine.
///
/// - Papers: Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13 (percentile interval);
///   Smucker, Allan and Carterette, "A comparison of statistical significance tests for information retrieval
///   evaluation", CIKM 2007 (paired randomisation).
public struct Resampling: Sendable, Equatable, Codable {
    /// How many samples are drawn.
    public let count: Int
    /// Where the generator starts.
    public let seed: UInt64

    /// Resampling `count` times from `seed`.
    /// - Precondition: `count` > 0.
    public init(count: Int = 10_000, seed: UInt64 = 1) {
        precondition(count > 0, "resampling needs at least one sample")
        self.count = count
        self.seed = seed
    }

    /// The 95 % percentile bootstrap interval of the mean of `values`; nil without values.
    ///
    /// For the difference of two runs pass the differences by query: that is the paired bootstrap.
    /// - Complexity: O(``count`` × values).
    public func interval(ofMean values: [Double]) -> ConfidenceInterval? {
        guard !values.isEmpty else { return nil }
        var generator = SplitMix64(seed: seed)
        var means: [Double] = []
        means.reserveCapacity(count)
        for _ in 0..<count {
            var sum = 0.0
            for _ in values.indices { sum += values[generator.index(below: values.count)] }
            means.append(sum / Double(values.count))
        }
        means.sort()
        return ConfidenceInterval(
            lower: Statistics.quantile(0.025, of: means), upper: Statistics.quantile(0.975, of: means))
    }

    /// The two-sided p-value of the paired randomisation test: how often a mean difference at least as large would
    /// come about if it were chance which run got which of a query's two values.
    ///
    /// Up to 2^n ≤ ``count`` assignments of the n queries that differ are all tried, and p is exact; beyond, as many
    /// as ``count`` are drawn and p = (1 + as large) / (1 + drawn), which is never 0.
    /// - Returns: 1 if no query differs.
    /// - Complexity: O(``count`` × differences).
    public func pValue(ofDifferences differences: [Double]) -> Double {
        let changed = differences.filter { !QueryChange.isTie($0) }
        guard !changed.isEmpty else { return 1 }
        // Sums that are equal but for rounding count as equally large.
        let observed = abs(changed.reduce(0, +)) - 1e-9
        if changed.count < 63, 1 << changed.count <= count {
            let total = 1 << changed.count
            let extreme = (0..<total).count { abs(Self.sum(changed, signs: UInt64($0))) >= observed }
            return Double(extreme) / Double(total)
        }
        var generator = SplitMix64(seed: seed)
        let extreme = (0..<count).count { _ in abs(Self.sum(changed, &generator)) >= observed }
        return Double(1 + extreme) / Double(1 + count)
    }

    /// The sum of `values`, where those whose bit in `signs` is set are negated.
    private static func sum(_ values: [Double], signs: UInt64) -> Double {
        var (sum, signs) = (0.0, signs)
        for value in values {
            sum += signs & 1 == 0 ? value : -value
            signs >>= 1
        }
        return sum
    }

    private static func sum(_ values: [Double], _ generator: inout SplitMix64) -> Double {
        var (sum, signs) = (0.0, UInt64(0))
        for (index, value) in values.enumerated() {
            if index & 63 == 0 { signs = generator.next() }
            sum += signs & 1 == 0 ? value : -value
            signs >>= 1
        }
        return sum
    }
}

/// Where a mean probably lies: 95 % of the resampled means are within.
public struct ConfidenceInterval: Sendable, Equatable, Codable {
    /// The 2.5 % quantile.
    public let lower: Double
    /// The 97.5 % quantile.
    public let upper: Double

    /// An interval from `lower` to `upper`.
    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}

/// How much one query gained or lost between two runs.
public struct QueryChange: Sendable, Equatable, Codable {
    /// The query's id.
    public let query: Identifier
    /// Its value in the first run.
    public let before: Double
    /// Its value in the other run.
    public let after: Double

    /// A query's two values.
    public init(query: Identifier, before: Double, after: Double) {
        self.query = query
        self.before = before
        self.after = after
    }

    /// `after` − `before`; positive is a win.
    public var difference: Double { after - before }

    /// Whether the difference is no more than rounding.
    public static func isTie(_ difference: Double) -> Bool { abs(difference) < 1e-9 }
}

/// Two runs side by side on one metric, query by query.
///
/// ```swift
/// let comparison = PairedComparison(of: Metric(.ndcg, cut: 10), old, new, resampling: Resampling())
/// comparison?.difference   // mean of new − mean of old
/// comparison?.pValue       // how likely chance alone would do as much
/// ```
///
/// - Shapes: `queries` has an element for each query that counts, in the order of the judgements.
public struct PairedComparison: Sendable, Equatable {
    /// What is compared.
    public let metric: Metric
    /// The file of the first run.
    public let baseline: String
    /// The file of the other run.
    public let run: String
    /// Both values of every query.
    public let queries: [QueryChange]
    /// Mean difference, other run − first run.
    public let difference: Double
    /// 95 % paired bootstrap interval of the mean difference.
    public let interval: ConfidenceInterval
    /// Two-sided p-value of the paired randomisation test, not corrected for several comparisons.
    public let pValue: Double

    /// Compares two evaluations of the same queries; nil if one lacks the metric or no query counts.
    /// - Precondition: both were made by one ``Evaluator``.
    /// - Complexity: O(resamples × queries).
    public init?(of metric: Metric, _ baseline: RunEvaluation, _ run: RunEvaluation, resampling: Resampling) {
        precondition(baseline.queries == run.queries, "evaluations of different queries cannot be compared")
        guard let old = baseline.values(of: metric), let new = run.values(of: metric) else { return nil }
        let differences = zip(old, new).map { $1 - $0 }
        guard let mean = Statistics.mean(differences),
            let interval = resampling.interval(ofMean: differences)
        else { return nil }
        self.metric = metric
        self.baseline = baseline.name
        self.run = run.name
        queries = baseline.queries.indices.map {
            QueryChange(query: baseline.queries[$0], before: old[$0], after: new[$0])
        }
        difference = mean
        self.interval = interval
        pValue = resampling.pValue(ofDifferences: differences)
    }

    /// Queries on which the other run is better.
    public var winCount: Int { queries.count { !QueryChange.isTie($0.difference) && $0.difference > 0 } }
    /// Queries on which the first run is better.
    public var lossCount: Int { queries.count { !QueryChange.isTie($0.difference) && $0.difference < 0 } }
    /// Queries on which both are equal.
    public var tieCount: Int { queries.count - winCount - lossCount }

    /// The `count` biggest wins, largest first; equal ones in the order of the queries.
    public func biggestWins(_ count: Int) -> [QueryChange] {
        Array(ranked { $0.difference > $1.difference }.prefix(min(count, winCount)))
    }

    /// The `count` biggest losses, largest first; equal ones in the order of the queries.
    public func biggestLosses(_ count: Int) -> [QueryChange] {
        Array(ranked { $0.difference < $1.difference }.prefix(min(count, lossCount)))
    }

    /// `sorted` is stable only in practice; the place makes it so by construction.
    private func ranked(_ precedes: (QueryChange, QueryChange) -> Bool) -> [QueryChange] {
        queries.enumerated().sorted { left, right in
            if precedes(left.element, right.element) { return true }
            if precedes(right.element, left.element) { return false }
            return left.offset < right.offset
        }.map(\.element)
    }
}

extension EvaluationReport {
    /// The judgements the runs were held against.
    public struct JudgementsSummary: Sendable, Equatable, Codable {
        /// Their file.
        public let name: String
        /// Judged pairs of query and document.
        public let count: Int
        /// Judged queries, with or without a relevant document.
        public let queries: Int
    }

    /// A run's mean of one metric.
    public struct Score: Sendable, Equatable, Codable {
        /// The metric's name.
        public let metric: String
        /// The metric's exact meaning.
        public let definition: String
        /// Mean over the queries; 0 if there is none.
        public let mean: Double
        /// 95 % bootstrap interval of the mean; 0 to 0 without queries.
        public let interval: ConfidenceInterval
        /// Queries averaged over: those with at least one relevant document.
        public let queryCount: Int
    }

    /// A query's values, in the order of the run's metrics.
    public struct QueryScores: Sendable, Equatable, Codable {
        /// The query's id.
        public let query: Identifier
        /// Its text, where a file of queries was given.
        public let text: String?
        /// A value for each metric.
        public let values: [Double]
    }

    /// What one run scored.
    public struct RunScores: Sendable, Equatable, Codable {
        /// The run's file.
        public let name: String
        /// The run's tag.
        public let tag: String
        /// A mean for each metric.
        public let metrics: [Score]
        /// Mean share of judged documents among the first ten results: the lower, the less the other numbers say.
        public let judgedAt10: Double
        /// Queries that count and have no result.
        public let queriesWithoutResults: Int
        /// Queries of the run that nobody judged.
        public let queriesNotJudged: Int
        /// The table by query.
        public let queries: [QueryScores]
    }

    /// A run against the first run on one metric.
    public struct Comparison: Sendable, Equatable, Codable {
        /// The metric's name.
        public let metric: String
        /// The first run.
        public let baseline: String
        /// The other run.
        public let run: String
        /// Mean difference, other − first.
        public let difference: Double
        /// 95 % paired bootstrap interval of the difference.
        public let interval: ConfidenceInterval
        /// Two-sided p of the paired randomisation test, not corrected for several comparisons.
        public let p: Double
        /// Queries the other run does better.
        public let wins: Int
        /// Queries the first run does better.
        public let losses: Int
        /// Queries without a difference.
        public let ties: Int
        /// The ten queries that lost most, largest first.
        public let biggestLosses: [QueryChange]
        /// The ten queries that won most, largest first.
        public let biggestWins: [QueryChange]
    }
}

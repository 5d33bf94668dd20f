import Foundation

/// What `souk eval` says: every run's metrics with their uncertainty, and each run's differences to the first.
///
/// A value that people read as ``text(listing:)`` and tools as JSON: it is `Codable`, its keys are the names of its
/// properties, and absent parts are left out.
///
/// ```swift
/// let report = EvaluationReport(
///     judgements: try Judgements(contentsOfFile: "qrels.txt"),
///     runs: [try Run(contentsOfFile: "old.run"), try Run(contentsOfFile: "new.run")],
///     metrics: try Metric.list("ndcg@10,mrr"))
/// print(report.text())
/// ```
///
/// - Complexity: O(metrics × runs × (results + resamples × queries)).
public struct EvaluationReport: Sendable, Equatable, Codable {
    /// The judgements the runs were held against.
    public struct Judged: Sendable, Equatable, Codable {
        /// Their file.
        public let name: String
        /// Judged pairs of query and document.
        public let judgements: Int
        /// Judged queries.
        public let queries: Int
        /// Those with at least one relevant document: only these count.
        public let queriesWithRelevant: Int
    }

    /// A metric and what it means.
    public struct Definition: Sendable, Equatable, Codable {
        /// Which metric.
        public let metric: Metric
        /// Its ``SoukLab/Metric/definition``.
        public let definition: String
    }

    /// A run's mean of one metric.
    public struct Mean: Sendable, Equatable, Codable {
        /// Which metric.
        public let metric: Metric
        /// Mean over the queries that count; absent if none does.
        public let mean: Double?
        /// 95 % bootstrap interval of the mean; absent if no query counts.
        public let interval: ConfidenceInterval?
    }

    /// A query's values, in the order of the definitions.
    public struct QueryValues: Sendable, Equatable, Codable {
        /// The query's id.
        public let query: Identifier
        /// Its text, where a file of queries was given.
        public let text: String?
        /// A value for each metric.
        public let values: [Double]
    }

    /// What one run scored.
    public struct RunSummary: Sendable, Equatable, Codable {
        /// The run's file.
        public let name: String
        /// The run's tag.
        public let tag: String
        /// Its metrics.
        public let means: [Mean]
        /// Mean share of judged documents among the first ten results: the lower, the less the other numbers say.
        public let judgedAt10: Double?
        /// Queries that count and have no result.
        public let queriesWithoutResults: Int
        /// Queries of the run that nobody judged.
        public let queriesNotJudged: Int
        /// The table by query.
        public let queries: [QueryValues]
    }

    /// A run against the first run on one metric.
    public struct Difference: Sendable, Equatable, Codable {
        /// Which metric.
        public let metric: Metric
        /// The first run.
        public let baseline: String
        /// The other run.
        public let run: String
        /// Mean difference, other − first.
        public let difference: Double
        /// 95 % paired bootstrap interval of the difference.
        public let interval: ConfidenceInterval
        /// Two-sided paired randomisation p-value, not corrected for several comparisons.
        public let pValue: Double
        /// Queries the other run does better.
        public let wins: Int
        /// Queries the first run does better.
        public let losses: Int
        /// Queries without a difference.
        public let ties: Int
        /// The ten queries that lost most, largest first.
        public let biggestLosses: [QueryDifference]
        /// The ten queries that won most, largest first.
        public let biggestWins: [QueryDifference]
    }

    /// What was held against.
    public let judged: Judged
    /// The metrics, in the order asked for.
    public let definitions: [Definition]
    /// What holds for all metrics.
    public let conventions: String
    /// How uncertainty was computed.
    public let resampling: Resampling
    /// Every run, in the order given.
    public let runs: [RunSummary]
    /// For each run but the first, its differences metric by metric.
    public let differences: [Difference]

    /// Evaluates `runs`; `topics` lends the queries' texts.
    public init(
        judgements: Judgements, runs: [Run], metrics: [Metric], topics: TopicFile? = nil,
        resampling: Resampling = Resampling()
    ) {
        let judgedAt10 = Metric.judged(cutoff: 10)
        let evaluator = Evaluator(judgements, metrics: metrics)
        // Computed beside what was asked for; listed only if it was.
        let evaluations = runs.map { Evaluator(judgements, metrics: metrics + [judgedAt10]).evaluate($0) }
        let texts = Dictionary(
            (topics?.topics ?? []).map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })

        judged = Judged(
            name: judgements.name, judgements: judgements.count, queries: judgements.queries.count,
            queriesWithRelevant: evaluator.queries.count)
        definitions = evaluator.metrics.map { Definition(metric: $0, definition: $0.definition) }
        conventions = Metric.conventions
        self.resampling = resampling
        self.runs = evaluations.map {
            RunSummary($0, metrics: evaluator.metrics, texts: texts, resampling: resampling)
        }
        differences = evaluations.dropFirst().flatMap { other in
            evaluator.metrics.compactMap { metric in
                Comparison(of: metric, evaluations[0], other, resampling: resampling).map(Difference.init)
            }
        }
    }

    /// The report as JSON, keys in alphabetical order.
    /// - Throws: never in practice: all numbers are finite; the encoder's signature asks for it.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension EvaluationReport.RunSummary {
    init(_ evaluation: RunEvaluation, metrics: [Metric], texts: [Identifier: String], resampling: Resampling)
    {
        name = evaluation.name
        tag = evaluation.tag
        means = metrics.map { metric in
            EvaluationReport.Mean(
                metric: metric, mean: evaluation.mean(of: metric),
                interval: evaluation.values(of: metric).flatMap(resampling.interval(ofMean:)))
        }
        judgedAt10 = evaluation.mean(of: .judged(cutoff: 10))
        queriesWithoutResults = evaluation.unansweredCount
        queriesNotJudged = evaluation.unjudgedQueryCount
        queries = evaluation.queries.indices.map { index in
            EvaluationReport.QueryValues(
                query: evaluation.queries[index], text: texts[evaluation.queries[index]],
                values: metrics.indices.map { evaluation.values[$0][index] })
        }
    }
}

extension EvaluationReport.Difference {
    init(_ comparison: Comparison) {
        metric = comparison.metric
        baseline = comparison.baseline
        run = comparison.run
        difference = comparison.difference
        interval = comparison.interval
        pValue = comparison.pValue
        wins = comparison.winCount
        losses = comparison.lossCount
        ties = comparison.tieCount
        biggestLosses = comparison.biggestLosses(10)
        biggestWins = comparison.biggestWins(10)
    }
}

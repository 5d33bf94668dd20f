import Foundation

/// What `souk eval` says: every run's metrics with their uncertainty, and each run's differences to the first.
///
/// A value that people read as ``text(listing:)`` and tools as JSON: it is `Codable`, its keys are the names of its
/// properties, absent parts are left out.
///
/// ```swift
/// let report = EvaluationReport(
///     [try Run(contentsOf: "old.run"), try Run(contentsOf: "new.run")],
///     try Judgements(contentsOf: "qrels.txt"), try Metric.list("ndcg@10,mrr"))
/// print(report.text())
/// ```
///
/// - Complexity: O(metrics × runs × (results + resamples × queries)).
public struct EvaluationReport: Sendable, Equatable, Codable {
    /// Every run, in the order given.
    public let runs: [RunScores]
    /// For each run but the first, its differences to the first, metric by metric.
    public let comparisons: [Comparison]
    /// The judgements held against.
    public let judgements: JudgementsSummary
    /// Judged queries that were left out because nothing is relevant to them.
    public let queriesWithoutRelevant: Int
    /// What holds for all metrics.
    public let conventions: String
    /// How uncertainty was computed.
    public let resampling: Resampling

    /// Evaluates `runs`, called by the ends of their paths that tell them apart; `topics` lends the queries' texts.
    public init(
        _ runs: [Run], _ judgements: Judgements, _ metrics: [Metric], topics: TopicFile? = nil,
        resampling: Resampling = Resampling()
    ) {
        let evaluator = Evaluator(judgements, metrics: metrics)
        // The share of judged results is told of every run, but listed as a metric only when asked for.
        let wider = Evaluator(judgements, metrics: metrics + [Self.coverage])
        let evaluations = zip(runs, PathNames.shortened(runs.map(\.name))).map { run, name in
            var named = run
            named.name = name
            return wider.evaluate(named)
        }
        let texts = Dictionary(
            (topics?.topics ?? []).map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })

        self.runs = evaluations.map {
            RunScores($0, metrics: evaluator.metrics, texts: texts, resampling: resampling)
        }
        comparisons = evaluations.dropFirst().flatMap { other in
            evaluator.metrics.compactMap { metric in
                PairedComparison(of: metric, evaluations[0], other, resampling: resampling).map(
                    Comparison.init)
            }
        }
        self.judgements = JudgementsSummary(
            name: judgements.name, count: judgements.count, queries: judgements.queries.count)
        queriesWithoutRelevant = judgements.queries.count - evaluator.queries.count
        conventions = Metric.conventions
        self.resampling = resampling
    }

    /// The report as JSON, keys in alphabetical order.
    /// - Throws: nothing in practice, since all numbers are finite; the encoder's signature asks for it.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// How many of the results people look at were judged: the fewer, the less the other metrics say.
    static let coverage = Metric(.judged, cut: 10)
    /// How many losses and wins a comparison lists.
    static let extremeCount = 10
}

extension EvaluationReport.RunScores {
    init(
        _ evaluation: RunEvaluation, metrics: [Metric], texts: [Identifier: String], resampling: Resampling
    ) {
        name = evaluation.name
        tag = evaluation.tag
        self.metrics = metrics.map { metric in
            let values = evaluation.values(of: metric) ?? []
            return EvaluationReport.Score(
                metric: metric.name, definition: metric.definition, mean: Statistics.mean(values) ?? 0,
                interval: resampling.interval(ofMean: values) ?? ConfidenceInterval(lower: 0, upper: 0),
                queryCount: values.count)
        }
        judgedAt10 = evaluation.mean(of: EvaluationReport.coverage) ?? 0
        queriesWithoutResults = evaluation.unansweredCount
        queriesNotJudged = evaluation.unjudgedQueryCount
        queries = evaluation.queries.indices.map { index in
            EvaluationReport.QueryScores(
                query: evaluation.queries[index], text: texts[evaluation.queries[index]],
                values: metrics.indices.map { evaluation.values[$0][index] })
        }
    }
}

extension EvaluationReport.Comparison {
    init(_ paired: PairedComparison) {
        metric = paired.metric.name
        baseline = paired.baseline
        run = paired.run
        difference = paired.difference
        interval = paired.interval
        p = paired.pValue
        wins = paired.winCount
        losses = paired.lossCount
        ties = paired.tieCount
        biggestLosses = paired.biggestLosses(EvaluationReport.extremeCount)
        biggestWins = paired.biggestWins(EvaluationReport.extremeCount)
    }
}

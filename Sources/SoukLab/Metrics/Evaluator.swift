/// Holds runs against judgements.
///
/// ```swift
/// let evaluator = Evaluator(judgements, metrics: try Metric.list("ndcg@10,mrr"))
/// let evaluation = evaluator.evaluate(run)
/// evaluation.mean(of: Metric(.ndcg, cut: 10))   // 0.74
/// ```
///
/// Averages are over the judged queries that have a relevant document: without one no system could do better or
/// worse. A query the run does not answer counts 0; an answer to a query nobody judged is not counted.
public struct Evaluator: Sendable {
    /// The judgements held against.
    public let judgements: Judgements
    /// What is computed, in this order.
    public let metrics: [Metric]
    /// The queries that count: judged, with at least one relevant document, in the order of the judgements.
    public let queries: [Identifier]

    /// An evaluator of `metrics`; repeated metrics are computed once.
    public init(_ judgements: Judgements, metrics: [Metric]) {
        self.judgements = judgements
        self.metrics = metrics.enumerated().filter { metrics.firstIndex(of: $1) == $0 }.map(\.element)
        queries = judgements.queries.filter { judgements.relevantCount(for: $0) > 0 }
    }

    /// Computes every metric for every query that counts.
    /// - Complexity: O(queries × metrics × results of a query).
    public func evaluate(_ run: Run) -> RunEvaluation {
        let rankings = queries.map { JudgedRanking(run, query: $0, judgements: judgements) }
        let judged = Set(judgements.queries)
        return RunEvaluation(
            name: run.name, tag: run.tag, queries: queries, metrics: metrics,
            values: metrics.map { metric in rankings.map(metric.value) },
            unansweredCount: rankings.count { $0.grades.isEmpty },
            unjudgedQueryCount: run.queries.count { !judged.contains($0) })
    }
}

/// What a run scored, query by query.
///
/// - Shapes: `values` has a row for each metric and in it a number for each query.
public struct RunEvaluation: Sendable, Equatable {
    /// The run's file.
    public let name: String
    /// The run's tag.
    public let tag: String
    /// The queries that count.
    public let queries: [Identifier]
    /// The metrics, in the order asked for.
    public let metrics: [Metric]
    /// Values by metric, then by query.
    public let values: [[Double]]
    /// How many queries that count have no result.
    public let unansweredCount: Int
    /// How many queries of the run nobody judged.
    public let unjudgedQueryCount: Int

    /// The values of `metric` by query; nil if it was not computed.
    public func values(of metric: Metric) -> [Double]? {
        metrics.firstIndex(of: metric).map { values[$0] }
    }

    /// The mean of `metric`; nil if it was not computed or no query counts.
    public func mean(of metric: Metric) -> Double? {
        values(of: metric).flatMap(Statistics.mean)
    }
}

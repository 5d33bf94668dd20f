/// The metrics of one or more runs over the same judgements, and how the runs differ.
public struct EvaluationReport: Codable, Sendable {
    /// One metric of one run.
    public struct Score: Codable, Sendable {
        /// Name and exact meaning of the metric.
        public let metric, definition: String
        /// Mean over the queries, with its interval of 95 %.
        public let mean: Double
        /// The bootstrap interval of the mean.
        public let interval: Bootstrap.Interval
        /// Queries with a relevant document.
        public let queryCount: Int
    }

    /// The scores of one run.
    public struct RunScores: Codable, Sendable {
        /// Name of the run.
        public let name: String
        /// One entry for each metric.
        public let metrics: [Score]
    }

    /// What changed for one query.
    public struct QueryChange: Codable, Sendable {
        /// The query and its values in the first and in the other run.
        public let query: String
        /// The values.
        public let before, after: Double
    }

    /// How a run differs from the first in one metric.
    public struct Comparison: Codable, Sendable {
        /// The metric and the run that is compared with the first.
        public let metric, run: String
        /// Mean paired difference with its interval of 95 %, and the p of a randomisation test.
        public let difference: Double
        /// The interval of the difference.
        public let interval: Bootstrap.Interval
        /// Two-sided p.
        public let p: Double
        /// Queries that got better, worse, and stayed.
        public let wins, losses, ties: Int
        /// The five queries that lost and won most.
        public let biggestLosses, biggestWins: [QueryChange]
    }

    /// Scores by run, in the order given.
    public let runs: [RunScores]
    /// Differences of every later run to the first.
    public let comparisons: [Comparison]
    /// Judged queries that were left out since nothing is relevant to them.
    public let queriesWithoutRelevant: Int

    /// Evaluates runs.
    /// - Complexity: O(runs × metrics × (results + resamples × queries)).
    public init(_ runs: [Run], _ judgements: Judgements, _ metrics: [Metric]) {
        let queries = judgements.evaluatedQueries
        func values(_ run: Run, _ metric: Metric) -> [Double] {
            queries.map { metric.value(run.rankings[$0] ?? [], judgements.grades[$0] ?? [:]) }
        }
        self.runs = runs.map { run in
            RunScores(
                name: run.name,
                metrics: metrics.map { metric in
                    let values = values(run, metric)
                    return Score(
                        metric: metric.name, definition: metric.definition, mean: Self.mean(values),
                        interval: Bootstrap.interval(of: values), queryCount: queries.count)
                })
        }
        var comparisons: [Comparison] = []
        if let first = runs.first {
            for run in runs.dropFirst() {
                for metric in metrics {
                    comparisons.append(
                        Self.compare(metric, run.name, queries, values(first, metric), values(run, metric)))
                }
            }
        }
        self.comparisons = comparisons
        queriesWithoutRelevant = judgements.grades.count - queries.count
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    private static func compare(
        _ metric: Metric, _ run: String, _ queries: [String], _ before: [Double], _ after: [Double]
    ) -> Comparison {
        let differences = zip(after, before).map { $0 - $1 }
        let changes = queries.indices.sorted {
            (differences[$0], queries[$0]) < (differences[$1], queries[$1])
        }
        func change(_ index: Int) -> QueryChange {
            QueryChange(query: queries[index], before: before[index], after: after[index])
        }
        return Comparison(
            metric: metric.name, run: run, difference: mean(differences),
            interval: Bootstrap.interval(of: differences),
            p: Bootstrap.randomizationP(differences), wins: differences.count { $0 > 0 },
            losses: differences.count { $0 < 0 },
            ties: differences.count { $0 == 0 },
            biggestLosses: changes.prefix(5).filter { differences[$0] < 0 }.map(change),
            biggestWins: changes.suffix(5).reversed().filter { differences[$0] > 0 }.map(change))
    }
}

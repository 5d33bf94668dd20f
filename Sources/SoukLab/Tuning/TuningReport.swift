/// What tuning found, and what it is worth.
public struct TuningReport: Sendable, Equatable, Codable {
    /// A parameter with another value than before.
    public struct Change: Sendable, Equatable, Codable {
        /// The parameter.
        public let name: String
        /// Where tuning started.
        public let before: Double
        /// What it came to.
        public let after: Double
    }

    /// Means of the metric over some queries.
    public struct Means: Sendable, Equatable, Codable {
        /// With the values that tuning started from.
        public let before: Double
        /// With those it came to.
        public let after: Double

        init(_ before: [Double], _ after: [Double], _ queries: [Int]) {
            self.before = Statistics.mean(queries.map { before[$0] }) ?? 0
            self.after = Statistics.mean(queries.map { after[$0] }) ?? 0
        }

        /// `after` − `before`.
        public var gain: Double { after - before }
    }

    /// One part of the queries, measured with what was found on the others.
    public struct Fold: Sendable, Equatable, Codable {
        /// Queries of the part.
        public let queries: Int
        /// Over the others, which were looked at.
        public let training: Means
        /// Over the part itself, which was not.
        public let heldOut: Means
        /// What was found on the others.
        public let changes: [Change]
    }

    /// Queries in all.
    public let queryCount: Int
    /// The parts.
    public var folds: [Fold] = []
    /// All queries, each measured with what was found without it.
    public var heldOut = Means([], [], [])
    /// 95 % paired bootstrap interval of the gain on held-out queries, widened for what the folds have in common: see ``Tuning``.
    public var interval = ConfidenceInterval(lower: 0, upper: 0)
    /// Held-out queries that gained.
    public var wins = 0
    /// Held-out queries that lost.
    public var losses = 0
    /// All queries with what was found on all: always too good, since they were looked at.
    public var training = Means([], [], [])
    /// What was found on all queries.
    public var changes: [Change] = []
    /// Points that were measured.
    public var evaluations = 0

    init(queryCount: Int) { self.queryCount = queryCount }

    /// Whether the gain on queries that tuning has not seen is more than chance.
    public var isBeyondNoise: Bool { !changes.isEmpty && interval.lower > 0 }
}

extension ConfidenceInterval {
    /// Both ends so many times as far from a mean.
    func widened(around mean: Double, by factor: Double) -> ConfidenceInterval {
        ConfidenceInterval(lower: mean - (mean - lower) * factor, upper: mean + (upper - mean) * factor)
    }
}

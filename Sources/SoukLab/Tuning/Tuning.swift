import SoukStorage

/// Looks for better values of parameters, and says what they are worth on queries that were not looked at.
///
/// The queries are cut into folds. For each, a ``CoordinateAscent`` climbs on the others, and the fold's own queries are measured at
/// the start and at what it found. These measurements together, one a query, tell what tuning gains on queries that it has not seen;
/// ``TuningReport/isBeyondNoise`` says whether that is more than chance. The point that is proposed comes from a climb on all queries.
///
/// The folds share most of the queries they climb on, so chance that pleases one pleases all, and the spread over queries tells too small
/// an error: no estimate of it is without bias (Bengio & Grandvalet, JMLR 5, 2004). The interval is therefore widened by √folds: the
/// mean of the folds varies at most as much as one of them does, however they depend on each other.
/// - Complexity: folds · parameters · a few rounds evaluations at most; a point is evaluated once for all folds.
public struct Tuning: Sendable {
    /// Parts that the queries are cut into.
    public var folds: Int
    /// Draws the folds, and the resampling.
    public var seed: UInt64

    /// Tuning with cross-validation over `folds` parts.
    /// - Precondition: `folds` > 1.
    public init(folds: Int = 5, seed: UInt64 = 1) {
        precondition(folds > 1, "cross-validation needs two parts at least")
        self.folds = folds
        self.seed = seed
    }

    /// - Parameters:
    ///   - queryCount: how many queries there are; at least as many as folds.
    ///   - progress: called after each evaluation with how many there were.
    ///   - evaluate: the metric of every query, with these values of the parameters.
    public func run(
        _ parameters: [TuningParameter], queryCount: Int, progress: (Int) -> Void = { _ in },
        evaluate: ([Double]) throws -> [Double]
    ) rethrows -> TuningReport {
        precondition(queryCount >= folds, "fewer queries than folds")
        var known: [[Int]: [Double]] = [:]
        func values(_ point: [Int]) throws -> [Double] {
            if let found = known[point] { return found }
            let found = try evaluate(zip(parameters, point).map { $0.values[$1] })
            precondition(found.count == queryCount, "a value for each query")
            known[point] = found
            progress(known.count)
            return found
        }
        let start = try values(parameters.map(\.start))
        let parts = self.parts(queryCount)
        var report = TuningReport(queryCount: queryCount)
        var heldOut = start
        for part in parts {
            let others = Set(0..<queryCount).subtracting(part).sorted()
            let point = try CoordinateAscent(parameters: parameters, queries: others).climb(values)
            let found = try values(point)
            for query in part { heldOut[query] = found[query] }
            report.folds.append(
                TuningReport.Fold(
                    queries: part.count, training: .init(start, found, others),
                    heldOut: .init(start, found, part), changes: changes(parameters, point)))
        }
        let point = try CoordinateAscent(parameters: parameters, queries: Array(0..<queryCount)).climb(values)
        report.training = .init(start, try values(point), Array(0..<queryCount))
        report.changes = changes(parameters, point)
        report.evaluations = known.count
        let differences = zip(heldOut, start).map { $0 - $1 }
        let resampling = Resampling(seed: seed)
        report.heldOut = .init(start, heldOut, Array(0..<queryCount))
        if let interval = resampling.interval(ofMean: differences) {
            report.interval = interval.widened(around: report.heldOut.gain, by: Double(folds).squareRoot())
        }
        report.wins = differences.count { $0 > 0 && !QueryChange.isTie($0) }
        report.losses = differences.count { $0 < 0 && !QueryChange.isTie($0) }
        return report
    }

    /// Every query in one part, parts of nearly one size.
    private func parts(_ queryCount: Int) -> [[Int]] {
        var generator = SplitMix64(seed: seed)
        var order = Array(0..<queryCount)
        order.shuffle(using: &generator)
        return (0..<folds).map { fold in
            order[queryCount * fold / folds..<queryCount * (fold + 1) / folds].sorted()
        }
    }

    private func changes(_ parameters: [TuningParameter], _ point: [Int]) -> [TuningReport.Change] {
        zip(parameters, point).filter { $0.start != $1 }.map {
            TuningReport.Change(name: $0.name, before: $0.values[$0.start], after: $0.values[$1])
        }
    }
}

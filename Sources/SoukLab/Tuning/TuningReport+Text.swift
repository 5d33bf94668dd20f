import Foundation

extension TuningReport {
    /// The report for people: each fold, the gain on queries that were not looked at, and what would change.
    ///
    /// - Parameter metric: its name.
    public func text(metric: String) -> String {
        var table = AlignedTable(
            head: ["fold", "queries", "others", "gain", "held out", "gain", "found on the others"],
            alignments: [.right, .right, .right, .right, .right, .right, .left])
        for (number, fold) in folds.enumerated() {
            table.add([
                "\(number + 1)", "\(fold.queries)", Self.number(fold.training.after),
                Self.signed(fold.training.gain), Self.number(fold.heldOut.after),
                Self.signed(fold.heldOut.gain), Self.list(fold.changes),
            ])
        }
        var lines = """
            \(metric) of \(queryCount) queries at \(evaluations) points
            \(table.text())
            held out: \(Self.number(heldOut.before)) → \(Self.number(heldOut.after)), \
            gain \(Self.signed(heldOut.gain)) (95 % \(Self.signed(interval.lower)) to \(Self.signed(interval.upper))), \
            \(wins) won, \(losses) lost

            """
        lines += """
            on all queries: \(Self.number(training.before)) → \(Self.number(training.after)) with \
            \(Self.list(changes)); too good, since these queries were looked at

            """
        return lines
    }

    private static func list(_ changes: [Change]) -> String {
        changes.isEmpty
            ? "nothing better"
            : changes.map { "\($0.name) \(short($0.before)) → \(short($0.after))" }.joined(separator: ", ")
    }

    private static func short(_ value: Double) -> String { String(format: "%g", value) }
    private static func number(_ value: Double) -> String { String(format: "%.4f", value) }
    private static func signed(_ value: Double) -> String { String(format: "%+.4f", value) }
}

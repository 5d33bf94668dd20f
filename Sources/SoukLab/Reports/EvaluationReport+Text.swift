import Foundation

extension EvaluationReport {
    /// The report for people: a table of means, tables of differences, and what every number means.
    ///
    /// - Parameter listing: how many of the biggest losses and wins of each metric are listed, at most ten.
    public func text(listing: Int = 5) -> String {
        var parts = [heading, meansTable]
        // By place, not by name: nothing keeps a caller from naming one file twice.
        let metricCount = runs.first?.metrics.count ?? 0
        for start in stride(from: 0, to: comparisons.count, by: max(1, metricCount)) {
            let rows = comparisons[start..<min(start + metricCount, comparisons.count)]
            parts.append(comparisonTable(Array(rows)))
            parts += rows.compactMap { extremes($0, listing: listing) }
        }
        parts.append(foot)
        return parts.joined(separator: "\n")
    }

    private var heading: String {
        var lines = """
            \(judgements.name): \(judgements.count) judgements of \(judgements.queries) queries, \
            \(judgements.queries - queriesWithoutRelevant) with a relevant document, \(queriesWithoutRelevant) left out

            """
        for run in runs where run.queriesWithoutResults > 0 || run.queriesNotJudged > 0 {
            lines += """
                \(run.name): \(run.queriesWithoutResults) queries without results count 0; \
                \(run.queriesNotJudged) queries of the run are not judged

                """
        }
        return lines
    }

    private var meansTable: String {
        var table = AlignedTable(
            head: ["run", "metric", "mean", "95 % interval", "queries", "judged@10"],
            alignments: [.left, .left, .right, .left, .right, .right])
        for run in runs {
            for score in run.metrics {
                table.add([
                    run.name, score.metric, Self.number(score.mean),
                    "\(Self.number(score.interval.lower)) to \(Self.number(score.interval.upper))",
                    "\(score.queryCount)", Self.number(run.judgedAt10),
                ])
            }
        }
        return table.text()
    }

    private func comparisonTable(_ rows: [Comparison]) -> String {
        var table = AlignedTable(
            head: ["metric", "difference", "95 % interval", "p", "wins", "losses", "ties"],
            alignments: [.left, .right, .left, .right, .right, .right, .right])
        for row in rows {
            table.add([
                row.metric, Self.signed(row.difference),
                "\(Self.signed(row.interval.lower)) to \(Self.signed(row.interval.upper))",
                Self.number(row.p), "\(row.wins)", "\(row.losses)", "\(row.ties)",
            ])
        }
        return "\(rows[0].run) against \(rows[0].baseline)\n" + table.text()
    }

    /// The queries that moved most on one metric; nil if none did.
    private func extremes(_ comparison: Comparison, listing: Int) -> String? {
        let losses = comparison.biggestLosses.prefix(max(0, listing))
        let wins = comparison.biggestWins.prefix(max(0, listing))
        guard !losses.isEmpty || !wins.isEmpty else { return nil }
        let texts = Dictionary(
            (runs.first?.queries ?? []).map { ($0.query, $0.text ?? "") },
            uniquingKeysWith: { first, _ in first })
        var table = AlignedTable(
            head: [comparison.metric, "query", "from", "to", "by", ""],
            alignments: [.left, .left, .right, .right, .right, .left])
        for (kind, changes) in [("loss", losses), ("win", wins)] {
            for change in changes {
                table.add([
                    kind, change.query.text, Self.number(change.before), Self.number(change.after),
                    Self.signed(change.difference), texts[change.query] ?? "",
                ])
            }
        }
        return table.text(indent: "  ")
    }

    private var foot: String {
        var lines = (runs.first?.metrics ?? []).map { "\($0.metric): \($0.definition).\n" }.joined()
        lines += "judged@10: \(Self.coverage.definition).\n"
        lines += conventions + "\n"
        lines += "95 % intervals: percentile bootstrap over queries, \(resampling.count) resamples"
        lines +=
            comparisons.isEmpty
            ? ""
            : ", paired for differences; p: two-sided paired randomisation test, not corrected for several comparisons"
        return lines + "; seed \(resampling.seed).\n"
    }

    private static func number(_ value: Double) -> String {
        String(format: "%.4f", value)
    }

    private static func signed(_ value: Double) -> String {
        // -0.0000 would tell of a loss that is not there.
        abs(value) < 0.00005 ? "0.0000" : String(format: "%+.4f", value)
    }
}

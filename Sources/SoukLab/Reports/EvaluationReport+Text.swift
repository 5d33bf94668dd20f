import Foundation

extension EvaluationReport {
    /// The report for people: a table of means, tables of differences, and what every number means.
    ///
    /// - Parameter listing: how many of the biggest losses and wins of each metric are listed, at most ten.
    public func text(listing: Int = 5) -> String {
        var parts = [heading, meansTable]
        // By place, not by name: nothing keeps a caller from naming one file twice.
        for start in stride(from: 0, to: differences.count, by: max(1, definitions.count)) {
            let rows = Array(differences[start..<min(start + definitions.count, differences.count)])
            parts.append(differenceTable(rows))
            parts += rows.compactMap { extremes($0, listing: listing) }
        }
        parts.append(foot)
        return parts.joined(separator: "\n")
    }

    private var heading: String {
        let leftOut = judged.queries - judged.queriesWithRelevant
        var lines = """
            \(judged.name): \(judged.judgements) judgements of \(judged.queries) queries, \(judged.queriesWithRelevant) \
            with a relevant document, \(leftOut) left out

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
            for mean in run.means {
                table.add([
                    run.name, mean.metric.description, Self.number(mean.mean), Self.range(mean.interval),
                    "\(judged.queriesWithRelevant)", Self.number(run.judgedAt10),
                ])
            }
        }
        return table.text()
    }

    private func differenceTable(_ rows: [Difference]) -> String {
        var table = AlignedTable(
            head: ["metric", "difference", "95 % interval", "p", "wins", "losses", "ties"],
            alignments: [.left, .right, .left, .right, .right, .right, .right])
        for row in rows {
            table.add([
                row.metric.description, Self.signed(row.difference),
                "\(Self.signed(row.interval.lower)) to \(Self.signed(row.interval.upper))",
                Self.number(row.pValue), "\(row.wins)", "\(row.losses)", "\(row.ties)",
            ])
        }
        return "\(rows[0].run) against \(rows[0].baseline)\n" + table.text()
    }

    /// The queries that moved most on one metric; nil if none did.
    private func extremes(_ difference: Difference, listing: Int) -> String? {
        let losses = difference.biggestLosses.prefix(max(0, listing))
        let wins = difference.biggestWins.prefix(max(0, listing))
        guard !losses.isEmpty || !wins.isEmpty else { return nil }
        let texts = Dictionary(
            (runs.first?.queries ?? []).map { ($0.query, $0.text ?? "") },
            uniquingKeysWith: { first, _ in first })
        var table = AlignedTable(
            head: [difference.metric.description, "query", "from", "to", "by", ""],
            alignments: [.left, .left, .right, .right, .right, .left])
        for (kind, queries) in [("loss", losses), ("win", wins)] {
            for query in queries {
                table.add([
                    kind, query.query.text, Self.number(query.baseline), Self.number(query.value),
                    Self.signed(query.difference), texts[query.query] ?? "",
                ])
            }
        }
        return table.text(indent: "  ")
    }

    private var foot: String {
        var lines = definitions.map { "\($0.metric): \($0.definition).\n" }.joined()
        lines += "judged@10: \(Metric.judged(cutoff: 10).definition).\n"
        lines += conventions + "\n"
        lines += "95 % intervals: percentile bootstrap over queries, \(resampling.count) resamples"
        lines +=
            differences.isEmpty
            ? ""
            : """
            , paired for differences; p: two-sided paired randomisation test, not corrected for several comparisons
            """
        return lines + "; seed \(resampling.seed).\n"
    }

    private static func number(_ value: Double?) -> String {
        value.map { String(format: "%.4f", $0) } ?? "-"
    }

    private static func signed(_ value: Double) -> String {
        // -0.0000 would tell of a loss that is not there.
        abs(value) < 0.00005 ? "0.0000" : String(format: "%+.4f", value)
    }

    private static func range(_ interval: ConfidenceInterval?) -> String {
        interval.map { "\(number($0.lower)) to \(number($0.upper))" } ?? "-"
    }
}

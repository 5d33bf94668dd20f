import SoukLab

struct EvalCommand: Command {
    static let usage = CommandUsage(
        "eval", abstract: "Measure runs against judgements; with two or more, compare each with the first.",
        examples: [
            .init(
                "eval --qrels qrels.txt souk.run", "Means with intervals of 95 %, each with its definition."),
            .init(
                "eval --qrels qrels.txt old.run new.run --metric ndcg@10",
                "Paired difference, wins and losses."),
        ])

    @Argument("RUN", help: "TREC runs: qid Q0 docid rank score tag") var runs: [String]
    @Option("--qrels", value: "FILE", help: "Judgements: qid 0 docid grade") var qrels: String
    @Option("--metric", value: "LIST", help: "Metrics, separated by commas") var metrics = MetricList.standard

    func run(_ console: Console) throws -> ExitStatus {
        let judgements = try Judgements(contentsOf: qrels)
        let report = EvaluationReport(try runs.map { try Run(contentsOf: $0) }, judgements, metrics.metrics)
        if console.wantsJSON {
            console.writeJSON { json in json.value(EncodedJSON(report)) }
        } else {
            write(report, console)
        }
        return .success
    }

    private func write(_ report: EvaluationReport, _ console: Console) {
        var table = TextTable([
            .shrinking("run"), .left("metric"), .right("mean"), .left("95 % interval"), .right("queries"),
        ])
        for run in report.runs {
            for score in run.metrics {
                table.add([
                    run.name, score.metric, fixed(score.mean, 4),
                    "\(fixed(score.interval.lower, 4)) … \(fixed(score.interval.upper, 4))",
                    String(score.queryCount),
                ])
            }
        }
        console.output.write(table.rendered(width: console.width, style: console.style))
        if !console.isQuiet {
            console.output.writeLine()
            for score in report.runs.first?.metrics ?? [] {
                console.output.writeLine("\(score.metric): \(score.definition)")
            }
            if report.queriesWithoutRelevant > 0 {
                console.output.writeLine(
                    "\(report.queriesWithoutRelevant) queries without a relevant document are left out")
            }
        }
        for comparison in report.comparisons { write(comparison, against: report.runs[0].name, console) }
    }

    private func write(_ comparison: EvaluationReport.Comparison, against first: String, _ console: Console) {
        console.output.writeLine()
        console.output.writeLine(
            "\(comparison.metric), \(comparison.run) against \(first): \(signed(comparison.difference)) "
                + "(95 % \(signed(comparison.interval.lower)) … \(signed(comparison.interval.upper)), p = \(fixed(comparison.p, 4))), "
                + "\(comparison.wins) wins, \(comparison.losses) losses, \(comparison.ties) ties")
        for change in comparison.biggestLosses {
            console.output.writeLine(
                "  lost \(change.query): \(fixed(change.before, 4)) → \(fixed(change.after, 4))")
        }
        for change in comparison.biggestWins {
            console.output.writeLine(
                "  won  \(change.query): \(fixed(change.before, 4)) → \(fixed(change.after, 4))")
        }
    }

    private func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + fixed(value, 4) }
}

/// Metrics by name, separated by commas.
struct MetricList: ArgumentValue {
    let metrics: [Metric]
    let argumentText: String

    static let standard = MetricList(
        "ndcg@10,mrr,recall@100,p@10,map",
        [
            Metric(.ndcg, cut: 10), Metric(.mrr), Metric(.recall, cut: 100), Metric(.precision, cut: 10),
            Metric(.map),
        ])

    private init(_ text: String, _ metrics: [Metric]) {
        argumentText = text
        self.metrics = metrics
    }

    init?(argument: String) {
        let names = argument.split(separator: ",")
        let metrics = names.compactMap { try? Metric(String($0)) }
        guard !names.isEmpty, metrics.count == names.count else { return nil }
        self.init(argument, metrics)
    }

    static var expectation: String {
        "names such as ndcg@10, ndcg, mrr, mrr@10, recall@100, p@10, map, map@100, judged@10, separated by commas"
    }
}

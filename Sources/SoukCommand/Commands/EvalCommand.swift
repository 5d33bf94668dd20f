import SoukLab

struct EvalCommand: Command {
    static let specification = CommandSpecification(
        name: "eval", abstract: "Measure runs against judgements; with two or more, compare each with the first.",
        arguments: [.init(name: "RUN", help: "TREC runs: qid Q0 docid rank score tag.", arity: .many)],
        options: [
            .init("qrels", value: "FILE", help: "Judgements: qid 0 docid grade."),
            .init("metric", value: "LIST", help: "Metrics, separated by commas (default ndcg@10,mrr,recall@100,p@10,map)."),
        ],
        examples: [
            ("souk eval --qrels qrels.txt souk.run", "Means with intervals of 95 %, each with its definition."),
            ("souk eval --qrels qrels.txt old.run new.run --metric ndcg@10", "Paired difference, wins and losses."),
        ])

    private let runs: [String]
    private let qrels: String
    private let metrics: [Metric]
    private let isJSON: Bool
    private let isQuiet: Bool

    init(_ values: ParsedValues) throws {
        runs = values.arguments
        guard let qrels = values.option("qrels") else { throw UsageError("--qrels is missing: a file of qid 0 docid grade") }
        self.qrels = qrels
        let names = values.option("metric") ?? "ndcg@10,mrr,recall@100,p@10,map"
        do {
            metrics = try names.split(separator: ",").map { try Metric(String($0)) }
        } catch { throw UsageError("--metric: \(error)") }
        guard !metrics.isEmpty else { throw UsageError("--metric names no metric") }
        isJSON = values.flag("json")
        isQuiet = values.flag("quiet")
    }

    func run() throws -> Int32 {
        let judgements = try Judgements(contentsOf: qrels)
        let report = EvaluationReport(try runs.map { try Run(contentsOf: $0) }, judgements, metrics)
        if isJSON {
            Output.write(JSONObjectText.encoded(report))
            Output.line()
        } else {
            write(report)
        }
        return 0
    }

    private func write(_ report: EvaluationReport) {
        var rows = [["run", "metric", "mean", "95 % interval", "queries"]]
        for run in report.runs {
            for score in run.metrics {
                rows.append([
                    run.name, score.metric, digits(score.mean),
                    "\(digits(score.interval.lower)) … \(digits(score.interval.upper))", String(score.queryCount),
                ])
            }
        }
        for line in TextTable.lines(rows, numbers: [2, 4]) { Output.line(line) }
        if !isQuiet {
            Output.line()
            for score in report.runs.first?.metrics ?? [] { Output.line("\(score.metric): \(score.definition)") }
            if report.queriesWithoutRelevant > 0 {
                Output.line("\(report.queriesWithoutRelevant) queries without a relevant document are left out")
            }
        }
        for comparison in report.comparisons { write(comparison, against: report.runs[0].name) }
    }

    private func write(_ comparison: EvaluationReport.Comparison, against first: String) {
        Output.line()
        Output.line(
            "\(comparison.metric), \(comparison.run) against \(first): \(signed(comparison.difference)) "
                + "(95 % \(signed(comparison.interval.lower)) … \(signed(comparison.interval.upper)), p = \(digits(comparison.p))), "
                + "\(comparison.wins) wins, \(comparison.losses) losses, \(comparison.ties) ties")
        for change in comparison.biggestLosses { Output.line("  lost \(change.query): \(digits(change.before)) → \(digits(change.after))") }
        for change in comparison.biggestWins { Output.line("  won  \(change.query): \(digits(change.before)) → \(digits(change.after))") }
    }

    private func digits(_ value: Double) -> String {
        let scaled = Int((abs(value) * 10_000).rounded())
        let fraction = String(scaled % 10_000)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return "\(sign)\(scaled / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
    }

    private func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + digits(value) }
}

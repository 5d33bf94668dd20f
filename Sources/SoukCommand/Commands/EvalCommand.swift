import SoukConsole
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
    @Option("--queries", value: "FILE", help: "Texts of the queries, shown beside what was won and lost")
    var queries: String?
    @Option("--metric", value: "LIST", help: "Metrics, separated by commas") var metrics = MetricList.standard

    func run(_ console: Console) throws -> ExitStatus {
        let judgements = try Judgements(contentsOf: qrels)
        let report = EvaluationReport(
            try runs.map { try Run(contentsOf: $0) }, judgements, metrics.metrics,
            topics: try queries.map { try TopicFile(contentsOf: $0) })
        if console.wantsJSON {
            console.writeJSON { json in json.value(EncodedJSON(report)) }
        } else {
            console.output.write(report.text())
        }
        return .success
    }
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
        guard let metrics = try? Metric.list(argument), !metrics.isEmpty else { return nil }
        self.init(argument, metrics)
    }

    static var expectation: String { "metrics separated by commas, of \(Metric.names)" }
}

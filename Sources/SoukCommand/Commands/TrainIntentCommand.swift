import Foundation
import SoukConsole
import SoukImport
import SoukLab
import SoukStorage
import SoukUnderstanding

struct TrainIntentCommand: Command {
    static let usage = CommandUsage(
        "train-intent", abstract: "Train the model that reads brands, product words and intents of queries.",
        discussion: """
            EXAMPLES is tab-separated with a header that names text and intent, and perhaps brand and category: the \
            words of the query that name them. Equal examples and seed give equal bytes.
            """,
        examples: [
            .init(
                "train-intent corpus/examples.tsv corpus/intents.tsv --out my.model",
                "Then: souk understand TEXT --model my.model")
        ])

    @Argument("EXAMPLES", help: "Labelled queries") var files: [String]
    @Option("--out", value: "FILE", help: "Where the model is written") var out:
        ModelFile<UnderstandingModel>?
    @Option(
        "--source", value: "FILE", help: "Also write the model as a Swift source, as the library carries it")
    var source: String?
    @Option("--seed", value: "N", help: "Draws the order of the examples and the held-out part") var seed = 1

    @Option("--features", value: "N", help: "Features that the tagger keeps; a model has 9 bytes for each")
    var features = 36_000

    func run(_ console: Console) throws -> ExitStatus {
        var training = IntentTraining()
        training.tagger.featureLimit = features
        training.seed = UInt64(bitPattern: Int64(seed))
        let (model, report) = training.model(of: try files.flatMap { try IntentExamples.read($0) })
        try out?.write(model)
        if let source { try write(model, source: source) }
        if console.wantsJSON {
            console.writeJSON { $0.value(EncodedJSON(report)) }
        } else {
            var table = TextTable([.left(""), .right("")])
            for row in rows(report) { table.add(row) }
            console.output.write(table.rendered())
        }
        return .success
    }

    private func write(_ model: UnderstandingModel, source: String) throws {
        let directory = InMemoryDirectory()
        try model.write(to: directory, name: "model")
        let text = Base64.encoded(directory.contents["model"] ?? [])
        let code = """
            // swift-format-ignore-file
            // Written by `souk train-intent --source`; do not edit.
            enum ShippedModelBytes {
                static let text: StaticString = "\(text)"
            }

            """
        try Data(code.utf8).write(to: URL(fileURLWithPath: source), options: .atomic)
    }

    private func rows(_ report: IntentTraining.Report) -> [[String]] {
        func share(_ value: Double) -> String { String(format: "%.3f", value) }
        return [
            ["queries", String(report.queryCount)],
            ["features of the tagger", String(report.taggerFeatureCount)],
            ["features of the intent", String(report.intentFeatureCount)],
            ["brand F1, of queries not seen", share(report.brandF1)],
            ["category F1, of queries not seen", share(report.categoryF1)],
            ["queries held out", String(report.heldOutCount)],
            ["intent accuracy on them", share(report.accuracy)],
            ["temperature", share(report.temperature)],
            ["calibration error, before", share(report.calibrationErrorBefore)],
            ["calibration error", share(report.calibrationError)],
        ]
    }
}

struct TrainTaggerCommand: Command {
    static let usage = CommandUsage(
        "train-tagger", abstract: "Train a tagger on titles whose characters are labelled, and measure it.",
        discussion: """
            A line of TITLES is a character, a space and O, B-kind or I-kind; a blank line ends a title. Files may be \
            gzip. Scores are over exactly equal entities.
            """,
        examples: [.init("train-tagger train.bio.gz --test dev.bio.gz", "Precision, recall and F1 by kind.")])

    @Argument("TITLES", help: "Labelled titles") var titles: String
    @Option("--test", value: "FILE", help: "Labelled titles to measure on") var test: String?
    @Option("--dir", value: "DIR", help: "With the brands and categories of this index") var folder:
        IndexFolder?
    @Option("--seed", value: "N", help: "Draws the order of the titles") var seed = 1

    func run(_ console: Console) throws -> ExitStatus {
        var tagging = TitleTagging(try folder?.catalogue().understanding ?? QueryUnderstanding())
        tagging.trainer.seed = UInt64(bitPattern: Int64(seed))
        let model = tagging.model(of: try read(titles))
        let agreement = tagging.agreement(of: model, on: try read(test ?? titles))
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("features", model.features.count)
                    json.array("kinds") { json in
                        for (kind, score) in agreement.sorted(by: { $0.key < $1.key }) {
                            json.object { json in
                                json.member("kind", kind)
                                json.member("precision", score.precision)
                                json.member("recall", score.recall)
                                json.member("f1", score.f1)
                                json.member("labelled", score.labelled)
                            }
                        }
                    }
                }
            }
        } else {
            var table = TextTable([
                .left("kind"), .right("precision"), .right("recall"), .right("F1"), .right("labelled"),
            ])
            for (kind, score) in agreement.sorted(by: { $0.key < $1.key }) {
                table.add(
                    [kind] + [score.precision, score.recall, score.f1].map { String(format: "%.3f", $0) }
                        + [String(score.labelled)])
            }
            console.output.write(table.rendered(style: console.style))
        }
        return .success
    }

    private func read(_ path: String) throws -> [LabelledTitle] {
        try TitleTagging.read(try InputFile(path: path).readAll(), file: path)
    }
}

import Foundation
import SoukConsole
import SoukImport
import SoukLab
import SoukStorage
import SoukUnderstanding

struct TrainReviewsCommand: Command {
    static let usage = CommandUsage(
        "train-reviews", abstract: "Train the model that tells praise from complaint, and measure it.",
        discussion: """
            REVIEWS is JSONL, CSV or TSV with a text (review, text, content or comment) and a label (0 or negative, 1 or \
            positive) or a rating (1 and 2 complain, 4 and 5 praise). One review in ten is held out and judged by a model \
            of the others; the model that is written knows all. Equal reviews and seed give equal bytes.
            """,
        examples: [
            .init(
                "train-reviews reviews.tsv.gz --out shop.reviews",
                "Then: souk enrich reviews DIR FILE --model shop.reviews"),
            .init(
                "train-reviews corpus/reviews.tsv --test other.tsv",
                "Also measured on reviews from elsewhere."),
        ])

    @Argument("REVIEWS", help: "Labelled reviews, plain or .gz") var files: [String]
    @Option("--out", value: "FILE", help: "Where the model is written") var out: ModelFile<ReviewSentiment>?
    @Option("--test", value: "FILE", help: "Labelled reviews to measure the model on besides") var test:
        String?
    @Option(
        "--source", value: "FILE", help: "Also write the model as a Swift source, as the library carries it")
    var source: String?
    @Option("--seed", value: "N", help: "Draws the order of the reviews and the held-out part") var seed = 1
    @Option("--features", value: "N", help: "Features that are kept; a model has 6 bytes for each")
    var features = 400_000

    func run(_ console: Console) throws -> ExitStatus {
        var training = ReviewTraining()
        training.seed = UInt64(bitPattern: Int64(seed))
        training.trainer.featureLimit = features
        let (model, report) = try training.model(of: try ReviewFile(files).labelled())
        var reports = [("held out", report)]
        if let test {
            reports.append((test, try training.measure(model, on: try ReviewFile([test]).labelled())))
        }
        try out?.write(model)
        if let source { try write(model, source: source) }
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("reviews", report.reviewCount)
                    json.member("features", report.featureCount)
                    json.array("measured") { json in
                        for (name, report) in reports {
                            json.object { json in
                                json.member("on", name)
                                json.member("reviews", report.heldOutCount)
                                json.member("accuracy", report.accuracy)
                                json.member("negativeRecall", report.negativeRecall)
                                json.member("positiveRecall", report.positiveRecall)
                            }
                        }
                    }
                }
            }
        } else {
            console.output.writeLine(
                "\(grouped(report.reviewCount)) reviews, \(grouped(report.positiveCount)) of them praise; "
                    + "\(grouped(report.featureCount)) features")
            var table = TextTable([
                .left("measured on"), .right("reviews"), .right("accuracy"), .right("complaints found"),
                .right("praise found"),
            ])
            for (name, report) in reports {
                table.add(
                    [name, String(report.heldOutCount)]
                        + [report.accuracy, report.negativeRecall, report.positiveRecall].map { fixed($0, 4) }
                )
            }
            console.output.write(table.rendered(style: console.style))
        }
        return .success
    }

    private func write(_ model: ReviewSentiment, source: String) throws {
        let directory = InMemoryDirectory()
        try model.write(to: directory, name: "model")
        let code = """
            // swift-format-ignore-file
            // Written by `souk train-reviews --source`; do not edit.
            enum ShippedReviewModelBytes {
                static let text: StaticString = "\(Base64.encoded(directory.contents["model"] ?? []))"
            }

            """
        try Data(code.utf8).write(to: URL(fileURLWithPath: source), options: .atomic)
    }
}

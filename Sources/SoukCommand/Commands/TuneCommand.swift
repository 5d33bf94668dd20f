import Foundation
import Souk
import SoukConsole
import SoukImport
import SoukLab
import SoukRanking

struct TuneCommand: Command {
    static let usage = CommandUsage(
        "tune",
        abstract: "Look for a better relevance profile on judged queries, and refuse gains inside the noise.",
        discussion: """
            Changes one number of the profile at a time (k1, b, weights of fields and features, epsilon, and of vectors where the \
            index has them) and keeps what gains more than its standard error. The queries are cut into folds: each is measured \
            with what was found on the others, so the gain that counts is that on queries nobody looked at. The profile is written \
            only if the 95 % interval of that gain lies above 0; else nothing is written, and the status is 1. Equal index, \
            queries and seed give an equal profile.
            """,
        examples: [
            .init(
                "tune shop.index --queries q.tsv --qrels qrels.txt --out profile.json",
                "Then: souk search shop.index 手机 --profile profile.json"),
            .init(
                "tune shop.index --queries q.tsv --qrels qrels.txt --folds 10 --metric mrr --out profile.json",
                "More folds, another metric."),
        ])

    @Argument("DIR", help: "Folder of the index") var folder: IndexFolder
    @Option("--queries", value: "FILE", help: "Lines of qid<TAB>text; - is standard input") var queries:
        String
    @Option("--qrels", value: "FILE", help: "Judgements: qid 0 docid grade") var qrels: String
    @Option("--out", value: "FILE", help: "Where the profile is written") var outPath: String
    @Option("--metric", value: "NAME", help: "What shall rise") var metric = MetricArgument.standard
    @Option("--folds", value: "N", help: "Parts that the queries are cut into", range: .within(2...100))
    var folds = 5
    @Option("--profile", value: "FILE", help: "The profile to start from (default: the standard one)")
    var profilePath: String?
    @Option("--seed", value: "N", help: "Draws the folds") var seed = 1
    @Option("--threads", value: "N", help: "Searches at once", range: .within(1...64)) var threads = 1

    /// Queries that a fold needs, so that its mean says anything.
    private static let leastQueriesOfFold = 2

    func run(_ console: Console) throws -> ExitStatus {
        let catalogue = try folder.catalogue()
        let start = try profilePath.map { try SearchArguments.profile(at: $0) } ?? RelevanceProfile()
        let measurement = try ProfileMeasurement(
            catalogue, TopicFile(at: queries), Judgements(contentsOf: qrels), metric.metric,
            threads: threads)
        let needed = folds * Self.leastQueriesOfFold
        guard measurement.queryCount >= needed else {
            throw CommandFailure(
                "\(measurement.queryCount) queries of \(queries) have a relevant product in \(qrels): "
                    + "\(folds) folds need \(needed) at least")
        }
        let space = ProfileSpace(start, catalogue)
        let progress = console.progress("tuning", total: nil, unit: .items("points"))
        let report = try Tuning(folds: folds, seed: UInt64(bitPattern: Int64(seed))).run(
            space.parameters, queryCount: measurement.queryCount, progress: { progress.update(to: $0) },
            evaluate: { try measurement.values(space.profile($0)) })
        progress.finish()
        if report.isBeyondNoise { try write(space.profile(report.changes)) }
        say(report, console)
        return report.isBeyondNoise ? .success : .failure
    }

    private func write(_ profile: RelevanceProfile) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        var data = try encoder.encode(profile)
        data.append(0x0A)
        do { try data.write(to: URL(fileURLWithPath: outPath), options: .atomic) } catch {
            throw CommandFailure("\(outPath): cannot be written: \(error.localizedDescription)")
        }
    }

    private func say(_ report: TuningReport, _ console: Console) {
        if console.wantsJSON {
            console.writeJSON { json in
                json.object { json in
                    json.member("metric", metric.argumentText)
                    json.member("written", report.isBeyondNoise ? outPath : nil)
                    json.member("report", EncodedJSON(report))
                }
            }
        } else {
            console.output.write(report.text(metric: metric.argumentText))
            console.output.writeLine(
                report.isBeyondNoise
                    ? "wrote \(outPath)"
                    : "the gain on held-out queries may be chance: nothing is written; more judged queries can tell"
            )
        }
    }
}

/// One metric by name.
struct MetricArgument: ArgumentValue {
    let metric: Metric

    static let standard = MetricArgument(metric: Metric(.ndcg, cut: 10))

    private init(metric: Metric) { self.metric = metric }

    init?(argument: String) {
        guard let list = try? Metric.list(argument), list.count == 1 else { return nil }
        metric = list[0]
    }

    var argumentText: String { metric.name }
    static var expectation: String { "one metric of \(Metric.names)" }
}

extension TopicFile {
    /// Reads a file that the user names; - is standard input.
    init(at path: String) throws {
        try self.init(
            parsing: String(decoding: try InputFile(path: path).readAll(), as: UTF8.self), file: path)
    }
}

import Foundation
import SoukTestKit
import Testing

@testable import SoukLab

/// Agreement with `trec_eval` through the Python package `pytrec_eval-terrier`, where it is installed.
@Suite struct ReferenceTests {
    @Test(
        "Every metric agrees with trec_eval on random runs with ties",
        .enabled(if: TrecReference.isInstalled, "not installed: pip install pytrec_eval-terrier"),
        arguments: [1, 2, 3])
    func agrees(seed: UInt64) throws {
        var generator = SeededGenerator(orEnvironment: seed)
        let (qrels, run) = randomFiles(&generator)
        let reference = try TrecReference.values(qrels: qrels, run: run, measures: Array(Self.measures.keys))
        let evaluator = Evaluator(try Judgements(parsing: qrels), metrics: Self.measures.values.map(\.self))
        let evaluation = evaluator.evaluate(try Run(parsing: run))

        var compared = 0
        for (measure, metric) in Self.measures {
            let values = try #require(evaluation.values(of: metric))
            for (query, value) in zip(evaluation.queries, values) {
                // The reference is silent on queries without results; we count them 0.
                let expected = reference[query.text]?[measure.replacing(".", with: "_")] ?? 0
                #expect(abs(value - expected) < 1e-9, "\(metric) \(query) \(generator.rerun)")
                compared += 1
            }
        }
        #expect(compared > 200)
    }

    private static let measures: [String: Metric] = [
        "ndcg": Metric(.ndcg), "ndcg_cut.1": Metric(.ndcg, cut: 1), "ndcg_cut.3": Metric(.ndcg, cut: 3),
        "ndcg_cut.10": Metric(.ndcg, cut: 10), "recip_rank": Metric(.mrr),
        "map": Metric(.map), "map_cut.5": Metric(.map, cut: 5),
        "recall.5": Metric(.recall, cut: 5), "recall.100": Metric(.recall, cut: 100),
        "P.5": Metric(.precision, cut: 5),
        "P.10": Metric(.precision, cut: 10),
    ]

    /// Forty queries over sixty documents: grades from -1 to 4, few distinct scores, ids that share prefixes and
    /// scripts, scores that differ only beyond single precision, queries without results or without judgements.
    private func randomFiles(_ generator: inout SeededGenerator) -> (qrels: String, run: String) {
        let documents = (0..<60).map { ["d\($0)", "D-\($0)", "产品\($0)", "d\($0)é"][$0 % 4] }
        var (qrels, run) = ("", "")
        for query in 0..<40 {
            for document in documents.shuffled(using: &generator).prefix(
                .random(in: 1...30, using: &generator))
            {
                qrels += "q\(query) 0 \(document) \(Int.random(in: -1...4, using: &generator))\n"
            }
            if query % 13 == 5 { continue }
            for document in documents.shuffled(using: &generator).prefix(
                .random(in: 1...50, using: &generator))
            {
                let score = Double(Int.random(in: -2...6, using: &generator)) / 3
                let noise = Bool.random(using: &generator) ? 1e-10 : 0
                run += "q\(query) Q0 \(document) 0 \(score + noise) t\n"
            }
        }
        return (qrels, run + "stranger Q0 d0 1 1 t\n")
    }
}

/// `python3` with `pytrec_eval`, through the script in `Reference/`.
enum TrecReference {
    static let isInstalled = (try? output(of: ["-c", "import pytrec_eval"])) != nil

    /// Values by query, then by measure in the reference's spelling (`ndcg_cut_10`).
    static func values(qrels: String, run: String, measures: [String]) throws -> [String: [String: Double]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "souk-lab-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = (qrels: folder.appending(path: "qrels").path, run: folder.appending(path: "run").path)
        try Data(qrels.utf8).write(to: URL(fileURLWithPath: paths.qrels))
        try Data(run.utf8).write(to: URL(fileURLWithPath: paths.run))

        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Reference/trec_reference.py").path
        var values: [String: [String: Double]] = [:]
        for line in try output(of: [script, paths.qrels, paths.run] + measures).split(separator: "\n") {
            let columns = line.split(separator: "\t").map(String.init)
            let value = try #require(Double(columns[2]))
            values[columns[0], default: [:]][columns[1]] = value
        }
        return values
    }

    private struct Failure: Error { let status: Int32 }

    private static func output(of arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self)
    }
}

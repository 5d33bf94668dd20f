import Foundation
import Testing

@testable import SoukLab

/// On the measurement data, where its folder is named by `SOUK_DATA`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SOUK_DATA"] != nil, "SOUK_DATA is not set"))
struct MeasurementDataTests {
    private func path(_ file: String) -> String {
        (ProcessInfo.processInfo.environment["SOUK_DATA"] ?? "") + "/relevance/" + file
    }

    @Test("The CACM run that comes with the data has its published MAP and P@30")
    func cacm() throws {
        let evaluator = Evaluator(
            try Judgements(contentsOf: path("cacm/qrels.txt")),
            metrics: [Metric(.map), Metric(.precision, cut: 30)])
        let evaluation = evaluator.evaluate(try Run(contentsOf: path("cacm/anserini-bm25-run.txt")))
        let map = try #require(evaluation.mean(of: Metric(.map)))
        let precision = try #require(evaluation.mean(of: Metric(.precision, cut: 30)))
        #expect(abs(map - 0.281) < 0.0005, "\(map)")
        #expect(abs(precision - 0.198) < 0.0005, "\(precision)")
    }

    @Test(
        "Judgements and queries are read, and every judged query has a text",
        arguments: [
            ("en-electronics", 66, 56), ("en-general", 122, nil), ("en-offers", 2576, nil),
            ("zh-known-item", 473, nil),
            ("zh-shop", 58, nil), ("zh-web", 11114, nil),
        ] as [(String, Int, Int?)])
    func judgedSets(folder: String, count: Int, countWithRelevant: Int?) throws {
        let topics = try TopicFile(contentsOf: path("\(folder)/queries.dev.tsv"))
        let judgements = try Judgements(contentsOf: path("\(folder)/qrels.dev.txt"))
        #expect(topics.topics.count == count)
        #expect(Set(judgements.queries).isSubset(of: Set(topics.topics.map(\.id))))
        if let countWithRelevant {
            #expect(judgements.queries.count { judgements.relevantCount(for: $0) > 0 } == countWithRelevant)
        }
    }
}

import Foundation
import Testing

@testable import SoukLab

@Suite struct EvaluationReportTests {
    private let judgements = Judgements(
        name: "qrels.txt", grades: [("q1", ["a": 3, "b": 0]), ("q2", ["a": 1, "c": 1]), ("q3", ["a": 0])])

    private func report(_ runs: [String], topics: TopicFile? = nil) throws -> EvaluationReport {
        let runs = try runs.enumerated().map { try Run(parsing: $1, file: "run\($0)") }
        return EvaluationReport(
            runs, judgements, [Metric(.ndcg, cut: 10), Metric(.mrr)], topics: topics,
            resampling: Resampling(count: 200, seed: 9))
    }

    private let first = "q1 Q0 b 1 2 t\nq1 Q0 a 2 1 t\nq2 Q0 a 1 1 t\n"
    private let second = "q1 Q0 a 1 2 t\nq2 Q0 x 1 2 t\nq2 Q0 y 2 1 t\nq9 Q0 a 1 1 t\n"

    @Test("One run: means with intervals, no differences")
    func oneRun() throws {
        let report = try report([first])
        #expect(report.judgements.queries == 3 && report.queriesWithoutRelevant == 1)
        #expect(report.runs[0].metrics.map(\.metric) == ["ndcg@10", "mrr"])
        #expect(report.runs[0].metrics[1].mean == 0.75)
        #expect(report.runs[0].metrics[1].interval == ConfidenceInterval(lower: 0.5, upper: 1))
        #expect(report.runs[0].judgedAt10 == 1)
        #expect(report.runs[0].queries.map(\.query) == ["q1", "q2"])
        #expect(report.runs[0].queries[0].values.count == 2)
        #expect(report.comparisons.isEmpty)
    }

    @Test("Two runs: the second against the first")
    func twoRuns() throws {
        let report = try report([first, second])
        #expect(report.runs[1].queriesNotJudged == 1)
        #expect(report.runs[1].judgedAt10 == 0.5)
        let difference = try #require(report.comparisons.last)
        #expect(difference.metric == "mrr")
        #expect(difference.baseline == "run0" && difference.run == "run1")
        #expect(difference.difference == -0.25)
        #expect(difference.wins == 1 && difference.losses == 1 && difference.ties == 0)
        #expect(difference.biggestLosses == [QueryChange(query: "q2", before: 1, after: 0)])
        #expect(difference.biggestWins == [QueryChange(query: "q1", before: 0.5, after: 1)])
    }

    @Test("The JSON form reads back as the same report")
    func jsonRoundTrip() throws {
        let report = try report([first, second], topics: TopicFile(parsing: "q1\t手机\tzh\n"))
        let json = try report.json()
        #expect(try JSONDecoder().decode(EvaluationReport.self, from: Data(json.utf8)) == report)
        #expect(json.contains(#""metric" : "ndcg@10""#))
        #expect(json.contains(#""text" : "手机""#))
    }

    @Test("The text shows every number and its definition")
    func text() throws {
        let topics = try TopicFile(parsing: "q1\t华为手机\tzh\nq2\tshoes\n")
        let text = try report([first, second], topics: topics).text()
        for part in [
            "qrels.txt: 5 judgements of 3 queries, 2 with a relevant document, 1 left out",
            "run1: 0 queries without results count 0; 1 queries of the run are not judged",
            "run   metric     mean  95 % interval     queries  judged@10",
            "run0  mrr      0.7500  0.5000 to 1.0000        2     1.0000",
            "run1 against run0", "win   q1     0.5000  1.0000  +0.5000  华为手机",
            "loss  q2     1.0000  0.0000  -1.0000  shoes",
            "mrr: 1 / rank of the first relevant document", "ndcg@10: sum of (2^grade - 1) / log2(rank + 1)",
            "200 resamples, paired for differences", "seed 9",
        ] {
            #expect(text.contains(part), "missing: \(part)\n\(text)")
        }
    }

    @Test("The list of wins and losses is as long as asked for")
    func listing() throws {
        #expect(!(try report([first, second]).text(listing: 0).contains("loss  q2")))
        #expect(try report([first, first]).text().contains("0.0000 to 0.0000"))
    }

    @Test("Without a query that counts the report says so and has no means")
    func nothingCounts() throws {
        let none = Judgements(name: "none", grades: [("q", ["a": 0])])
        let report = EvaluationReport(
            [try Run(parsing: first), try Run(parsing: second)], none, [Metric(.ndcg, cut: 10)])
        #expect(report.runs[0].metrics[0].queryCount == 0)
        #expect(report.comparisons.isEmpty)
        #expect(report.text().contains("0 with a relevant document, 1 left out"))
        #expect(try !report.json().isEmpty)
    }

    @Test("Runs are called by the shortest ends of their paths that tell them apart")
    func shortensPaths() {
        #expect(PathNames.shortened(["/a/b/old.run", "/a/b/new.run"]) == ["old.run", "new.run"])
        #expect(PathNames.shortened(["x/a/s.run", "x/b/s.run", "t.run"]) == ["a/s.run", "b/s.run", "t.run"])
        #expect(PathNames.shortened(["a/s.run", "s.run"]) == ["a/s.run", "s.run"])
        #expect(PathNames.shortened(["a/s.run", "a/s.run"]) == ["a/s.run", "a/s.run"])
        #expect(PathNames.shortened(["/", ""]) == ["/", ""])
    }

    @Test("Wide characters take two cells, so columns stay aligned")
    func alignsWideText() {
        var table = AlignedTable(head: ["a", "b"], alignments: [.left, .right])
        table.add(["手机", "1"])
        table.add(["x", "22"])
        #expect(table.text() == "a      b\n手机   1\nx     22\n")
    }

    @Test("Escape sequences in a query's text do not reach the terminal")
    func removesControls() {
        var table = AlignedTable(head: ["a"], alignments: [.left])
        table.add(["\u{1B}[2Jx\u{9B}y"])
        #expect(table.text() == "a\n [2Jx y\n")
    }
}

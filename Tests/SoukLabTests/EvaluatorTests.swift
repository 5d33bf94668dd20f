import Testing

@testable import SoukLab

@Suite struct EvaluatorTests {
    private let judgements = Judgements(
        name: "qrels",
        grades: [
            ("found", ["a": 1, "b": 0]), ("missed", ["a": 2]), ("unanswered", ["c": 1]),
            ("hopeless", ["a": 0]),
            ("empty", [:]),
        ])

    private func run() throws -> Run {
        try Run(
            parsing: """
                found Q0 a 1 2 t
                missed Q0 b 1 1 t
                hopeless Q0 a 1 1 t
                stranger Q0 a 1 1 t
                """)
    }

    @Test("Queries without a relevant document are left out, unanswered ones count 0")
    func averages() throws {
        let evaluator = Evaluator(
            judgements, metrics: [Metric(.precision, cut: 1), Metric(.judged, cut: 10)])
        #expect(evaluator.queries == ["found", "missed", "unanswered"])
        let evaluation = evaluator.evaluate(try run())
        #expect(evaluation.values(of: Metric(.precision, cut: 1)) == [1, 0, 0])
        #expect(evaluation.values(of: Metric(.judged, cut: 10)) == [1, 0, 0])
        #expect(evaluation.mean(of: Metric(.precision, cut: 1)) == 1.0 / 3)
        #expect(evaluation.mean(of: Metric(.mrr)) == nil)
        #expect(evaluation.unansweredCount == 1)
        #expect(evaluation.unjudgedQueryCount == 1)
    }

    @Test("Without a query that counts there is no mean")
    func noQueries() throws {
        let none = Judgements(name: "none", grades: [("hopeless", ["a": 0])])
        let evaluation = Evaluator(none, metrics: [Metric(.ndcg)]).evaluate(try run())
        #expect(evaluation.values == [[]])
        #expect(evaluation.mean(of: Metric(.ndcg)) == nil)
    }

    @Test("A metric asked for twice is computed once")
    func repeatedMetrics() throws {
        let evaluator = Evaluator(
            judgements, metrics: [Metric(.precision, cut: 1), Metric(.precision, cut: 1)])
        #expect(evaluator.metrics == [Metric(.precision, cut: 1)])
    }
}

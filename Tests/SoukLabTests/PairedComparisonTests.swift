import Testing

@testable import SoukLab

@Suite struct ComparisonTests {
    private func evaluation(_ name: String, _ values: [Double]) -> RunEvaluation {
        RunEvaluation(
            name: name, tag: "t", queries: ["q1", "q2", "q3", "q4", "q5"], metrics: [Metric(.ndcg, cut: 10)],
            values: [values], unansweredCount: 0, unjudgedQueryCount: 0)
    }

    @Test("Differences, wins, losses and ties by query")
    func compares() throws {
        let comparison = try #require(
            PairedComparison(
                of: Metric(.ndcg, cut: 10), evaluation("old", [0.5, 0.5, 0.5, 0.5, 0]),
                evaluation("new", [0.5 + 1e-12, 0.75, 1, 0.25, 0.25]), resampling: Resampling()))
        #expect(abs(comparison.difference - 0.15) < 1e-9)
        #expect(comparison.winCount == 3)
        #expect(comparison.lossCount == 1)
        #expect(comparison.tieCount == 1)
        #expect(comparison.biggestWins(2).map(\.query) == ["q3", "q2"])
        #expect(comparison.biggestWins(10).map(\.query) == ["q3", "q2", "q5"])
        #expect(comparison.biggestLosses(10).map(\.query) == ["q4"])
        #expect(
            comparison.interval.lower < comparison.difference
                && comparison.difference < comparison.interval.upper)
        // The sizes are .25 .5 .25 .25: a sum of .75 or more needs .5 and two of the others on one side,
        // 4 sign patterns of 16 for each side.
        #expect(comparison.pValue == 8.0 / 16)
    }

    @Test("Swapping the runs mirrors the comparison")
    func mirrors() throws {
        let (old, new) = (
            evaluation("old", [0, 0.2, 0.4, 0.6, 0.8]), evaluation("new", [0.1, 0.1, 0.9, 0.6, 0.7])
        )
        let there = try #require(
            PairedComparison(of: Metric(.ndcg, cut: 10), old, new, resampling: Resampling()))
        let back = try #require(
            PairedComparison(of: Metric(.ndcg, cut: 10), new, old, resampling: Resampling()))
        #expect(there.difference == -back.difference)
        #expect(there.winCount == back.lossCount && there.tieCount == back.tieCount)
        #expect(there.pValue == back.pValue)
    }

    @Test("A metric that was not computed is not compared")
    func missingMetric() {
        let one = evaluation("one", [0, 0, 0, 0, 0])
        #expect(PairedComparison(of: Metric(.mrr), one, one, resampling: Resampling()) == nil)
    }
}

import Foundation
import SoukTestKit
import Testing

@testable import SoukLab

/// Values worked out by hand, then the definitions computed in the most literal way.
@Suite struct MetricTests {
    /// Grades 3, unjudged, 0, 1, -1 of a query with the relevant grades 3, 2, 1.
    private let ranking = JudgedRanking(grades: [3, nil, 0, 1, -1], judged: [0, 1, 2, -1, 3])

    @Test("Every metric has its hand-computed value")
    func handComputed() {
        // 7 / 1 + 1 / log2 5 over 7 / 1 + 3 / log2 3 + 1 / log2 4.
        let ideal = 7 + 3 / log2(3) + 0.5
        let expected: [(Metric, Double)] = [
            (.ndcg(cutoff: 1), 1), (.ndcg(cutoff: 2), 7 / (7 + 3 / log2(3))), (.ndcg(cutoff: 3), 7 / ideal),
            (.ndcg(cutoff: 10), (7 + 1 / log2(5)) / ideal), (.ndcg(cutoff: nil), (7 + 1 / log2(5)) / ideal),
            (.reciprocalRank(cutoff: nil), 1), (.averagePrecision(cutoff: nil), (1 + 2.0 / 4) / 3),
            (.averagePrecision(cutoff: 3), 1.0 / 3), (.recall(cutoff: 3), 1.0 / 3),
            (.recall(cutoff: 100), 2.0 / 3),
            (.recall(cutoff: nil), 2.0 / 3), (.precision(cutoff: 4), 0.5), (.precision(cutoff: 10), 0.2),
            (.judged(cutoff: 2), 0.5), (.judged(cutoff: 10), 0.8),
        ]
        for (metric, value) in expected {
            #expect(abs(metric.value(of: ranking) - value) < 1e-12, "\(metric)")
        }
    }

    @Test("The first relevant result decides the reciprocal rank, within the cut-off")
    func reciprocalRank() {
        let late = JudgedRanking(grades: [0, nil, 1, 3], judged: [0, 1, 3])
        #expect(Metric.reciprocalRank(cutoff: nil).value(of: late) == 1.0 / 3)
        #expect(Metric.reciprocalRank(cutoff: 3).value(of: late) == 1.0 / 3)
        #expect(Metric.reciprocalRank(cutoff: 2).value(of: late) == 0)
    }

    @Test("No result, or no relevant document, is 0 and never undefined")
    func emptyRankings() {
        for metric in Self.all {
            #expect(metric.value(of: JudgedRanking(grades: [], judged: [1, 2])) == 0, "\(metric)")
            let unwanted = metric.value(of: JudgedRanking(grades: [0, nil], judged: [0]))
            if case .judged = metric { #expect(unwanted > 0) } else { #expect(unwanted == 0, "\(metric)") }
        }
    }

    @Test("The largest grades stay finite")
    func largeGrades() {
        let ranking = JudgedRanking(grades: [nil, 1000, 1000], judged: [1000, 1000, 1000])
        let value = Metric.ndcg(cutoff: nil).value(of: ranking)
        #expect(value > 0.3 && value < 1)
    }

    @Test("Metrics agree with a literal computation on random rankings", arguments: [1, 2, 3])
    func agreesWithTwin(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        for _ in 0..<300 {
            let judged = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                Int.random(in: -1...4, using: &generator)
            }
            let unjudged = [Int?](repeating: nil, count: Int.random(in: 0...6, using: &generator))
            let found = judged.shuffled(using: &generator).prefix(Int.random(in: 0...8, using: &generator))
            let ranking = JudgedRanking(
                grades: (found.map(Optional.init) + unjudged).shuffled(using: &generator), judged: judged)
            for metric in Self.all {
                let twin = LiteralMetric.value(of: metric, grades: ranking.grades, judged: judged)
                #expect(
                    abs(metric.value(of: ranking) - twin) < 1e-12, "\(metric) \(ranking) \(generator.rerun)")
            }
        }
    }

    @Test("Values lie within 0 and 1, and the ideal order has them all at 1 where it can")
    func idealOrder() {
        let ideal = JudgedRanking(grades: [3, 2, 1, 0], judged: [0, 1, 2, 3])
        for metric in Self.all {
            let value = metric.value(of: ideal)
            #expect((0...1).contains(value))
        }
        #expect(Metric.ndcg(cutoff: nil).value(of: ideal) == 1)
        #expect(Metric.averagePrecision(cutoff: nil).value(of: ideal) == 1)
    }

    static let all: [Metric] = [
        .ndcg(cutoff: nil), .ndcg(cutoff: 1), .ndcg(cutoff: 5), .reciprocalRank(cutoff: nil),
        .reciprocalRank(cutoff: 3),
        .averagePrecision(cutoff: nil), .averagePrecision(cutoff: 4), .recall(cutoff: nil),
        .recall(cutoff: 3),
        .precision(cutoff: 5), .judged(cutoff: 4),
    ]
}

/// The definitions read aloud, rank by rank, with nothing shared with the code under test.
private enum LiteralMetric {
    static func value(of metric: Metric, grades: [Int?], judged: [Int]) -> Double {
        let relevant = judged.filter { $0 >= 1 }
        func gain(_ grade: Int) -> Double { grade < 1 ? 0 : pow(2, Double(grade)) - 1 }
        func hits(_ rank: Int) -> Int { grades.prefix(rank).filter { ($0 ?? 0) >= 1 }.count }
        switch metric {
        case .ndcg(let cutoff):
            let best = judged.sorted(by: >)
            func sum(_ list: [Int]) -> Double {
                (1...20).filter { $0 <= min(cutoff ?? 20, list.count) }
                    .map { rank in gain(list[rank - 1]) * log(2) / log(Double(rank) + 1) }.reduce(0, +)
            }
            return relevant.isEmpty ? 0 : sum(grades.map { $0 ?? 0 }) / sum(best)
        case .reciprocalRank(let cutoff):
            let ranks = (1...20).filter {
                $0 <= min(cutoff ?? 20, grades.count) && (grades[$0 - 1] ?? 0) >= 1
            }
            return ranks.min().map { 1 / Double($0) } ?? 0
        case .averagePrecision(let cutoff):
            let ranks = (1...20).filter {
                $0 <= min(cutoff ?? 20, grades.count) && (grades[$0 - 1] ?? 0) >= 1
            }
            let sum = ranks.map { Double(hits($0)) / Double($0) }.reduce(0, +)
            return relevant.isEmpty ? 0 : sum / Double(relevant.count)
        case .recall(let cutoff):
            return relevant.isEmpty ? 0 : Double(hits(cutoff ?? 20)) / Double(relevant.count)
        case .precision(let cutoff):
            return Double(hits(cutoff)) / Double(cutoff)
        case .judged(let cutoff):
            let shown = grades.prefix(cutoff)
            return shown.isEmpty ? 0 : Double(shown.filter { $0 != nil }.count) / Double(shown.count)
        }
    }
}

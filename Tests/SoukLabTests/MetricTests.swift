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
            (Metric(.ndcg, cut: 1), 1), (Metric(.ndcg, cut: 2), 7 / (7 + 3 / log2(3))),
            (Metric(.ndcg, cut: 3), 7 / ideal),
            (Metric(.ndcg, cut: 10), (7 + 1 / log2(5)) / ideal), (Metric(.ndcg), (7 + 1 / log2(5)) / ideal),
            (Metric(.mrr), 1), (Metric(.map), (1 + 2.0 / 4) / 3),
            (Metric(.map, cut: 3), 1.0 / 3), (Metric(.recall, cut: 3), 1.0 / 3),
            (Metric(.recall, cut: 100), 2.0 / 3),
            (Metric(.recall), 2.0 / 3), (Metric(.precision, cut: 4), 0.5), (Metric(.precision, cut: 10), 0.2),
            (Metric(.judged, cut: 2), 0.5), (Metric(.judged, cut: 10), 0.8),
        ]
        for (metric, value) in expected {
            #expect(abs(metric.value(of: ranking) - value) < 1e-12, "\(metric)")
        }
    }

    @Test("The first relevant result decides the reciprocal rank, within the cut-off")
    func reciprocalRank() {
        let late = JudgedRanking(grades: [0, nil, 1, 3], judged: [0, 1, 3])
        #expect(Metric(.mrr).value(of: late) == 1.0 / 3)
        #expect(Metric(.mrr, cut: 3).value(of: late) == 1.0 / 3)
        #expect(Metric(.mrr, cut: 2).value(of: late) == 0)
    }

    @Test("No result, or no relevant document, is 0 and never undefined")
    func emptyRankings() {
        for metric in Self.all {
            #expect(metric.value(of: JudgedRanking(grades: [], judged: [1, 2])) == 0, "\(metric)")
            let unwanted = metric.value(of: JudgedRanking(grades: [0, nil], judged: [0]))
            if metric.kind == .judged { #expect(unwanted > 0) } else { #expect(unwanted == 0, "\(metric)") }
        }
    }

    @Test("The largest grades stay finite")
    func largeGrades() {
        let ranking = JudgedRanking(grades: [nil, 1000, 1000], judged: [1000, 1000, 1000])
        let value = Metric(.ndcg).value(of: ranking)
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
        #expect(Metric(.ndcg).value(of: ideal) == 1)
        #expect(Metric(.map).value(of: ideal) == 1)
    }

    static let all: [Metric] = [
        Metric(.ndcg), Metric(.ndcg, cut: 1), Metric(.ndcg, cut: 5), Metric(.mrr),
        Metric(.mrr, cut: 3),
        Metric(.map), Metric(.map, cut: 4), Metric(.recall),
        Metric(.recall, cut: 3),
        Metric(.precision, cut: 5), Metric(.judged, cut: 4),
    ]
}

/// The definitions read aloud, rank by rank, with nothing shared with the code under test.
private enum LiteralMetric {
    static func value(of metric: Metric, grades: [Int?], judged: [Int]) -> Double {
        let relevant = judged.filter { $0 >= 1 }
        func gain(_ grade: Int) -> Double { grade < 1 ? 0 : pow(2, Double(grade)) - 1 }
        func hits(_ rank: Int) -> Int { grades.prefix(rank).filter { ($0 ?? 0) >= 1 }.count }
        let cut = metric.cut
        switch metric.kind {
        case .ndcg:
            let best = judged.sorted(by: >)
            func sum(_ list: [Int]) -> Double {
                (1...20).filter { $0 <= min(cut ?? 20, list.count) }
                    .map { rank in gain(list[rank - 1]) * log(2) / log(Double(rank) + 1) }.reduce(0, +)
            }
            return relevant.isEmpty ? 0 : sum(grades.map { $0 ?? 0 }) / sum(best)
        case .mrr:
            let ranks = (1...20).filter {
                $0 <= min(cut ?? 20, grades.count) && (grades[$0 - 1] ?? 0) >= 1
            }
            return ranks.min().map { 1 / Double($0) } ?? 0
        case .map:
            let ranks = (1...20).filter {
                $0 <= min(cut ?? 20, grades.count) && (grades[$0 - 1] ?? 0) >= 1
            }
            let sum = ranks.map { Double(hits($0)) / Double($0) }.reduce(0, +)
            return relevant.isEmpty ? 0 : sum / Double(relevant.count)
        case .recall:
            return relevant.isEmpty ? 0 : Double(hits(cut ?? 20)) / Double(relevant.count)
        case .precision:
            return Double(hits(cut ?? 0)) / Double(cut ?? 0)
        case .judged:
            let shown = grades.prefix(cut ?? 0)
            return shown.isEmpty ? 0 : Double(shown.filter { $0 != nil }.count) / Double(shown.count)
        }
    }
}

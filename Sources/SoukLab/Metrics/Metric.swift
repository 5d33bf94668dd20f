import Foundation

/// How good the answers to a query are, as one number from 0 to 1.
///
/// Each metric is a pure function of a ``JudgedRanking`` and prints its own ``definition``, so that a number never
/// stands without its meaning. The values equal those of `trec_eval` for the same order, where grades are mapped to
/// gains 2^grade − 1 and queries without a relevant document are left out.
///
/// Relevant means a grade of 1 or more; an unjudged document counts as not relevant.
///
/// - Papers: Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002; the gain is that
///   of Burges et al., "Learning to rank using gradient descent", ICML 2005.
public enum Metric: Hashable, Sendable {
    /// Normalised discounted cumulated gain of the first `cutoff` results; of all without one.
    case ndcg(cutoff: Int?)
    /// One over the rank of the first relevant result.
    case reciprocalRank(cutoff: Int?)
    /// Precision at each relevant result, averaged over all relevant documents.
    case averagePrecision(cutoff: Int?)
    /// Share of all relevant documents that were found.
    case recall(cutoff: Int?)
    /// Share of the first `cutoff` places that hold a relevant document.
    case precision(cutoff: Int)
    /// Share of the first `cutoff` results that somebody judged.
    case judged(cutoff: Int)

    /// The value for one query.
    ///
    /// - Returns: a number from 0 to 1; 0 if the query has no relevant document or no result.
    /// - Complexity: O(results + relevant documents).
    public func value(of ranking: JudgedRanking) -> Double {
        switch self {
        case .ndcg(let cutoff): Self.ndcg(ranking, cutoff)
        case .reciprocalRank(let cutoff): Self.reciprocalRank(ranking, cutoff)
        case .averagePrecision(let cutoff): Self.averagePrecision(ranking, cutoff)
        case .recall(let cutoff): Self.share(Self.relevantCount(ranking, cutoff), of: ranking.relevantCount)
        case .precision(let cutoff): Self.share(Self.relevantCount(ranking, cutoff), of: cutoff)
        case .judged(let cutoff):
            Self.share(
                ranking.first(cutoff).count { $0 != nil }, of: ranking.first(cutoff).count)
        }
    }

    private static func ndcg(_ ranking: JudgedRanking, _ cutoff: Int?) -> Double {
        let ideal = discountedGain(ranking.idealGrades.prefix(cutoff ?? ranking.idealGrades.count).map { $0 })
        return ideal > 0 ? discountedGain(ranking.first(cutoff)) / ideal : 0
    }

    private static func discountedGain(_ grades: some Sequence<Int?>) -> Double {
        var sum = 0.0
        for (index, grade) in grades.enumerated() {
            guard let grade, Judgements.isRelevant(grade) else { continue }
            sum += (exp2(Double(grade)) - 1) / log2(Double(index + 2))
        }
        return sum
    }

    private static func reciprocalRank(_ ranking: JudgedRanking, _ cutoff: Int?) -> Double {
        guard let index = ranking.first(cutoff).firstIndex(where: isRelevant) else { return 0 }
        return 1 / Double(index + 1)
    }

    private static func averagePrecision(_ ranking: JudgedRanking, _ cutoff: Int?) -> Double {
        guard ranking.relevantCount > 0 else { return 0 }
        var found = 0
        var sum = 0.0
        for (index, grade) in ranking.first(cutoff).enumerated() where isRelevant(grade) {
            found += 1
            sum += Double(found) / Double(index + 1)
        }
        return sum / Double(ranking.relevantCount)
    }

    private static func relevantCount(_ ranking: JudgedRanking, _ cutoff: Int?) -> Int {
        ranking.first(cutoff).count(where: isRelevant)
    }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : 0
    }

    private static func isRelevant(_ grade: Int?) -> Bool {
        grade.map(Judgements.isRelevant) ?? false
    }
}

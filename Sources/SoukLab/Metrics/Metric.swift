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
public struct Metric: Hashable, Sendable {
    /// The measures there are; the raw value is the first part of a metric's name.
    public enum Kind: String, Sendable, CaseIterable {
        /// Normalised discounted cumulated gain.
        case ndcg
        /// One over the rank of the first relevant result.
        case mrr
        /// Precision at each relevant result, averaged over all relevant documents.
        case map
        /// Share of all relevant documents that were found.
        case recall
        /// Share of the first places that hold a relevant document.
        case precision = "p"
        /// Share of the first results that somebody judged.
        case judged

        /// Whether the measure means something only for a stated number of places.
        var needsCut: Bool { self == .precision || self == .judged }
    }

    /// What is measured.
    public let kind: Kind
    /// How many places of a ranking are looked at; nil: all.
    public let cut: Int?

    /// A metric by its parts.
    /// - Precondition: `cut` > 0; precision and judged have one.
    public init(_ kind: Kind, cut: Int? = nil) {
        precondition((cut ?? 1) > 0, "a metric looks at one place at least")
        precondition(cut != nil || !kind.needsCut, "\(kind.rawValue) needs a cut, as in \(kind.rawValue)@10")
        self.kind = kind
        self.cut = cut
    }

    /// The value for one query.
    ///
    /// - Returns: a number from 0 to 1; 0 if the query has no result or, but for judged, no relevant document.
    /// - Complexity: O(results + relevant documents).
    public func value(of ranking: JudgedRanking) -> Double {
        let grades = ranking.grades.prefix(cut ?? ranking.grades.count)
        switch kind {
        case .ndcg:
            let ideal = discountedGain(
                ranking.idealGrades.prefix(cut ?? ranking.idealGrades.count).map(\.self))
            return ideal > 0 ? discountedGain(Array(grades)) / ideal : 0
        case .mrr:
            return grades.firstIndex(where: isRelevant).map { 1 / Double($0 + 1) } ?? 0
        case .map:
            return averagePrecision(grades, ranking.relevantCount)
        case .recall:
            return share(grades.count(where: isRelevant), of: ranking.relevantCount)
        case .precision:
            return share(grades.count(where: isRelevant), of: cut ?? grades.count)
        case .judged:
            return share(grades.count { $0 != nil }, of: grades.count)
        }
    }

    private func discountedGain(_ grades: [Int?]) -> Double {
        var sum = 0.0
        for (index, grade) in grades.enumerated() {
            guard let grade, Judgements.isRelevant(grade) else { continue }
            sum += (exp2(Double(grade)) - 1) / log2(Double(index + 2))
        }
        return sum
    }

    private func averagePrecision(_ grades: ArraySlice<Int?>, _ relevantCount: Int) -> Double {
        var found = 0
        var sum = 0.0
        for (index, grade) in grades.enumerated() where isRelevant(grade) {
            found += 1
            sum += Double(found) / Double(index + 1)
        }
        return relevantCount > 0 ? sum / Double(relevantCount) : 0
    }

    private func share(_ part: Int, of whole: Int) -> Double {
        whole > 0 ? Double(part) / Double(whole) : 0
    }

    private func isRelevant(_ grade: Int?) -> Bool {
        grade.map(Judgements.isRelevant) ?? false
    }
}

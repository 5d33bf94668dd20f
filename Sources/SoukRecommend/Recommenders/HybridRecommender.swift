/// Several recommenders as one.
public struct HybridRecommender: SimilarItemRecommender {
    /// How lists become one.
    public enum Fusion: Sendable, Equatable {
        /// Σ weight / (k + rank): only the order of each list counts (Cormack, Clarke and Büttcher, SIGIR 2009).
        case reciprocalRank(k: Double)
        /// Σ weight · score / the list's best score.
        case blend
    }

    /// A recommender and how loud it is.
    public struct Part: Sendable {
        /// The recommender.
        public var recommender: any Recommender
        /// Of at least 0.
        public var weight: Double

        /// A part.
        public init(_ recommender: any Recommender, weight: Double = 1) {
            self.recommender = recommender
            self.weight = weight
        }
    }

    private let parts: [Part]
    private let fusion: Fusion
    /// Products that each part is asked for, for every product wanted, and at least.
    private static let depth = (factor: 10, least: 200)
    private static let reasonCount = 3

    /// Parts with a weight of 0 are never asked.
    public init(_ parts: [Part], fusion: Fusion = .reciprocalRank(k: 60)) {
        self.parts = parts.filter { $0.weight > 0 }
        self.fusion = fusion
    }

    /// The sum of what the parts say.
    public func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
        let lists = parts.map { part in
            let depth = depth(count)
            return (part.recommender as? any ExplainingRecommender)?.ranking(for: shopper, count: depth)
                ?? part.recommender.recommend(for: shopper, count: depth)
        }
        var found = fuse(lists, count)
        for part in parts {
            guard let explaining = part.recommender as? any ExplainingRecommender else { continue }
            for (place, reasons) in explaining.reasons(for: found.map(\.item), shopper).enumerated() {
                Self.add(reasons, to: &found[place])
            }
        }
        return found.map(Self.cut)
    }

    /// The sum of what those parts say that know about items.
    public func similarItems(to item: String, count: Int) -> [Recommendation] {
        let lists = parts.map { part in
            (part.recommender as? any SimilarItemRecommender)?.similarItems(to: item, count: depth(count))
                ?? []
        }
        return fuse(lists, count).map(Self.cut)
    }

    private func depth(_ count: Int) -> Int { max(Self.depth.least, count * Self.depth.factor) }

    private static func cut(_ entry: Recommendation) -> Recommendation {
        Recommendation(
            item: entry.item, score: entry.score, reasons: Array(entry.reasons.prefix(reasonCount)))
    }

    private static func add(_ reasons: [RecommendationReason], to entry: inout Recommendation) {
        for reason in reasons where !entry.reasons.contains(reason) { entry.reasons.append(reason) }
    }

    private func fuse(_ lists: [[Recommendation]], _ count: Int) -> [Recommendation] {
        guard count > 0 else { return [] }
        var sums: [String: Recommendation] = [:]
        for (part, found) in zip(parts, lists) {
            for (rank, entry) in found.enumerated() {
                let value =
                    switch fusion {
                    case .reciprocalRank(let k): part.weight / (k + Double(rank + 1))
                    case .blend: part.weight * entry.score / max(found[0].score, .leastNormalMagnitude)
                    }
                sums[entry.item, default: Recommendation(item: entry.item, score: 0)].score += value
                Self.add(entry.reasons, to: &sums[entry.item, default: entry])
            }
        }
        return Array(
            sums.values.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }.prefix(
                count))
    }
}

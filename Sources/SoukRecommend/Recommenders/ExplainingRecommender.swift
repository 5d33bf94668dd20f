/// A recommender that can say what it recommends before it says why: reasons may cost more than the list, and who asks for
/// two hundred products to show ten wants ten reasons.
package protocol ExplainingRecommender: Recommender {
    /// What ``recommend(for:count:)`` gives, without reasons.
    func ranking(for shopper: Shopper, count: Int) -> [Recommendation]
    /// Why each of some items is recommended, the strongest reason first.
    func reasons(for items: [String], _ shopper: Shopper) -> [[RecommendationReason]]
}

extension ExplainingRecommender {
    /// The ranking with its reasons: what `recommend(for:count:)` returns.
    func explained(_ shopper: Shopper, _ count: Int) -> [Recommendation] {
        let found = ranking(for: shopper, count: count)
        return zip(found, reasons(for: found.map(\.item), shopper)).map { entry, reasons in
            Recommendation(item: entry.item, score: entry.score, reasons: reasons)
        }
    }
}

/// The strongest of what speaks for an item.
struct SupportingItems {
    private var parts: [(source: Int, value: Double)] = []

    mutating func add(_ source: Int, _ value: Double) {
        if value > 0 { parts.append((source, value)) }
    }

    /// Source numbers by falling value.
    func strongest(_ limit: Int = 3) -> [Int] {
        parts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.source < $1.source }.prefix(limit).map(
            \.source)
    }
}

import Foundation

/// How well lists of recommendations hold what was held out: every held-out item is relevant, and all alike.
struct RecommendationQuality {
    private let depth: Int
    private var gains = 0.0
    private var hits = 0
    private var recalls = 0.0
    private(set) var userCount = 0

    init(depth: Int) { self.depth = depth }

    mutating func add(_ list: [String], held: Set<String>) {
        guard !held.isEmpty else { return }
        var gain = 0.0
        var found = 0
        for (rank, item) in list.prefix(depth).enumerated() where held.contains(item) {
            gain += 1 / log2(Double(rank + 2))
            found += 1
        }
        let ideal = (0..<min(depth, held.count)).reduce(0.0) { $0 + 1 / log2(Double($1 + 2)) }
        gains += gain / ideal
        recalls += Double(found) / Double(held.count)
        hits += found > 0 ? 1 : 0
        userCount += 1
    }

    /// Mean over users of DCG / ideal DCG.
    var ndcg: Double { userCount > 0 ? gains / Double(userCount) : 0 }
    /// Mean over users of the share of held-out items that were found.
    var recall: Double { userCount > 0 ? recalls / Double(userCount) : 0 }
    /// Share of users of whom at least one item was found.
    var hitRate: Double { userCount > 0 ? Double(hits) / Double(userCount) : 0 }
}

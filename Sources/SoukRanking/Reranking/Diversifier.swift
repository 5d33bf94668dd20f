import SoukEngine
import SoukVectors

/// Keeps near copies of one product from filling the page: maximal marginal relevance (Carbonell & Goldstein 1998).
///
/// The last step of ranking, on its own and only where it is asked for: scores stay as they are. Of the first ``depth`` candidates
/// the next is always the one with the most of (1 − share) · S − share · the greatest cosine to those before it, S divided by the
/// best. Tiers keep their order; a candidate without a vector is like none.
/// - Complexity: O(depth² · dimension).
package struct Diversifier: Sendable {
    package static let depth = 50

    private let share: Double

    /// - Parameter share: 0 changes nothing, 1 looks at differences alone.
    package init(share: Double) { self.share = min(max(share, 0), 1) }

    package func diversify(_ list: RankedList, vectors: (DocumentAddress) -> [Float]?) -> RankedList {
        guard share > 0, list.entries.count > 2 else { return list }
        var result = list
        let count = min(Self.depth, list.entries.count)
        var start = 0
        while start < count {
            let tier = list.entries[start].candidate.tier
            let end = list.entries[start..<count].firstIndex { $0.candidate.tier != tier } ?? count
            result.entries.replaceSubrange(
                start..<end, with: permuted(Array(list.entries[start..<end]), vectors))
            start = end
        }
        return result
    }

    private func permuted(
        _ entries: [RankedList.Entry], _ vectors: (DocumentAddress) -> [Float]?
    ) -> [RankedList.Entry] {
        let directions = entries.map { entry in
            vectors(entry.candidate.address).flatMap(VectorMath.normalized)
        }
        let best = max(entries.map(\.score).max() ?? 0, .leastNormalMagnitude)
        var nearest = [Double](repeating: 0, count: entries.count)
        var rest = Array(entries.indices)
        var chosen: [RankedList.Entry] = []
        while !rest.isEmpty {
            var next = 0
            var most = -Double.infinity
            for (place, entry) in rest.enumerated() {
                let value = (1 - share) * entries[entry].score / best - share * nearest[entry]
                if value > most { (next, most) = (place, value) }
            }
            let taken = rest.remove(at: next)
            chosen.append(entries[taken])
            guard let direction = directions[taken] else { continue }
            for entry in rest {
                guard let other = directions[entry], other.count == direction.count else { continue }
                nearest[entry] = max(nearest[entry], Double(CosineSimilarity.cosine(direction, other)))
            }
        }
        return chosen
    }
}

import SoukEngine
import SoukVectors

/// Keeps near copies of one product from filling the page: maximal marginal relevance (Carbonell & Goldstein 1998).
///
/// The last step of ranking, on its own and only where it is asked for: scores stay as they are. Of the first ``depth`` candidates
/// the next is always the one with the most of (1 − share) · r − share · s: r its score S, s its greatest cosine to those before it,
/// each from 0 for the least to 1 for the greatest among the candidates, so that a share means the same whether scores lie far
/// apart or close together, and whether vectors are all alike or not. The first stays; equal ones keep their order, and so do
/// tiers. A candidate without a vector, or with one of another dimension than most, is like the others as two of them are on average.
/// - Complexity: O(depth² · dimension).
package struct Diversifier: Sendable {
    package static let depth = 100

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
            let entries = Array(list.entries[start..<end])
            let order = order(
                of: entries.map(\.score), Likeness(entries.map { vectors($0.candidate.address) }))
            result.entries.replaceSubrange(start..<end, with: order.map { entries[$0] })
            start = end
        }
        return result
    }

    /// The places of candidates in their new order.
    private func order(of scores: [Double], _ likeness: Likeness) -> [Int] {
        guard likeness.isTold else { return Array(scores.indices) }
        let relevance = Scale(scores)
        var nearest = [Double](repeating: 0, count: scores.count)
        var rest = Array(scores.indices)
        var chosen: [Int] = []
        while !rest.isEmpty {
            var next = 0
            var most = -Double.infinity
            for (place, candidate) in rest.enumerated() {
                let value = (1 - share) * relevance.share(of: scores[candidate]) - share * nearest[candidate]
                if chosen.isEmpty ? place == 0 : value > most { (next, most) = (place, value) }
            }
            let taken = rest.remove(at: next)
            for candidate in rest {
                nearest[candidate] = max(nearest[candidate], likeness.of(candidate, taken))
            }
            chosen.append(taken)
        }
        return chosen
    }
}

/// How alike candidates are: 0 for the two that are least so, 1 for those that are most.
private struct Likeness {
    private let count: Int
    private var products: [Float] = []
    private let hasDirection: [Bool]
    private let scale: Scale
    private let mean: Double
    /// Cosines that differ by rounding alone tell nothing.
    private static let leastDifference = 1e-6

    init(_ vectors: [[Float]?]) {
        count = vectors.count
        var directions = vectors.map { $0.flatMap(VectorMath.normalized) }
        let dimension = Self.commonest(directions.compactMap { $0?.count })
        for index in directions.indices where directions[index]?.count != dimension {
            directions[index] = nil
        }
        hasDirection = directions.map { $0 != nil }
        let rows = directions.flatMap { $0 ?? [Float](repeating: 0, count: dimension) }
        products = CosineSimilarity.products(rows, rows, dimension: dimension)
        var cosines: [Double] = []
        for a in 0..<count where hasDirection[a] {
            for b in 0..<a where hasDirection[b] { cosines.append(Double(products[a * count + b])) }
        }
        scale = Scale(cosines)
        mean = scale.share(of: cosines.reduce(0, +) / Double(max(cosines.count, 1)))
    }

    private static func commonest(_ dimensions: [Int]) -> Int {
        let counts = Dictionary(dimensions.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// Whether some are less alike than others.
    var isTold: Bool { scale.width > Self.leastDifference }

    func of(_ a: Int, _ b: Int) -> Double {
        hasDirection[a] && hasDirection[b] ? scale.share(of: Double(products[a * count + b])) : mean
    }
}

/// Numbers from 0 for the least to 1 for the greatest of them; 0 for all where they are equal.
private struct Scale {
    private let least: Double
    let width: Double

    init(_ values: [Double]) {
        least = values.min() ?? 0
        width = (values.max() ?? 0) - least
    }

    func share(of value: Double) -> Double { width > 0 ? (value - least) / width : 0 }
}

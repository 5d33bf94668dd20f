import SoukEngine
import SoukVectors

/// Reorders the first candidates by how near their vectors are to the query's.
///
/// V = max(0, (cos − c₀) / (1 − c₀)) is added with weight λv to the score of the first `depth` candidates; the rest
/// follow as they were. A candidate without a vector, or with one of another dimension, has V = 0. A weight of 0
/// leaves every place as it was.
package struct CosineReranker: Sendable {
    /// c₀: the cosine that unrelated products reach.
    package static let baseline = 0.3

    /// How many of the first hits stand for the query when it has no vector of its own.
    package static let feedbackDepth = 5

    package let weight: Double
    package let depth: Int

    package init(weight: Double, depth: Int) {
        self.weight = weight
        self.depth = depth
    }

    /// - Parameter query: the query's vector; nil: the mean direction of the first hits stands for it (pseudo-relevance
    ///   feedback, Rocchio 1971).
    package func rerank(_ list: RankedList, query: [Float]?, vectors: (DocumentAddress) -> [Float]?)
        -> RankedList
    {
        guard weight > 0, depth > 0 else { return list }
        guard let direction = query ?? feedback(list, vectors) else { return list }
        var result = list
        for index in result.entries.indices.prefix(depth) {
            guard let vector = vectors(result.entries[index].candidate.address),
                vector.count == direction.count
            else { continue }
            let cosine = Double(CosineSimilarity.cosine(direction, vector))
            result.entries[index].cosine = cosine
            result.entries[index].vectorScore =
                weight * max(0, (cosine - Self.baseline) / (1 - Self.baseline))
        }
        result.sort(first: depth)
        return result
    }

    private func feedback(_ list: RankedList, _ vectors: (DocumentAddress) -> [Float]?) -> [Float]? {
        let first = list.entries.prefix(Self.feedbackDepth).filter { $0.candidate.tier == 0 }
        let found = first.compactMap { entry in
            vectors(entry.candidate.address).map { (vector: $0, weight: Float(entry.candidate.score)) }
        }
        guard let dimension = found.first?.vector.count, found.count > 1 else { return nil }
        let same = found.filter { $0.vector.count == dimension }
        return VectorMath.centroid(same.map(\.vector), weights: same.map(\.weight))
    }
}

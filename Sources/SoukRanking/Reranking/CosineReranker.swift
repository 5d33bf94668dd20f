import SoukEngine
import SoukVectors

/// Reorders the first candidates by how near their vectors are to the query's.
///
/// V = max(0, (cos − c₀) / (1 − c₀)) is added with weight λv to the score of the first `depth` candidates; the rest
/// follow as they were. A candidate without a vector, or with one of another dimension, has V = 0. A weight of 0
/// leaves every place as it was. The weight is the query's own: the better the best match of its words, the less vectors decide.
///
/// The query's vector is mixed with the mean direction of the first hits, weighted by their scores (pseudo-relevance feedback,
/// Rocchio 1971); without a vector of its own, these stand for it.
package struct CosineReranker: Sendable {
    /// How many of the first hits say what is meant.
    package static let feedbackDepth = 10

    private let options: RelevanceProfile.Rerank

    package init(_ options: RelevanceProfile.Rerank) { self.options = options }

    /// - Parameters:
    ///   - query: the query's vector, worked out only where vectors weigh anything; nil, or one without a direction: the first hits alone stand for it.
    ///   - vectors: the vector of a candidate; nil: it has none.
    package func rerank(
        _ list: RankedList, query: @autoclosure () -> [Float]?, vectors: (DocumentAddress) -> [Float]?
    ) -> RankedList {
        let weight = options.weight(bestScore: list.entries.first?.candidate.score ?? 0)
        guard weight > 0, options.depth > 0 else { return list }
        guard let direction = direction(list, query(), vectors) else { return list }
        var result = list
        for index in result.entries.indices.prefix(options.depth) {
            guard let vector = vectors(result.entries[index].candidate.address),
                vector.count == direction.count
            else { continue }
            let cosine = Double(CosineSimilarity.cosine(direction, vector))
            result.entries[index].cosine = cosine
            result.entries[index].vectorScore =
                weight * max(0, (cosine - options.baseline) / (1 - options.baseline))
        }
        result.sort(first: options.depth)
        return result
    }

    /// What candidates are held against; nil: nothing says what is meant.
    package func direction(
        _ list: RankedList, _ query: [Float]?, _ vectors: (DocumentAddress) -> [Float]?
    ) -> [Float]? {
        guard let query = query.flatMap(VectorMath.normalized) else { return feedback(list, vectors) }
        guard options.feedback > 0, let feedback = feedback(list, vectors), feedback.count == query.count
        else { return query }
        let share = Float(options.feedback)
        return VectorMath.normalized(zip(query, feedback).map { (1 - share) * $0 + share * $1 }) ?? query
    }

    private func feedback(_ list: RankedList, _ vectors: (DocumentAddress) -> [Float]?) -> [Float]? {
        let tier = list.entries.first?.candidate.tier
        let first = list.entries.prefix(Self.feedbackDepth).filter { $0.candidate.tier == tier }
        let found = first.compactMap { entry in
            vectors(entry.candidate.address).map { (vector: $0, weight: Float(entry.candidate.score)) }
        }
        guard let dimension = found.first?.vector.count, found.count > 1 else { return nil }
        let same = found.filter { $0.vector.count == dimension }
        return VectorMath.centroid(same.map(\.vector), weights: same.map(\.weight))
    }
}

import SoukEngine
import SoukVectors

/// Reorders the first candidates by how near their vectors are to the query's.
///
/// V = σ(S) · ((1 − a) · (cos − min) / σ(cos) + a · (near − min) / σ(near)) is added with weight λv to the score of the first
/// `depth` candidates, σ and min over these; near is the mean cosine of the candidates that are nearest to this one
/// (``NeighbourAgreement``), a the profile's `agreement`; the rest follow as they were. All are measured by how they spread among
/// the candidates of this query, so a hit that stands out by its words stays, however small its score, and near ties are decided
/// by meaning. A candidate without a vector, or with one of another dimension or of length 0, counts as the mean. A weight of 0
/// leaves every place as it was. The weight is the query's own: the better the best match of its words, the less vectors decide.
///
/// The query's vector is mixed with the mean direction of the first hits, weighted by their scores (pseudo-relevance feedback,
/// Rocchio 1971); without a vector of its own, these stand for it.
package struct CosineReranker: Sendable {
    /// How many of the first hits say what is meant.
    package static let feedbackDepth = 10
    /// Cosines that differ by rounding alone say nothing.
    private static let leastDeviation = 1e-6

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
        let head = result.entries.indices.prefix(options.depth)
        var known: [Int] = []
        var directions: [Float] = []
        for index in head {
            guard let vector = vectors(result.entries[index].candidate.address),
                vector.count == direction.count, let unit = VectorMath.normalized(vector)
            else { continue }
            result.entries[index].cosine = Double(CosineSimilarity.cosine(direction, vector))
            known.append(index)
            directions += unit
        }
        let cosines = known.compactMap { result.entries[$0].cosine }
        let own = Spread(cosines)
        guard own.deviation > Self.leastDeviation else { return result }
        let means = NeighbourAgreement.means(directions, dimension: direction.count, cosines: cosines)
        let near = Spread(means ?? [])
        let share = near.deviation > Self.leastDeviation ? options.agreement : 0
        let factor = weight * Spread(head.map { result.entries[$0].score }).deviation
        func part(_ cosine: Double, _ near: Double) -> Double {
            factor * ((1 - share) * cosine + share * near)
        }
        for index in head { result.entries[index].vectorScore = part(own.standing(), near.standing()) }
        for (place, index) in known.enumerated() {
            result.entries[index].vectorScore = part(
                own.standing(cosines[place]), near.standing(means?[place]))
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

/// How numbers lie about their mean.
private struct Spread {
    var mean = 0.0
    var deviation = 0.0
    var least = 0.0

    init(_ values: [Double]) {
        guard let least = values.min() else { return }
        self.least = least
        mean = values.reduce(0, +) / Double(values.count)
        deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }

    /// How far a value stands above the least, in deviations; without one, that of the mean.
    func standing(_ value: Double? = nil) -> Double {
        deviation > 0 ? ((value ?? mean) - least) / deviation : 0
    }
}

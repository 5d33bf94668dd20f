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
/// Rocchio 1971); without a vector of its own, these stand for it. A sentence encoder's vector of the query says enough to choose
/// them: the first hits by words and by that vector together are heard, so that those which hold the words and mean something
/// else say less.
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
        let query = query().flatMap(VectorMath.normalized)
        guard let direction = direction(list, query, vectors) else { return list }
        let head = CandidateVectors(list.entries.prefix(options.depth), dimension: direction.count, vectors)
        guard options.looksTwice, options.feedback > 0, let query else {
            return reordered(list, head, direction, weight)
        }
        let first = reordered(list, head, query, weight)
        return reordered(list, head, self.direction(first, query, vectors) ?? query, weight)
    }

    /// The list with V as the cosines to a direction of length 1 give it.
    private func reordered(
        _ list: RankedList, _ head: CandidateVectors, _ direction: [Float], _ weight: Double
    ) -> RankedList {
        var result = list
        let cosines = head.cosines(to: direction)
        for (place, index) in head.places.enumerated() { result.entries[index].cosine = cosines[place] }
        let own = Spread(cosines)
        guard own.deviation > Self.leastDeviation else { return result }
        let means = head.neighbours?.means(of: cosines)
        let near = Spread(means ?? [])
        let share = near.deviation > Self.leastDeviation ? options.agreement : 0
        let first = result.entries.indices.prefix(options.depth)
        let factor = weight * Spread(first.map { result.entries[$0].score }).deviation
        func part(_ cosine: Double, _ near: Double) -> Double {
            factor * ((1 - share) * cosine + share * near)
        }
        for index in first { result.entries[index].vectorScore = part(own.standing(), near.standing()) }
        for (place, index) in head.places.enumerated() {
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
        guard options.feedback > 0, let feedback = feedback(list, vectors, dimension: query.count)
        else { return query }
        let share = Float(options.feedback)
        return VectorMath.normalized(zip(query, feedback).map { (1 - share) * $0 + share * $1 }) ?? query
    }

    /// - Parameter dimension: of the vectors that are heard; nil: that of the first.
    private func feedback(
        _ list: RankedList, _ vectors: (DocumentAddress) -> [Float]?, dimension: Int? = nil
    ) -> [Float]? {
        let tier = list.entries.first?.candidate.tier
        let first = list.entries.prefix(Self.feedbackDepth).filter { $0.candidate.tier == tier }
        let found = first.compactMap { entry in
            vectors(entry.candidate.address).map { (vector: $0, weight: Float(entry.score)) }
        }
        // One hit stands for no query, but beside the query's own vector it counts.
        guard found.count > (dimension == nil ? 1 : 0), let first = found.first else { return nil }
        let same = found.filter { $0.vector.count == dimension ?? first.vector.count }
        return VectorMath.centroid(same.map(\.vector), weights: same.map(\.weight))
    }
}

/// The vectors of the first candidates, and which of them are near to which.
private struct CandidateVectors {
    /// Places in the list of those that have a vector.
    private(set) var places: [Int] = []
    /// Of length 1, one after another.
    private var directions: [Float] = []
    private let dimension: Int
    /// Nil where there are too few to have any.
    let neighbours: NeighbourAgreement?

    init(
        _ entries: ArraySlice<RankedList.Entry>, dimension: Int, _ vectors: (DocumentAddress) -> [Float]?
    ) {
        self.dimension = dimension
        for (place, entry) in entries.enumerated() {
            guard let vector = vectors(entry.candidate.address), vector.count == dimension,
                let unit = VectorMath.normalized(vector)
            else { continue }
            places.append(place)
            directions += unit
        }
        neighbours = NeighbourAgreement(directions, dimension: dimension)
    }

    func cosines(to direction: [Float]) -> [Double] {
        CosineSimilarity.products(directions, direction, dimension: dimension).map {
            Double(min(max($0, -1), 1))
        }
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

/// Directions of vectors.
package enum VectorMath {
    /// The vector of length 1 in the same direction; nil for a zero vector or one that is not finite.
    package static func normalized(_ vector: [Float]) -> [Float]? {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { return nil }
        return vector.map { $0 / length }
    }

    /// The weighted mean of the directions of `vectors`; nil when there is none.
    ///
    /// - Precondition: all vectors have one dimension; as many weights as vectors.
    package static func centroid(_ vectors: [[Float]], weights: [Float]) -> [Float]? {
        precondition(vectors.count == weights.count, "one weight for each vector")
        guard let dimension = vectors.first?.count else { return nil }
        var sum = [Float](repeating: 0, count: dimension)
        for (vector, weight) in zip(vectors, weights) {
            guard let direction = normalized(vector) else { continue }
            for index in 0..<dimension { sum[index] += weight * direction[index] }
        }
        return normalized(sum)
    }
}

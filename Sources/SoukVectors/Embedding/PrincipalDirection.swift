import CSoukKernels

/// The direction along which many vectors agree most: the first right singular vector, by power iteration.
package enum PrincipalDirection {
    private static let iterations = 30

    /// - Returns: a vector of length 1, or an empty one when there are no vectors.
    /// - Complexity: O(vectors · dimension).
    package static func of(_ vectors: [[Float]]) -> [Float] {
        guard let dimension = vectors.first?.count else { return [] }
        var direction = [Float](repeating: 0, count: dimension)
        for vector in vectors { souk_add_scaled(1, vector, &direction, dimension) }
        guard var direction = VectorMath.normalized(direction) ?? vectors.first.flatMap(VectorMath.normalized)
        else { return [] }
        for _ in 0..<iterations {
            var next = [Float](repeating: 0, count: dimension)
            for vector in vectors {
                souk_add_scaled(souk_dot_floats(vector, direction, dimension), vector, &next, dimension)
            }
            guard let normalized = VectorMath.normalized(next) else { break }
            direction = normalized
        }
        return direction
    }
}

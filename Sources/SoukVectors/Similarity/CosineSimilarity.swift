/// cosine(q, v) = qᵀv / (‖q‖ ‖v‖), in [−1, 1].
package enum CosineSimilarity {
    /// The cosine of two vectors of one dimension; 0 when either is zero or holds a value that is no finite number.
    ///
    /// - Precondition: both have the same count.
    /// - Complexity: O(dimension).
    package static func cosine(_ a: [Float], _ b: [Float]) -> Float {
        precondition(a.count == b.count, "vectors of different dimensions have no cosine")
        var products = SIMD8<Float>(repeating: 0)
        var squaresA = SIMD8<Float>(repeating: 0)
        var squaresB = SIMD8<Float>(repeating: 0)
        var index = 0
        while index + 8 <= a.count {
            let x = SIMD8(a[index..<index + 8])
            let y = SIMD8(b[index..<index + 8])
            products += x * y
            squaresA += x * x
            squaresB += y * y
            index += 8
        }
        var product = products.sum()
        var squareA = squaresA.sum()
        var squareB = squaresB.sum()
        while index < a.count {
            product += a[index] * b[index]
            squareA += a[index] * a[index]
            squareB += b[index] * b[index]
            index += 1
        }
        let cosine = product / (squareA.squareRoot() * squareB.squareRoot())
        return cosine.isFinite ? min(max(cosine, -1), 1) : 0
    }
}

import CSoukKernels
import SoukStorage

/// cosine(q, v) = qᵀv / (‖q‖ ‖v‖), in [−1, 1].
package enum CosineSimilarity {
    /// The cosine of two vectors of one dimension; 0 when either is zero or holds a value that is no finite number.
    ///
    /// - Precondition: both have the same count.
    /// - Complexity: O(dimension).
    package static func cosine(_ a: [Float], _ b: [Float]) -> Float {
        precondition(a.count == b.count, "vectors of different dimensions have no cosine")
        var sums: (Float, Float, Float) = (0, 0, 0)
        withUnsafeMutableBytes(of: &sums) { sums in
            souk_dot_and_squares(a, b, a.count, sums.assumingMemoryBound(to: Float.self).baseAddress)
        }
        let cosine = sums.0 / (sums.1.squareRoot() * sums.2.squareRoot())
        return cosine.isFinite ? min(max(cosine, -1), 1) : 0
    }

    /// The products of every pair of rows: `a` holds rows of `dimension` numbers, and so does `b`.
    ///
    /// - Returns: row by row of `a`, one product for each row of `b`.
    package static func products(_ a: [Float], _ b: [Float], dimension: Int) -> [Float] {
        guard dimension > 0 else { return [] }
        let (aCount, bCount) = (a.count / dimension, b.count / dimension)
        return [Float](roomFor: aCount * bCount) { buffer, count in
            souk_dot_matrices(a, aCount, b, bCount, dimension, buffer.baseAddress)
            count = aCount * bCount
        }
    }
}

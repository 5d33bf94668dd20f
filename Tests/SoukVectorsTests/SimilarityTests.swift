import SoukTestKit
import Testing

@testable import SoukVectors

@Suite("Cosine and directions")
struct SimilarityTests {
    private func naive(_ a: [Float], _ b: [Float]) -> Double {
        var product = 0.0
        var squareA = 0.0
        var squareB = 0.0
        for (x, y) in zip(a, b) {
            product += Double(x) * Double(y)
            squareA += Double(x) * Double(x)
            squareB += Double(y) * Double(y)
        }
        return product / (squareA * squareB).squareRoot()
    }

    private func vector(_ dimension: Int, _ random: inout SeededGenerator) -> [Float] {
        (0..<dimension).map { _ in Float.random(in: -3...3, using: &random) }
    }

    @Test("the cosine is that of a plain loop in double precision, for every length around the vector width")
    func cosineEqualsNaive() {
        var random = SeededGenerator(orEnvironment: 41)
        for dimension in [1, 2, 7, 8, 9, 15, 16, 17, 31, 64, 100, 384] {
            for _ in 0..<20 {
                let a = vector(dimension, &random)
                let b = vector(dimension, &random)
                let difference = abs(Double(CosineSimilarity.cosine(a, b)) - naive(a, b))
                #expect(difference < 1e-5, "dimension \(dimension), \(random.rerun)")
            }
        }
    }

    @Test("the cosine is symmetric, 1 with itself, -1 with its opposite, and no scale changes it")
    func cosineLaws() {
        var random = SeededGenerator(orEnvironment: 42)
        for dimension in [3, 8, 50] {
            let a = vector(dimension, &random)
            let b = vector(dimension, &random)
            #expect(CosineSimilarity.cosine(a, b) == CosineSimilarity.cosine(b, a))
            #expect(abs(CosineSimilarity.cosine(a, a) - 1) < 1e-6)
            #expect(abs(CosineSimilarity.cosine(a, a.map { -$0 }) + 1) < 1e-6)
            #expect(abs(CosineSimilarity.cosine(a.map { $0 * 8 }, b) - CosineSimilarity.cosine(a, b)) < 1e-5)
        }
    }

    @Test("a zero vector, a NaN, an infinity and an empty vector have cosine 0")
    func cosineOfNothing() {
        let one = [Float](repeating: 1, count: 10)
        var odd = one
        #expect(CosineSimilarity.cosine(one, [Float](repeating: 0, count: 10)) == 0)
        #expect(CosineSimilarity.cosine([], []) == 0)
        for value in [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude] {
            for place in [0, 9] {
                odd = one
                odd[place] = value
                #expect(CosineSimilarity.cosine(one, odd) == 0, "\(value) at \(place)")
            }
        }
    }

    @Test("a direction has length 1, and there is none of a zero vector or one that is not finite")
    func normalized() throws {
        let unit = try #require(VectorMath.normalized([3, 0, 4]))
        #expect(zip(unit, [0.6, 0, 0.8] as [Float]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(VectorMath.normalized([0, 0]) == nil)
        #expect(VectorMath.normalized([1, .nan]) == nil)
        #expect(VectorMath.normalized([1, .infinity]) == nil)
        #expect(VectorMath.normalized([]) == nil)
    }

    @Test(
        "a centroid is the weighted mean of directions, lengths do not count, and unusable vectors are left out"
    )
    func centroid() throws {
        var random = SeededGenerator(orEnvironment: 43)
        let vectors = (0..<5).map { _ in vector(12, &random) }
        let weights: [Float] = [1, 0.5, 2, 0.1, 1]
        let found = try #require(VectorMath.centroid(vectors, weights: weights))
        var sum = [Double](repeating: 0, count: 12)
        for (vector, weight) in zip(vectors, weights) {
            let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            for index in 0..<12 { sum[index] += Double(weight) * Double(vector[index]) / length }
        }
        let length = sum.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
        for index in 0..<12 {
            #expect(abs(Double(found[index]) - sum[index] / length) < 1e-5, "\(random.rerun)")
        }

        let longer = vectors.map { $0.map { $0 * 5 } }
        let same = try #require(VectorMath.centroid(longer, weights: weights))
        #expect(zip(found, same).allSatisfy { abs($0 - $1) < 1e-5 })

        let zero = [Float](repeating: 0, count: 12)
        let padded = try #require(VectorMath.centroid(vectors + [zero], weights: weights + [3]))
        #expect(padded == found)
        #expect(VectorMath.centroid([], weights: []) == nil)
        #expect(VectorMath.centroid([[1, 0], [-1, 0]], weights: [1, 1]) == nil)
    }
}

import CSoukKernels
import Foundation
import SoukTestKit
import Testing

@testable import SoukVectors

@Suite("Kernels of vectors equal their plain twins")
struct KernelTests {
    private static let dimensions = [
        0, 1, 3, 4, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 96, 100, 127, 128, 300, 384,
    ]

    private func floats(_ count: Int, _ random: inout SeededGenerator) -> [Float] {
        (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
    }

    private func bytes(_ count: Int, _ random: inout SeededGenerator) -> [Int8] {
        (0..<count).map { _ in
            Bool.random(using: &random)
                ? Int8.random(in: -127...127, using: &random) : [-127, 127].randomElement()!
        }
    }

    @Test("products of floats, of one row and of many, at every length around the vector width")
    func floatProducts() {
        var random = SeededGenerator(orEnvironment: 11)
        for dimension in Self.dimensions {
            let tolerance = 1e-5 * Float(max(dimension, 1)).squareRoot()
            let query = floats(dimension, &random)
            for count in [0, 1, 3, 4, 5, 9] {
                let rows = floats(dimension * count, &random)
                var products = [Float](repeating: .nan, count: count)
                souk_dot_rows(query, rows, count, dimension, &products)
                for row in 0..<count {
                    let one = Array(rows[row * dimension..<(row + 1) * dimension])
                    let expected = souk_dot_floats_scalar(query, one, dimension)
                    #expect(abs(products[row] - expected) <= tolerance, "\(dimension), \(random.rerun)")
                    #expect(abs(souk_dot_floats(query, one, dimension) - expected) <= tolerance)
                }
                let other = floats(dimension * 7, &random)
                var matrix = [Float](repeating: .nan, count: 7 * count)
                souk_dot_matrices(other, 7, rows, count, dimension, &matrix)
                for (place, product) in matrix.enumerated() {
                    let (a, b) = (place / max(count, 1), place % max(count, 1))
                    let expected = souk_dot_floats_scalar(
                        Array(other[a * dimension..<(a + 1) * dimension]),
                        Array(rows[b * dimension..<(b + 1) * dimension]), dimension)
                    #expect(abs(product - expected) <= tolerance, "\(dimension) × \(count), \(random.rerun)")
                }
            }
        }
    }

    @Test("products of bytes are exact, at their extremes too")
    func byteProducts() {
        var random = SeededGenerator(orEnvironment: 12)
        for dimension in Self.dimensions {
            for count in [1, 3, 4, 6, 9] {
                let query = bytes(dimension, &random)
                let rows = bytes(dimension * count, &random)
                var products = [Int32](repeating: .max, count: count)
                souk_dot_byte_rows(query, rows, count, dimension, &products)
                for row in 0..<count {
                    let one = Array(rows[row * dimension..<(row + 1) * dimension])
                    let expected = zip(query, one).reduce(0) { $0 + Int32($1.0) * Int32($1.1) }
                    #expect(products[row] == expected, "\(dimension), \(random.rerun)")
                    #expect(souk_dot_bytes(query, one, dimension) == expected)
                    #expect(souk_dot_bytes_scalar(query, one, dimension) == expected)
                }
            }
        }
    }

    @Test("a scaled vector is added in place")
    func scaledSums() {
        var random = SeededGenerator(orEnvironment: 13)
        for dimension in Self.dimensions {
            let x = floats(dimension, &random)
            let y = floats(dimension, &random)
            var sum = y
            souk_add_scaled(0.5, x, &sum, dimension)
            for index in 0..<dimension { #expect(abs(sum[index] - (y[index] + 0.5 * x[index])) < 1e-6) }
        }
    }

    @Test("a step of skip-gram follows the gradient of its loss")
    func skipGramStep() {
        var random = SeededGenerator(orEnvironment: 14)
        for dimension in [1, 5, 16, 37] {
            let hidden = floats(dimension, &random)
            let output = floats(dimension * 4, &random)
            let targets: [UInt32] = [2, 0, 3]
            func loss(_ hidden: [Float]) -> Double {
                targets.enumerated().reduce(0) { sum, target in
                    let row = Int(target.element) * dimension
                    let product = zip(hidden, output[row...]).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
                    return sum + log(1 + exp(target.offset == 0 ? -product : product))
                }
            }
            var gradient = [Float](repeating: 0, count: dimension)
            var changed = output
            let found = souk_skip_gram_step(hidden, &gradient, dimension, &changed, targets, 3, 1)
            #expect(abs(Double(found) - loss(hidden)) < 1e-3, "\(random.rerun)")
            for index in 0..<dimension {
                var (more, less) = (hidden, hidden)
                more[index] += 1e-2
                less[index] -= 1e-2
                let slope = (loss(more) - loss(less)) / Double(more[index] - less[index])
                #expect(abs(Double(gradient[index]) + slope) < 1e-3, "\(random.rerun)")
            }
            #expect(Array(changed[dimension..<2 * dimension]) == Array(output[dimension..<2 * dimension]))
        }
    }
}

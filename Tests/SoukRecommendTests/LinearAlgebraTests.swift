import SoukTestKit
import Testing

@testable import SoukRecommend

/// Gaussian elimination in double precision: the oracle of everything that is solved.
enum PlainAlgebra {
    static func solve(_ matrix: [[Double]], _ side: [Double]) -> [Double] {
        var rows = zip(matrix, side).map { $0 + [$1] }
        let count = side.count
        for pivot in 0..<count {
            let best = (pivot..<count).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
            rows.swapAt(pivot, best)
            for row in 0..<count where row != pivot {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                guard factor != 0 else { continue }
                for column in pivot...count { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }

    static func inverse(_ matrix: [[Double]]) -> [[Double]] {
        let columns = matrix.indices.map { column in
            solve(matrix, matrix.indices.map { $0 == column ? 1 : 0 })
        }
        return matrix.indices.map { row in columns.map { $0[row] } }
    }
}

@Suite("Systems of equations")
struct LinearAlgebraTests {
    @Test(
        "solutions and inverses are those of elimination", arguments: [1, 2, 3, 4, 7, 8, 31, 33, 48, 50, 101])
    func systems(dimension: Int) throws {
        var random = SeededGenerator(orEnvironment: UInt64(dimension))
        let count = dimension + 5
        let rows = (0..<count * dimension).map { _ in Float.random(in: -1...1, using: &random) }
        let indexes = (0..<count).map { UInt32($0) }
        let weights = (0..<count).map { _ in Float.random(in: 0.1...2, using: &random) }
        var matrix = SymmetricMatrix(dimension: dimension)
        matrix.addOuterProducts(rows, indexes, weights)
        matrix.addToDiagonal(0.5)
        matrix.add(0.25, row: 0, column: dimension - 1)
        var plain = [[Double]](repeating: [Double](repeating: 0, count: dimension), count: dimension)
        for (index, weight) in zip(indexes, weights) {
            for i in 0..<dimension {
                for j in 0..<dimension {
                    let product = rows[Int(index) * dimension + i] * rows[Int(index) * dimension + j]
                    plain[i][j] += Double(weight * product)
                }
            }
        }
        for i in 0..<dimension { plain[i][i] += 0.5 }
        plain[0][dimension - 1] += 0.25
        if dimension > 1 { plain[dimension - 1][0] += 0.25 }
        let factor = try #require(matrix.factored())
        let side = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
        // A solution is one when the matrix takes it to its side.
        func product(_ row: Int, _ column: [Float]) -> Double {
            zip(plain[row], column).reduce(0) { $0 + $1.0 * Double($1.1) }
        }
        let solution = factor.solve(side)
        for row in 0..<dimension {
            #expect(abs(product(row, solution) - Double(side[row])) < 1e-3, "\(random.rerun)")
        }
        var seen = 0
        var worst = 0.0
        factor.forEachInverseColumn { column, values in
            seen += 1
            for row in 0..<dimension {
                worst = max(worst, abs(product(row, values) - (row == column ? 1 : 0)))
            }
        }
        #expect(worst < 1e-3, "\(random.rerun)")
        #expect(seen == dimension)
    }

    @Test("a matrix that is not positive definite has no factor")
    func indefinite() {
        var matrix = SymmetricMatrix(dimension: 3)
        matrix.add(1, row: 0, column: 0)
        matrix.add(-1, row: 1, column: 1)
        matrix.add(1, row: 2, column: 2)
        #expect(matrix.factored() == nil)
        var broken = SymmetricMatrix(dimension: 2)
        broken.add(.nan, row: 0, column: 0)
        #expect(broken.factored() == nil)
    }
}

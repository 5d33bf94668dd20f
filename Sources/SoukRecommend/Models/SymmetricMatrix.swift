import CSoukKernels

/// A symmetric positive definite matrix of a system of equations; only its lower triangle counts.
struct SymmetricMatrix {
    let dimension: Int
    private var values: [Float]

    init(dimension: Int) {
        self.dimension = dimension
        values = [Float](repeating: 0, count: dimension * dimension)
    }

    mutating func add(_ value: Float, row: Int, column: Int) {
        values[max(row, column) * dimension + min(row, column)] += value
    }

    mutating func addToDiagonal(_ value: Float) {
        for place in 0..<dimension { values[place * (dimension + 1)] += value }
    }

    /// Adds Σ weight · v · vᵀ over rows of a table of `dimension` columns.
    ///
    /// - Complexity: O(rows · dimension²).
    mutating func addOuterProducts(_ rows: [Float], _ indexes: [UInt32], _ weights: [Float]) {
        precondition(indexes.count == weights.count)
        precondition(indexes.allSatisfy { (Int($0) + 1) * dimension <= rows.count })
        // SAFETY: every index names a whole row of the table; the kernel writes inside dimension² numbers.
        values.withUnsafeMutableBufferPointer { values in
            guard let base = values.baseAddress else { return }
            souk_add_outer_products(base, dimension, rows, indexes, weights, indexes.count)
        }
    }

    /// Every number, the upper triangle the mirror of the lower.
    var whole: [Float] {
        var whole = values
        for row in 0..<dimension {
            for column in 0..<row { whole[column * dimension + row] = values[row * dimension + column] }
        }
        return whole
    }

    /// The Cholesky factor; nil when the matrix is not positive definite in single precision.
    ///
    /// - Complexity: O(dimension³).
    consuming func factored() -> CholeskyFactor? {
        // SAFETY: the kernel reads and writes the dimension² numbers alone.
        let isDefinite = values.withUnsafeMutableBufferPointer { values in
            values.baseAddress.map { souk_factor($0, dimension) } ?? 1
        }
        return isDefinite == 1 ? CholeskyFactor(dimension: dimension, values: values) : nil
    }
}

/// L of A = L · Lᵀ.
struct CholeskyFactor: Sendable {
    let dimension: Int
    fileprivate let values: [Float]

    fileprivate init(dimension: Int, values: [Float]) {
        self.dimension = dimension
        self.values = values
    }

    /// x of A · x = side.
    ///
    /// - Complexity: O(dimension²).
    func solve(_ side: [Float]) -> [Float] {
        precondition(side.count == dimension)
        var solution = side
        // SAFETY: both hold the numbers of their dimensions.
        solution.withUnsafeMutableBufferPointer { solution in
            guard let base = solution.baseAddress else { return }
            souk_solve_factored_once(values, dimension, base)
        }
        return solution
    }

    /// Columns of A⁻¹, some at a time: calls `body` with a column's number and its numbers.
    ///
    /// - Complexity: O(dimension³).
    func forEachInverseColumn(_ body: (Int, [Float]) -> Void) {
        let width = Int(SOUK_SOLVED_TOGETHER)
        var sides = [Float](repeating: 0, count: dimension * width)
        var column = [Float](repeating: 0, count: dimension)
        for first in stride(from: 0, to: dimension, by: width) {
            for place in sides.indices { sides[place] = 0 }
            let count = min(width, dimension - first)
            for lane in 0..<count { sides[(first + lane) * width + lane] = 1 }
            // SAFETY: `sides` holds 32 numbers for each of the rows.
            sides.withUnsafeMutableBufferPointer { sides in
                guard let base = sides.baseAddress else { return }
                souk_solve_factored(values, dimension, first, base)
            }
            for lane in 0..<count {
                for row in 0..<dimension { column[row] = sides[row * width + lane] }
                body(first + lane, column)
            }
        }
    }
}

import CSoukKernels
import SoukStorage

/// Matrix factorisation of implicit feedback by alternating least squares: a vector of tastes for every item.
///
/// Minimises Σ over the pairs that are there of c · (1 − uᵀv)² + α Σ over all pairs of (uᵀv)² + Σ λ(n) ‖·‖², c a pair's preference
/// over the mean preference, λ(n) = λ · (n + α · m) with n pairs of the row and m rows on the other side; α is such that all
/// that is not there weighs as ``Options/unobservedShare`` says, however sparse the matrix is. Each side's systems are
/// improved by a few conjugate gradients a round (Takács, Pilászy and Tikk, RecSys 2011). Users' vectors are not kept: a
/// shopper's is solved, exactly, from the choices of the moment.
/// - Papers: Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; Rendle, Krichene, Zhang
///   and Koren, "Revisiting the Performance of iALS on Item Recommendation Benchmarks", RecSys 2022, whose objective this is.
/// - Complexity: O(rounds · steps · (pairs · d + (users + items) · d²)), d the dimension.
public struct ItemFactors: Sendable {
    /// How the factors are learnt; the standard ones were chosen on a part of MovieLens held out of its training part.
    public struct Options: Sendable, Equatable {
        /// Numbers of a vector.
        public var dimension = 64
        /// What all pairs weigh as pairs that are not there, over what those weigh that are.
        public var unobservedShare = 4.0
        /// λ: the pull towards 0.
        public var regularization = 0.02
        /// Times that both sides are solved.
        public var rounds = 12
        /// Conjugate gradients of each system in a round.
        public var steps = 3
        /// Draws the vectors to start from.
        public var seed: UInt64 = 1

        /// The standard settings.
        public init() {}
    }

    package let items: NameTable
    let options: Options
    /// `items.count` rows of `dimension` numbers.
    let vectors: [Float]
    /// α · VᵀV, what every shopper's system begins with.
    private let gramian: SymmetricMatrix
    private let meanPreference: Double
    /// α.
    let unobservedWeight: Double

    /// Learns from a matrix.
    public init(_ matrix: PreferenceMatrix, _ options: Options = Options()) {
        self.options = options
        items = matrix.items
        let sum = matrix.byUser.reduce(0) { $0 + $1.values.reduce(0, +) }
        let pairs = matrix.byUser.reduce(0) { $0 + $1.count }
        let mean = pairs > 0 && sum > 0 ? sum / Double(pairs) : 1
        meanPreference = mean
        var generator = SplitMix64(seed: options.seed)
        // A uniform of this width has the standard deviation 0.1 / √d.
        let width = Float(0.1 * (3.0 / Double(options.dimension)).squareRoot())
        var vectors = (0..<items.count * options.dimension).map { _ in
            Float.random(in: -width...width, using: &generator)
        }
        let cells = Double(max(matrix.users.count * matrix.items.count, 1))
        let weight = options.unobservedShare * Double(pairs) / cells
        unobservedWeight = weight
        let byUser = matrix.byUser.map { Weighted($0, mean) }
        let byItem = matrix.byItem.map { Weighted($0, mean) }
        var users = [Float](repeating: 0, count: byUser.count * options.dimension)
        for _ in 0..<options.rounds {
            Self.improve(&users, byUser, vectors, weight, options)
            Self.improve(&vectors, byItem, users, weight, options)
        }
        self.vectors = vectors
        gramian = Self.gramian(vectors, weight, options)
    }

    /// A row with its weights ready for the kernel.
    private struct Weighted {
        var indexes: [UInt32]
        var weights: [Float]

        init(_ row: SparseRow, _ mean: Double) {
            indexes = row.indexes
            weights = row.values.map { Float($0 / mean) }
        }
    }

    private static func gramian(_ vectors: [Float], _ weight: Double, _ options: Options) -> SymmetricMatrix {
        var gramian = SymmetricMatrix(dimension: options.dimension)
        let count = vectors.count / options.dimension
        gramian.addOuterProducts(
            vectors, (0..<UInt32(count)).map { $0 }, [Float](repeating: Float(weight), count: count))
        return gramian
    }

    private static func pull(_ count: Int, others: Int, _ weight: Double, _ options: Options) -> Float {
        Float(options.regularization * (Double(count) + weight * Double(others)))
    }

    /// Brings the vectors of one side nearer to their solution, given those of the other.
    private static func improve(
        _ vectors: inout [Float], _ rows: [Weighted], _ others: [Float], _ weight: Double, _ options: Options
    ) {
        let dimension = options.dimension
        let gramian = gramian(others, weight, options).whole
        let otherCount = others.count / dimension
        var scratch = [Float](repeating: 0, count: 3 * dimension)
        precondition(vectors.count == rows.count * dimension)
        vectors.withUnsafeMutableBufferPointer { vectors in
            guard let base = vectors.baseAddress else { return }
            for (number, row) in rows.enumerated() {
                guard let last = row.indexes.last else {
                    for place in 0..<dimension { base[number * dimension + place] = 0 }
                    continue
                }
                precondition(Int(last) < otherCount)
                // SAFETY: the row's indexes rise and the last names a row of `others`; each row of `vectors` has
                // `dimension` numbers, the scratch three times as many.
                souk_descend_conjugate(
                    gramian, dimension, others, row.indexes, row.weights, row.indexes.count,
                    pull(row.indexes.count, others: otherCount, weight, options), Int32(options.steps),
                    base + number * dimension, &scratch)
            }
        }
    }

    private static func zero(_ options: Options) -> [Float] {
        [Float](repeating: 0, count: options.dimension)
    }

    private static func add(_ rows: [Float], _ row: Int, _ weight: Float, to sum: inout [Float]) {
        let dimension = sum.count
        precondition((row + 1) * dimension <= rows.count)
        // SAFETY: the row was checked to lie in the table.
        rows.withUnsafeBufferPointer { rows in
            sum.withUnsafeMutableBufferPointer { sum in
                guard let from = rows.baseAddress, let into = sum.baseAddress else { return }
                souk_add_scaled(weight, from + row * dimension, into, dimension)
            }
        }
    }

    /// A shopper's vector, and the system it solves; nil for an empty row, or without a solution in single precision.
    func solution(_ row: SparseRow) -> (vector: [Float], factor: CholeskyFactor)? {
        guard row.count > 0 else { return nil }
        let weighted = Weighted(row, meanPreference)
        var system = gramian
        system.addOuterProducts(vectors, weighted.indexes, weighted.weights)
        system.addToDiagonal(Self.pull(row.count, others: items.count, unobservedWeight, options))
        guard let factor = system.factored() else { return nil }
        var side = Self.zero(options)
        for (index, weight) in zip(weighted.indexes, weighted.weights) {
            Self.add(vectors, Int(index), weight, to: &side)
        }
        return (factor.solve(side), factor)
    }

    /// uᵀv for every item.
    func scores(_ vector: [Float]) -> [Float] {
        precondition(vector.count == options.dimension)
        // SAFETY: every item has a row of `dimension` numbers.
        return vectors.withUnsafeBufferPointer { rows in
            (0..<items.count).map { item in
                rows.baseAddress.map {
                    souk_dot_product($0 + item * options.dimension, vector, options.dimension)
                } ?? 0
            }
        }
    }

    /// An item's vector.
    func vector(_ item: Int) -> [Float] {
        Array(vectors[item * options.dimension..<(item + 1) * options.dimension])
    }

    /// How much of an item's score comes from each of a row's items: vᵀ · A⁻¹ · c · vᵢ, which sum to the score (Hu et al., §5).
    func contributions(to item: Int, _ row: SparseRow, _ factor: CholeskyFactor) -> [(
        item: Int, value: Double
    )] {
        let direction = factor.solve(vector(item))
        return (0..<row.count).map { place in
            let source = Int(row.indexes[place])
            var product: Float = 0
            for (a, b) in zip(direction, vector(source)) { product += a * b }
            return (source, Double(product) * row.values[place] / meanPreference)
        }
    }
}

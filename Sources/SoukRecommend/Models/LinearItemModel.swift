import CSoukKernels

/// A linear item model: the weight of every item for every other, solved in closed form.
///
/// EASE: B of min ‖X − X·B‖² + λ‖B‖² with nothing on the diagonal, B = −P / diag(P), P = (XᵀX + λI)⁻¹. X holds preferences over
/// their root mean square, so λ counts shoppers. The inverse of n items takes n² numbers; beyond ``Options/denseLimit``
/// items, each item's weights are solved among its most similar items alone, which keeps the memory sparse.
/// - Papers: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019; of the restricted systems Ning and
///   Karypis, "SLIM: Sparse Linear Methods for Top-N Recommender Systems", ICDM 2011 (fsSLIM), without its 1-norm.
/// - Complexity: O(n³) dense; O(n · support³) restricted.
public struct LinearItemModel: Sendable {
    /// How the weights are solved.
    public struct Options: Sendable, Equatable {
        /// λ.
        public var regularization = 250.0
        /// Items up to which one system is solved for all.
        public var denseLimit = 4000
        /// Beyond it: similar items that each item's weights are solved among.
        public var support = 100

        /// The standard settings.
        public init() {}
    }

    private enum Weights: Sendable {
        /// Row by row: the weights of one item for all.
        case dense([Float])
        /// By item: the items that it weighs for.
        case sparse([[(item: Int, weight: Float)]])
    }

    package let items: NameTable
    private let weights: Weights
    private let rootMeanSquare: Double

    /// Learns from a matrix.
    public init(_ matrix: PreferenceMatrix, _ options: Options = Options()) {
        items = matrix.items
        let pairs = matrix.byUser.reduce(0) { $0 + $1.count }
        let squares = matrix.byUser.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1 * $1 } }
        rootMeanSquare = pairs > 0 && squares > 0 ? (squares / Double(pairs)).squareRoot() : 1
        if items.count <= options.denseLimit {
            weights = .dense(Self.dense(matrix, options.regularization, rootMeanSquare))
        } else {
            weights = .sparse(Self.sparse(matrix, options, rootMeanSquare))
        }
    }

    private static func dense(_ matrix: PreferenceMatrix, _ lambda: Double, _ scale: Double) -> [Float] {
        let count = matrix.items.count
        var gram = SymmetricMatrix(dimension: count)
        for row in matrix.byUser {
            for a in 0..<row.count {
                for b in 0...a {
                    let product = row.values[a] * row.values[b] / (scale * scale)
                    gram.add(Float(product), row: Int(row.indexes[a]), column: Int(row.indexes[b]))
                }
            }
        }
        gram.addToDiagonal(Float(lambda))
        var weights = [Float](repeating: 0, count: count * count)
        guard let factor = gram.factored() else { return weights }
        // P is symmetric: its column is its row. B[i][j] = −P[i][j] / P[j][j].
        factor.forEachInverseColumn { j, column in
            for i in 0..<count where i != j { weights[i * count + j] = -column[i] / column[j] }
        }
        return weights
    }

    private static func sparse(
        _ matrix: PreferenceMatrix, _ options: Options, _ scale: Double
    ) -> [[(item: Int, weight: Float)]] {
        var result = [[(item: Int, weight: Float)]](repeating: [], count: matrix.items.count)
        var neighbourOptions = ItemNeighbours.Options()
        neighbourOptions.count = options.support
        neighbourOptions.shrinkage = 0
        let neighbours = ItemNeighbours(matrix, neighbourOptions)
        var products = GramRows(matrix.byItem, matrix.byUser, scale: scale)
        for item in neighbours.lists.indices {
            let support = neighbours.lists[item].map(\.item)
            guard !support.isEmpty else { continue }
            var system = SymmetricMatrix(dimension: support.count)
            for (a, source) in support.enumerated() {
                products.load(source)
                for b in 0...a { system.add(products[support[b]], row: a, column: b) }
            }
            system.addToDiagonal(Float(options.regularization))
            products.load(item)
            guard let solved = system.factored()?.solve(support.map { products[$0] }) else { continue }
            for (source, weight) in zip(support, solved) where weight != 0 {
                result[source].append((item, weight))
            }
        }
        return result
    }

    /// What a row's items add to every item.
    func scores(_ row: SparseRow) -> ItemScores {
        switch weights {
        case .sparse(let lists):
            var scores = ItemScores(count: lists.count)
            for place in 0..<row.count {
                let value = row.values[place] / rootMeanSquare
                for entry in lists[Int(row.indexes[place])] {
                    scores.add(value * Double(entry.weight), to: entry.item)
                }
            }
            return scores
        case .dense(let weights):
            var sums = [Float](repeating: 0, count: items.count)
            // SAFETY: every item has a row of as many weights as there are items.
            weights.withUnsafeBufferPointer { weights in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let from = weights.baseAddress, let into = sums.baseAddress else { return }
                    for place in 0..<row.count {
                        souk_add_scaled(
                            Float(row.values[place] / rootMeanSquare),
                            from + Int(row.indexes[place]) * sums.count, into, sums.count)
                    }
                }
            }
            return ItemScores(all: sums)
        }
    }

    /// The weight of one item for another.
    func weight(of source: Int, for item: Int) -> Double {
        switch weights {
        case .dense(let weights): Double(weights[source * items.count + item])
        case .sparse(let lists): Double(lists[source].first { $0.item == item }?.weight ?? 0)
        }
    }
}

/// Rows of XᵀX, one at a time, computed through the users of the item.
private struct GramRows {
    private let byItem: [SparseRow]
    private let byUser: [SparseRow]
    private let scale: Double
    private var sums: [Float]
    private var touched: [Int] = []

    init(_ byItem: [SparseRow], _ byUser: [SparseRow], scale: Double) {
        self.byItem = byItem
        self.byUser = byUser
        self.scale = 1 / (scale * scale)
        sums = [Float](repeating: 0, count: byItem.count)
    }

    mutating func load(_ item: Int) {
        for other in touched { sums[other] = 0 }
        touched.removeAll(keepingCapacity: true)
        let column = byItem[item]
        for place in 0..<column.count {
            let row = byUser[Int(column.indexes[place])]
            let value = column.values[place] * scale
            for other in 0..<row.count {
                let number = Int(row.indexes[other])
                if sums[number] == 0 { touched.append(number) }
                sums[number] += Float(value * row.values[other])
            }
        }
    }

    subscript(item: Int) -> Float { sums[item] }
}

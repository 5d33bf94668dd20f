/// The rows most like a row, found through the places they share: pairs that share none are never looked at.
///
/// One value serves items (rows over users) and users (rows over items).
struct RowNeighbours {
    struct Neighbour: Sendable, Equatable {
        var row: Int
        var similarity: Double
        /// Places that both rows have.
        var common: Int
    }

    private let rows: [SparseRow]
    /// For each place, the rows that have it: the transpose.
    private let columns: [SparseRow]
    private let lengths: [Double]
    private let measure: RowSimilarity
    private let shrinkage: Double
    private var products: [Double]
    private var counts: [Int]

    /// - Parameter shrinkage: β in similarity · n / (n + β): pairs that share little are believed less.
    init(rows: [SparseRow], columns: [SparseRow], measure: RowSimilarity, shrinkage: Double) {
        self.rows = rows
        self.columns = columns
        self.measure = measure
        self.shrinkage = shrinkage
        lengths = rows.map(\.length)
        products = [Double](repeating: 0, count: rows.count)
        counts = [Int](repeating: 0, count: rows.count)
    }

    /// Every other row that shares a place with a row and has a positive similarity, in no order.
    ///
    /// - Complexity: O(sum of the lengths of the columns of the row).
    mutating func neighbours(of row: Int) -> [Neighbour] { neighbours(of: rows[row], except: row) }

    /// The same for a row that need not be among them.
    ///
    /// - Parameter number: a row that is not compared; nil: all are.
    mutating func neighbours(of row: SparseRow, except number: Int?) -> [Neighbour] {
        var touched: [Int] = []
        let length = row.length
        for place in 0..<row.count {
            let column = columns[Int(row.indexes[place])]
            let value = row.values[place]
            for other in 0..<column.count {
                let number = Int(column.indexes[other])
                if counts[number] == 0 { touched.append(number) }
                counts[number] += 1
                products[number] += value * column.values[other]
            }
        }
        var result: [Neighbour] = []
        for other in touched {
            let common = counts[other]
            let product = products[other]
            products[other] = 0
            counts[other] = 0
            guard other != number else { continue }
            let similarity = self.similarity(row, length, other, product, common)
            if similarity > 0 {
                result.append(Neighbour(row: other, similarity: similarity, common: common))
            }
        }
        return result
    }

    private func similarity(
        _ a: SparseRow, _ length: Double, _ b: Int, _ product: Double, _ common: Int
    ) -> Double {
        let similarity =
            switch measure {
            case .cosine: RowSimilarity.bounded(product / (length * lengths[b]))
            case .jaccard: Double(common) / Double(a.count + rows[b].count - common)
            case .pearson: measure.similarity(a, rows[b])
            }
        return shrinkage > 0 ? similarity * Double(common) / (Double(common) + shrinkage) : similarity
    }
}

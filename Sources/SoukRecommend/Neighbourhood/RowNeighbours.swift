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

    /// Every row that shares a place with `row` and has a positive similarity, in no order.
    ///
    /// - Complexity: O(sum of the lengths of the columns of the row).
    mutating func neighbours(of row: Int) -> [Neighbour] {
        var touched: [Int] = []
        for place in 0..<rows[row].count {
            let column = columns[Int(rows[row].indexes[place])]
            let value = rows[row].values[place]
            for other in 0..<column.count {
                let number = Int(column.indexes[other])
                if counts[number] == 0 { touched.append(number) }
                counts[number] += 1
                products[number] += value * column.values[other]
            }
        }
        var result: [Neighbour] = []
        for number in touched {
            let common = counts[number]
            let similarity = number == row ? 0 : self.similarity(row, number, products[number], common)
            if similarity > 0 {
                result.append(Neighbour(row: number, similarity: similarity, common: common))
            }
            products[number] = 0
            counts[number] = 0
        }
        return result
    }

    private func similarity(_ a: Int, _ b: Int, _ product: Double, _ common: Int) -> Double {
        let similarity =
            switch measure {
            case .cosine: RowSimilarity.bounded(product / (lengths[a] * lengths[b]))
            case .jaccard: Double(common) / Double(rows[a].count + rows[b].count - common)
            case .pearson: measure.similarity(rows[a], rows[b])
            }
        return shrinkage > 0 ? similarity * Double(common) / (Double(common) + shrinkage) : similarity
    }
}

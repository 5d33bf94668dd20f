/// How alike two sparse rows are. Rows are aligned by their places, and a place that a row lacks is 0 in it.
public enum RowSimilarity: String, Sendable, CaseIterable {
    /// aᵀb / (‖a‖ ‖b‖) over the whole rows.
    case cosine
    /// Correlation over the places that both rows have, in [−1, 1]; 0 with fewer than two (Resnick et al. 1994).
    case pearson
    /// Common places over all places; the values do not matter.
    case jaccard

    /// 0 where the measure is not defined.
    ///
    /// - Complexity: O(a.count + b.count).
    package func similarity(_ a: SparseRow, _ b: SparseRow) -> Double {
        switch self {
        case .cosine:
            var product = 0.0
            a.forEachCommon(b) { product += $0 * $1 }
            return Self.bounded(product / (a.length * b.length))
        case .pearson: return Self.pearson(a, b)
        case .jaccard:
            let common = SortedNumbers.commonCount(a.indexes, b.indexes)
            let all = a.count + b.count - common
            return all > 0 ? Double(common) / Double(all) : 0
        }
    }

    private static func pearson(_ a: SparseRow, _ b: SparseRow) -> Double {
        var pairs: [(x: Double, y: Double)] = []
        a.forEachCommon(b) { pairs.append(($0, $1)) }
        guard pairs.count > 1 else { return 0 }
        let meanX = pairs.reduce(0) { $0 + $1.x } / Double(pairs.count)
        let meanY = pairs.reduce(0) { $0 + $1.y } / Double(pairs.count)
        var covariance = 0.0
        var varianceX = 0.0
        var varianceY = 0.0
        for pair in pairs {
            covariance += (pair.x - meanX) * (pair.y - meanY)
            varianceX += (pair.x - meanX) * (pair.x - meanX)
            varianceY += (pair.y - meanY) * (pair.y - meanY)
        }
        return bounded(covariance / (varianceX * varianceY).squareRoot())
    }

    static func bounded(_ value: Double) -> Double { value.isFinite ? min(max(value, -1), 1) : 0 }
}

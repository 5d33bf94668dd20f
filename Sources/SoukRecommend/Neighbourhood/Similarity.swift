/// How alike two sparse rows are. Missing entries are 0, except for Pearson, which looks at shared entries alone.
package enum RowSimilarity: String, Sendable, CaseIterable {
    /// Σ ab / (√Σa² √Σb²), over aligned columns.
    case cosine
    /// The cosine of the deviations from each row's mean over the columns that both have; 0 with fewer than two.
    case pearson
    /// Shared columns / columns of either.
    case jaccard
    /// 1 / (1 + distance).
    case euclidean

    package func value(_ a: [Int: Double], _ b: [Int: Double]) -> Double {
        switch self {
        case .cosine:
            let product = Self.sumOverShared(a, b) { $0 * $1 }
            let norms = Self.norm(a) * Self.norm(b)
            return norms > 0 ? product / norms : 0
        case .pearson: return Self.pearson(a, b)
        case .jaccard:
            let shared = a.keys.count { b[$0] != nil }
            let all = a.count + b.count - shared
            return all > 0 ? Double(shared) / Double(all) : 0
        case .euclidean:
            var squares = 0.0
            for key in Set(a.keys).union(b.keys).sorted() {
                let difference = (a[key] ?? 0) - (b[key] ?? 0)
                squares += difference * difference
            }
            return 1 / (1 + squares.squareRoot())
        }
    }

    /// Sums in the order of the columns, so that the result does not depend on how a dictionary lies in memory.
    private static func sumOverShared(
        _ a: [Int: Double], _ b: [Int: Double], _ term: (Double, Double) -> Double
    ) -> Double {
        var sum = 0.0
        for key in a.keys.sorted() {
            if let x = a[key], let y = b[key] { sum += term(x, y) }
        }
        return sum
    }

    private static func norm(_ row: [Int: Double]) -> Double {
        row.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    }

    private static func pearson(_ a: [Int: Double], _ b: [Int: Double]) -> Double {
        let shared = a.keys.filter { b[$0] != nil }.sorted()
        guard shared.count > 1 else { return 0 }
        let meanA = shared.reduce(0) { $0 + (a[$1] ?? 0) } / Double(shared.count)
        let meanB = shared.reduce(0) { $0 + (b[$1] ?? 0) } / Double(shared.count)
        var product = 0.0
        var squaresA = 0.0
        var squaresB = 0.0
        for key in shared {
            let x = (a[key] ?? 0) - meanA
            let y = (b[key] ?? 0) - meanB
            product += x * y
            squaresA += x * x
            squaresB += y * y
        }
        let norms = (squaresA * squaresB).squareRoot()
        return norms > 0 ? product / norms : 0
    }
}

import SoukVectors

/// Cosines smoothed over near candidates: what a query has in common with products like this one, it has with this one (the
/// cluster hypothesis; Diaz, "Regularizing Ad Hoc Retrieval Scores", 2005).
struct NeighbourAgreement {
    /// How many are asked at most, the candidate itself among them; a quarter of the candidates where there are few.
    static let most = 20
    /// Among how many of the first candidates neighbours are looked for.
    static let pool = 200

    /// For each candidate the mean cosine of those nearest to it, itself among them; nil where there are too few to have any.
    ///
    /// - Parameters:
    ///   - directions: one after another, each of length 1.
    ///   - cosines: to the query, one for each.
    /// - Complexity: O(n · min(n, ``pool``) · dimension).
    static func means(_ directions: [Float], dimension: Int, cosines: [Double]) -> [Double]? {
        let width = min(cosines.count, pool)
        let wanted = min(most, width / 4)
        guard wanted > 1 else { return nil }
        let products = CosineSimilarity.products(
            directions, Array(directions.prefix(width * dimension)), dimension: dimension)
        var nearest: [Int] = []
        return cosines.indices.map { candidate in
            nearest.removeAll(keepingCapacity: true)
            let row = products[candidate * width..<(candidate + 1) * width]
            func isNearer(_ a: Int, _ b: Int) -> Bool { row[row.startIndex + a] > row[row.startIndex + b] }
            for other in 0..<width {
                if nearest.count == wanted {
                    guard isNearer(other, nearest[wanted - 1]) else { continue }
                    nearest.removeLast()
                }
                let place = nearest.lastIndex { !isNearer(other, $0) }.map { $0 + 1 } ?? 0
                nearest.insert(other, at: place)
            }
            return nearest.reduce(0) { $0 + cosines[$1] } / Double(wanted)
        }
    }
}

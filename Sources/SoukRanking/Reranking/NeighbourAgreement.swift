import SoukVectors

/// Cosines smoothed over near candidates: what a query has in common with products like this one, it has with this one (the
/// cluster hypothesis; Diaz, "Regularizing Ad Hoc Retrieval Scores", 2005).
struct NeighbourAgreement {
    /// How many are asked at most, the candidate itself among them; a quarter of the candidates where there are few.
    static let most = 20

    /// For each candidate the mean cosine of those nearest to it, itself among them; nil where there are too few to have any.
    ///
    /// - Parameters:
    ///   - directions: one after another, each of length 1.
    ///   - cosines: to the query, one for each.
    /// - Complexity: O(n² · dimension).
    static func means(_ directions: [Float], dimension: Int, cosines: [Double]) -> [Double]? {
        let count = cosines.count
        let wanted = min(most, count / 4)
        guard wanted > 1 else { return nil }
        let products = CosineSimilarity.products(directions, directions, dimension: dimension)
        var nearest: [Int] = []
        return (0..<count).map { candidate in
            nearest.removeAll(keepingCapacity: true)
            let row = products[candidate * count..<(candidate + 1) * count]
            func isNearer(_ a: Int, _ b: Int) -> Bool { row[row.startIndex + a] > row[row.startIndex + b] }
            for other in 0..<count {
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

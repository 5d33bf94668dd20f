import SoukVectors

/// Cosines smoothed over near candidates: what a query has in common with products like this one, it has with this one (the
/// cluster hypothesis; Diaz, "Regularizing Ad Hoc Retrieval Scores", 2005).
struct NeighbourAgreement {
    /// How many are asked at most, the candidate itself among them; a quarter of the candidates where there are few.
    static let most = 20
    /// Among how many of the first candidates neighbours are looked for.
    static let pool = 200

    /// For each candidate those nearest to it, itself among them, one candidate's after another's.
    private var nearest: [Int] = []
    private let wanted: Int

    /// Nil where there are too few candidates to have neighbours.
    ///
    /// - Parameter directions: one after another, each of length 1.
    /// - Complexity: O(n · min(n, ``pool``) · dimension).
    init?(_ directions: [Float], dimension: Int) {
        let count = directions.count / max(dimension, 1)
        let width = min(count, Self.pool)
        wanted = min(Self.most, width / 4)
        guard wanted > 1 else { return nil }
        let products = CosineSimilarity.products(
            directions, Array(directions.prefix(width * dimension)), dimension: dimension)
        nearest.reserveCapacity(count * wanted)
        for candidate in 0..<count {
            let start = nearest.count
            let row = products[candidate * width..<(candidate + 1) * width]
            func isNearer(_ a: Int, _ b: Int) -> Bool { row[row.startIndex + a] > row[row.startIndex + b] }
            for other in 0..<width {
                if nearest.count - start == wanted {
                    guard isNearer(other, nearest[nearest.count - 1]) else { continue }
                    nearest.removeLast()
                }
                let place = nearest[start...].lastIndex { !isNearer(other, $0) }.map { $0 + 1 } ?? start
                nearest.insert(other, at: place)
            }
        }
    }

    /// For each candidate the mean of its neighbours' cosines to a direction.
    func means(of cosines: [Double]) -> [Double] {
        cosines.indices.map { candidate in
            let own = nearest[candidate * wanted..<(candidate + 1) * wanted]
            return own.reduce(0) { $0 + cosines[$1] } / Double(wanted)
        }
    }
}

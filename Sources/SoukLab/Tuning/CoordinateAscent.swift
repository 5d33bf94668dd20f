/// Climbs on the mean of a metric over some queries, one parameter and one step at a time.
///
/// A step is taken only where its mean gain is more than its own standard error over these queries: what a handful of queries would
/// gain by chance is left alone, so that parameters without effect keep their values. All parameters are tried in turn, each up and
/// down as long as that gains, until a round changes nothing.
/// - Paper: Metzler & Croft, "Linear feature-based models for information retrieval", Information Retrieval 10, 2007.
struct CoordinateAscent {
    let parameters: [TuningParameter]
    /// Places of the queries that are looked at, among all.
    let queries: [Int]
    /// Rounds over all parameters at most.
    static let longest = 5

    /// - Parameter evaluate: the metric of every query at a point: a place in the values of each parameter.
    /// - Returns: the point that was reached.
    func climb(_ evaluate: ([Int]) throws -> [Double]) rethrows -> [Int] {
        var point = parameters.map(\.start)
        var values = try evaluate(point)
        for _ in 0..<Self.longest {
            let before = point
            for place in parameters.indices {
                for step in [1, -1] where point[place] == before[place] {
                    while true {
                        var next = point
                        next[place] += step
                        guard parameters[place].values.indices.contains(next[place]) else { break }
                        let found = try evaluate(next)
                        guard isGain(values, found) else { break }
                        (point, values) = (next, found)
                    }
                }
            }
            if point == before { break }
        }
        return point
    }

    private func isGain(_ old: [Double], _ new: [Double]) -> Bool {
        let differences = queries.map { new[$0] - old[$0] }
        guard let mean = Statistics.mean(differences), mean > 1e-9, differences.count > 1 else {
            return false
        }
        let variance =
            differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count - 1)
        return mean > (variance / Double(differences.count)).squareRoot()
    }
}

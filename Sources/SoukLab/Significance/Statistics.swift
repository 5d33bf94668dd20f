/// Plain sums over samples of queries.
enum Statistics {
    /// The arithmetic mean; nil of nothing.
    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// The value below which the share `probability` of `sorted` lies, between two neighbours in proportion.
    /// - Precondition: `sorted` is not empty and rises; `probability` is within 0...1.
    static func quantile(_ probability: Double, of sorted: [Double]) -> Double {
        let position = probability * Double(sorted.count - 1)
        let lower = Int(position)
        let upper = min(lower + 1, sorted.count - 1)
        return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
    }
}

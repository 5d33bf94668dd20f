extension RelevanceProfile {
    /// A text that is equal for equal profiles.
    package var fingerprint: String {
        func list(_ values: [String: Double]) -> String {
            values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        }
        return [
            "\(k1)", "\(b)", list(fieldWeights), scorer.rawValue, strategy.rawValue, "\(epsilon)",
            list(weights),
            match.rawValue, "\(rerank.weight)", "\(rerank.depth)",
        ].joined(separator: ";")
    }
}

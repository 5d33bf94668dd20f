import SoukAnalysis

/// The numbers of the score formula; part of a relevance profile.
package struct ScoringParameters: Sendable, Equatable {
    package enum Scorer: String, Sendable, Codable, CaseIterable { case bm25, tfidf }

    package var scorer: Scorer
    /// BM25: how fast repeated occurrences saturate, ≥ 0.
    package var k1: Double
    /// BM25: how much longer documents are held back, 0...1.
    package var b: Double
    /// Weight of fields by name, in place of the schema's.
    package var fieldWeights: [String: Double]
    /// Weight of an occurrence inside a longer word, and of one over a word boundary, against an aligned one.
    package var innerReading: Double
    package var crossingReading: Double

    package init(
        scorer: Scorer = .bm25, k1: Double = 0.8, b: Double = 0.75, fieldWeights: [String: Double] = [:],
        innerReading: Double = 0.7, crossingReading: Double = 0.4
    ) {
        self.scorer = scorer
        self.k1 = k1
        self.b = b
        self.fieldWeights = fieldWeights
        self.innerReading = innerReading
        self.crossingReading = crossingReading
    }

    func readingWeight(_ reading: TokenReading) -> Double {
        switch reading {
        case .aligned: 1
        case .inner: innerReading
        case .crossing: crossingReading
        }
    }

    /// Weights by the schema's fields, scaled so that the heaviest is 1: an occurrence in the most important field
    /// counts as one.
    func scaledWeights(_ schema: Schema) -> [Double] {
        let weights = schema.fields.map { field in
            field.isSearched ? max(fieldWeights[field.name] ?? field.weight, 0) : 0
        }
        let largest = weights.max() ?? 0
        return largest > 0 ? weights.map { $0 / largest } : weights
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// BM25F in its simple form: one weighted frequency, one weighted length, one `k1` and `b`.
///
/// score = idf · f (k1 + 1) / (f + k1 (1 − b + b · l / l̄)), where f = Σ w · tf over fields and l = Σ w · length;
/// idf = ln(1 + (N − df + ½) / (df + ½)), which is never negative.
/// - Paper: Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, §3.5.
package struct BM25Similarity: Similarity {
    package let parameters: ScoringParameters
    package let fieldWeights: [Double]
    let formula: BM25Formula

    package init(_ parameters: ScoringParameters, schema: Schema, statistics: CollectionStatistics) {
        self.parameters = parameters
        fieldWeights = parameters.scaledWeights(schema)
        formula = BM25Formula(
            k1: parameters.k1, b: parameters.b,
            averageLength: statistics.averageLength(weights: fieldWeights))
    }

    package func frequency(_ entries: some Collection<FieldFrequency>, slotWeights: [Double])
        -> Double
    {
        var sum = 0.0
        for entry in entries where entry.slot < slotWeights.count {
            sum += slotWeights[entry.slot] * parameters.readingWeight(entry.reading) * Double(entry.count)
        }
        return sum
    }

    package func norm(of document: UInt32, in segment: SegmentReader, slotWeights: [Double]) -> Double {
        Double(formula.norm(length: segment.lengths.weightedLength(of: document, weights: slotWeights)))
    }

    package func termScore(frequency: Double, norm: Double) -> Double {
        formula.termScore(frequency: frequency, norm: norm)
    }

    package func idf(documentFrequency: Int, documentCount: Int) -> Double {
        let df = Double(documentFrequency)
        return log(1 + max(Double(documentCount) - df + 0.5, 0.5) / (df + 0.5))
    }

    package func normalizer(_ weights: [Double]) -> Double { weights.reduce(0, +) }
}

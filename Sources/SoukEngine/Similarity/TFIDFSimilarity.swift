#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// TF-IDF as SMART lnc.ltc: the cosine of a document of weights 1 + ln tf and a query of weights idf.
///
/// The document's norm is over its 1 + ln tf alone, so it does not change when other documents are written. Fields
/// count alike, but a field of weight 0 is left out of the frequency.
/// - Paper: Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
package struct TFIDFSimilarity: Similarity {
    package let fieldWeights: [Double]

    package init(_ parameters: ScoringParameters, schema: Schema) {
        fieldWeights = parameters.scaledWeights(schema)
    }

    package func frequency(_ entries: some Collection<FieldFrequency>, slotWeights: [Double])
        -> Double
    {
        var sum = 0
        for entry in entries where entry.slot < slotWeights.count && slotWeights[entry.slot] > 0 {
            sum += entry.count
        }
        return Double(sum)
    }

    package func norm(of document: UInt32, in segment: SegmentReader, slotWeights: [Double]) -> Double {
        segment.norms.norm(of: document)
    }

    package func termScore(frequency: Double, norm: Double) -> Double {
        frequency > 0 && norm > 0 ? TermNorm.weight(frequency: frequency) / norm : 0
    }

    /// ln(N / df), at least 0.
    package func idf(documentFrequency: Int, documentCount: Int) -> Double {
        guard documentCount > 0 else { return 0 }
        return log(Double(documentCount) / Double(max(documentFrequency, 1)))
    }

    package func normalizer(_ weights: [Double]) -> Double {
        weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}

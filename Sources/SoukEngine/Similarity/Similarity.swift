/// A score formula: how much a term's frequency in a document counts, and how rare terms weigh more.
///
/// The score of a document is Σ idf × ``termScore(frequency:norm:)`` over the query, divided by
/// ``normalizer(_:)``, so that 1 is a full match of usual strength. All values are finite and at least 0.
package protocol Similarity: Sendable {
    /// The frequency that counts, from the frequencies by slot and reading.
    func frequency(_ entries: some Collection<FieldFrequency>, slotWeights: [Double]) -> Double

    /// The part of the formula that depends on the document alone.
    func norm(of document: UInt32, in segment: SegmentReader, slotWeights: [Double]) -> Double

    /// The score of a term with idf 1. Rises with `frequency`.
    func termScore(frequency: Double, norm: Double) -> Double

    func idf(documentFrequency: Int, documentCount: Int) -> Double

    /// The divisor for a query whose concepts weigh `weights` (idf × boost).
    func normalizer(_ weights: [Double]) -> Double

    /// Weights of the searched fields of the schema, by its place, at most 1.
    var fieldWeights: [Double] { get }
}

extension Similarity {
    /// Field weights by the segment's text slots.
    func slotWeights(of segment: SegmentReader) -> [Double] {
        segment.layout.slotFields.map { $0 < fieldWeights.count ? fieldWeights[$0] : 0 }
    }
}

/// Counts over all documents of a snapshot, deleted ones included until they are merged away.
///
/// Deleted documents stay in every count alike, so that no document frequency exceeds the number of documents.
package struct CollectionStatistics: Sendable, Equatable {
    package var documentCount: Int
    /// Atoms over all documents, by field of the schema.
    package var totalLengths: [UInt64]

    package init(documentCount: Int, totalLengths: [UInt64]) {
        self.documentCount = documentCount
        self.totalLengths = totalLengths
    }

    init(_ segments: [SegmentReader], fieldCount: Int) {
        documentCount = segments.reduce(0) { $0 + $1.documentCount }
        totalLengths = [UInt64](repeating: 0, count: fieldCount)
        for segment in segments {
            for (slot, field) in segment.layout.slotFields.enumerated() where field < fieldCount {
                totalLengths[field] += segment.layout.totalLengths[slot]
            }
        }
    }

    /// Mean weighted length of a document; 1 when the index holds no text.
    func averageLength(weights: [Double]) -> Double {
        guard documentCount > 0 else { return 1 }
        var sum = 0.0
        for (field, total) in totalLengths.enumerated() where field < weights.count {
            sum += weights[field] * Double(total)
        }
        return sum > 0 ? sum / Double(documentCount) : 1
    }
}

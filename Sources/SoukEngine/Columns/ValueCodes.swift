/// A keyword column in the form that counting takes, made in memory when a facet is first asked for: a short code for
/// each document where none has several values, and a set of documents for each value where those are few.
///
/// - Memory: 2 bytes for each document of a column of single values; one bit for each document and value of one with at
///   most ``fewValues``.
final class ValueCodes: Sendable {
    static let fewValues = 64

    /// 1 more than the ordinal of every document's value, 0 for none; nil when a document has several, or there are too
    /// many values.
    let single: [UInt16]?
    /// The documents of every ordinal; nil when there are many.
    let sets: [DocumentSet]?

    init(_ column: KeywordColumn, documentCount: Int) {
        var single: [UInt16]? = [UInt16](repeating: 0, count: documentCount)
        if column.valueCount >= Int(UInt16.max) { single = nil }
        let hasSets = column.valueCount <= Self.fewValues
        var sets = [DocumentSet](
            repeating: DocumentSet(documentCount: documentCount), count: hasSets ? column.valueCount : 0)
        for document in 0..<documentCount where single != nil || hasSets {
            var count = 0
            column.forEachOrdinal(of: UInt32(document)) { ordinal in
                count += 1
                single?[document] = UInt16(truncatingIfNeeded: ordinal + 1)
                if hasSets { sets[ordinal].insert(UInt32(document)) }
            }
            if count > 1 { single = nil }
        }
        self.single = single
        self.sets = hasSets ? sets : nil
    }
}

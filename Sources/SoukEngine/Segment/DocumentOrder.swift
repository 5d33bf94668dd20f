/// The physical order of a segment's documents: by rising weighted length, then by key.
///
/// Short texts score highest for the same words, so that a search meets its best documents first and can stop early;
/// among equals the key decides, as in every result list. `DECISIONS` and `docs/formats/segment.md` have the reasons.
/// - Complexity: O(n).
struct DocumentOrder {
    /// Stands for documents that the segment leaves out.
    static let none = UInt32.max

    /// Memory for each document: keys to sort by, lengths, and both numberings.
    static let bytesOfDocument = 36

    /// Source documents, in the new order.
    let sources: [UInt32]
    /// New number of every source document, or ``none``.
    let numbers: [UInt32]

    /// - Parameters:
    ///   - sourceCount: how many source documents there are, left out ones included.
    ///   - byKey: the source documents to keep, by rising key.
    ///   - length: weighted length of a source document, see ``LengthColumn/weightedLength(of:weights:)``.
    init(sourceCount: Int, byKey: [UInt32], length: (UInt32) -> Float) {
        // Lengths are not negative, so that their bit patterns have their order; of equal ones the keys' order stays.
        var places = byKey.map { UInt64(length($0).bitPattern) << 32 | UInt64($0) }
        RadixSort.sort(&places) { $0 >> 32 }
        var sources = [UInt32](repeating: 0, count: byKey.count)
        var numbers = [UInt32](repeating: Self.none, count: sourceCount)
        for (number, place) in places.enumerated() {
            let document = UInt32(truncatingIfNeeded: place)
            sources[number] = document
            numbers[Int(document)] = UInt32(number)
        }
        self.sources = sources
        self.numbers = numbers
    }

    var documentCount: Int { sources.count }
}

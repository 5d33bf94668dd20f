import SoukStorage

/// The documents of one segment that hold a phrase, by rising document, and its weighted frequency in each.
struct PhraseMatches {
    private(set) var documents: [UInt32] = []
    /// The slot of a phrase that stands once; ``other`` for what ``frequencies`` holds, in the same order.
    private(set) var slots: [UInt8] = []
    private(set) var frequencies: [Double] = []
    private(set) var highestFrequency = 0.0
    /// How many there are, kept or not.
    private(set) var count = 0

    static let other = UInt8.max
    private static let expectedDocuments = 512

    /// - Parameters:
    ///   - single: weighted frequency of a phrase that stands once, by slot.
    ///   - keepsDocuments: false when only ``count`` is wanted.
    init(
        _ phrase: [PhraseTerm], _ segment: SegmentReader, _ similarity: BM25Similarity, single: [Double],
        slotWeights: [Double], keepsDocuments: Bool
    ) throws(StorageError) {
        guard var matcher = try PhraseMatcher(phrase, segment) else { return }
        defer { matcher.deallocate() }
        if keepsDocuments {
            let room = min(matcher.mostDocuments, Self.expectedDocuments)
            documents.reserveCapacity(room)
            slots.reserveCapacity(room)
        }
        while let batch = try matcher.nextBatch() {
            for index in 0..<batch {
                let document = matcher.documents[index]
                let start = matcher.starts.starts[index]
                if !StartLists.isSeveral(start) {
                    let slot = StartLists.slot(ofStart: start)
                    // A phrase that stands only in fields of weight 0 is not found.
                    guard slot < single.count, single[slot] > 0 else { continue }
                    count += 1
                    guard keepsDocuments else { continue }
                    documents.append(document)
                    slots.append(UInt8(slot))
                    highestFrequency = max(highestFrequency, single[slot])
                    continue
                }
                let entries =
                    start == StartLists.unknown
                    ? try matcher.frequencies(document) : matcher.frequencies(ofStarts: start)
                let frequency = similarity.frequency(entries, slotWeights: slotWeights)
                guard frequency > 0 else { continue }
                count += 1
                guard keepsDocuments else { continue }
                documents.append(document)
                slots.append(Self.other)
                frequencies.append(frequency)
                highestFrequency = max(highestFrequency, frequency)
            }
        }
    }
}

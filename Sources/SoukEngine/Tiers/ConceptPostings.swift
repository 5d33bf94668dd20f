import SoukStorage

/// A concept in one segment.
struct ConceptPostings {
    private(set) var readings: [ReadingPostings] = []
    private var kept: [ReadingMatches] = []
    private var hasParts = false
    private let documentCount: Int
    /// Made when first asked for.
    private var complete: DocumentSet?

    init(_ concept: Concept, in segment: PatternMatches) throws(StorageError) {
        documentCount = segment.segment.documentCount
        readings.reserveCapacity(concept.alternatives.count)
        for (place, alternative) in concept.alternatives.enumerated() {
            guard let reading = try segment.reading(alternative, place: place, keeping: &kept) else {
                continue
            }
            readings.append(reading)
            if !reading.fulfils { hasParts = true }
        }
    }

    /// Documents that match a reading that stands for the whole concept.
    mutating func fulfilled() throws(StorageError) -> DocumentSet {
        if let complete { return complete }
        let found = try documents { $0.fulfils }
        complete = found
        return found
    }

    /// At least as many as ``fulfilled()`` holds, without finding them.
    var mostFulfilled: Int { readings.reduce(0) { $1.fulfils ? $0 + $1.documentCount : $0 } }

    /// The documents of ``fulfilled()`` one by one, rising.
    mutating func fulfilledListing() throws(StorageError) -> [UInt32] {
        if readings.count == 1, !hasParts, complete == nil, let listing = try readings[0].listing() {
            return listing
        }
        return try fulfilled().documents
    }

    /// Documents that match any reading.
    mutating func touched() throws(StorageError) -> DocumentSet {
        hasParts ? try documents { _ in true } : try fulfilled()
    }

    /// Documents that match a literal reading, deleted ones included.
    mutating func literalCount() throws(StorageError) -> Int {
        var count = 0
        var documents = 0
        for reading in readings where reading.isLiteral {
            count += 1
            documents = reading.documentCount
        }
        if count < 2 { return documents }
        if count == readings.count { return try fulfilled().count }
        return try self.documents { $0.isLiteral }.count
    }

    /// Documents of the readings that are wanted. Those of one common term are not copied.
    private func documents(where isWanted: (ReadingPostings) -> Bool) throws(StorageError) -> DocumentSet {
        if readings.count == 1, isWanted(readings[0]), let bitmap = readings[0].bitmap {
            return DocumentSet(documentCount: documentCount, viewing: bitmap.words)
        }
        var set = DocumentSet(documentCount: documentCount)
        var scratch = PostingBlock.allocate()
        defer { scratch.deallocate() }
        for reading in readings where isWanted(reading) { try reading.insert(into: &set, scratch: &scratch) }
        return set
    }
}

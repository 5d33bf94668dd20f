import SoukStorage

/// A concept in one segment.
struct ConceptPostings {
    private(set) var readings: [ReadingPostings] = []
    /// Documents that match a reading that stands for the whole concept.
    let fulfilled: DocumentSet
    private var kept: [ReadingMatches] = []
    private var hasParts = false

    init(_ concept: Concept, in segment: PatternMatches) throws(StorageError) {
        readings.reserveCapacity(concept.alternatives.count)
        for (place, alternative) in concept.alternatives.enumerated() {
            guard let reading = try segment.reading(alternative, place: place, keeping: &kept) else {
                continue
            }
            readings.append(reading)
            if !reading.fulfils { hasParts = true }
        }
        fulfilled = try Self.documents(readings, segment.segment.documentCount) { $0.fulfils }
    }

    /// Documents that match any reading.
    func touched() throws(StorageError) -> DocumentSet {
        hasParts ? try Self.documents(readings, fulfilled.documentCount) { _ in true } : fulfilled
    }

    /// Documents that match a literal reading, deleted ones included.
    func literalCount() throws(StorageError) -> Int {
        var count = 0
        var documents = 0
        for reading in readings where reading.isLiteral {
            count += 1
            documents = reading.documentCount
        }
        if count < 2 { return documents }
        if count == readings.count { return fulfilled.count }
        return try Self.documents(readings, fulfilled.documentCount) { $0.isLiteral }.count
    }

    /// Documents of the readings that are wanted. Those of one common term are not copied.
    private static func documents(
        _ readings: [ReadingPostings], _ documentCount: Int, where isWanted: (ReadingPostings) -> Bool
    ) throws(StorageError) -> DocumentSet {
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

import SoukStorage

/// The documents of one segment that match one reading of a concept, and what each earns by it.
struct ReadingPostings {
    enum Source {
        /// A term's list, asked for single documents.
        case list(TermPostings)
        /// A phrase or a character: documents by rising number, and their scores with idf 1.
        case matches([UInt32], scores: [Double])
    }

    let source: Source
    /// The reading's place in its concept.
    let place: Int
    /// The reading's share of the literal reading's score.
    let weight: Double
    let fulfils: Bool

    /// Whether a match is the word itself, and counts in the concept's document frequency.
    var isLiteral: Bool { fulfils && weight == 1 }

    var documentCount: Int {
        switch source {
        case .list(let postings): postings.list.documentFrequency
        case .matches(let documents, _): documents.count
        }
    }

    func insert(into set: inout DocumentSet, scratch: inout PostingBlock) throws(StorageError) {
        switch source {
        case .matches(let documents, _): for document in documents { set.insert(document) }
        case .list(let postings):
            if let bitmap = postings.bitmap { return set.formUnion(bitmap.words) }
            for index in 0..<postings.list.blockCount {
                try postings.list.decodeDocuments(index, into: &scratch)
                set.insert(scratch.documents, scratch.count)
            }
        }
    }

    /// At least what any document earns whose norm is at least `norm`.
    func bound(norm: Float) -> Double {
        switch source {
        case .list(let postings): postings.highestBound(norm: norm)
        case .matches(_, let scores): weight * (scores.max() ?? 0) * TermPostings.slack
        }
    }
}

/// A concept in one segment.
struct ConceptPostings {
    let readings: [ReadingPostings]
    /// Documents that match a reading that stands for the whole concept.
    let fulfilled: DocumentSet
    private let hasParts: Bool

    init(_ readings: [ReadingPostings], documentCount: Int) throws(StorageError) {
        self.readings = readings
        fulfilled = try Self.documents(readings.filter(\.fulfils), documentCount)
        hasParts = readings.contains { !$0.fulfils }
    }

    /// Documents that match any reading.
    func touched() throws(StorageError) -> DocumentSet {
        hasParts ? try Self.documents(readings, fulfilled.documentCount) : fulfilled
    }

    /// Documents that match a literal reading, deleted ones included.
    func literalCount() throws(StorageError) -> Int {
        let literal = readings.filter(\.isLiteral)
        if literal.count < 2 { return literal.first?.documentCount ?? 0 }
        if literal.count == readings.count { return fulfilled.count }
        return try Self.documents(literal, fulfilled.documentCount).count
    }

    private static func documents(
        _ readings: [ReadingPostings], _ documentCount: Int
    ) throws(StorageError) -> DocumentSet {
        var set = DocumentSet(documentCount: documentCount)
        var scratch = PostingBlock.allocate()
        defer { scratch.deallocate() }
        for reading in readings { try reading.insert(into: &set, scratch: &scratch) }
        return set
    }
}

import SoukStorage

/// The documents of one segment that match one reading of a concept, and what each earns by it.
///
/// Holds no reference, so that a search copies readings as plain bytes.
struct ReadingPostings {
    enum Source {
        /// A term's list, asked for single documents.
        case list(TermPostings)
        /// A phrase or a character.
        // SAFETY: the concept of the reading keeps the matches (``ConceptPostings``).
        case matches(Unmanaged<ReadingMatches>)
    }

    let source: Source
    /// The reading's place in its concept.
    let place: Int
    /// The reading's share of the literal reading's score.
    let weight: Double
    /// The most that a match earns, see ``Concept/Alternative/limit``.
    let limit: Double
    let fulfils: Bool
    /// See ``Concept/Alternative/countsOnce``.
    let countsOnce: Bool

    /// Whether a match is the word itself, and counts in the concept's document frequency.
    var isLiteral: Bool { fulfils && weight == 1 }

    var documentCount: Int {
        switch source {
        case .list(let postings): postings.list.documentFrequency
        case .matches(let matches): matches._withUnsafeGuaranteedRef { $0.documents.count }
        }
    }

    /// The documents as they lie in the segment's memory, of a common term.
    var bitmap: TermBitmap? {
        if case .list(let postings) = source { postings.bitmap } else { nil }
    }

    func insert(into set: inout DocumentSet, scratch: inout PostingBlock) throws(StorageError) {
        switch source {
        case .matches(let matches):
            matches._withUnsafeGuaranteedRef { for document in $0.documents { set.insert(document) } }
        case .list(let postings):
            if let bitmap = postings.bitmap { return set.formUnion(bitmap.words) }
            for index in 0..<postings.list.blockCount {
                try postings.list.decodeDocuments(index, into: &scratch)
                set.insert(scratch.documents, scratch.count)
            }
        }
    }

    /// The documents one by one, rising; nil where they lie as a bitmap.
    func listing() throws(StorageError) -> [UInt32]? {
        switch source {
        case .matches(let matches): return matches._withUnsafeGuaranteedRef { $0.documents }
        case .list(let postings):
            guard postings.bitmap == nil else { return nil }
            var scratch = PostingBlock.allocate()
            defer { scratch.deallocate() }
            var result: [UInt32] = []
            result.reserveCapacity(postings.list.documentFrequency)
            for index in 0..<postings.list.blockCount {
                try postings.list.decodeDocuments(index, into: &scratch)
                result.append(contentsOf: UnsafeBufferPointer(start: scratch.documents, count: scratch.count))
            }
            return result
        }
    }

    /// At least what any document earns whose norm is at least `norm`.
    func bound(norm: Float) -> Double {
        switch source {
        case .list(let postings): postings.highestBound(norm: norm)
        case .matches(let matches):
            weight * matches._withUnsafeGuaranteedRef { $0.highestScore } * TermPostings.slack
        }
    }
}

/// Documents by rising number, and their scores with idf 1.
final class ReadingMatches: Sendable {
    let documents: [UInt32]
    let scores: [Double]
    let highestScore: Double

    init(_ documents: [UInt32], scores: [Double]) {
        self.documents = documents
        self.scores = scores
        highestScore = scores.max() ?? 0
    }
}

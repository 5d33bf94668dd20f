import SoukStorage

/// Looks single documents up in one term's list, in rising order.
///
/// For terms that cannot bring a document into the result by themselves: only candidates are looked up in them.
struct PostingSeeker {
    private var block: PostingBlock
    private var decoded = -1
    private var place = 0

    static func allocate() -> PostingSeeker { PostingSeeker(block: .allocate()) }

    private init(block: PostingBlock) { self.block = block }

    func deallocate() { block.deallocate() }

    /// Weighted frequency of the term in `document`; nil if it does not hold the term.
    @inline(__always)
    mutating func frequency(_ postings: TermPostings, _ document: UInt32) throws(StorageError) -> Double? {
        let next = postings.list.block(atOrAfter: document, from: max(decoded, 0))
        guard next < postings.list.blockCount else { return nil }
        if next != decoded {
            try postings.list.decode(next, into: &block)
            decoded = next
            place = 0
        }
        place = block.place(atOrAfter: document, from: place)
        guard place < block.count, block.documents[place] == document else { return nil }
        return postings.tables.frequency(block, place)
    }

    /// Score of the term in `document`; 0 if it does not hold the term.
    @inline(__always)
    mutating func score(_ postings: TermPostings, _ document: UInt32) throws(StorageError) -> Double {
        guard let frequency = try frequency(postings, document) else { return 0 }
        return postings.score(document, frequency: frequency)
    }
}

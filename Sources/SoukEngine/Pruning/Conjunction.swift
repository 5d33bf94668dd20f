import SoukStorage

/// The terms of a conjunction in one segment, the rarest first, and the documents that hold all of them, in batches.
///
/// A batch is the documents of one block of the rarest term; the others are asked one after another which of them they
/// hold: common terms by their bitmaps, the rest by decoding only the blocks that a document falls into.
struct Conjunction {
    struct Term {
        let postings: TermPostings
        /// Asks for whole batches, and stands behind a batch when it is done.
        var filter: PostingSeeker
        /// For the documents that are left of it.
        var seeker: PostingSeeker
    }

    // SAFETY: `count` terms and room for a block of documents until `deallocate`.
    let terms: UnsafeMutablePointer<Term>
    let count: Int
    /// The documents of the batch.
    let documents: UnsafeMutablePointer<UInt32>
    private let allowed: DocumentSet?
    private var block: PostingBlock

    init(_ postings: [TermPostings], allowed: DocumentSet?) {
        self.allowed = allowed
        count = postings.count
        terms = .borrow(count)
        for (index, postings) in postings.enumerated() {
            var place = index
            while place > 0,
                terms[place - 1].postings.list.documentFrequency > postings.list.documentFrequency
            {
                terms[place] = terms[place - 1]
                place -= 1
            }
            terms[place] = Term(
                postings: postings, filter: .allocate(for: postings), seeker: .allocate(for: postings))
        }
        documents = .borrow(BitPacking.blockSize)
        block = .allocate()
    }

    func deallocate() {
        for index in 0..<count {
            terms[index].filter.deallocate()
            terms[index].seeker.deallocate()
        }
        terms.giveBack()
        documents.giveBack()
        block.deallocate()
    }

    /// Blocks decoded so far.
    var decodedCount: Int {
        var sum = block.decodedCount
        for index in 0..<count { sum += terms[index].filter.decodedCount + terms[index].seeker.decodedCount }
        return sum
    }

    var rarest: TermPostings { terms[0].postings }

    /// Puts the documents of a block of the rarest term that hold all terms into ``documents``.
    /// - Returns: how many there are.
    mutating func batch(_ index: Int) throws(StorageError) -> Int {
        if let known = rarest.block {
            documents.update(from: known.documents, count: known.count)
            return try retain(known.count, from: 1)
        }
        try rarest.list.decodeDocuments(index, into: &block)
        documents.update(from: block.documents, count: block.count)
        return try retain(block.count, from: 1)
    }

    /// Keeps those of the first `size` ``documents`` that are allowed and hold all terms from place `first` on.
    mutating func retain(_ size: Int, from first: Int) throws(StorageError) -> Int {
        var size = allowed?.retain(documents, size) ?? size
        for index in first..<max(count, first) where size > 0 {
            size = try terms[index].filter.retain(terms[index].postings, documents, size)
        }
        return size
    }
}

extension DocumentSet {
    /// Keeps the documents of the set, in their order.
    fileprivate func retain(_ documents: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
        var kept = 0
        for index in 0..<count {
            let document = documents[index]
            documents[kept] = document
            kept += contains(document) ? 1 : 0
        }
        return kept
    }
}

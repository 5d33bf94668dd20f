import CSoukKernels
import SoukStorage

/// Looks documents up in one term's list, in rising order.
///
/// For terms that cannot bring a document into the result by themselves: only candidates are looked up in them.
struct PostingSeeker {
    private var block: PostingBlock
    private var decoded = -1
    private var place = 0
    private var hasCodes = false
    /// Occurrences of the block's postings before a place.
    private var countedPlace = 0
    private var countedOccurrences = 0

    static func allocate() -> PostingSeeker { PostingSeeker(block: .allocate()) }

    private init(block: PostingBlock) { self.block = block }

    func deallocate() { block.deallocate() }

    /// Moves to `document`.
    /// - Returns: whether the list holds it.
    @inline(__always)
    mutating func seek(_ postings: TermPostings, _ document: UInt32) throws(StorageError) -> Bool {
        let next = postings.list.block(atOrAfter: document, from: max(decoded, 0))
        guard next < postings.list.blockCount else { return false }
        if next != decoded { try open(postings, next) }
        place = block.place(atOrAfter: document, from: place)
        return place < block.count && block.documents[place] == document
    }

    private mutating func open(_ postings: TermPostings, _ index: Int) throws(StorageError) {
        try postings.list.decodeDocuments(index, into: &block)
        decoded = index
        place = 0
        hasCodes = false
    }

    /// Weighted frequency of the term in `document`; nil if it does not hold the term.
    @inline(__always)
    mutating func frequency(_ postings: TermPostings, _ document: UInt32) throws(StorageError) -> Double? {
        guard try seek(postings, document) else { return nil }
        if !hasCodes {
            try postings.list.decodeCodes(into: &block)
            hasCodes = true
        }
        return postings.tables.frequency(block, place)
    }

    /// Score of the term in `document`; 0 if it does not hold the term.
    @inline(__always)
    mutating func score(_ postings: TermPostings, _ document: UInt32) throws(StorageError) -> Double {
        guard let frequency = try frequency(postings, document) else { return 0 }
        return postings.score(document, frequency: frequency)
    }

    /// Keeps the documents that the list holds, in their order.
    /// - Returns: how many there are.
    mutating func retain(
        _ postings: TermPostings, _ documents: UnsafeMutablePointer<UInt32>, _ count: Int
    ) throws(StorageError) -> Int {
        if let bitmap = postings.bitmap { return souk_keep_members(bitmap, documents, count) }
        var kept = 0
        var next = 0
        while next < count {
            let index = postings.list.block(atOrAfter: documents[next], from: max(decoded, 0))
            guard index < postings.list.blockCount else { break }
            if index != decoded { try open(postings, index) }
            let last = block.documents[block.count - 1]
            if documents[next] > last { break }
            var place = self.place
            // Both rise: one pass over the rest of the block, without branches on what is found.
            while next < count && documents[next] <= last {
                let document = documents[next]
                while place + 8 <= block.count && block.documents[place + 7] < document { place += 8 }
                while block.documents[place] < document { place += 1 }
                documents[kept] = document
                kept += block.documents[place] == document ? 1 : 0
                next += 1
            }
        }
        return kept
    }

    /// Takes `less` from the bounds of documents that the list does not hold, and keeps those whose bound is still at
    /// least `limit`, in their order.
    /// - Returns: how many there are.
    mutating func dropAbsent(
        _ postings: TermPostings, less: Float, limit: Float, _ documents: UnsafeMutablePointer<UInt32>,
        _ bounds: UnsafeMutablePointer<Float>, _ count: Int
    ) throws(StorageError) -> Int {
        if let bitmap = postings.bitmap {
            return souk_drop_absent(bitmap, less, limit, documents, bounds, count)
        }
        var kept = 0
        for next in 0..<count {
            let document = documents[next]
            let isHeld = try seek(postings, document)
            let bound = isHeld ? bounds[next] : bounds[next] - less
            documents[kept] = document
            bounds[kept] = bound
            kept += bound >= limit ? 1 : 0
        }
        return kept
    }

    /// Reads where the posting that ``seek(_:_:)`` found begins a phrase in which the term stands `offset` atoms on.
    mutating func readStarts(
        _ postings: TermPostings, offset: Int, into starts: inout PhraseStarts
    ) throws(StorageError) {
        if !hasCodes {
            try postings.list.decodeCodes(into: &block)
            hasCodes = true
            (countedPlace, countedOccurrences) = (0, 0)
        }
        if let code = block.uniformCode, code != PostingCode.escape {
            countedOccurrences = place * Int(PostingCode.occurrences[Int(code)])
        } else {
            // Places rise, so that every posting of a block is counted once.
            countedOccurrences += block.occurrences(countedPlace..<place)
            countedPlace = place
        }
        try postings.list.readStarts(
            of: place, in: block, occurrencesBefore: countedOccurrences, offset: offset, into: &starts)
    }

    /// Reads, for documents that the list holds, where a phrase begins if its term stands there once;
    /// ``PhraseStarts/several`` if it stands there more often.
    mutating func readSingleStarts(
        _ postings: TermPostings, offset: Int, _ documents: UnsafePointer<UInt32>, _ count: Int,
        into keys: UnsafeMutablePointer<UInt64>
    ) throws(StorageError) {
        var next = 0
        while next < count {
            guard try seek(postings, documents[next]) else {
                keys[next] = PhraseStarts.several
                next += 1
                continue
            }
            if !hasCodes {
                try postings.list.decodeCodes(into: &block)
                hasCodes = true
                (countedPlace, countedOccurrences) = (0, 0)
            }
            let last = block.documents[block.count - 1]
            var end = next
            while end < count && documents[end] <= last { end += 1 }
            place = try postings.list.readSingleStarts(
                in: block, from: place, counted: &countedPlace, occurrences: &countedOccurrences,
                offset: offset, documents + next, end - next, into: keys + next)
            next = end
        }
    }
}

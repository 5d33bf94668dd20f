import SoukStorage

/// The decoded essential postings of one term in a window of documents, kept until the window is done.
///
/// A window's end rarely is a block's end: what was decoded beyond it is kept for the next window.
struct PostingWindow {
    // SAFETY: `capacity` elements each from `allocate` to `deallocate`; places `first..<count` are decoded.
    private(set) var documents: UnsafeMutablePointer<UInt32>
    private(set) var codes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var first = 0
    /// End of the postings inside the window.
    private(set) var end = 0
    private var count = 0
    private var part = EssentialPostings.Part.none
    private var list: PostingList?
    private var nextBlock = 0
    /// Where the last document scored stands.
    private var scanned = 0
    /// Weighted frequencies of postings with the escape code, by place.
    private(set) var escapes: UnsafeMutablePointer<Double>
    private(set) var hasEscapes = false
    private var block: PostingBlock
    /// Whether the block is decoded, and belongs to the term.
    private let isKnown: Bool

    /// - Parameter postings: the term whose windows these are; its block is used if that is decoded.
    static func allocate(for postings: TermPostings) -> PostingWindow {
        PostingWindow(capacity: 8 * BitPacking.blockSize, known: postings.block)
    }

    private init(capacity: Int, known: PostingBlock?) {
        self.capacity = capacity
        (documents, codes, escapes) = Self.room(capacity)
        block = known ?? .allocate()
        block.decodedCount = 0
        isKnown = known != nil
    }

    /// One piece of memory, given back by the documents.
    /// - Parameter capacity: a multiple of 64.
    private static func room(
        _ capacity: Int
    ) -> (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<Double>) {
        let memory = UnsafeMutableRawPointer(UnsafeMutablePointer<UInt8>.borrow(13 * capacity))
        return (
            memory.bindMemory(to: UInt32.self, capacity: capacity),
            (memory + 12 * capacity).bindMemory(to: UInt8.self, capacity: capacity),
            (memory + 4 * capacity).bindMemory(to: Double.self, capacity: capacity)
        )
    }

    func deallocate() {
        documents.giveBack()
        if !isKnown { block.deallocate() }
    }

    var decodedCount: Int { block.decodedCount }

    /// Postings inside the window.
    var postingCount: Int { end - first }

    /// Takes the postings from the whole list, from the strong ones, or from nowhere.
    mutating func select(_ postings: TermPostings, _ part: EssentialPostings.Part) {
        guard part != self.part else { return }
        self.part = part
        list = part == .all ? postings.list : part == .strong ? postings.strong : nil
        (first, end, count, nextBlock, scanned) = (0, 0, 0, 0, 0)
        hasEscapes = false
    }

    /// Decodes all postings of documents in `start..<limit`. Windows come in rising order; some may be left out.
    mutating func fill(_ postings: TermPostings, _ start: UInt32, _ limit: UInt32) throws(StorageError) {
        guard let list else { return }
        dropBefore(start)
        if count == 0 { nextBlock = list.block(atOrAfter: start, from: nextBlock) }
        while nextBlock < list.blockCount, count == 0 || documents[count - 1] < limit {
            // The block begins after the last document of the one before.
            if nextBlock > 0, list.lastDocument(nextBlock - 1) >= limit - 1 { break }
            if !isKnown { try decode(list, postings) }
            appendBlock(postings)
            nextBlock += 1
        }
        while first < count && documents[first] < start { first += 1 }
        end = count > 0 && documents[count - 1] < limit ? count : place(atOrAfter: limit, from: first)
        scanned = first
    }

    private mutating func decode(_ list: PostingList, _ postings: TermPostings) throws(StorageError) {
        try list.decodeDocuments(nextBlock, into: &block)
        if part == .all, let bitmap = postings.bitmap {
            try list.take(bitmap.codes(ofBlock: nextBlock), into: &block)
        } else {
            try list.decodeCodes(into: &block)
        }
    }

    private mutating func dropBefore(_ start: UInt32) {
        first = count > 0 && documents[count - 1] < start ? count : place(atOrAfter: start, from: first)
        let kept = count - first
        if kept > 0 && first > 0 {
            documents.update(from: documents + first, count: kept)
            codes.update(from: codes + first, count: kept)
            if hasEscapes { escapes.update(from: escapes + first, count: kept) }
        }
        (first, end, count) = (0, 0, kept)
        if kept == 0 { hasEscapes = false }
    }

    private mutating func appendBlock(_ postings: TermPostings) {
        if count + block.count > capacity { grow(to: count + block.count) }
        (documents + count).update(from: block.documents, count: block.count)
        (codes + count).update(from: block.codes, count: block.count)
        if block.hasEscapes {
            hasEscapes = true
            let tables = postings.tables
            for place in block.escapedPlaces {
                escapes[count + Int(place)] = tables.escapedFrequency(block, Int(place))
            }
        }
        count += block.count
    }

    private mutating func grow(to needed: Int) {
        let larger = (max(needed, capacity * 2) + 63) & ~63
        let (newDocuments, newCodes, newEscapes) = Self.room(larger)
        newDocuments.update(from: documents, count: count)
        newCodes.update(from: codes, count: count)
        if hasEscapes { newEscapes.update(from: escapes, count: count) }
        documents.giveBack()
        (documents, codes, escapes, capacity) = (newDocuments, newCodes, newEscapes, larger)
    }

    /// Weighted frequency of the posting at a place.
    @inline(__always)
    func frequency(_ postings: TermPostings, _ place: Int) -> Double {
        let code = codes[place]
        return code == PostingCode.escape ? escapes[place] : postings.tables.frequencies[Int(code)]
    }

    /// Score of the term in a document of the window, which has that norm; 0 if it does not hold the term. Documents come
    /// in rising order.
    @inline(__always)
    mutating func score(_ postings: TermPostings, _ document: UInt32, norm: Float) -> Double {
        while scanned + 8 <= end && documents[scanned + 7] < document { scanned += 8 }
        while scanned < end && documents[scanned] < document { scanned += 1 }
        guard scanned < end, documents[scanned] == document else { return 0 }
        return postings.score(frequency: frequency(postings, scanned), norm: norm)
    }

    @inline(__always)
    private func place(atOrAfter document: UInt32, from start: Int) -> Int {
        var low = start
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if documents[middle] < document { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

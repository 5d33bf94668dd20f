import CSoukKernels
import SoukStorage

/// Looks documents up in one term's list, in rising order.
///
/// For terms that cannot bring a document into the result by themselves: only candidates are looked up in them.
struct PostingSeeker {
    private var block: PostingBlock
    /// Whether the block belongs to the term.
    private let isBorrowed: Bool
    private var decoded = -1
    private var place = 0
    private var hasCodes = false
    private var occurrences = PrecedingOccurrences()

    static func allocate() -> PostingSeeker { PostingSeeker(nil) }

    /// For one term alone, whose block it uses if that is decoded.
    static func allocate(for postings: TermPostings) -> PostingSeeker { PostingSeeker(postings.block) }

    private init(_ known: PostingBlock?) {
        block = known ?? .allocate()
        isBorrowed = known != nil
        block.decodedCount = 0
        guard isBorrowed else { return }
        decoded = 0
        hasCodes = true
    }

    func deallocate() { if !isBorrowed { block.deallocate() } }

    var decodedCount: Int { block.decodedCount }

    /// Moves to `document`.
    /// - Returns: whether the list holds it.
    @inline(__always)
    mutating func seek(_ list: PostingList, _ document: UInt32) throws(StorageError) -> Bool {
        let next = list.block(atOrAfter: document, from: max(decoded, 0))
        guard next < list.blockCount else { return false }
        if next != decoded { try open(list, next) }
        place = souk_find_held(block.documents, block.count, place, document)
        return place < block.count && block.documents[place] == document
    }

    private mutating func open(_ list: PostingList, _ index: Int) throws(StorageError) {
        try list.decodeDocuments(index, into: &block)
        decoded = index
        place = 0
        hasCodes = false
    }

    /// Weighted frequency of the term in `document`; nil if it does not hold the term.
    @inline(__always)
    mutating func frequency(_ postings: TermPostings, _ document: UInt32) throws(StorageError) -> Double? {
        if let bitmap = postings.bitmap {
            guard let code = bitmap.code(document) else { return nil }
            if code != PostingCode.escape { return postings.tables.frequencies[Int(code)] }
        }
        guard try seek(postings.list, document) else { return nil }
        try decodeCodes(postings.list, bitmap: postings.bitmap)
        return postings.tables.frequency(block, place)
    }

    /// Score of the term in `document`, which has that norm; 0 if it does not hold the term.
    @inline(__always)
    mutating func score(
        _ postings: TermPostings, _ document: UInt32, norm: Float
    ) throws(StorageError) -> Double {
        guard let frequency = try frequency(postings, document) else { return 0 }
        return postings.score(frequency: frequency, norm: norm)
    }

    /// Reads the weighted frequencies of the term in documents that all hold it.
    mutating func readFrequencies(
        _ postings: TermPostings, _ documents: UnsafePointer<UInt32>, _ count: Int,
        into frequencies: UnsafeMutablePointer<Double>
    ) throws(StorageError) {
        let tables = postings.tables
        guard postings.bitmap == nil else {
            for index in 0..<count {
                frequencies[index] = try frequency(postings, documents[index]) ?? 0
            }
            return
        }
        var next = 0
        while next < count {
            guard try seek(postings.list, documents[next]) else {
                // Only a damaged list lacks it.
                frequencies[next] = 0
                next += 1
                continue
            }
            try decodeCodes(postings.list)
            let last = block.documents[block.count - 1]
            var end = next
            while end < count && documents[end] <= last { end += 1 }
            block.findPlaces(documents + next, end - next)
            for index in next..<end {
                let place = min(Int(block.places[index - next]), block.count - 1)
                frequencies[index] = tables.frequency(block, place)
            }
            next = end
        }
    }

    /// Calls `body` with the place of every one of the documents that holds the term, and the term's weighted frequency in it.
    @inline(__always)
    mutating func forEachHeld(
        _ postings: TermPostings, _ documents: UnsafePointer<UInt32>, _ count: Int,
        _ body: (Int, Double) -> Void
    ) throws(StorageError) {
        let tables = postings.tables
        if let bitmap = postings.bitmap {
            for index in 0..<count where bitmap.contains(documents[index]) {
                if let frequency = try frequency(postings, documents[index]) { body(index, frequency) }
            }
            return
        }
        let list = postings.list
        var next = 0
        while next < count {
            let index = list.block(atOrAfter: documents[next], from: max(decoded, 0))
            guard index < list.blockCount else { return }
            if index != decoded { try open(list, index) }
            let last = block.documents[block.count - 1]
            // Behind the last is only a document that a damaged list promised.
            if documents[next] > last { return }
            var end = next + 1
            let limit = min(count, next + BitPacking.blockSize)
            while end < limit && documents[end] <= last { end += 1 }
            if souk_match_held(block.documents, block.count, documents + next, end - next, block.places) > 0 {
                try decodeCodes(list)
                for index in next..<end where block.places[index - next] != SOUK_NOT_HELD {
                    body(index, tables.frequency(block, Int(block.places[index - next])))
                }
            }
            next = end
        }
    }

    /// Keeps the documents that the list holds, in their order.
    /// - Returns: how many there are.
    mutating func retain(
        _ postings: TermPostings, _ documents: UnsafeMutablePointer<UInt32>, _ count: Int
    ) throws(StorageError) -> Int {
        if let bitmap = postings.bitmap { return souk_keep_members(bitmap.words, documents, count) }
        return try retain(postings.list, documents, count)
    }

    mutating func retain(
        _ list: PostingList, _ documents: UnsafeMutablePointer<UInt32>, _ count: Int
    ) throws(StorageError) -> Int {
        var kept = 0
        var next = 0
        while next < count {
            let index = list.block(atOrAfter: documents[next], from: max(decoded, 0))
            guard index < list.blockCount else { break }
            if index != decoded { try open(list, index) }
            if documents[next] > block.documents[block.count - 1] { break }
            kept = souk_keep_held(block.documents, block.count, documents, count, &next, kept)
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
            return souk_drop_absent(bitmap.words, less, limit, documents, bounds, count)
        }
        var kept = 0
        for next in 0..<count {
            let document = documents[next]
            let isHeld = try seek(postings.list, document)
            let bound = isHeld ? bounds[next] : bounds[next] - less
            documents[kept] = document
            bounds[kept] = bound
            kept += bound >= limit ? 1 : 0
        }
        return kept
    }

    /// Reads where the posting that ``seek(_:_:)`` found begins a phrase in which the term stands `offset` atoms on.
    mutating func readStarts(
        _ list: PostingList, offset: Int, into starts: inout PhraseStarts
    ) throws(StorageError) {
        try decodeCodes(list)
        var steps: [UInt32] = []
        try list.readPositions(of: place, in: block, into: &steps)
        starts.removeAll()
        starts.append(steps, block.frequencies(place), offset: offset)
    }

    /// Reads the starts of documents that the list holds, see `CSoukPhrases.h`.
    mutating func readStarts(
        _ list: PostingList, bias: UInt32, _ documents: UnsafePointer<UInt32>, _ count: Int,
        into starts: inout StartLists
    ) throws(StorageError) {
        starts.removeAll()
        while starts.count < count {
            guard try seek(list, documents[starts.count]) else {
                starts.append(StartLists.unknown)
                continue
            }
            try decodeCodes(list)
            let last = block.documents[block.count - 1]
            var end = starts.count
            while end < count && documents[end] <= last { end += 1 }
            let next = starts.count
            place = try list.readStarts(
                in: block, &occurrences, bias: bias, documents + next, end - next, into: &starts)
        }
    }

    @inline(__always)
    private mutating func decodeCodes(
        _ list: PostingList, bitmap: TermBitmap? = nil
    ) throws(StorageError) {
        if hasCodes { return }
        if let bitmap {
            try list.takeCodes(of: decoded, from: bitmap, into: &block)
        } else {
            try list.decodeCodes(into: &block)
        }
        hasCodes = true
        occurrences = PrecedingOccurrences()
    }
}

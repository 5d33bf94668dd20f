import SoukAnalysis

/// Collects the occurrences of terms in memory while a segment is built: numbers the terms, and logs the tokens.
///
/// Tokens wait until their document ends, or until there are ``batchSize``: the memory of one is fetched while others
/// are looked up. ``PostingInversion`` makes posting lists of the log.
/// - Complexity: O(1) amortised for a token; 4 bytes for a token and about 45 for a term.
///
/// Sendable since one thread at a time fills it, and many may read it afterwards.
final class PostingsBuilder: @unchecked Sendable {
    private struct WaitingToken: BitwiseCopyable {
        let key: TermKey
        let hash: UInt32
        /// Where the bytes of a long term behind its key wait.
        let tailOffset: UInt32
        let place: TokenPlace
        let position: UInt32
    }

    // SAFETY: no access of these overlaps another: none calls back, and one thread at a time uses a builder.
    @exclusivity(unchecked) private(set) var terms = TermInterner()
    @exclusivity(unchecked) private(set) var log = TokenLog()
    @exclusivity(unchecked) private(set) var norms = RawArray<Float>(capacity: 1 << 10)
    @exclusivity(unchecked) private var waiting = RawArray<WaitingToken>(capacity: PostingsBuilder.batchSize)
    @exclusivity(unchecked) private var waitingTails = RawArray<UInt8>(capacity: 1 << 10)
    /// How often each term of the open document occurs in it.
    @exclusivity(unchecked) private var frequencies = RawArray<UInt32>(capacity: 1 << 8)
    @exclusivity(unchecked) private var tokensInDocument = 0

    private static let batchSize = 256
    /// Bytes of a log whose records are counted in 32 bits.
    private static let largestLog = 4 << 30

    deinit {
        terms.deallocate()
        log.deallocate()
        norms.deallocate()
        waiting.deallocate()
        waitingTails.deallocate()
        frequencies.deallocate()
    }

    var documentCount: Int { log.documentCount }

    /// Bytes held, to be held against the memory budget.
    var byteCount: Int { terms.byteCount + log.byteCount + norms.byteCount }

    /// Whether a segment must be written before more terms can be numbered.
    var isFull: Bool {
        terms.count > TokenLog.termLimit / 2 || terms.tailByteCount > Int(UInt32.max) / 2
            || log.byteCount > Self.largestLog
    }

    /// Records an occurrence in the open document.
    /// - Precondition: inside a document slots never fall, inside a slot positions never fall.
    func add(_ term: UnsafeBufferPointer<UInt8>, slot: Int, reading: TokenReading, position: Int) {
        let key = TermKey(term)
        if waiting.count == Self.batchSize { numberWaiting() }
        let tailOffset = waitingTails.count
        var tail = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        if key.tailLength > 0 {
            tail = UnsafeBufferPointer(rebasing: term[TermKey.inlineCount...])
            waitingTails.append(contentsOf: tail)
        }
        let hash = terms.hash(key, tail: tail)
        terms.prefetch(hash: hash)
        waiting.appendReserved(
            WaitingToken(
                key: key, hash: hash, tailOffset: UInt32(truncatingIfNeeded: tailOffset),
                place: TokenPlace(slot: slot, reading: reading),
                position: UInt32(truncatingIfNeeded: position)))
    }

    /// Ends the open document.
    func endDocument() {
        numberWaiting()
        log.endDocument()
        norms.append(TermNorm.norm(frequencies: frequencies, occurrences: tokensInDocument))
        frequencies.removeAll()
        tokensInDocument = 0
    }

    private func numberWaiting() {
        let document = UInt32(truncatingIfNeeded: log.documentCount)
        for index in 0..<waiting.count { terms.prefetchEntry(hash: waiting.elements[index].hash) }
        for index in 0..<waiting.count {
            let token = waiting.elements[index]
            let tail = UnsafePointer(waitingTails.elements + Int(token.tailOffset))
            let number = terms.number(token.key, hash: token.hash, tail: tail)
            log.append(term: number, place: token.place, position: token.position)
            let entry = terms.entry(number)
            entry.pointee.records &+= PostingRecord.count(token.place, token.position)
            // A word's share of its text does not grow with its being the head.
            guard token.key.head >> 56 != UInt64(HeadTerm.mark) else { continue }
            count(entry, in: document)
            tokensInDocument &+= 1
        }
        waiting.removeAll()
        waitingTails.removeAll()
    }

    @inline(__always)
    private func count(_ entry: UnsafeMutablePointer<TermInterner.Entry>, in document: UInt32) {
        if entry.pointee.lastDocument == document {
            frequencies.elements[Int(entry.pointee.placeInDocument)] &+= 1
        } else {
            entry.pointee.lastDocument = document
            entry.pointee.placeInDocument = UInt32(truncatingIfNeeded: frequencies.count)
            frequencies.append(1)
        }
    }
}

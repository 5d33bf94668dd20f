import SoukAnalysis

/// The postings of one term on their way into a segment, flat: no allocation for a posting.
///
/// Filled in any order of documents and sorted once, so that a segment can number its documents anew.
struct PostingBuffer {
    private(set) var documents: [UInt32] = []
    private(set) var codes: [UInt8] = []
    /// Frequencies of the postings with the escape code, by place.
    private(set) var escapes: [Int: [FieldFrequency]] = [:]
    /// End of each posting's positions in ``positions``.
    private(set) var positionEnds: [UInt32] = []
    /// Positions as they are stored: the step from the one before in the same slot, or the position itself.
    private(set) var positions: [UInt32] = []

    var count: Int { documents.count }

    mutating func removeAll() {
        documents.removeAll(keepingCapacity: true)
        codes.removeAll(keepingCapacity: true)
        escapes.removeAll(keepingCapacity: true)
        positionEnds.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
    }

    /// Adds a position of the posting that ``endPosting(_:code:frequencies:)`` will end.
    @inline(__always)
    mutating func addPosition(_ step: UInt32) { positions.append(step) }

    /// - Parameter frequencies: by slot, then reading; read for the escape code alone.
    mutating func endPosting(
        _ document: UInt32, code: UInt8, frequencies: @autoclosure () -> [FieldFrequency]
    ) {
        if code == PostingCode.escape { escapes[documents.count] = frequencies() }
        documents.append(document)
        codes.append(code)
        positionEnds.append(UInt32(positions.count))
    }

    /// Forgets the positions added since the last posting ended.
    mutating func dropPosting() { positions.removeLast(positions.count - Int(positionEnds.last ?? 0)) }

    func positionRange(_ place: Int) -> Range<Int> {
        (place == 0 ? 0 : Int(positionEnds[place - 1]))..<Int(positionEnds[place])
    }

    /// Occurrences of one posting.
    func occurrences(_ place: Int) -> Int { positionRange(place).count }

    /// Puts the postings in the order of their documents.
    mutating func sort() {
        var isSorted = true
        for place in 1..<max(count, 1) where documents[place - 1] > documents[place] {
            isSorted = false
            break
        }
        if isSorted { return }
        var keys = [UInt64](repeating: 0, count: count)
        for place in 0..<count { keys[place] = UInt64(documents[place]) << 32 | UInt64(place) }
        keys.sort()
        var sorted = PostingBuffer()
        sorted.documents.reserveCapacity(count)
        sorted.codes.reserveCapacity(count)
        sorted.positionEnds.reserveCapacity(count)
        sorted.positions.reserveCapacity(positions.count)
        for key in keys {
            let place = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
            for index in positionRange(place) { sorted.positions.append(positions[index]) }
            sorted.endPosting(documents[place], code: codes[place], frequencies: escapes[place] ?? [])
        }
        self = sorted
    }
}

import SoukAnalysis

/// The postings of one term on their way into a segment, flat: no allocation for a posting.
///
/// Filled in any order of documents and sorted once, so that a segment can number its documents anew.
struct PostingBuffer: ~Copyable {
    // SAFETY: freed in deinit; all but `positions` have `count` elements.
    private(set) var documents = RawArray<UInt32>(capacity: 256)
    private(set) var codes = RawArray<UInt8>(capacity: 256)
    /// End of each posting's positions in ``positions``.
    private(set) var positionEnds = RawArray<UInt32>(capacity: 256)
    /// Positions as they are stored: the step from the one before in the same slot, or the position itself.
    private(set) var positions = RawArray<UInt32>(capacity: 256)
    private var spareDocuments = RawArray<UInt32>(capacity: 16)
    private var spareCodes = RawArray<UInt8>(capacity: 16)
    private var spareEnds = RawArray<UInt32>(capacity: 16)
    private var sparePositions = RawArray<UInt32>(capacity: 16)
    private var keys = RawArray<UInt64>(capacity: 16)
    /// Frequencies of the postings with the escape code, by place.
    private(set) var escapes: [Int: [FieldFrequency]] = [:]

    deinit {
        documents.deallocate()
        codes.deallocate()
        positionEnds.deallocate()
        positions.deallocate()
        spareDocuments.deallocate()
        spareCodes.deallocate()
        spareEnds.deallocate()
        sparePositions.deallocate()
        keys.deallocate()
    }

    var count: Int { documents.count }

    mutating func removeAll() {
        documents.removeAll()
        codes.removeAll()
        positionEnds.removeAll()
        positions.removeAll()
        if !escapes.isEmpty { escapes.removeAll(keepingCapacity: true) }
    }

    /// Adds a position of the posting that ``endPosting(_:code:frequencies:)`` will end.
    @inline(__always)
    mutating func addPosition(_ step: UInt32) { positions.append(step) }

    /// - Parameter frequencies: by slot, then reading; read for the escape code alone.
    @inline(__always)
    mutating func endPosting(
        _ document: UInt32, code: UInt8, frequencies: @autoclosure () -> [FieldFrequency]
    ) {
        if code == PostingCode.escape { escapes[documents.count] = frequencies() }
        documents.append(document)
        codes.append(code)
        positionEnds.append(UInt32(truncatingIfNeeded: positions.count))
    }

    @inline(__always)
    func positionRange(_ place: Int) -> Range<Int> {
        (place == 0 ? 0 : Int(positionEnds.elements[place - 1]))..<Int(positionEnds.elements[place])
    }

    /// Adds positions of the posting that ``endPosting(_:code:frequencies:)`` will end.
    @inline(__always)
    mutating func addPositions(_ steps: UnsafePointer<UInt32>, _ count: Int) {
        if count == 1 { return positions.append(steps[0]) }
        positions.append(contentsOf: UnsafeBufferPointer(start: steps, count: count))
    }

    /// Puts the postings in the order of their documents.
    mutating func sort() {
        guard !isSorted else { return }
        keys.removeAll()
        for place in 0..<count { keys.append(UInt64(documents.elements[place]) << 32 | UInt64(place)) }
        RadixSort.sort(UnsafeMutableBufferPointer(start: keys.elements, count: count)) { $0 >> 32 }
        let oldEscapes = escapes
        escapes = [:]
        swap(&documents, &spareDocuments)
        swap(&codes, &spareCodes)
        swap(&positionEnds, &spareEnds)
        swap(&positions, &sparePositions)
        documents.removeAll()
        codes.removeAll()
        positionEnds.removeAll()
        positions.removeAll()
        for index in 0..<keys.count {
            let place = Int(truncatingIfNeeded: keys.elements[index] & 0xFFFF_FFFF)
            let start = place == 0 ? 0 : Int(spareEnds.elements[place - 1])
            addPositions(sparePositions.elements + start, Int(spareEnds.elements[place]) - start)
            endPosting(
                spareDocuments.elements[place], code: spareCodes.elements[place],
                frequencies: oldEscapes[place] ?? [])
        }
    }

    private var isSorted: Bool {
        for place in 1..<max(count, 1) where documents.elements[place - 1] > documents.elements[place] {
            return false
        }
        return true
    }
}

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
    /// Frequencies of the postings with the escape code, by place.
    private(set) var escapes: [Int: [FieldFrequency]] = [:]

    deinit {
        documents.deallocate()
        codes.deallocate()
        positionEnds.deallocate()
        positions.deallocate()
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

    /// Puts the postings in the order of their documents.
    mutating func sort() {
        guard !isSorted else { return }
        var keys = [UInt64](unsafeUninitializedCapacity: count) { keys, initialized in
            for place in 0..<count {
                keys[place] = UInt64(documents.elements[place]) << 32 | UInt64(place)
            }
            initialized = count
        }
        RadixSort.sort(&keys) { $0 >> 32 }
        var sorted = PostingBuffer()
        for key in keys {
            let place = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
            for index in positionRange(place) { sorted.addPosition(positions.elements[index]) }
            sorted.endPosting(
                documents.elements[place], code: codes.elements[place], frequencies: escapes[place] ?? [])
        }
        self = sorted
    }

    private var isSorted: Bool {
        for place in 1..<max(count, 1) where documents.elements[place - 1] > documents.elements[place] {
            return false
        }
        return true
    }
}

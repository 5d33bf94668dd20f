import SoukStorage

/// Encodes one posting list; the form is described in `docs/formats/segment.md`.
///
/// One document: in a few bytes. Up to 128: one block. More: blocks of 128 documents behind a table to skip by. From
/// ``splitMinimum`` documents on, the few postings of high frequency stand in a list of their own as well.
struct PostingListWriter: ~Copyable {
    static let blockSize = BitPacking.blockSize
    static let splitMinimum = 1024
    /// The strong postings are at most one in so many.
    private static let strongShare = 5

    /// Weighted frequency of every code under the segment's own field weights, by which the strongest code of a
    /// block is chosen; infinite for the escape.
    private let strengths: [Float]
    private var table = BlockTable()
    private var blocks = RawArray<UInt8>(capacity: 1 << 10)
    private var positions = RawArray<UInt8>(capacity: 1 << 10)
    // SAFETY: room for the gaps of a block; freed in deinit.
    private let gaps = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingListWriter.blockSize)

    /// The table of a large list, by block.
    private struct BlockTable {
        var lasts: [UInt32] = []
        var ends: [UInt32] = []
        var positionEnds: [UInt32] = []
        var strongest: [UInt8] = []

        mutating func removeAll() {
            lasts.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            positionEnds.removeAll(keepingCapacity: true)
            strongest.removeAll(keepingCapacity: true)
        }
    }

    init(strengths: [Float]) { self.strengths = strengths }

    deinit {
        blocks.deallocate()
        positions.deallocate()
        gaps.deallocate()
    }

    /// Appends the list of a term that stands once in one document, in the first slot, aligned: most terms.
    @inline(__always)
    static func encodePlain(_ document: UInt32, position: UInt32, to list: inout RawArray<UInt8>) {
        list.appendVarUInt(document)
        list.append(PlaceCodes.plain)
        list.appendVarUInt(position)
    }

    /// Appends the list of `postings` to `list`.
    /// - Precondition: documents rise; the buffer is not empty.
    mutating func encode(_ postings: borrowing PostingBuffer, to list: inout RawArray<UInt8>) {
        if postings.count == 1 {
            appendSingleton(postings, to: &list)
        } else if postings.count <= Self.blockSize {
            appendSmall(postings, to: &list)
        } else {
            appendSplit(postings, to: &list)
        }
    }

    /// Appends a list behind a table, with its strong postings.
    private mutating func appendSplit(_ postings: borrowing PostingBuffer, to list: inout RawArray<UInt8>) {
        let cut = self.cut(postings)
        // Few lists have strong postings, and those again: each has memory of its own.
        var strongList = RawArray<UInt8>(capacity: 16)
        defer { strongList.deallocate() }
        if postings.count >= Self.splitMinimum { encodeStrong(postings, above: cut, to: &strongList) }
        appendLarge(postings, cut: cut, strongByteCount: strongList.count, to: &list)
        list.append(contentsOf: strongList.buffer)
    }

    /// The weakest code such that few postings are stronger: they are called strong, the others ordinary.
    private func cut(_ postings: borrowing PostingBuffer) -> UInt8 {
        var counts = [Int](repeating: 0, count: 256)
        for place in 0..<postings.count { counts[Int(postings.codes.elements[place])] += 1 }
        let codes = counts.indices.filter { counts[$0] > 0 }.sorted { strengths[$0] > strengths[$1] }
        var stronger = 0
        var cut = codes[0]
        for code in codes {
            // Codes of one strength are on one side.
            if strengths[code] < strengths[cut] {
                stronger = codes.reduce(0) { strengths[$1] > strengths[code] ? $0 + counts[$1] : $0 }
                if stronger * Self.strongShare > postings.count { break }
            }
            cut = code
        }
        return UInt8(cut)
    }

    /// Encodes the postings stronger than `cut`, without positions, after their number; nothing when there are none.
    private mutating func encodeStrong(
        _ postings: borrowing PostingBuffer, above cut: UInt8, to list: inout RawArray<UInt8>
    ) {
        let limit = strengths[Int(cut)]
        var strong = PostingBuffer()
        for place in 0..<postings.count where strengths[Int(postings.codes.elements[place])] > limit {
            strong.endPosting(
                postings.documents.elements[place], code: postings.codes.elements[place],
                frequencies: postings.escapes[place] ?? [])
        }
        guard strong.count > 0 else { return }
        list.appendUInt32(UInt32(strong.count))
        if strong.count == 1 {
            appendSingleton(strong, to: &list)
        } else if strong.count <= Self.blockSize {
            appendSmall(strong, to: &list)
        } else {
            // The strongest of the strong stand apart again.
            appendSplit(strong, to: &list)
        }
    }

    private func appendSingleton(_ postings: borrowing PostingBuffer, to list: inout RawArray<UInt8>) {
        list.appendVarUInt(postings.documents.elements[0])
        list.append(postings.codes.elements[0])
        Self.appendEscapes(of: postings, 0..<1, to: &list)
        for index in 0..<postings.positions.count { list.appendVarUInt(postings.positions.elements[index]) }
    }

    private func appendSmall(_ postings: borrowing PostingBuffer, to list: inout RawArray<UInt8>) {
        list.appendVarUInt(postings.documents.elements[0])
        let width = collectGaps(postings, 1..<postings.count, base: postings.documents.elements[0])
        list.append(UInt8(truncatingIfNeeded: width))
        BitPacking.packBits(gaps, postings.count - 1, width: width, into: &list)
        Self.appendCodes(of: postings, 0..<postings.count, to: &list)
        Self.appendPositions(of: postings, 0..<postings.count, to: &list)
    }

    private mutating func appendLarge(
        _ postings: borrowing PostingBuffer, cut: UInt8, strongByteCount: Int, to list: inout RawArray<UInt8>
    ) {
        table.removeAll()
        blocks.removeAll()
        positions.removeAll()
        var base = UInt32.max
        for start in stride(from: 0, to: postings.count, by: Self.blockSize) {
            let range = start..<min(start + Self.blockSize, postings.count)
            let width = collectGaps(postings, range, base: base)
            blocks.append(UInt8(truncatingIfNeeded: width))
            if range.count == Self.blockSize {
                BitPacking.packRows(gaps, width: width, into: &blocks)
            } else {
                BitPacking.packBits(gaps, range.count, width: width, into: &blocks)
            }
            Self.appendCodes(of: postings, range, to: &blocks)
            Self.appendPositions(of: postings, range, to: &positions)
            base = postings.documents.elements[range.upperBound - 1]
            table.lasts.append(base)
            table.ends.append(UInt32(blocks.count))
            table.positionEnds.append(UInt32(positions.count))
            table.strongest.append(strongestCode(postings, range))
        }
        list.appendUInt32(UInt32(blocks.count))
        list.appendUInt32(UInt32(strongByteCount))
        list.append(cut)
        list.append(strongestCode(postings, 0..<postings.count))
        for part in [table.lasts, table.ends, table.positionEnds] {
            for number in part { list.appendUInt32(number) }
        }
        for code in table.strongest { list.append(code) }
        list.append(contentsOf: blocks.buffer)
        list.append(contentsOf: positions.buffer)
    }

    /// Puts the gaps before documents into ``gaps``.
    /// - Returns: the bits of the largest.
    private func collectGaps(_ postings: borrowing PostingBuffer, _ range: Range<Int>, base: UInt32) -> Int {
        let documents = postings.documents.elements
        var previous = base
        var all: UInt32 = 0
        for (index, place) in range.enumerated() {
            // From no document (the largest number) the first gap wraps to the document itself.
            let gap = documents[place] &- previous &- 1
            gaps[index] = gap
            all |= gap
            previous = documents[place]
        }
        return UInt32.bitWidth - all.leadingZeroBitCount
    }

    /// The first of the strongest codes.
    private func strongestCode(_ postings: borrowing PostingBuffer, _ range: Range<Int>) -> UInt8 {
        let codes = postings.codes.elements
        var best = codes[range.lowerBound]
        for place in range where codes[place] != best && strengths[Int(codes[place])] > strengths[Int(best)] {
            best = codes[place]
        }
        return best
    }

    private static func appendCodes(
        of postings: borrowing PostingBuffer, _ range: Range<Int>, to list: inout RawArray<UInt8>
    ) {
        BlockCodes.append(
            UnsafeBufferPointer(start: postings.codes.elements + range.lowerBound, count: range.count),
            to: &list)
        Self.appendEscapes(of: postings, range, to: &list)
    }

    private static func appendEscapes(
        of postings: borrowing PostingBuffer, _ range: Range<Int>, to list: inout RawArray<UInt8>
    ) {
        guard !postings.escapes.isEmpty else { return }
        for place in range where postings.codes.elements[place] == PostingCode.escape {
            let entries = postings.escapes[place] ?? []
            list.appendVarUInt(UInt32(entries.count))
            for entry in entries {
                list.appendVarUInt(UInt32(entry.slot << 2 | Int(entry.reading.rawValue)))
                list.appendVarUInt(UInt32(entry.count))
            }
        }
    }

    private static func appendPositions(
        of postings: borrowing PostingBuffer, _ range: Range<Int>, to list: inout RawArray<UInt8>
    ) {
        let start = postings.positionRange(range.lowerBound).lowerBound
        let count = postings.positionRange(range.upperBound - 1).upperBound - start
        let steps = postings.positions.elements + start
        var all: UInt32 = 0
        for index in 0..<count { all |= steps[index] }
        let width = UInt32.bitWidth - all.leadingZeroBitCount
        list.append(UInt8(truncatingIfNeeded: width))
        BitPacking.packBits(steps, count, width: width, into: &list)
    }
}

extension RawArray where Element == UInt8 {
    @inline(__always)
    mutating func appendVarUInt(_ value: UInt32) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func appendUInt32(_ value: UInt32) {
        let place = count
        extend(by: 4)
        UnsafeMutableRawPointer(elements + place).storeBytes(of: value.littleEndian, as: UInt32.self)
    }

    /// All bytes.
    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: elements, count: count) }
}

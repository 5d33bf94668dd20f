import SoukStorage

/// Encodes one posting list; the form is described in `docs/formats/segment.md`.
///
/// One document: in a few bytes. Up to 128: one block. More: blocks of 128 documents behind a table to skip by. From
/// ``splitMinimum`` documents on, the few postings of high frequency stand in a list of their own as well.
struct PostingListWriter {
    static let blockSize = BitPacking.blockSize
    static let splitMinimum = 1024
    /// The strong postings are at most one in so many.
    private static let strongShare = 5

    /// Weighted frequency of every code under the segment's own field weights, by which the strongest code of a
    /// block is chosen; infinite for the escape.
    private let strengths: [Float]
    private var blocks = ByteWriter()
    private var positions = ByteWriter()
    private var gaps: [UInt32] = []

    init(strengths: [Float]) { self.strengths = strengths }

    /// - Precondition: documents rise; the buffer is not empty.
    mutating func encode(_ postings: PostingBuffer) -> [UInt8] {
        var list = ByteWriter()
        if postings.count == 1 {
            appendSingleton(postings, to: &list)
        } else if postings.count <= Self.blockSize {
            appendSmall(postings, to: &list)
        } else {
            appendSplit(postings, to: &list)
        }
        return list.bytes
    }

    /// Appends a list behind a table, with its strong postings.
    private mutating func appendSplit(_ postings: PostingBuffer, to list: inout ByteWriter) {
        let cut = self.cut(postings)
        // Not in place: it uses the same buffers.
        let strong = postings.count < Self.splitMinimum ? [] : encodeStrong(postings, above: cut)
        appendLarge(postings, cut: cut, strong: strong, to: &list)
    }

    /// The weakest code such that few postings are stronger: they are called strong, the others ordinary.
    private func cut(_ postings: PostingBuffer) -> UInt8 {
        var counts = [Int](repeating: 0, count: 256)
        for code in postings.codes { counts[Int(code)] += 1 }
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

    /// The list of the postings stronger than `cut`, without positions; empty when there are none.
    private mutating func encodeStrong(_ postings: PostingBuffer, above cut: UInt8) -> [UInt8] {
        let limit = strengths[Int(cut)]
        var strong = PostingBuffer()
        for place in 0..<postings.count where strengths[Int(postings.codes[place])] > limit {
            strong.endPosting(
                postings.documents[place], code: postings.codes[place],
                frequencies: postings.escapes[place] ?? [])
        }
        guard strong.count > 0 else { return [] }
        var count = ByteWriter()
        count.appendUInt32(UInt32(strong.count))
        var list = ByteWriter()
        if strong.count == 1 {
            appendSingleton(strong, to: &list)
        } else if strong.count <= Self.blockSize {
            appendSmall(strong, to: &list)
        } else {
            // The strongest of the strong stand apart again.
            appendSplit(strong, to: &list)
        }
        return count.bytes + list.bytes
    }

    private func appendSingleton(_ postings: PostingBuffer, to list: inout ByteWriter) {
        list.appendVarUInt(UInt64(postings.documents[0]))
        list.appendUInt8(postings.codes[0])
        appendEscapes(of: postings, 0..<1, to: &list)
        for step in postings.positions { list.appendVarUInt(UInt64(step)) }
    }

    private mutating func appendSmall(_ postings: PostingBuffer, to list: inout ByteWriter) {
        list.appendVarUInt(UInt64(postings.documents[0]))
        collectGaps(postings, 1..<postings.count, base: postings.documents[0])
        let width = BitPacking.width(of: gaps)
        list.appendUInt8(UInt8(width))
        BitPacking.packBits(gaps, width: width, into: &list)
        appendCodes(of: postings, 0..<postings.count, to: &list)
        appendPositions(of: postings, 0..<postings.count, to: &list)
    }

    private mutating func appendLarge(
        _ postings: PostingBuffer, cut: UInt8, strong: [UInt8], to list: inout ByteWriter
    ) {
        blocks.bytes.removeAll(keepingCapacity: true)
        positions.bytes.removeAll(keepingCapacity: true)
        var lasts = ByteWriter()
        var ends = ByteWriter()
        var positionEnds = ByteWriter()
        var strongest = ByteWriter()
        var base = UInt32.max
        for start in stride(from: 0, to: postings.count, by: Self.blockSize) {
            let range = start..<min(start + Self.blockSize, postings.count)
            collectGaps(postings, range, base: base)
            let width = BitPacking.width(of: gaps)
            blocks.appendUInt8(UInt8(width))
            if range.count == Self.blockSize {
                BitPacking.packRows(gaps, width: width, into: &blocks)
            } else {
                BitPacking.packBits(gaps, width: width, into: &blocks)
            }
            appendCodes(of: postings, range, to: &blocks)
            appendPositions(of: postings, range, to: &positions)
            base = postings.documents[range.upperBound - 1]
            lasts.appendUInt32(base)
            ends.appendUInt32(UInt32(blocks.bytes.count))
            positionEnds.appendUInt32(UInt32(positions.bytes.count))
            strongest.appendUInt8(strongestCode(postings.codes[range]))
        }
        list.appendUInt32(UInt32(blocks.bytes.count))
        list.appendUInt32(UInt32(strong.count))
        list.append([cut, strongestCode(postings.codes[...])])
        for part in [lasts, ends, positionEnds, strongest, blocks, positions] { list.append(part.bytes) }
        list.append(strong)
    }

    private mutating func collectGaps(_ postings: PostingBuffer, _ range: Range<Int>, base: UInt32) {
        gaps.removeAll(keepingCapacity: true)
        var previous = base
        for place in range {
            // From no document (the largest number) the first gap wraps to the document itself.
            gaps.append(postings.documents[place] &- previous &- 1)
            previous = postings.documents[place]
        }
    }

    private func strongestCode(_ codes: ArraySlice<UInt8>) -> UInt8 {
        codes.max { strengths[Int($0)] < strengths[Int($1)] } ?? PostingCode.escape
    }

    private func appendCodes(of postings: PostingBuffer, _ range: Range<Int>, to writer: inout ByteWriter) {
        BlockCodes.append(postings.codes[range], to: &writer)
        appendEscapes(of: postings, range, to: &writer)
    }

    private func appendEscapes(of postings: PostingBuffer, _ range: Range<Int>, to writer: inout ByteWriter) {
        guard !postings.escapes.isEmpty else { return }
        for place in range where postings.codes[place] == PostingCode.escape {
            let entries = postings.escapes[place] ?? []
            writer.appendVarUInt(UInt64(entries.count))
            for entry in entries {
                writer.appendVarUInt(UInt64(entry.slot << 2 | Int(entry.reading.rawValue)))
                writer.appendVarUInt(UInt64(entry.count))
            }
        }
    }

    private func appendPositions(
        of postings: PostingBuffer, _ range: Range<Int>, to writer: inout ByteWriter
    ) {
        let steps = postings.positions[
            postings.positionRange(range.lowerBound)
                .lowerBound..<postings.positionRange(range.upperBound - 1)
                .upperBound]
        let width = BitPacking.width(of: steps)
        writer.appendUInt8(UInt8(width))
        BitPacking.packBits(steps, width: width, into: &writer)
    }
}

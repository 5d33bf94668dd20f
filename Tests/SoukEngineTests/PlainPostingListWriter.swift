import SoukStorage

@testable import SoukEngine

/// Encodes one posting list as `docs/formats/segment.md` describes it, in the plainest way: the twin that
/// ``PostingListWriter`` is held against.
struct PlainPostingListWriter {
    /// The postings of a term.
    struct Postings {
        var documents: [UInt32] = []
        var codes: [UInt8] = []
        var escapes: [Int: [FieldFrequency]] = [:]
        var positions: [[UInt32]] = []

        var count: Int { documents.count }

        mutating func add(_ document: UInt32, _ frequencies: [FieldFrequency], steps: [UInt32]) {
            let code = PostingCode.code(for: frequencies)
            if code == PostingCode.escape { escapes[count] = frequencies }
            documents.append(document)
            codes.append(code)
            positions.append(steps)
        }
    }

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
    mutating func encode(_ postings: Postings) -> [UInt8] {
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
    private mutating func appendSplit(_ postings: Postings, to list: inout ByteWriter) {
        let cut = self.cut(postings)
        let strong = postings.count < Self.splitMinimum ? [] : encodeStrong(postings, above: cut)
        appendLarge(postings, cut: cut, strong: strong, to: &list)
    }

    /// The weakest code such that few postings are stronger: they are called strong, the others ordinary.
    private func cut(_ postings: Postings) -> UInt8 {
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
    private mutating func encodeStrong(_ postings: Postings, above cut: UInt8) -> [UInt8] {
        let limit = strengths[Int(cut)]
        var strong = Postings()
        for place in 0..<postings.count where strengths[Int(postings.codes[place])] > limit {
            let code = postings.codes[place]
            strong.add(
                postings.documents[place], postings.escapes[place] ?? PostingCode.table[Int(code)], steps: [])
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

    private func appendSingleton(_ postings: Postings, to list: inout ByteWriter) {
        list.appendVarUInt(UInt64(postings.documents[0]))
        list.appendUInt8(postings.codes[0])
        appendEscapes(of: postings, 0..<1, to: &list)
        for step in postings.positions[0] { list.appendVarUInt(UInt64(step)) }
    }

    private mutating func appendSmall(_ postings: Postings, to list: inout ByteWriter) {
        list.appendVarUInt(UInt64(postings.documents[0]))
        collectGaps(postings, 1..<postings.count, base: postings.documents[0])
        let width = Self.width(of: gaps)
        list.appendUInt8(UInt8(width))
        Self.packBits(gaps, width: width, into: &list)
        appendCodes(of: postings, 0..<postings.count, to: &list)
        appendPositions(of: postings, 0..<postings.count, to: &list)
    }

    private mutating func appendLarge(
        _ postings: Postings, cut: UInt8, strong: [UInt8], to list: inout ByteWriter
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
            let width = Self.width(of: gaps)
            blocks.appendUInt8(UInt8(width))
            if range.count == Self.blockSize {
                Self.packRows(gaps, width: width, into: &blocks)
            } else {
                Self.packBits(gaps, width: width, into: &blocks)
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

    private mutating func collectGaps(_ postings: Postings, _ range: Range<Int>, base: UInt32) {
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

    private func appendCodes(of postings: Postings, _ range: Range<Int>, to writer: inout ByteWriter) {
        Self.append(postings.codes[range], to: &writer)
        appendEscapes(of: postings, range, to: &writer)
    }

    private func appendEscapes(of postings: Postings, _ range: Range<Int>, to writer: inout ByteWriter) {
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
        of postings: Postings, _ range: Range<Int>, to writer: inout ByteWriter
    ) {
        let steps = postings.positions[range].flatMap(\.self)
        let width = Self.width(of: steps)
        writer.appendUInt8(UInt8(width))
        Self.packBits(steps, width: width, into: &writer)
    }

    private static func append(_ codes: ArraySlice<UInt8>, to writer: inout ByteWriter) {
        var counts = [Int](repeating: 0, count: 256)
        for code in codes { counts[Int(code)] += 1 }
        let common = UInt8(counts.indices.max { counts[$0] < counts[$1] } ?? 0)
        let exceptions = codes.indices.filter { codes[$0] != common }
        let bitmapBytes = (codes.count + 7) / 8
        if exceptions.isEmpty && common != PostingCode.escape {
            writer.appendUInt8(common)
        } else if 2 * exceptions.count <= bitmapBytes {
            writer.append([0, common, UInt8(exceptions.count)])
            for place in exceptions { writer.append([UInt8(place - codes.startIndex), codes[place]]) }
        } else {
            let others = Set(exceptions.map { codes[$0] })
            let other = others.count == 1 ? others.first : nil
            writer.append([other == nil ? 254 : 255, common])
            if let other { writer.appendUInt8(other) }
            var bits = [UInt8](repeating: 0, count: bitmapBytes)
            for place in exceptions {
                let bit = place - codes.startIndex
                bits[bit >> 3] |= 1 << UInt8(bit & 7)
            }
            writer.append(bits)
            if other == nil { for place in exceptions { writer.appendUInt8(codes[place]) } }
        }
    }

    /// Bits that hold the largest of `values`.
    private static func width<Values: Sequence<UInt32>>(of values: Values) -> Int {
        UInt32.bitWidth - values.reduce(0, |).leadingZeroBitCount
    }

    /// Appends `values` as bits.
    private static func packBits<Values: Sequence<UInt32>>(
        _ values: Values, width: Int, into writer: inout ByteWriter
    ) {
        var pending: UInt64 = 0
        var pendingBits = 0
        for value in values {
            pending |= UInt64(value) << UInt64(pendingBits)
            pendingBits += width
            while pendingBits >= 8 {
                writer.appendUInt8(UInt8(truncatingIfNeeded: pending))
                pending >>= 8
                pendingBits -= 8
            }
        }
        if pendingBits > 0 { writer.appendUInt8(UInt8(truncatingIfNeeded: pending)) }
    }

    /// Appends 128 values as rows: value i in lane i mod 4, four lanes of 32 bits side by side.
    private static func packRows(_ values: [UInt32], width: Int, into writer: inout ByteWriter) {
        precondition(values.count == blockSize, "rows hold a full block")
        var words = [UInt32](repeating: 0, count: 4 * width)
        for (index, value) in values.enumerated() where width > 0 {
            let (lane, bit) = (index & 3, (index >> 2) * width)
            words[(bit >> 5) * 4 + lane] |= value << UInt32(bit & 31)
            if bit & 31 + width > 32 { words[((bit >> 5) + 1) * 4 + lane] |= value >> UInt32(32 - bit & 31) }
        }
        for word in words { writer.appendUInt32(word) }
    }
}

import SoukAnalysis
import SoukStorage

/// One posting list where it lies in the mapped segment: its table to skip by, and its blocks, decoded on demand.
///
/// - Throws: reading damaged bytes throws `StorageError.corrupt` and never traps; documents given out always lie
///   below the segment's number of documents and rise.
package struct PostingList {
    package let documentFrequency: Int
    package let blockCount: Int
    // SAFETY: the caller keeps the bytes mapped while the list is used; the tables' bounds are checked in init.
    let bytes: UnsafeRawPointer
    let byteCount: Int
    /// Where the list lies in the section: it names the list.
    let offset: Int
    private let documentLimit: UInt32
    private let blocksStart: Int
    private let positionsStart: Int
    private let strongByteCount: Int
    private unowned(unsafe) let source: Source

    private static let headerSize = 10
    private static let entrySize = 13

    /// Where lists come from, for messages. Lives as long as any list of it is used.
    final class Source: Sendable {
        let file: String

        init(file: String) { self.file = file }
    }

    /// - Parameters:
    ///   - bytes: the bytes of the whole list.
    ///   - documentCount: documents of the segment; a list that names others is damaged.
    init(
        _ bytes: UnsafeRawBufferPointer, _ info: TermInfo, documentCount: Int, source: Source
    ) throws(StorageError) {
        self.source = source
        offset = info.offset
        documentFrequency = info.documentFrequency
        documentLimit = UInt32(documentCount)
        let size = BitPacking.blockSize
        let isLarge = info.documentFrequency > size
        blockCount = isLarge ? (info.documentFrequency + size - 1) / size : 1
        byteCount = bytes.count
        let blocksStart = isLarge ? Self.headerSize + blockCount * Self.entrySize : 0
        self.blocksStart = blocksStart
        guard let base = bytes.baseAddress, info.documentFrequency > 0,
            info.documentFrequency <= documentCount, bytes.count == info.byteCount,
            blocksStart <= bytes.count
        else {
            throw Self.corruption(
                source, info.offset, expected: "a list of 1 to \(documentCount) documents",
                found: "\(info.documentFrequency) documents in \(bytes.count) bytes")
        }
        self.bytes = base
        let blockBytes = isLarge ? Int(base.loadUnaligned(as: UInt32.self)) : 0
        positionsStart = blocksStart + blockBytes
        strongByteCount = isLarge ? Int(base.loadUnaligned(fromByteOffset: 4, as: UInt32.self)) : 0
        guard positionsStart <= bytes.count, strongByteCount <= bytes.count - positionsStart else {
            throw Self.corruption(
                source, info.offset, expected: "\(blockBytes) and \(strongByteCount) bytes of blocks",
                found: "\(bytes.count) in all")
        }
    }

    /// The postings stronger than ``cut`` as a list of their own, without positions; nil if there are none, or if the
    /// list is too short to be split.
    func strongList() throws(StorageError) -> PostingList? {
        guard strongByteCount > 0 else { return nil }
        let start = byteCount - strongByteCount
        guard strongByteCount > 4 else {
            throw Self.corruption(
                source, offset + start, expected: "a list of strong postings",
                found: "\(strongByteCount) bytes")
        }
        let count = Int(bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
        let listBytes = UnsafeRawBufferPointer(start: bytes + start + 4, count: strongByteCount - 4)
        return try PostingList(
            listBytes,
            TermInfo(documentFrequency: count, offset: offset + start + 4, byteCount: listBytes.count),
            documentCount: Int(documentLimit), source: source)
    }

    /// Whether the strong postings are told apart.
    var isSplit: Bool { isLarge && documentFrequency >= PostingListWriter.splitMinimum }

    /// The strongest code of the ordinary postings of a split list.
    var cut: UInt8 { isLarge ? bytes.load(fromByteOffset: 8, as: UInt8.self) : PostingCode.escape }

    /// The code with the highest weighted frequency of the list; the escape if the list has one, or no table.
    var strongestCode: UInt8 {
        isLarge ? bytes.load(fromByteOffset: 9, as: UInt8.self) : PostingCode.escape
    }

    private static func corruption(
        _ source: Source, _ offset: Int, expected: String, found: String
    ) -> StorageError {
        .corrupt(
            Corruption(
                file: source.file, section: "postings", byteOffset: offset, expected: expected, found: found))
    }

    func error(_ damage: PostingScanner.Damage) -> StorageError {
        Self.corruption(
            source, offset + damage.place, expected: "\(damage.expected)", found: "\(damage.found)")
    }

    /// Whether there is a table to skip by; a list without is one block.
    var isLarge: Bool { blocksStart > 0 }

    /// The last document of a block. In a small list, which has no table: the last of the segment.
    @inline(__always)
    func lastDocument(_ block: Int) -> UInt32 {
        isLarge ? entry(0, block) : documentLimit - 1
    }

    /// The code with the highest weighted frequency in the block; the escape if the block has one, or no table.
    @inline(__always)
    func strongestCode(_ block: Int) -> UInt8 {
        isLarge
            ? bytes.load(fromByteOffset: Self.headerSize + blockCount * 12 + block, as: UInt8.self)
            : PostingCode.escape
    }

    /// The first block, from `start` on, whose last document is at least `target`; ``blockCount`` if there is none.
    func block(atOrAfter target: UInt32, from start: Int) -> Int {
        guard start < blockCount, lastDocument(start) < target else { return start }
        // Doubling steps, then bisection: O(log distance).
        var step = 1
        var low = start
        var high = start + 1
        while high < blockCount && lastDocument(high) < target {
            low = high
            step *= 2
            high += step
        }
        high = min(high, blockCount)
        while low + 1 < high {
            let middle = (low + high) / 2
            if lastDocument(middle) < target { low = middle } else { high = middle }
        }
        return high
    }

    @inline(__always)
    private func entry(_ table: Int, _ block: Int) -> UInt32 {
        bytes.loadUnaligned(
            fromByteOffset: Self.headerSize + (table * blockCount + block) * 4, as: UInt32.self)
    }

    /// Decodes documents, codes and escapes of a block.
    func decode(_ index: Int, into block: inout PostingBlock) throws(StorageError) {
        try decodeDocuments(index, into: &block)
        try decodeCodes(into: &block)
    }

    /// Decodes the documents of a block, and leaves its codes to ``decodeCodes(into:)``.
    func decodeDocuments(_ index: Int, into block: inout PostingBlock) throws(StorageError) {
        do throws(PostingScanner.Damage) {
            var scanner = PostingScanner(bytes, count: byteCount)
            block.count = min(BitPacking.blockSize, documentFrequency - index * BitPacking.blockSize)
            block.decodedCount += 1
            if isLarge {
                try decodeLarge(index, &scanner, into: &block)
            } else {
                try decodeSmall(&scanner, into: &block)
            }
            block.codesOffset = scanner.place
            if block.count < BitPacking.blockSize { block.pad() }
        } catch { throw self.error(error) }
    }

    /// Decodes the codes and escapes of a block whose documents are decoded.
    func decodeCodes(into block: inout PostingBlock) throws(StorageError) {
        do throws(PostingScanner.Damage) {
            var scanner = PostingScanner(bytes, count: byteCount, place: block.codesOffset)
            if block.count == 1 && !isLarge {
                let code = try scanner.byte()
                guard code <= PostingCode.last else {
                    throw scanner.damage("a code in use", found: Int(code))
                }
                block.codes[0] = code
                block.uniformCode = code
                try readEscapes(&block, &scanner, hasEscape: code == PostingCode.escape)
            } else {
                let codes = try BlockCodes.read(block.count, from: &scanner, into: block.codes)
                block.uniformCode = codes.uniform
                try readEscapes(&block, &scanner, hasEscape: codes.hasEscape)
            }
            // Positions of a small list follow; those of a large one stand apart.
            if !isLarge { block.positionsOffset = scanner.place }
        } catch { throw self.error(error) }
    }

    /// Takes the codes of a block whose documents are decoded from `codes`, where a common term has them at hand
    /// (``TermBitmap``), and decodes the escapes.
    func take(_ codes: UnsafePointer<UInt8>, into block: inout PostingBlock) throws(StorageError) {
        block.codes.update(from: codes, count: block.count)
        block.uniformCode = nil
        let hasEscape = PostingCode.nextEscape(codes, from: 0, to: block.count) < block.count
        do throws(PostingScanner.Damage) {
            var scanner = PostingScanner(bytes, count: byteCount, place: block.codesOffset)
            if hasEscape { try BlockCodes.skip(block.count, in: &scanner) }
            try readEscapes(&block, &scanner, hasEscape: hasEscape)
        } catch { throw self.error(error) }
    }

    private func decodeSmall(
        _ scanner: inout PostingScanner, into block: inout PostingBlock
    ) throws(PostingScanner.Damage) {
        let first = UInt32(truncatingIfNeeded: try scanner.number(below: UInt64(documentLimit)))
        block.documents[0] = first
        guard block.count > 1 else { return }
        let width = Int(try scanner.byte())
        try BitPacking.unpackBits(block.count - 1, width: width, from: &scanner, into: block.documents + 1)
        try sumGaps(block, from: 1, base: first, scanner)
    }

    private func decodeLarge(
        _ index: Int, _ scanner: inout PostingScanner, into block: inout PostingBlock
    ) throws(PostingScanner.Damage) {
        let base = index > 0 ? entry(0, index - 1) : UInt32.max
        try scanner.seek(to: blocksStart + (index > 0 ? Int(entry(1, index - 1)) : 0))
        block.positionsOffset = positionsStart + (index > 0 ? Int(entry(2, index - 1)) : 0)
        let width = Int(try scanner.byte())
        if block.count == BitPacking.blockSize {
            let last = try BitPacking.unpackDocuments(
                width: width, base: base, from: &scanner, into: block.documents)
            try checkSum(block, width: width, last: last, base: base, scanner)
        } else {
            try BitPacking.unpackBits(block.count, width: width, from: &scanner, into: block.documents)
            try sumGaps(block, from: 0, base: base, scanner)
        }
        // Searches skip by the table, and rely on blocks that do not overlap.
        let last = block.documents[block.count - 1]
        guard last == entry(0, index) else {
            throw scanner.damage("the last document that the table states", found: Int(last))
        }
    }

    /// Sums of gaps below 2²⁴ cannot wrap past the base: 128 of them stay below 2³¹.
    private func checkSum(
        _ block: PostingBlock, width: Int, last: UInt32, base: UInt32, _ scanner: PostingScanner
    ) throws(PostingScanner.Damage) {
        var rises = last < documentLimit && (base == .max || last > base)
        if rises && width > 24 {
            for place in 1..<block.count where block.documents[place] <= block.documents[place - 1] {
                rises = false
            }
            rises = rises && (base == .max || block.documents[0] > base)
        }
        guard rises else { throw scanner.damage("rising documents of the segment", found: Int(last)) }
    }

    private func sumGaps(
        _ block: PostingBlock, from start: Int, base: UInt32, _ scanner: PostingScanner
    ) throws(PostingScanner.Damage) {
        var document = base == .max ? 0 : UInt64(base) + 1
        for place in start..<block.count {
            document += UInt64(block.documents[place])
            block.documents[place] = UInt32(truncatingIfNeeded: document)
            document += 1
        }
        // Sums of 32-bit gaps do not wrap in 64 bits, and rise: the last is the largest.
        guard document <= UInt64(documentLimit) else {
            throw scanner.damage("documents of the segment", found: Int(document))
        }
    }

    @inline(__always)
    private func readEscapes(
        _ block: inout PostingBlock, _ scanner: inout PostingScanner, hasEscape: Bool
    ) throws(PostingScanner.Damage) {
        if block.hasEscapes { block.removeEscapes() }
        block.hasEscapes = hasEscape
        guard hasEscape else { return }
        var place = PostingCode.nextEscape(block.codes, from: 0, to: block.count)
        while place < block.count {
            let count = Int(try scanner.number(below: 1025))
            let entries = block.addEscape(place, count: count)
            for index in 0..<count { entries[index] = try readFrequency(&scanner) }
            place = PostingCode.nextEscape(block.codes, from: place + 1, to: block.count)
        }
    }

    @inline(__always)
    private func readFrequency(
        _ scanner: inout PostingScanner
    ) throws(PostingScanner.Damage) -> WrittenFrequency {
        let key = Int(try scanner.number(below: UInt64(WrittenFrequency.keyLimit)))
        guard key & 3 != WrittenFrequency.unusedReading else {
            throw scanner.damage("a reading of 0 to 2", found: key & 3)
        }
        return WrittenFrequency(
            key: key, count: Int(try scanner.number(below: UInt64(WrittenFrequency.countLimit))))
    }
}

import SoukStorage

/// Finds terms in the mapped dictionary of a segment.
///
/// - Complexity: a lookup decodes O(log n) first terms and one block of at most 32.
package struct TermDictionaryReader: @unchecked Sendable {
    // SAFETY: the buffers belong to the mapped file that the owning `SegmentReader` keeps alive, and are never written.
    let blocks: UnsafeRawBufferPointer
    private let offsets: UnsafeRawBufferPointer
    private let heads: UnsafeRawBufferPointer
    let file: String
    package let count: Int
    let blockCount: Int

    init(_ sections: SectionFileReader) throws(StorageError) {
        blocks = try sections.section("terms")
        offsets = try sections.section("terms.index")
        heads = try sections.section("terms.heads")
        file = sections.name
        guard offsets.count >= 8, offsets.count % 8 == 0 else {
            throw .corrupt(
                Corruption(
                    file: file, section: "terms.index", byteOffset: 0,
                    expected: "a multiple of 8 bytes, at least 8", found: "\(offsets.count) bytes"))
        }
        let stated = offsets.loadUnaligned(as: UInt64.self)
        blockCount = offsets.count / 8 - 1
        let size = UInt64(TermDictionaryWriter.blockSize)
        guard stated <= UInt64(blocks.count), heads.count == blockCount * 8,
            (stated + size - 1) / size == UInt64(blockCount)
        else {
            throw .corrupt(
                Corruption(
                    file: file, section: "terms.index", byteOffset: 0,
                    expected: "as many blocks as \(stated) terms need", found: "\(blockCount) blocks"))
        }
        count = Int(stated)
    }

    /// The term's entry, or nil when no document of the segment holds it.
    package func find(_ term: UnsafeBufferPointer<UInt8>) throws(StorageError) -> TermInfo? {
        guard blockCount > 0, let base = blocks.baseAddress else { return nil }
        let block = try self.block(holding: term)
        guard block >= 0 else { return nil }
        var scanner = PostingScanner(base, count: blocks.count)
        do throws(PostingScanner.Damage) {
            try scanner.seek(to: Int(clamping: offset(block)))
            let last = min(TermDictionaryWriter.blockSize, count - block * TermDictionaryWriter.blockSize)
            return try find(term, in: &scanner, entryCount: last)
        } catch {
            throw self.error(error)
        }
    }

    func error(_ damage: PostingScanner.Damage) -> StorageError {
        .corrupt(
            Corruption(
                file: file, section: "terms", byteOffset: damage.place, expected: "\(damage.expected)",
                found: "\(damage.found)"))
    }

    package func find(_ term: [UInt8]) throws(StorageError) -> TermInfo? {
        var result: TermInfo?
        var failure: StorageError?
        term.withUnsafeBufferPointer { buffer in
            do throws(StorageError) { result = try find(buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return result
    }

    /// Walks a block's entries, holding only how many bytes of the term each shares with it.
    ///
    /// Entries rise, so an entry that shares less with its predecessor than the term does ends the search, and one that
    /// shares more cannot be the term.
    private func find(
        _ term: UnsafeBufferPointer<UInt8>, in scanner: inout PostingScanner, entryCount: Int
    ) throws(PostingScanner.Damage) -> TermInfo? {
        var matched = 0
        var listOffset = 0
        for entry in 0..<entryCount {
            let both = Int(try scanner.byte())
            let limit = TermDictionaryWriter.longLength
            let shared = both >> 4 < limit ? both >> 4 : Int(try scanner.byte())
            let rest = both & 15 < limit ? both & 15 : Int(try scanner.byte())
            let suffix = try scanner.skip(rest)
            let frequency = Int(try scanner.number(below: 1 << 32))
            if entry == 0 { listOffset = Int(try scanner.number(below: 1 << 48)) }
            let byteCount = Int(try scanner.number(below: 1 << 32))
            if shared < matched { return nil }
            if shared == matched {
                var place = 0
                let bytes = suffix.assumingMemoryBound(to: UInt8.self)
                while place < rest, matched < term.count, bytes[place] == term[matched] {
                    place += 1
                    matched += 1
                }
                if matched == term.count && place == rest {
                    return TermInfo(documentFrequency: frequency, offset: listOffset, byteCount: byteCount)
                }
                if place < rest, matched == term.count || bytes[place] > term[matched] { return nil }
            }
            listOffset += byteCount
        }
        return nil
    }

    func offset(_ block: Int) -> UInt64 {
        offsets.loadUnaligned(fromByteOffset: 8 + block * 8, as: UInt64.self)
    }

    /// The first eight bytes of a block's first term, see ``termHead(_:)``.
    @inline(__always)
    func head(_ block: Int) -> UInt64 { heads.loadUnaligned(fromByteOffset: block * 8, as: UInt64.self) }

    /// The last block whose first term is at most `term`; −1 when all are larger.
    func block(holding term: UnsafeBufferPointer<UInt8>) throws(StorageError) -> Int {
        let head = termHead(term)
        var low = 0
        var high = blockCount
        while low < high {
            let middle = (low + high) / 2
            let found = self.head(middle)
            // Equal first bytes: the whole terms decide.
            let isAtMost = found != head ? found < head : compareTerms(try firstTerm(of: middle), term) <= 0
            if isAtMost { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// A cursor over all terms from the first one.
    package func cursor() -> TermCursor { TermCursor(self, block: 0) }

    /// A cursor whose first ``TermCursor/advance()`` gives the first term that is at least `term`.
    package func cursor(atOrAfter term: [UInt8]) throws(StorageError) -> TermCursor {
        let copy = term
        var result = TermCursor(self, block: 0)
        var failure: StorageError?
        copy.withUnsafeBufferPointer { buffer in
            do throws(StorageError) { result = try cursor(atOrAfter: buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return result
    }

    package func cursor(atOrAfter term: UnsafeBufferPointer<UInt8>) throws(StorageError) -> TermCursor {
        var cursor = TermCursor(self, block: max(try block(holding: term), 0))
        while true {
            let before = cursor
            guard try cursor.advance() else { return cursor }
            if cursor.compare(to: term) >= 0 { return before }
        }
    }

    private func firstTerm(of block: Int) throws(StorageError) -> UnsafeBufferPointer<UInt8> {
        var reader = try self.reader(at: block)
        let length = try Self.readLengths(&reader).rest
        return try reader.readBytes(length).bindMemory(to: UInt8.self)
    }

    /// How many bytes a term shares with the one before, and how many follow.
    fileprivate static func readLengths(_ reader: inout ByteReader) throws(StorageError) -> (
        shared: Int, rest: Int
    ) {
        let both = Int(try reader.readUInt8())
        let limit = TermDictionaryWriter.longLength
        let shared = both >> 4 < limit ? both >> 4 : Int(try reader.readUInt8())
        let rest = both & 15 < limit ? both & 15 : Int(try reader.readUInt8())
        return (shared, rest)
    }

    fileprivate func reader(at block: Int) throws(StorageError) -> ByteReader {
        var reader = ByteReader(blocks, file: file, section: "terms")
        try reader.seek(to: Int(clamping: offset(block)))
        return reader
    }

    fileprivate var totalBlocks: Int { blockCount }
}

/// Walks the terms of a segment in byte order.
///
/// ```
/// var cursor = dictionary.cursor()
/// while try cursor.advance() { use(cursor.term, cursor.info) }
/// ```
/// Past the end ``advance()`` stays false.
package struct TermCursor {
    private let dictionary: TermDictionaryReader
    private var ordinal: Int
    private var reader: ByteReader?
    package private(set) var term: [UInt8] = []
    package private(set) var info = TermInfo(documentFrequency: 0, offset: 0, byteCount: 0)

    fileprivate init(_ dictionary: TermDictionaryReader, block: Int) {
        self.dictionary = dictionary
        ordinal = block * TermDictionaryWriter.blockSize
    }

    fileprivate func compare(to other: UnsafeBufferPointer<UInt8>) -> Int {
        term.withUnsafeBufferPointer { compareTerms($0, other) }
    }

    /// Moves to the next term; false at the end.
    package mutating func advance() throws(StorageError) -> Bool {
        guard ordinal < dictionary.count else { return false }
        let startsBlock = ordinal % TermDictionaryWriter.blockSize == 0
        var reader: ByteReader
        if startsBlock || self.reader == nil {
            reader = try dictionary.reader(at: ordinal / TermDictionaryWriter.blockSize)
        } else if let open = self.reader {
            reader = open
        } else {
            return false
        }
        let (shared, length) = try TermDictionaryReader.readLengths(&reader)
        guard shared <= (startsBlock ? 0 : term.count), shared + length <= 255 else {
            throw reader.corruption(
                expected: "a term of at most 255 bytes", found: "\(shared) of \(term.count) and \(length)")
        }
        term.removeSubrange(shared...)
        term.append(contentsOf: try reader.readBytes(length))
        let frequency = try reader.readCount(limit: Int(UInt32.max))
        let offset = startsBlock ? try reader.readCount(limit: Int.max) : info.offset + info.byteCount
        let byteCount = try reader.readCount(limit: Int(UInt32.max))
        info = TermInfo(documentFrequency: frequency, offset: offset, byteCount: byteCount)
        self.reader = reader
        ordinal += 1
        return true
    }
}

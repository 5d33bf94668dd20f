import SoukStorage

/// Finds terms in the mapped dictionary of a segment.
///
/// - Complexity: a lookup decodes O(log n) first terms and one block of at most 32.
package struct TermDictionaryReader: @unchecked Sendable {
    // SAFETY: the buffers belong to the mapped file that the owning `SegmentReader` keeps alive, and are never written.
    private let blocks: UnsafeRawBufferPointer
    private let offsets: UnsafeRawBufferPointer
    private let file: String
    package let count: Int
    private let blockCount: Int

    init(_ sections: SectionFileReader) throws(StorageError) {
        blocks = try sections.section("terms")
        offsets = try sections.section("terms.index")
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
        guard stated <= UInt64(blocks.count), (stated + size - 1) / size == UInt64(blockCount) else {
            throw .corrupt(
                Corruption(
                    file: file, section: "terms.index", byteOffset: 0,
                    expected: "as many blocks as \(stated) terms need", found: "\(blockCount) blocks"))
        }
        count = Int(stated)
    }

    /// The term's entry, or nil when no document of the segment holds it.
    package func find(_ term: UnsafeBufferPointer<UInt8>) throws(StorageError) -> TermInfo? {
        var cursor = try cursor(atOrAfter: term)
        guard try cursor.advance(), cursor.compare(to: term) == 0 else { return nil }
        return cursor.info
    }

    package func find(_ term: [UInt8]) throws(StorageError) -> TermInfo? {
        var cursor = try cursor(atOrAfter: term)
        guard try cursor.advance(), cursor.term.elementsEqual(term) else { return nil }
        return cursor.info
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
        var low = 0
        var high = blockCount
        while low + 1 < high {
            let middle = (low + high) / 2
            if compareTerms(try firstTerm(of: middle), term) <= 0 { low = middle } else { high = middle }
        }
        var cursor = TermCursor(self, block: low)
        while true {
            let before = cursor
            guard try cursor.advance() else { return cursor }
            if cursor.compare(to: term) >= 0 { return before }
        }
    }

    private func firstTerm(of block: Int) throws(StorageError) -> UnsafeBufferPointer<UInt8> {
        var reader = try self.reader(at: block)
        _ = try reader.readVarUInt()
        let length = try reader.readCount(limit: 255)
        return try reader.readBytes(length).bindMemory(to: UInt8.self)
    }

    fileprivate func reader(at block: Int) throws(StorageError) -> ByteReader {
        var reader = ByteReader(blocks, file: file, section: "terms")
        let offset = offsets.loadUnaligned(fromByteOffset: 8 + block * 8, as: UInt64.self)
        try reader.seek(to: Int(clamping: offset))
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
    package private(set) var info = TermInfo(
        documentFrequency: 0, offset: 0, documentByteCount: 0, positionByteCount: 0)

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
        let shared = try reader.readCount(limit: startsBlock ? 0 : term.count)
        let length = try reader.readCount(limit: 255)
        term.removeSubrange(shared...)
        term.append(contentsOf: try reader.readBytes(length))
        let frequency = try reader.readCount(limit: Int(UInt32.max))
        let offset = startsBlock ? try reader.readCount(limit: Int.max) : info.offset + info.byteCount
        let documentBytes = try reader.readCount(limit: Int(UInt32.max))
        let positionBytes = try reader.readCount(limit: Int(UInt32.max))
        info = TermInfo(
            documentFrequency: frequency, offset: offset, documentByteCount: documentBytes,
            positionByteCount: positionBytes)
        self.reader = reader
        ordinal += 1
        return true
    }
}

import SoukAnalysis
import SoukStorage

/// Walks one posting list of one segment by rising document.
///
/// Before the first ``advance()`` the cursor stands on no document. Exhausted, ``document`` is ``end`` and stays
/// so however often the cursor is moved. ``advance(to:)`` never moves back and is equal to
/// ```
/// while cursor.document < target { guard try cursor.advance() else { break } }
/// ```
/// - Throws: every movement throws `StorageError.corrupt` on damaged bytes, and never traps.
package struct PostingsCursor {
    package static let end = UInt32.max

    package let documentFrequency: Int
    /// The current document; 0 before the first move, ``end`` after the last.
    package private(set) var document: UInt32 = 0
    private var started = false

    private let documentLimit: UInt32
    private var reader: ByteReader
    private var positionReader: ByteReader
    private let hasSkips: Bool
    private let blockCount: Int
    private var block = -1
    private let blocksStart: Int
    private let positionsStart: Int

    private var documents: [UInt32] = []
    private var codes: [UInt8] = []
    private var escapes: [Int: [FieldFrequency]] = [:]
    /// Place of the current posting in the block; −1 before its first.
    private var index = -1
    /// Index inside the block of the posting whose positions come next in `positionReader`.
    private var positionIndex = 0

    /// - Parameters:
    ///   - list: the bytes of the whole list, documents and positions.
    ///   - documentCount: documents of the segment; a list that names others is damaged.
    init(
        _ list: UnsafeRawBufferPointer, _ info: TermInfo, documentCount: Int, file: String
    ) throws(StorageError) {
        documentFrequency = info.documentFrequency
        documentLimit = UInt32(documentCount)
        reader = ByteReader(list, file: file, section: "postings", baseOffset: info.offset)
        positionReader = reader
        hasSkips = info.documentFrequency > PostingListWriter.blockSize
        let size = PostingListWriter.blockSize
        blockCount = hasSkips ? (info.documentFrequency + size - 1) / size : 1
        blocksStart = hasSkips ? blockCount * 12 : 0
        positionsStart = info.documentByteCount
        guard info.documentFrequency > 0, info.documentFrequency <= documentCount,
            list.count == info.byteCount,
            blocksStart <= info.documentByteCount
        else {
            throw reader.corruption(
                expected: "a list of 1 to \(documentCount) documents in \(info.byteCount) bytes",
                found: "\(info.documentFrequency) documents in \(list.count) bytes")
        }
    }

    /// The code of the current posting, see ``PostingCode``.
    package var code: UInt8 { codes[index] }

    /// Frequencies of the current posting, by slot, then reading.
    package var frequencies: [FieldFrequency] { frequencies(at: index) }

    /// Moves to the next document; false, and ``document`` = ``end``, past the last.
    @discardableResult
    package mutating func advance() throws(StorageError) -> Bool {
        guard document != Self.end else { return false }
        started = true
        index += 1
        if index >= documents.count {
            guard block + 1 < blockCount else {
                document = Self.end
                return false
            }
            try load(block: block + 1)
            index = 0
        }
        document = documents[index]
        return true
    }

    /// Moves to the first document that is at least `target`; false when there is none.
    @discardableResult
    package mutating func advance(to target: UInt32) throws(StorageError) -> Bool {
        if started && document >= target { return document != Self.end }
        if hasSkips {
            var next = max(block, 0)
            while next < blockCount, try lastDocument(of: next) < target { next += 1 }
            if next >= blockCount {
                document = Self.end
                return false
            }
            if next != block { try load(block: next) }
        }
        repeat {
            guard try advance() else { return false }
        } while document < target
        return true
    }

    /// Positions of the current posting, by slot, then position.
    ///
    /// May be called once for a posting; reads over the positions of the postings before it in the block.
    package mutating func positions() throws(StorageError) -> [FieldPosition] {
        while positionIndex < index {
            let occurrences = frequencies(at: positionIndex).reduce(0) { $0 + $1.count }
            for _ in 0..<occurrences { _ = try positionReader.readVarUInt() }
            positionIndex += 1
        }
        var result: [FieldPosition] = []
        var position = 0
        var slot = -1
        var left = 0
        let counts = slotCounts(frequencies(at: index))
        for (entrySlot, count) in counts {
            slot = entrySlot
            position = 0
            left = count
            while left > 0 {
                position += try positionReader.readCount(limit: Int(UInt32.max))
                result.append(FieldPosition(slot: slot, position: position))
                left -= 1
            }
        }
        positionIndex += 1
        return result
    }

    private func slotCounts(_ frequencies: [FieldFrequency]) -> [(slot: Int, count: Int)] {
        var result: [(slot: Int, count: Int)] = []
        for entry in frequencies {
            if let last = result.last, last.slot == entry.slot {
                result[result.count - 1].count += entry.count
            } else {
                result.append((entry.slot, entry.count))
            }
        }
        return result
    }

    private func frequencies(at index: Int) -> [FieldFrequency] {
        let code = codes[index]
        return code == PostingCode.escape ? escapes[index] ?? [] : PostingCode.table[Int(code)]
    }

    private func skipEntry(of block: Int) throws(StorageError) -> (
        last: UInt32, blockEnd: Int, positionEnd: Int
    ) {
        var skips = reader
        try skips.seek(to: block * 12)
        return (try skips.readUInt32(), Int(try skips.readUInt32()), Int(try skips.readUInt32()))
    }

    private func lastDocument(of block: Int) throws(StorageError) -> UInt32 { try skipEntry(of: block).last }

    private mutating func load(block next: Int) throws(StorageError) {
        let previous = next > 0 ? try skipEntry(of: next - 1) : (last: 0, blockEnd: 0, positionEnd: 0)
        try reader.seek(to: blocksStart + (hasSkips ? previous.blockEnd : 0))
        try positionReader.seek(to: positionsStart + (hasSkips ? previous.positionEnd : 0))
        let size = PostingListWriter.blockSize
        let count = min(size, documentFrequency - next * size)
        if hasSkips {
            try BitPacking.unpack(count, from: &reader, into: &documents)
        } else {
            documents.removeAll(keepingCapacity: true)
            for _ in 0..<count { documents.append(UInt32(try reader.readCount(limit: Int(UInt32.max)))) }
        }
        try sumDeltas(base: previous.last, first: next == 0)
        codes = Array(try reader.readBytes(count))
        escapes.removeAll(keepingCapacity: true)
        for (place, code) in codes.enumerated()
        where code == PostingCode.escape || PostingCode.table[Int(code)].isEmpty {
            guard code == PostingCode.escape else {
                throw reader.corruption(expected: "a posting code in use", found: "\(code)")
            }
            escapes[place] = try readEscape()
        }
        block = next
        index = -1
        positionIndex = 0
    }

    private mutating func sumDeltas(base: UInt32, first: Bool) throws(StorageError) {
        var document = UInt64(base)
        for place in documents.indices {
            let delta = documents[place]
            document += UInt64(delta)
            guard document < UInt64(documentLimit), delta > 0 || (first && place == 0) else {
                throw reader.corruption(
                    expected: "rising documents below \(documentLimit)",
                    found: "\(document) after a step of \(delta)")
            }
            documents[place] = UInt32(document)
        }
    }

    private mutating func readEscape() throws(StorageError) -> [FieldFrequency] {
        let count = try reader.readCount(limit: 1024)
        var entries: [FieldFrequency] = []
        for _ in 0..<count {
            let place = try reader.readCount(limit: 1023)
            guard let reading = TokenReading(rawValue: UInt8(place & 3)) else {
                throw reader.corruption(expected: "a reading of 0 to 2", found: "\(place & 3)")
            }
            let occurrences = try reader.readCount(limit: Int(UInt32.max))
            entries.append(FieldFrequency(slot: place >> 2, reading: reading, count: occurrences))
        }
        return entries
    }
}

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
    private let section: String
    package let count: Int
    let blockCount: Int

    /// - Parameter name: the section of the terms; `name.index` and `name.heads` belong to it.
    init(_ sections: SectionFileReader, named name: String = "terms") throws(StorageError) {
        section = name
        blocks = try sections.section(name)
        offsets = try sections.section("\(name).index")
        heads = try sections.section("\(name).heads")
        file = sections.name
        guard offsets.count >= 8, offsets.count % 8 == 0 else {
            throw .corrupt(
                Corruption(
                    file: file, section: "\(name).index", byteOffset: 0,
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
                    file: file, section: "\(name).index", byteOffset: 0,
                    expected: "as many blocks as \(stated) terms need", found: "\(blockCount) blocks"))
        }
        count = Int(stated)
    }

    /// The term's entry, or nil when no document of the segment holds it.
    package func find(_ term: UnsafeBufferPointer<UInt8>) throws(StorageError) -> TermInfo? {
        let block = try self.block(holding: term)
        guard block >= 0 else { return nil }
        do throws(PostingScanner.Damage) { return try find(term, inBlock: block) } catch {
            throw self.error(error)
        }
    }

    func error(_ damage: PostingScanner.Damage) -> StorageError {
        .corrupt(
            Corruption(
                file: file, section: section, byteOffset: damage.place, expected: "\(damage.expected)",
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
        _ term: UnsafeBufferPointer<UInt8>, inBlock block: Int
    ) throws(PostingScanner.Damage) -> TermInfo? {
        var entries = TermEntryScanner(self)
        try entries.open(block)
        var matched = 0
        while entries.entriesLeft > 0 {
            let entry = try entries.next()
            if entry.shared < matched { return nil }
            guard entry.shared == matched else { continue }
            var place = 0
            while place < entry.suffixLength, matched < term.count, entry.suffix[place] == term[matched] {
                place += 1
                matched += 1
            }
            if matched == term.count && place == entry.suffixLength { return entry.info }
            if place < entry.suffixLength, matched == term.count || entry.suffix[place] > term[matched] {
                return nil
            }
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

    func block(holding term: [UInt8]) throws(StorageError) -> Int {
        var result = 0
        var failure: StorageError?
        term.withUnsafeBufferPointer { buffer in
            do throws(StorageError) { result = try block(holding: buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return result
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
        var entries = TermEntryScanner(self)
        do throws(PostingScanner.Damage) {
            try entries.open(block)
            let entry = try entries.next()
            return UnsafeBufferPointer(start: entry.suffix, count: entry.suffixLength)
        } catch { throw self.error(error) }
    }
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
    private var entries: TermEntryScanner
    private var nextBlock: Int
    package private(set) var term: [UInt8] = []
    package private(set) var info = TermInfo(documentFrequency: 0, offset: 0, byteCount: 0)

    fileprivate init(_ dictionary: TermDictionaryReader, block: Int) {
        self.dictionary = dictionary
        entries = TermEntryScanner(dictionary)
        nextBlock = block
    }

    fileprivate func compare(to other: UnsafeBufferPointer<UInt8>) -> Int {
        term.withUnsafeBufferPointer { compareTerms($0, other) }
    }

    /// Moves to the next term; false at the end.
    package mutating func advance() throws(StorageError) -> Bool {
        do throws(PostingScanner.Damage) {
            if entries.entriesLeft == 0 {
                guard nextBlock < dictionary.blockCount else { return false }
                try entries.open(nextBlock)
                nextBlock += 1
            }
            let entry = try entries.next()
            try entries.check(entry, after: term.count)
            term.removeSubrange(entry.shared...)
            term.append(contentsOf: UnsafeBufferPointer(start: entry.suffix, count: entry.suffixLength))
            info = entry.info
            return true
        } catch { throw dictionary.error(error) }
    }
}

import SoukStorage

/// Walks the terms of several segments in byte order, and collects the postings that each term has in all of them.
///
/// ```
/// while let term = try merger.next() { write(term, merger.postings) }
/// ```
/// Lists are decoded block by block; codes and positions are copied as they are.
/// - Complexity: O(postings), and O(n log n) for the n postings of a list whose documents come in another order.
struct PostingsMerger: ~Copyable {
    struct Source {
        let segment: SegmentReader
        /// New number of every document, or ``DocumentOrder/none``.
        let numbers: ArraySlice<UInt32>
        /// The new slot of every slot; nil when they keep their numbers.
        let slots: [Int]?
    }

    private let sources: [Source]
    private var cursors: [MergedTermCursor]
    /// The postings of the term that ``next()`` returned last, by document; none when all were deleted.
    private(set) var postings = PostingBuffer()
    // SAFETY: both freed in deinit; `term` has room for the longest term.
    private var block = PostingBlock.allocate()
    private var steps = RawArray<UInt32>(capacity: 256)
    private let term = UnsafeMutablePointer<UInt8>.allocate(capacity: TermEntryScanner.longestTerm)

    init(_ sources: [Source]) {
        self.sources = sources
        cursors = sources.map { MergedTermCursor($0.segment.terms) }
    }

    deinit {
        for cursor in cursors { cursor.deallocate() }
        block.deallocate()
        steps.deallocate()
        term.deallocate()
    }

    /// The next term, valid until the next call; nil after the last.
    mutating func next() throws(StorageError) -> UnsafeBufferPointer<UInt8>? {
        for index in cursors.indices where cursors[index].isBehind { try cursors[index].advance() }
        guard
            let first = cursors.indices.filter({ !cursors[$0].isAtEnd })
                .min(by: { cursors[$0].precedes(cursors[$1]) })
        else { return nil }
        let length = cursors[first].length
        term.update(from: cursors[first].bytes, count: length)
        let found = cursors[first]
        postings.removeAll()
        for index in cursors.indices where !cursors[index].isAtEnd && cursors[index].isEqual(found) {
            try copy(cursors[index].info, sources[index])
            cursors[index].isBehind = true
        }
        postings.sort()
        return UnsafeBufferPointer(start: term, count: length)
    }

    private mutating func copy(_ info: TermInfo, _ source: Source) throws(StorageError) {
        let list = try source.segment.list(info)
        for index in 0..<list.blockCount {
            try list.decode(index, into: &block)
            steps.removeAll()
            _ = try list.readPositions(of: block, into: &steps)
            try copyBlock(source)
        }
    }

    private mutating func copyBlock(_ source: Source) throws(StorageError) {
        let first = source.numbers.startIndex
        var start = 0
        for place in 0..<block.count {
            let count = block.occurrences(place)
            let number = source.numbers[first + Int(block.documents[place])]
            if number != DocumentOrder.none {
                postings.addPositions(steps.elements + start, count)
                if let slots = source.slots {
                    let frequencies = try renumbered(block.frequencies(place), slots, source)
                    postings.endPosting(
                        number, code: PostingCode.code(for: frequencies), frequencies: frequencies)
                } else {
                    postings.endPosting(
                        number, code: block.codes[place], frequencies: block.frequencies(place))
                }
            }
            start += count
        }
    }

    /// Slots rise with their fields in every segment, so that a new numbering keeps their order.
    private func renumbered(
        _ frequencies: [FieldFrequency], _ slots: [Int], _ source: Source
    ) throws(StorageError) -> [FieldFrequency] {
        var result = frequencies
        for place in result.indices {
            guard result[place].slot < slots.count else {
                throw .corrupt(
                    Corruption(
                        file: source.segment.fileName, section: "postings", byteOffset: 0,
                        expected: "a slot below \(slots.count)", found: "\(result[place].slot)"))
            }
            result[place].slot = slots[result[place].slot]
        }
        return result
    }
}

/// Where a merge stands in the dictionary of one segment.
struct MergedTermCursor {
    private let dictionary: TermDictionaryReader
    private var entries: TermEntryScanner
    private var nextBlock = 0
    private var key: TermKey?
    // SAFETY: room for the longest term; freed by `deallocate`.
    let bytes: UnsafeMutablePointer<UInt8>
    private(set) var length = 0
    private(set) var info = TermInfo(documentFrequency: 0, offset: 0, byteCount: 0)
    /// Whether the term was used, so that the next one is due.
    var isBehind = true
    private(set) var isAtEnd = false

    init(_ dictionary: TermDictionaryReader) {
        self.dictionary = dictionary
        entries = TermEntryScanner(dictionary)
        bytes = .allocate(capacity: TermEntryScanner.longestTerm)
    }

    func deallocate() { bytes.deallocate() }

    mutating func advance() throws(StorageError) {
        isBehind = false
        do throws(PostingScanner.Damage) {
            if entries.entriesLeft == 0 {
                guard nextBlock < dictionary.blockCount else {
                    isAtEnd = true
                    return
                }
                try entries.open(nextBlock)
                nextBlock += 1
            }
            let entry = try entries.next()
            length = try entries.write(entry, to: bytes, over: length)
            info = entry.info
            key = TermKey(UnsafeBufferPointer(start: bytes, count: length))
        } catch { throw dictionary.error(error) }
    }

    private var tail: UnsafePointer<UInt8> { UnsafePointer(bytes + TermKey.inlineCount) }

    func precedes(_ other: MergedTermCursor) -> Bool {
        guard let key, let otherKey = other.key else { return false }
        return key.precedes(otherKey, tail: tail, otherTail: other.tail)
    }

    func isEqual(_ other: MergedTermCursor) -> Bool {
        key == other.key
            && compareTerms(
                UnsafeBufferPointer(start: bytes, count: length),
                UnsafeBufferPointer(start: other.bytes, count: other.length)) == 0
    }
}

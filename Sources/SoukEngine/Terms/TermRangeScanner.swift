import SoukStorage

/// Walks the terms that begin with given bytes, without building any of them.
///
/// The terms are neighbours in the dictionary, and an entry that shares as many bytes with its predecessor as the
/// prefix has belongs to them: a step reads a few numbers and skips the rest.
/// - Complexity: O(log blocks + a block) to find the first, a few nanoseconds for each further one.
struct TermRangeScanner {
    // SAFETY: the caller keeps the segment and the prefix alive while the scanner is used.
    private let prefix: UnsafeBufferPointer<UInt8>
    private let blockCount: Int
    private var entries: TermEntryScanner
    private var nextBlock: Int
    /// Bytes that the last term shares with the prefix.
    private var matched = 0

    init(_ dictionary: TermDictionaryReader, prefix: UnsafeBufferPointer<UInt8>) throws(StorageError) {
        self.prefix = prefix
        blockCount = dictionary.blockCount
        entries = TermEntryScanner(dictionary)
        nextBlock = max(try dictionary.block(holding: prefix), 0)
    }

    /// The next term of the range; nil past the last.
    @inline(__always)
    mutating func next() throws(PostingScanner.Damage) -> TermInfo? {
        while true {
            if entries.entriesLeft == 0 {
                guard nextBlock < blockCount else { return nil }
                try entries.open(nextBlock)
                nextBlock += 1
                matched = 0
            }
            let entry = try entries.next()
            if matched == prefix.count && !entry.startsBlock {
                if entry.shared >= matched { return entry.info }
                return end()
            }
            // Shares less than the term before, which was smaller: larger than all terms of the range.
            if entry.shared < matched { return end() }
            guard entry.shared == matched else { continue }
            var place = 0
            while place < entry.suffixLength, matched < prefix.count, entry.suffix[place] == prefix[matched] {
                place += 1
                matched += 1
            }
            if matched == prefix.count { return entry.info }
            if place < entry.suffixLength, entry.suffix[place] > prefix[matched] { return end() }
        }
    }

    private mutating func end() -> TermInfo? {
        entries.endBlock()
        nextBlock = blockCount
        return nil
    }
}

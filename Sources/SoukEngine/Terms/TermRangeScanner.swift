import SoukStorage

/// Walks the terms that begin with given bytes, without building any of them.
///
/// The terms are neighbours in the dictionary, and an entry that shares as many bytes with its predecessor as the
/// prefix has belongs to them: a step reads a few numbers and skips the rest.
/// - Complexity: O(log blocks + a block) to find the first, a few nanoseconds for each further one.
struct TermRangeScanner {
    // SAFETY: the caller keeps the segment and the prefix alive while the scanner is used.
    private let dictionary: TermDictionaryReader
    private let prefix: UnsafeBufferPointer<UInt8>
    private var scanner: PostingScanner
    private var block: Int
    private var entriesLeft = 0
    /// Bytes that the last term shares with the prefix.
    private var matched = 0
    private var isFirst = false
    private var listOffset = 0

    init(_ dictionary: TermDictionaryReader, prefix: UnsafeBufferPointer<UInt8>) throws(StorageError) {
        self.dictionary = dictionary
        self.prefix = prefix
        block = max(try dictionary.block(holding: prefix), 0) - 1
        scanner = PostingScanner(dictionary.blocks)
    }

    /// The next term of the range; nil past the last.
    @inline(__always)
    mutating func next() throws(PostingScanner.Damage) -> TermInfo? {
        while true {
            if entriesLeft == 0 {
                guard block + 1 < dictionary.blockCount else { return nil }
                try openBlock()
            }
            entriesLeft -= 1
            let both = Int(try scanner.byte())
            let limit = TermDictionaryWriter.longLength
            let shared = both >> 4 < limit ? both >> 4 : Int(try scanner.byte())
            let rest = both & 15 < limit ? both & 15 : Int(try scanner.byte())
            let suffix = try scanner.skip(rest)
            let frequency = Int(try scanner.number(below: 1 << 32))
            if isFirst { listOffset = Int(try scanner.number(below: 1 << 48)) }
            let byteCount = Int(try scanner.number(below: 1 << 32))
            let info = TermInfo(documentFrequency: frequency, offset: listOffset, byteCount: byteCount)
            listOffset += byteCount
            if matched == prefix.count && !isFirst {
                if shared >= matched { return info }
                return end()
            }
            isFirst = false
            // Shares less than the term before, which was smaller: larger than all terms of the range.
            if shared < matched { return end() }
            guard shared == matched else { continue }
            let bytes = suffix.assumingMemoryBound(to: UInt8.self)
            var place = 0
            while place < rest, matched < prefix.count, bytes[place] == prefix[matched] {
                place += 1
                matched += 1
            }
            if matched == prefix.count { return info }
            if place < rest, bytes[place] > prefix[matched] { return end() }
        }
    }

    private mutating func openBlock() throws(PostingScanner.Damage) {
        block += 1
        try scanner.seek(to: Int(clamping: dictionary.offset(block)))
        let size = TermDictionaryWriter.blockSize
        entriesLeft = min(size, dictionary.count - block * size)
        matched = 0
        isFirst = true
    }

    private mutating func end() -> TermInfo? {
        entriesLeft = 0
        block = dictionary.blockCount
        return nil
    }
}

extension PostingScanner {
    /// Over a whole section; nothing is read of an empty one.
    init(_ section: UnsafeRawBufferPointer) {
        self.init(section.baseAddress ?? UnsafeRawPointer(Self.nothing), count: section.count)
    }

    // SAFETY: never read, never freed.
    nonisolated(unsafe) private static let nothing = UnsafeMutableRawPointer.allocate(
        byteCount: 1, alignment: 1)
}

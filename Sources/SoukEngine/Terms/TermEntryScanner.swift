import SoukStorage

/// Reads the entries of the dictionary's blocks where they lie, without building terms.
struct TermEntryScanner {
    /// Bytes of the longest term.
    static let longestTerm = 255

    /// A term as the bytes that it has in common with the one before, and those that follow.
    struct Entry {
        var shared: Int
        var suffix: UnsafePointer<UInt8>
        var suffixLength: Int
        var info: TermInfo
        var startsBlock: Bool
    }

    // SAFETY: the caller keeps the segment alive while the scanner or an entry is used.
    private let dictionary: TermDictionaryReader
    private var scanner: PostingScanner
    private(set) var block = -1
    /// Entries of the block that were not yet read.
    private(set) var entriesLeft = 0
    private var isFirst = false
    private var listOffset = 0

    init(_ dictionary: TermDictionaryReader) {
        self.dictionary = dictionary
        scanner = PostingScanner(dictionary.blocks)
    }

    mutating func open(_ block: Int) throws(PostingScanner.Damage) {
        self.block = block
        try scanner.seek(to: Int(clamping: dictionary.offset(block)))
        let size = TermDictionaryWriter.blockSize
        entriesLeft = min(size, dictionary.count - block * size)
        isFirst = true
    }

    /// Leaves the rest of the block unread.
    mutating func endBlock() { entriesLeft = 0 }

    /// - Precondition: there are entries left.
    @inline(__always)
    mutating func next() throws(PostingScanner.Damage) -> Entry {
        entriesLeft &-= 1
        let both = Int(try scanner.byte())
        let limit = TermDictionaryWriter.longLength
        let shared = both >> 4 < limit ? both >> 4 : Int(try scanner.byte())
        let rest = both & 15 < limit ? both & 15 : Int(try scanner.byte())
        let suffix = try scanner.skip(rest)
        let startsBlock = isFirst
        if startsBlock { listOffset = Int(try scanner.number(below: 1 << 48)) }
        isFirst = false
        var info = TermInfo(documentFrequency: 1, offset: listOffset, byteCount: 0)
        let size = Int(try scanner.number(below: 1 << 32))
        if size < TermDictionaryWriter.longList {
            info.byteCount = size
        } else {
            info.documentFrequency = size &- TermDictionaryWriter.longList &+ 1
            info.byteCount = Int(try scanner.number(below: 1 << 32))
        }
        listOffset &+= info.byteCount
        return Entry(
            shared: shared, suffix: suffix.assumingMemoryBound(to: UInt8.self), suffixLength: rest,
            info: info,
            startsBlock: startsBlock)
    }

    /// Whether an entry can follow a term of a length.
    @inline(__always)
    func check(_ entry: Entry, after length: Int) throws(PostingScanner.Damage) {
        guard entry.shared <= (entry.startsBlock ? 0 : length),
            entry.shared + entry.suffixLength <= Self.longestTerm
        else {
            throw scanner.damage("a term of at most 255 bytes", found: entry.shared + entry.suffixLength)
        }
    }

    /// Puts the entry's bytes behind those that it shares, in memory for ``longestTerm`` bytes.
    ///
    /// - Parameter length: bytes of the term that stands there.
    /// - Returns: bytes of the entry's term.
    @inline(__always)
    func write(
        _ entry: Entry, to term: UnsafeMutablePointer<UInt8>, over length: Int
    ) throws(PostingScanner.Damage) -> Int {
        try check(entry, after: length)
        // A few bytes: a call would cost more than it copies.
        let end = term + entry.shared
        for index in 0..<entry.suffixLength { end[index] = entry.suffix[index] }
        return entry.shared + entry.suffixLength
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

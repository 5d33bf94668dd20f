import SoukStorage

/// Writes the terms of a segment in byte order, front-coded in blocks of ``blockSize``.
///
/// A block begins with a whole term, so that a reader can search the blocks by bisection and decode only one.
/// The form is described in `docs/formats/segment.md`.
struct TermDictionaryWriter: ~Copyable {
    static let blockSize = 32
    /// From this length on a byte of its own holds it.
    static let longLength = 15
    /// From so many bytes on, the length of a list of one document stands on its own.
    static let longList = 32

    // SAFETY: freed in deinit; `previous` has room for the longest term.
    private var blocks = RawArray<UInt8>(capacity: 1 << 16)
    private var blockOffsets: [UInt64] = []
    private var blockHeads: [UInt64] = []
    private let previous = UnsafeMutablePointer<UInt8>.allocate(capacity: TermEntryScanner.longestTerm)
    private var previousLength = 0
    private var previousEnd = 0
    private(set) var count = 0

    deinit {
        blocks.deallocate()
        previous.deallocate()
    }

    /// Adds a term.
    /// - Precondition: `term` sorts after every term added before, and is 1 to 255 bytes long.
    mutating func add(_ term: UnsafeBufferPointer<UInt8>, _ info: TermInfo) {
        let startsBlock = count % Self.blockSize == 0
        var shared = 0
        if startsBlock {
            blockOffsets.append(UInt64(blocks.count))
            blockHeads.append(termHead(term))
        } else {
            let limit = min(term.count, previousLength)
            while shared < limit && term[shared] == previous[shared] { shared &+= 1 }
        }
        appendLengths(shared: shared, rest: term.count - shared)
        for index in shared..<term.count {
            blocks.append(term[index])
            previous[index] = term[index]
        }
        // Lists lie one after another, so only the first of a block needs its place.
        if startsBlock { appendVarUInt(info.offset) }
        appendSize(info)
        precondition(startsBlock || info.offset == previousEnd, "posting lists must be contiguous")
        previousEnd = info.offset + info.byteCount
        previousLength = term.count
        count += 1
    }

    /// Both in one byte when they are below 15.
    private mutating func appendLengths(shared: Int, rest: Int) {
        let limit = Self.longLength
        blocks.append(UInt8(min(shared, limit) << 4 | min(rest, limit)))
        if shared >= limit { blocks.append(UInt8(shared)) }
        if rest >= limit { blocks.append(UInt8(rest)) }
    }

    /// One byte for the many terms of one document, whose list has a few bytes.
    private mutating func appendSize(_ info: TermInfo) {
        if info.documentFrequency == 1 && info.byteCount < Self.longList {
            blocks.append(UInt8(info.byteCount))
        } else {
            appendVarUInt(Self.longList + info.documentFrequency - 1)
            appendVarUInt(info.byteCount)
        }
    }

    private mutating func appendVarUInt(_ value: Int) {
        var rest = UInt64(value)
        while rest >= 0x80 {
            blocks.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        blocks.append(UInt8(truncatingIfNeeded: rest))
    }

    /// - Parameter name: the section of the terms; `name.index` and `name.heads` belong to it.
    func write(to file: SectionFileWriter, named name: String = "terms") throws(StorageError) {
        try file.beginSection(name)
        try file.append(UnsafeRawBufferPointer(blocks.buffer))
        try file.beginSection("\(name).index")
        try file.appendArray([UInt64(count)])
        try file.appendArray(blockOffsets)
        try file.beginSection("\(name).heads")
        try file.appendArray(blockHeads)
    }
}

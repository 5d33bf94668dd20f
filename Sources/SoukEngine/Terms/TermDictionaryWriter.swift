import SoukStorage

/// Writes the terms of a segment in byte order, front-coded in blocks of ``blockSize``.
///
/// A block begins with a whole term, so that a reader can search the blocks by bisection and decode only one.
/// The form is described in `docs/formats/segment.md`.
struct TermDictionaryWriter {
    static let blockSize = 32
    /// From this length on a byte of its own holds it.
    static let longLength = 15
    /// From so many bytes on, the length of a list of one document stands on its own.
    static let longList = 32

    private var blocks = ByteWriter()
    private var blockOffsets: [UInt64] = []
    private var blockHeads: [UInt64] = []
    private var previous: [UInt8] = []
    private var previousEnd = 0
    private(set) var count = 0

    /// Adds a term.
    /// - Precondition: `term` sorts after every term added before, and is 1 to 255 bytes long.
    mutating func add(_ term: UnsafeBufferPointer<UInt8>, _ info: TermInfo) {
        var shared = 0
        if count % Self.blockSize == 0 {
            blockOffsets.append(UInt64(blocks.bytes.count))
            blockHeads.append(termHead(term))
            previousEnd = 0
        } else {
            let limit = min(term.count, previous.count)
            while shared < limit && term[shared] == previous[shared] { shared += 1 }
        }
        appendLengths(shared: shared, rest: term.count - shared)
        blocks.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(term)[shared...]))
        // Lists lie one after another, so only the first of a block needs its place.
        if count % Self.blockSize == 0 { blocks.appendVarUInt(UInt64(info.offset)) }
        appendSize(info)
        precondition(
            count % Self.blockSize == 0 || info.offset == previousEnd, "posting lists must be contiguous")
        previousEnd = info.offset + info.byteCount
        previous.removeAll(keepingCapacity: true)
        previous.append(contentsOf: term)
        count += 1
    }

    /// Both in one byte when they are below 15.
    private mutating func appendLengths(shared: Int, rest: Int) {
        let limit = Self.longLength
        blocks.appendUInt8(UInt8(min(shared, limit) << 4 | min(rest, limit)))
        if shared >= limit { blocks.appendUInt8(UInt8(shared)) }
        if rest >= limit { blocks.appendUInt8(UInt8(rest)) }
    }

    /// One byte for the many terms of one document, whose list has a few bytes.
    private mutating func appendSize(_ info: TermInfo) {
        if info.documentFrequency == 1 && info.byteCount < Self.longList {
            blocks.appendVarUInt(UInt64(info.byteCount))
        } else {
            blocks.appendVarUInt(UInt64(Self.longList + info.documentFrequency - 1))
            blocks.appendVarUInt(UInt64(info.byteCount))
        }
    }

    func write(to file: SectionFileWriter) throws(StorageError) {
        try file.beginSection("terms")
        try file.append(blocks.bytes)
        try file.beginSection("terms.index")
        try file.appendArray([UInt64(count)])
        try file.appendArray(blockOffsets)
        try file.beginSection("terms.heads")
        try file.appendArray(blockHeads)
    }
}

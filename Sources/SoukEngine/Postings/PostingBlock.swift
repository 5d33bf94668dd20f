import CSoukKernels
import SoukAnalysis

/// Room for the postings of one decoded block, used again for every block of a list.
///
/// Pointers and numbers alone, so that loops over postings cost no checks and no reference counts; whoever allocates
/// it deallocates it.
struct PostingBlock {
    // SAFETY: all hold `BitPacking.blockSize` elements from `allocate` to `deallocate`, and are read below `count`.
    let documents: UnsafeMutablePointer<UInt32>
    let codes: UnsafeMutablePointer<UInt8>
    /// Room for the places of documents looked up, and the kernels' slack.
    let places: UnsafeMutablePointer<UInt8>
    private let escapes: EscapeTable
    var count = 0
    /// The code of all postings; nil if they differ.
    var uniformCode: UInt8?
    var hasEscapes = false
    /// Where the block's codes begin in the list.
    var codesOffset = 0
    /// Where the block's positions begin in the list.
    var positionsOffset = 0
    /// How often this room was filled.
    var decodedCount = 0

    private static let placeSlack = 16

    /// One piece of memory: searches allocate several blocks for each term.
    static func allocate() -> PostingBlock {
        let size = BitPacking.blockSize
        let bytes = UnsafeMutablePointer<UInt8>.borrow(
            5 * size + EscapeTable.byteCount + size + placeSlack)
        let memory = UnsafeMutableRawPointer(bytes)
        let documents = memory.bindMemory(to: UInt32.self, capacity: size)
        let codes = (memory + 4 * size).bindMemory(to: UInt8.self, capacity: size)
        let escapes = memory + 5 * size
        let places = (escapes + EscapeTable.byteCount).bindMemory(
            to: UInt8.self, capacity: size + placeSlack)
        return PostingBlock(
            documents: documents, codes: codes, places: places, escapes: EscapeTable(escapes))
    }

    func deallocate() {
        escapes.deallocate()
        documents.giveBack()
    }

    func removeEscapes() { escapes.removeAll() }

    /// Room for the frequencies of a posting with the escape code, to be filled before another is added.
    @inline(__always)
    func addEscape(_ place: Int, count: Int) -> UnsafeMutablePointer<WrittenFrequency> {
        escapes.append(place, count: count)
    }

    /// The places of postings with the escape code, rising.
    var escapedPlaces: UnsafeBufferPointer<UInt8> { escapes.escapedPlaces }

    /// Frequencies of a posting with the escape code.
    @inline(__always)
    func escapedFrequencies(_ place: Int) -> UnsafeBufferPointer<WrittenFrequency> {
        escapes.frequencies(place)
    }

    func frequencies(_ place: Int) -> [FieldFrequency] {
        let code = codes[place]
        guard code == PostingCode.escape else { return PostingCode.table[Int(code)] }
        return escapedFrequencies(place).map(\.fieldFrequency)
    }

    /// Fills the room behind the documents, so that kernels may look there.
    func pad() {
        (documents + count).update(repeating: .max, count: BitPacking.blockSize - count)
    }

    /// Occurrences of a posting over all slots.
    func occurrences(_ place: Int) -> Int {
        let code = codes[place]
        guard code == PostingCode.escape else { return Int(PostingCode.occurrences[Int(code)]) }
        return escapedFrequencies(place).reduce(0) { $0 + $1.count }
    }

    /// Occurrences of all postings before a place.
    func occurrences(before place: Int) -> Int {
        if let code = uniformCode, code != PostingCode.escape {
            return place * Int(PostingCode.occurrences[Int(code)])
        }
        return occurrences(0..<place)
    }

    /// Occurrences of the postings at some places.
    func occurrences(_ places: Range<Int>) -> Int {
        if hasEscapes { return places.reduce(0) { $0 + occurrences($1) } }
        return PostingCode.occurrences.withUnsafeBufferPointer { table in
            var sum = 0
            for place in places { sum += Int(table[Int(codes[place])]) }
            return sum
        }
    }

    /// Puts the places of at most ``BitPacking/blockSize`` documents, all of which the block holds, into ``places``.
    func findPlaces(_ documents: UnsafePointer<UInt32>, _ count: Int) {
        souk_find_places(self.documents, self.count, documents, count, places)
    }

    /// The first place from `start` on whose document is at least `target`; ``count`` if there is none.
    @inline(__always)
    func place(atOrAfter target: UInt32, from start: Int) -> Int {
        // Steps of eight, then one by one: most targets are near.
        var place = start
        while place + 8 <= count && documents[place + 7] < target { place += 8 }
        while place < count && documents[place] < target { place += 1 }
        return place
    }
}

/// A frequency as a posting with the escape code writes it out, packed to four bytes: slot and reading, and a count.
struct WrittenFrequency: BitwiseCopyable {
    /// Slot and reading are below it.
    static let keyLimit = 1024
    static let countLimit = 1 << 20
    /// Two bits of the key tell the reading; `TokenReading` has three.
    static let unusedReading = 3

    private let bits: UInt32

    /// - Parameters:
    ///   - key: `slot << 2 | reading`, below ``keyLimit``; the reading is one of `TokenReading`.
    ///   - count: below ``countLimit``.
    @inline(__always)
    init(key: Int, count: Int) { bits = UInt32(truncatingIfNeeded: key << 20 | count) }

    @inline(__always)
    var key: Int { Int(bits >> 20) }
    @inline(__always)
    var count: Int { Int(bits & 0xF_FFFF) }

    var fieldFrequency: FieldFrequency {
        FieldFrequency(
            slot: key >> 2, reading: TokenReading(rawValue: UInt8(key & 3)) ?? .aligned, count: count)
    }
}

/// Frequencies of a block's postings with the escape code, one after another.
private struct EscapeTable {
    private struct Header {
        /// Nil until a block has escapes: most searches meet none.
        var entries: UnsafeMutablePointer<WrittenFrequency>?
        var entryCount = 0
        var capacity = 0
        var placeCount = 0
    }

    // SAFETY: in the block's memory, as long as that; a range of entries for each place that was appended.
    private let header: UnsafeMutablePointer<Header>
    private let ranges: UnsafeMutablePointer<(start: Int32, count: Int32)>
    private let places: UnsafeMutablePointer<UInt8>

    static let byteCount = 64 + 9 * BitPacking.blockSize

    /// - Parameter memory: ``byteCount`` bytes, aligned to 8.
    init(_ memory: UnsafeMutableRawPointer) {
        header = memory.bindMemory(to: Header.self, capacity: 1)
        header.initialize(to: Header())
        ranges = (memory + 64).bindMemory(
            to: (start: Int32, count: Int32).self, capacity: BitPacking.blockSize)
        places = (memory + 64 + 8 * BitPacking.blockSize).bindMemory(
            to: UInt8.self, capacity: BitPacking.blockSize)
    }

    func deallocate() { header.pointee.entries?.deallocate() }

    func removeAll() { (header.pointee.entryCount, header.pointee.placeCount) = (0, 0) }

    @inline(__always)
    func append(_ place: Int, count: Int) -> UnsafeMutablePointer<WrittenFrequency> {
        let start = header.pointee.entryCount
        let entries = room(for: start + count)
        ranges[place] = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: count))
        places[header.pointee.placeCount] = UInt8(truncatingIfNeeded: place)
        header.pointee.placeCount += 1
        header.pointee.entryCount = start + count
        return entries + start
    }

    @inline(__always)
    private func room(for needed: Int) -> UnsafeMutablePointer<WrittenFrequency> {
        if let entries = header.pointee.entries, needed <= header.pointee.capacity { return entries }
        return grow(to: needed)
    }

    private func grow(to needed: Int) -> UnsafeMutablePointer<WrittenFrequency> {
        let capacity = max(2 * BitPacking.blockSize, 2 * needed)
        let larger = UnsafeMutablePointer<WrittenFrequency>.allocate(capacity: capacity)
        if let entries = header.pointee.entries {
            larger.update(from: entries, count: header.pointee.entryCount)
            entries.deallocate()
        }
        header.pointee.entries = larger
        header.pointee.capacity = capacity
        return larger
    }

    var escapedPlaces: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: places, count: header.pointee.placeCount)
    }

    @inline(__always)
    func frequencies(_ place: Int) -> UnsafeBufferPointer<WrittenFrequency> {
        guard let entries = header.pointee.entries else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(
            start: entries + Int(ranges[place].start), count: Int(ranges[place].count))
    }
}

/// A block that is freed with its owner.
final class OwnedPostingBlock {
    var block = PostingBlock.allocate()

    deinit { block.deallocate() }
}

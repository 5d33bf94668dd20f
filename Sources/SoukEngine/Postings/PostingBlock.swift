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

    /// Begins the frequencies of a posting with the escape code; ``addEscape(_:_:)`` adds them.
    func beginEscape(_ place: Int) { escapes.begin(place) }

    func addEscape(_ place: Int, _ frequency: FieldFrequency) { escapes.append(frequency, place) }

    /// Frequencies of a posting with the escape code.
    @inline(__always)
    func escapedFrequencies(_ place: Int) -> UnsafeBufferPointer<FieldFrequency> {
        escapes.frequencies(place)
    }

    func frequencies(_ place: Int) -> [FieldFrequency] {
        let code = codes[place]
        guard code == PostingCode.escape else { return PostingCode.table[Int(code)] }
        return Array(escapedFrequencies(place))
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

/// Frequencies of a block's postings with the escape code, one after another.
private struct EscapeTable {
    private struct Entries {
        var elements: UnsafeMutablePointer<FieldFrequency>?
        var count = 0
        var capacity = 0
    }

    // SAFETY: in the block's memory, as long as that; a range of `entries` for each place that was begun.
    private let entries: UnsafeMutablePointer<Entries>
    private let ranges: UnsafeMutablePointer<(start: Int32, count: Int32)>

    static let byteCount = 64 + 8 * BitPacking.blockSize

    /// - Parameter memory: ``byteCount`` bytes, aligned to 8.
    init(_ memory: UnsafeMutableRawPointer) {
        entries = memory.bindMemory(to: Entries.self, capacity: 1)
        entries.initialize(to: Entries())
        ranges = (memory + 64).bindMemory(
            to: (start: Int32, count: Int32).self, capacity: BitPacking.blockSize)
    }

    func deallocate() { entries.pointee.elements?.deallocate() }

    func removeAll() { entries.pointee.count = 0 }

    func begin(_ place: Int) { ranges[place] = (Int32(entries.pointee.count), 0) }

    func append(_ frequency: FieldFrequency, _ place: Int) {
        if entries.pointee.count == entries.pointee.capacity { grow() }
        entries.pointee.elements?[entries.pointee.count] = frequency
        entries.pointee.count += 1
        ranges[place].count += 1
    }

    private func grow() {
        let capacity = max(BitPacking.blockSize, 2 * entries.pointee.capacity)
        let larger = UnsafeMutablePointer<FieldFrequency>.allocate(capacity: capacity)
        if let elements = entries.pointee.elements {
            larger.update(from: elements, count: entries.pointee.count)
            elements.deallocate()
        }
        entries.pointee.elements = larger
        entries.pointee.capacity = capacity
    }

    @inline(__always)
    func frequencies(_ place: Int) -> UnsafeBufferPointer<FieldFrequency> {
        guard let elements = entries.pointee.elements else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(
            start: elements + Int(ranges[place].start), count: Int(ranges[place].count))
    }
}

/// A block that is freed with its owner.
final class OwnedPostingBlock {
    var block = PostingBlock.allocate()

    deinit { block.deallocate() }
}

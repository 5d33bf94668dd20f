import SoukAnalysis

/// Room for the postings of one decoded block, used again for every block of a list.
///
/// Pointers and numbers alone, so that loops over postings cost no checks and no reference counts; whoever allocates
/// it deallocates it.
struct PostingBlock {
    // SAFETY: both hold `BitPacking.blockSize` elements from `allocate` to `deallocate`, and are read below `count`.
    let documents: UnsafeMutablePointer<UInt32>
    let codes: UnsafeMutablePointer<UInt8>
    private let escapes: EscapeTable
    var count = 0
    /// The code of all postings; nil if they differ.
    var uniformCode: UInt8?
    var hasEscapes = false
    /// Where the block's codes begin in the list.
    var codesOffset = 0
    /// Where the block's positions begin in the list.
    var positionsOffset = 0

    static func allocate() -> PostingBlock {
        PostingBlock(
            documents: .allocate(capacity: BitPacking.blockSize),
            codes: .allocate(capacity: BitPacking.blockSize), escapes: EscapeTable())
    }

    func deallocate() {
        documents.deallocate()
        codes.deallocate()
        escapes.deallocate()
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
    /// Entries in use, and room for them.
    private struct Size {
        var count = 0
        var capacity = BitPacking.blockSize
    }

    // SAFETY: a range of `entries` for each place that was begun, from `allocate` to `deallocate`; `entries` has room for
    // `size.capacity` and moves when it grows.
    private let size: UnsafeMutablePointer<Size>
    private let entries: UnsafeMutablePointer<UnsafeMutablePointer<FieldFrequency>>
    private let ranges: UnsafeMutablePointer<(start: Int32, count: Int32)>

    init() {
        size = .allocate(capacity: 1)
        size.initialize(to: Size())
        entries = .allocate(capacity: 1)
        entries.initialize(to: .allocate(capacity: size.pointee.capacity))
        ranges = .allocate(capacity: BitPacking.blockSize)
    }

    func deallocate() {
        entries.pointee.deallocate()
        entries.deallocate()
        size.deallocate()
        ranges.deallocate()
    }

    func removeAll() { size.pointee.count = 0 }

    func begin(_ place: Int) { ranges[place] = (Int32(size.pointee.count), 0) }

    func append(_ frequency: FieldFrequency, _ place: Int) {
        if size.pointee.count == size.pointee.capacity { grow() }
        (entries.pointee + size.pointee.count).initialize(to: frequency)
        size.pointee.count += 1
        ranges[place].count += 1
    }

    private func grow() {
        let larger = UnsafeMutablePointer<FieldFrequency>.allocate(capacity: size.pointee.capacity * 2)
        larger.update(from: entries.pointee, count: size.pointee.count)
        entries.pointee.deallocate()
        entries.pointee = larger
        size.pointee.capacity *= 2
    }

    @inline(__always)
    func frequencies(_ place: Int) -> UnsafeBufferPointer<FieldFrequency> {
        UnsafeBufferPointer(
            start: entries.pointee + Int(ranges[place].start), count: Int(ranges[place].count))
    }
}

/// A block that is freed with its owner.
final class OwnedPostingBlock {
    var block = PostingBlock.allocate()

    deinit { block.deallocate() }
}

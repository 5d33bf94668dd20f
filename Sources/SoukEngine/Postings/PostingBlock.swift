import SoukAnalysis

/// Room for the postings of one decoded block, used again for every block of a list.
///
/// Pointers and numbers alone, so that loops over postings cost no checks and no reference counts; whoever allocates
/// it deallocates it.
struct PostingBlock {
    // SAFETY: both hold `BitPacking.blockSize` elements from `allocate` to `deallocate`, and are read below `count`.
    let documents: UnsafeMutablePointer<UInt32>
    let codes: UnsafeMutablePointer<UInt8>
    /// Made when the first posting with the escape code is met: most lists have none.
    private var escapes: Unmanaged<EscapeTable>?
    var count = 0
    /// The code of all postings; nil if they differ.
    var uniformCode: UInt8?
    var hasEscapes = false
    /// Where the block's codes begin in the list.
    var codesOffset = 0
    /// Where the block's positions begin in the list.
    var positionsOffset = 0

    /// Frequencies of postings with the escape code, one posting after another.
    private final class EscapeTable {
        var entries = RawArray<FieldFrequency>(capacity: 64)
        /// Where those of each place begin, and how many there are.
        let starts = UnsafeMutablePointer<(start: Int, count: Int)>.allocate(capacity: BitPacking.blockSize)

        deinit {
            entries.deallocate()
            starts.deallocate()
        }
    }

    static func allocate() -> PostingBlock {
        // One piece of memory for both.
        let size = BitPacking.blockSize
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size * 5, alignment: 16)
        return PostingBlock(
            documents: memory.bindMemory(to: UInt32.self, capacity: size),
            codes: (memory + size * 4).bindMemory(to: UInt8.self, capacity: size), escapes: nil)
    }

    func deallocate() {
        UnsafeMutableRawPointer(documents).deallocate()
        escapes?.release()
    }

    /// Begins the frequencies of a posting with the escape code.
    mutating func beginEscape(_ place: Int) {
        let table = escapes ?? .passRetained(EscapeTable())
        escapes = table
        table._withUnsafeGuaranteedRef { $0.starts[place] = ($0.entries.count, 0) }
    }

    func addEscape(_ place: Int, _ frequency: FieldFrequency) {
        escapes?._withUnsafeGuaranteedRef { table in
            table.entries.append(frequency)
            table.starts[place].count += 1
        }
    }

    func removeEscapes() { escapes?._withUnsafeGuaranteedRef { $0.entries.removeAll() } }

    /// Frequencies of a posting with the escape code; valid until the next block is decoded.
    func escapedFrequencies(_ place: Int) -> UnsafeBufferPointer<FieldFrequency> {
        guard let escapes else { return UnsafeBufferPointer(start: nil, count: 0) }
        return escapes._withUnsafeGuaranteedRef { table in
            let (start, count) = table.starts[place]
            return UnsafeBufferPointer(start: table.entries.elements + start, count: count)
        }
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

/// A block that is freed with its owner.
final class OwnedPostingBlock {
    var block = PostingBlock.allocate()

    deinit { block.deallocate() }
}

import SoukAnalysis
import SoukStorage

/// Collects the occurrences of terms in memory while a segment is built.
///
/// Terms live in one hash table with open addressing, their occurrences in chains of slices of one arena, so that
/// an occurrence costs a probe and two to six bytes, and no allocation of its own.
/// - Complexity: O(1) amortised for an occurrence.
final class PostingsBuilder {
    struct Entry: BitwiseCopyable {
        var termOffset: UInt32
        var hash: UInt32
        /// First byte of the chain; place after the last; end of the last slice's room.
        var head: UInt32
        var tail: UInt32
        var sliceEnd: UInt32
        var lastDocument: UInt32
        var lastPosition: UInt32
        var lastSlot: UInt16
        var sliceSize: UInt16
        var termLength: UInt8
        var isEmpty: Bool
    }

    // SAFETY: freed in deinit; entries and table hold indexes made here, below the counts.
    private var table: UnsafeMutablePointer<UInt32>
    private var tableSize = 1 << 14
    private var entries = RawArray<Entry>(capacity: 1 << 12)
    private var terms = RawArray<UInt8>(capacity: 1 << 16)
    private var arena = RawArray<UInt8>(capacity: 1 << 18)

    private static let firstSlice = 12
    private static let largestSlice = 2048
    private static let linkSize = 4

    init() {
        table = .allocate(capacity: tableSize)
        table.initialize(repeating: 0, count: tableSize)
    }

    deinit {
        table.deallocate()
        entries.deallocate()
        terms.deallocate()
        arena.deallocate()
    }

    var termCount: Int { entries.count }

    /// Bytes held, to be held against the memory budget.
    var byteCount: Int { tableSize * 4 + entries.byteCount + terms.byteCount + arena.byteCount }

    /// Records an occurrence.
    /// - Precondition: documents never fall; inside a document slots never fall, inside a slot positions never fall.
    func add(
        _ term: UnsafeBufferPointer<UInt8>, document: UInt32, slot: Int, reading: TokenReading, position: Int
    ) {
        // Found first: a new term may move the entries.
        let index = find(term)
        let entry = entries.elements + index
        let step = entry.pointee.isEmpty ? document : document - entry.pointee.lastDocument
        let continues = !entry.pointee.isEmpty && step == 0 && Int(entry.pointee.lastSlot) == slot
        let place = slot << 2 | Int(reading.rawValue)
        // The step over documents carries one bit that says whether the place is the usual one (first field, aligned).
        append(UInt64(step) << 1 | (place == 0 ? 0 : 1), to: entry)
        if place != 0 { append(UInt64(place), to: entry) }
        append(UInt64(position) - (continues ? UInt64(entry.pointee.lastPosition) : 0), to: entry)
        entry.pointee.isEmpty = false
        entry.pointee.lastDocument = document
        entry.pointee.lastSlot = UInt16(slot)
        entry.pointee.lastPosition = UInt32(position)
    }

    /// Calls `body` for every term in byte order with its postings, numbered anew and in the new order.
    ///
    /// - Parameter numbers: new number of every document, or ``DocumentOrder/none`` for one that is left out.
    func forEachTerm<E: Error>(
        numbers: [UInt32], _ body: (UnsafeBufferPointer<UInt8>, PostingBuffer) throws(E) -> Void
    ) throws(E) {
        var postings = PostingBuffer()
        for index in sortedTerms() {
            postings.removeAll()
            collect(entries.elements[index], numbers, into: &postings)
            postings.sort()
            if postings.count > 0 { try body(term(entries.elements[index]), postings) }
        }
    }

    private func collect(_ entry: Entry, _ numbers: [UInt32], into postings: inout PostingBuffer) {
        var reader = PostingChainReader(arena.elements, entry)
        var frequencies = FrequencyCounter()
        var document: UInt32 = 0
        var step = reader.isAtEnd ? nil : Optional(reader.read())
        while let first = step {
            document += UInt32(truncatingIfNeeded: first >> 1)
            frequencies.removeAll()
            var next = first
            step = nil
            while true {
                let place = next & 1 == 0 ? 0 : Int(reader.read())
                postings.addPosition(UInt32(truncatingIfNeeded: reader.read()))
                frequencies.add(place)
                if reader.isAtEnd { break }
                next = reader.read()
                if next >> 1 != 0 {
                    step = next
                    break
                }
            }
            let number = numbers[Int(document)]
            if number == DocumentOrder.none {
                postings.dropPosting()
            } else {
                postings.endPosting(number, code: frequencies.code, frequencies: frequencies.entries)
            }
        }
    }

    // MARK: - The table

    private func term(_ entry: Entry) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: terms.elements + Int(entry.termOffset), count: Int(entry.termLength))
    }

    private func find(_ term: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = Self.hash(term)
        var slot = Int(hash) & (tableSize - 1)
        while table[slot] != 0 {
            let index = Int(table[slot]) - 1
            if entries.elements[index].hash == hash
                && compareTerms(self.term(entries.elements[index]), term) == 0
            {
                return index
            }
            slot = (slot + 1) & (tableSize - 1)
        }
        let index = insert(term, hash: hash)
        table[slot] = UInt32(index + 1)
        if entries.count * 2 > tableSize { growTable() }
        return index
    }

    private func insert(_ term: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
        let head = arena.count
        arena.extend(by: Self.firstSlice)
        entries.append(
            Entry(
                termOffset: UInt32(terms.count), hash: hash, head: UInt32(head), tail: UInt32(head),
                sliceEnd: UInt32(head + Self.firstSlice - Self.linkSize), lastDocument: 0, lastPosition: 0,
                lastSlot: 0, sliceSize: UInt16(Self.firstSlice), termLength: UInt8(term.count),
                isEmpty: true))
        terms.append(contentsOf: term)
        return entries.count - 1
    }

    private func growTable() {
        table.deallocate()
        tableSize *= 2
        table = .allocate(capacity: tableSize)
        table.initialize(repeating: 0, count: tableSize)
        for index in 0..<entries.count {
            var slot = Int(entries.elements[index].hash) & (tableSize - 1)
            while table[slot] != 0 { slot = (slot + 1) & (tableSize - 1) }
            table[slot] = UInt32(index + 1)
        }
    }

    private func sortedTerms() -> [Int] {
        // The first bytes as a number decide most comparisons.
        var heads = (0..<entries.count).map { index in
            let bits = termHead(term(entries.elements[index]))
            return (bits: bits, index: index)
        }
        heads.sort { a, b in
            if a.bits != b.bits { return a.bits < b.bits }
            return compareTerms(term(entries.elements[a.index]), term(entries.elements[b.index])) < 0
        }
        return heads.map(\.index)
    }

    /// FNV-1a, with a final mix so that the low bits used as the slot depend on every byte.
    private static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        return UInt32(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 32)
    }

    // MARK: - The arena

    @inline(__always)
    private func append(_ value: UInt64, to entry: UnsafeMutablePointer<Entry>) {
        var rest = value
        while rest >= 0x80 {
            appendByte(UInt8(truncatingIfNeeded: rest & 0x7F) | 0x80, to: entry)
            rest >>= 7
        }
        appendByte(UInt8(truncatingIfNeeded: rest), to: entry)
    }

    @inline(__always)
    private func appendByte(_ byte: UInt8, to entry: UnsafeMutablePointer<Entry>) {
        if entry.pointee.tail == entry.pointee.sliceEnd { openSlice(entry) }
        arena.elements[Int(entry.pointee.tail)] = byte
        entry.pointee.tail += 1
    }

    /// The last bytes of a slice hold the start of the next one, which is twice as large.
    private func openSlice(_ entry: UnsafeMutablePointer<Entry>) {
        let size = min(Int(entry.pointee.sliceSize) * 2, Self.largestSlice)
        let start = arena.count
        arena.extend(by: size)
        UnsafeMutableRawPointer(arena.elements + Int(entry.pointee.sliceEnd))
            .storeBytes(of: UInt32(start), as: UInt32.self)
        entry.pointee.sliceSize = UInt16(size)
        entry.pointee.tail = UInt32(start)
        entry.pointee.sliceEnd = UInt32(start + size - Self.linkSize)
    }

    /// Reads the numbers of one entry's chain of slices.
    struct PostingChainReader {
        private let arena: UnsafeMutablePointer<UInt8>
        private let tail: Int
        private let lastSliceEnd: Int
        private var place: Int
        private var sliceEnd: Int
        private var sliceSize = PostingsBuilder.firstSlice

        init(_ arena: UnsafeMutablePointer<UInt8>, _ entry: Entry) {
            self.arena = arena
            tail = Int(entry.tail)
            lastSliceEnd = Int(entry.sliceEnd)
            place = Int(entry.head)
            sliceEnd = place + PostingsBuilder.firstSlice - PostingsBuilder.linkSize
        }

        var isAtEnd: Bool { place == tail && sliceEnd == lastSliceEnd }

        @inline(__always)
        mutating func read() -> UInt64 {
            var result: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                if place == sliceEnd { openNext() }
                let byte = arena[place]
                place += 1
                result |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return result }
                shift += 7
            }
        }

        private mutating func openNext() {
            place = Int(UnsafeRawPointer(arena + sliceEnd).loadUnaligned(as: UInt32.self))
            sliceSize = min(sliceSize * 2, PostingsBuilder.largestSlice)
            sliceEnd = place + sliceSize - PostingsBuilder.linkSize
        }
    }
}

import SoukAnalysis
import SoukStorage

/// Collects the occurrences of terms in memory while a segment is built.
///
/// Terms live in one hash table with open addressing, their occurrences in chains of slices of one arena, so that
/// an occurrence costs a probe and three to six bytes, and no allocation of its own.
/// - Complexity: O(1) amortised for an occurrence.
final class PostingsBuilder {
    private struct Entry {
        var termOffset: UInt32
        var termLength: UInt8
        var hash: UInt32
        var head: UInt32
        var tail: UInt32
        var tailEnd: UInt32
        var lastDocument: UInt32
        var lastSlot: UInt16
        var lastPosition: UInt32
        var documentFrequency: UInt32
        var sliceSize: UInt16
    }

    private var table: [UInt32]
    private var entries: [Entry] = []
    private var terms: [UInt8] = []
    private var arena: [UInt8] = []

    private static let firstSlice = 12
    private static let largestSlice = 1024

    init() { table = [UInt32](repeating: 0, count: 1 << 14) }

    var termCount: Int { entries.count }

    /// Bytes held, to be held against the memory budget.
    var byteCount: Int {
        table.count * 4 + entries.capacity * MemoryLayout<Entry>.stride + terms.capacity + arena.capacity
    }

    /// Records an occurrence.
    /// - Precondition: documents never fall; inside a document slots never fall, inside a slot positions never fall.
    func add(
        _ term: UnsafeBufferPointer<UInt8>, document: UInt32, slot: Int, reading: TokenReading, position: Int
    ) {
        let index = find(term)
        let isNew = entries[index].documentFrequency == 0
        let step = isNew ? document : document - entries[index].lastDocument
        let isNext = isNew || step > 0
        let place = slot << 2 | Int(reading.rawValue)
        // The step over documents carries one bit that says whether the place is the usual one (first field, aligned).
        append(UInt64(step) << 1 | (place == 0 ? 0 : 1), to: index)
        if place != 0 { append(UInt64(place), to: index) }
        let continues = !isNext && Int(entries[index].lastSlot) == slot
        append(UInt64(position) - (continues ? UInt64(entries[index].lastPosition) : 0), to: index)
        if isNext { entries[index].documentFrequency += 1 }
        entries[index].lastDocument = document
        entries[index].lastSlot = UInt16(slot)
        entries[index].lastPosition = UInt32(position)
    }

    /// Calls `body` for every term in byte order with its postings by rising document.
    func forEachTerm<E: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, PostingList) throws(E) -> Void
    ) throws(E) {
        for index in sortedTerms() {
            let entry = entries[index]
            let list = PostingList(builder: self, entryIndex: index)
            let range = Int(entry.termOffset)..<Int(entry.termOffset) + Int(entry.termLength)
            var failure: E?
            terms.withUnsafeBufferPointer { buffer in
                do throws(E) { try body(UnsafeBufferPointer(rebasing: buffer[range]), list) } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
        }
    }

    /// The postings of one term, decoded on the way.
    struct PostingList: Sequence {
        fileprivate let builder: PostingsBuilder
        fileprivate let entryIndex: Int

        func makeIterator() -> PostingIterator { PostingIterator(builder, entryIndex) }
    }

    struct PostingIterator: IteratorProtocol {
        private let builder: PostingsBuilder
        private let entry: Entry
        private var offset: Int
        private var sliceEnd: Int
        private var sliceSize = PostingsBuilder.firstSlice
        private var pendingStep: UInt64?
        private var document: UInt32 = 0

        fileprivate init(_ builder: PostingsBuilder, _ index: Int) {
            self.builder = builder
            entry = builder.entries[index]
            offset = Int(entry.head)
            sliceEnd = offset + PostingsBuilder.firstSlice - 4
            pendingStep = readVarUInt()
        }

        mutating func next() -> Posting? {
            guard var step = pendingStep else { return nil }
            document += UInt32(step >> 1)
            var posting = Posting(document: document)
            var slot = -1
            var position = 0
            repeat {
                let place = step & 1 == 0 ? 0 : Int(readVarUInt() ?? 0)
                if place >> 2 != slot {
                    slot = place >> 2
                    position = 0
                }
                position += Int(readVarUInt() ?? 0)
                posting.positions.append(FieldPosition(slot: slot, position: position))
                count(slot: slot, reading: TokenReading(rawValue: UInt8(place & 3)) ?? .aligned, in: &posting)
                guard let following = readVarUInt() else {
                    pendingStep = nil
                    return posting
                }
                step = following
            } while step >> 1 == 0
            pendingStep = step
            return posting
        }

        private func count(slot: Int, reading: TokenReading, in posting: inout Posting) {
            let index = posting.frequencies.firstIndex {
                ($0.slot, $0.reading.rawValue) >= (slot, reading.rawValue)
            }
            if let index, posting.frequencies[index].slot == slot,
                posting.frequencies[index].reading == reading
            {
                posting.frequencies[index].count += 1
            } else {
                posting.frequencies.insert(
                    FieldFrequency(slot: slot, reading: reading, count: 1),
                    at: index ?? posting.frequencies.endIndex)
            }
        }

        private mutating func readVarUInt() -> UInt64? {
            var result: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                if offset == Int(entry.tailEnd) && sliceHoldsTail { return nil }
                if offset == sliceEnd { openNextSlice() }
                let byte = builder.arena[offset]
                offset += 1
                result |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return result }
                shift += 7
            }
        }

        private var sliceHoldsTail: Bool { sliceEnd == Int(entry.tail) }

        private mutating func openNextSlice() {
            offset = builder.nextSlice(after: sliceEnd)
            sliceSize = min(sliceSize * 2, PostingsBuilder.largestSlice)
            sliceEnd = offset + sliceSize - 4
        }
    }

    // MARK: - The table

    private func find(_ term: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = Self.hash(term)
        var slot = Int(hash) & (table.count - 1)
        while table[slot] != 0 {
            let index = Int(table[slot]) - 1
            if entries[index].hash == hash && matches(entries[index], term) { return index }
            slot = (slot + 1) & (table.count - 1)
        }
        let index = insert(term, hash: hash)
        table[slot] = UInt32(index + 1)
        if entries.count * 2 > table.count { grow() }
        return index
    }

    private func insert(_ term: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
        let head = openSlice(size: Self.firstSlice)
        entries.append(
            Entry(
                termOffset: UInt32(terms.count), termLength: UInt8(term.count), hash: hash,
                head: UInt32(head),
                tail: UInt32(head + Self.firstSlice - 4), tailEnd: UInt32(head), lastDocument: 0, lastSlot: 0,
                lastPosition: 0, documentFrequency: 0, sliceSize: UInt16(Self.firstSlice)))
        terms.append(contentsOf: term)
        return entries.count - 1
    }

    private func matches(_ entry: Entry, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(entry.termLength) == term.count else { return false }
        let offset = Int(entry.termOffset)
        for index in 0..<term.count where terms[offset + index] != term[index] { return false }
        return true
    }

    private func grow() {
        table = [UInt32](repeating: 0, count: table.count * 2)
        for (index, entry) in entries.enumerated() {
            var slot = Int(entry.hash) & (table.count - 1)
            while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
            table[slot] = UInt32(index + 1)
        }
    }

    private func sortedTerms() -> [Int] {
        terms.withUnsafeBufferPointer { bytes in
            func buffer(_ index: Int) -> UnsafeBufferPointer<UInt8> {
                let start = Int(entries[index].termOffset)
                return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(entries[index].termLength)])
            }
            return entries.indices.sorted { compareTerms(buffer($0), buffer($1)) < 0 }
        }
    }

    /// FNV-1a, with a final mix so that the low bits used as the slot depend on every byte.
    private static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        return UInt32(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 32)
    }

    // MARK: - The arena

    private func openSlice(size: Int) -> Int {
        let start = arena.count
        arena.append(contentsOf: repeatElement(0, count: size))
        return start
    }

    /// The last 4 bytes of a slice hold the start of the next one.
    private func nextSlice(after sliceEnd: Int) -> Int {
        var start = 0
        for index in 0..<4 { start |= Int(arena[sliceEnd + index]) << (8 * index) }
        return start
    }

    private func append(_ value: UInt64, to index: Int) {
        var rest = value
        while rest >= 0x80 {
            appendByte(UInt8(rest & 0x7F) | 0x80, to: index)
            rest >>= 7
        }
        appendByte(UInt8(rest), to: index)
    }

    private func appendByte(_ byte: UInt8, to index: Int) {
        var end = Int(entries[index].tailEnd)
        let sliceEnd = Int(entries[index].tail)
        if end == sliceEnd {
            let size = min(Int(entries[index].sliceSize) * 2, Self.largestSlice)
            entries[index].sliceSize = UInt16(size)
            let start = openSlice(size: size)
            for shift in 0..<4 { arena[sliceEnd + shift] = UInt8(truncatingIfNeeded: start >> (8 * shift)) }
            entries[index].tail = UInt32(start + size - 4)
            end = start
        }
        arena[end] = byte
        entries[index].tailEnd = UInt32(end + 1)
    }
}

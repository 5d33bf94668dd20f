import CSoukKernels

/// Numbers terms in the order in which they first come.
///
/// A hash table with open addressing (Knuth, The Art of Computer Programming 3, 6.4) of hash and number, 8 bytes a slot, beside the
/// entries, 32 bytes a term: a term costs one cache line of each, which ``prefetch(hash:)`` and
/// ``prefetchEntry(hash:)`` fetch ahead while others are worked on.
/// - Complexity: O(1) amortised for a term.
struct TermInterner {
    struct Entry: BitwiseCopyable {
        let key: TermKey
        /// Where the rest of a long term stands among the tails.
        let tailOffset: UInt32
        /// The document that held the term last, and its place among the terms of that document.
        var lastDocument: UInt32
        var placeInDocument: UInt32
        /// Records that its tokens will take, see `PostingRecord`.
        var records: UInt32
    }

    // SAFETY: freed by `deallocate`; slots hold 0 or numbers of entries plus 1, of which at most two thirds are taken.
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private var entries = RawArray<Entry>(capacity: 1 << 12)
    private var tails = RawArray<UInt8>(capacity: 1 << 12)
    /// Makes the table's order another for every table, so that nobody can choose terms that collide.
    private let seed = UInt64.random(in: .min ... .max)

    private static let firstSize = 1 << 14
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    init() {
        mask = Self.firstSize - 1
        slots = Self.makeSlots(Self.firstSize)
    }

    func deallocate() {
        TableMemory.deallocate(slots)
        entries.deallocate()
        tails.deallocate()
    }

    private static func makeSlots(_ count: Int) -> UnsafeMutablePointer<UInt64> {
        let slots = TableMemory.allocate(UInt64.self, count: count)
        slots.initialize(repeating: 0, count: count)
        return slots
    }

    var count: Int { entries.count }

    /// Bytes of long terms that their keys do not hold.
    var tailByteCount: Int { tails.count }

    /// Bytes held.
    var byteCount: Int { (mask + 1) * 8 + entries.byteCount + tails.byteCount }

    @inline(__always)
    func entry(_ number: UInt32) -> UnsafeMutablePointer<Entry> { entries.elements + Int(number) }

    /// The bytes of a long term behind those in its key.
    func tail(_ number: UInt32) -> UnsafePointer<UInt8> {
        UnsafePointer(tails.elements + Int(entries.elements[Int(number)].tailOffset))
    }

    /// - Parameter tail: the bytes of a long term behind those in its key.
    @inline(__always)
    func hash(_ key: TermKey, tail: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = Self.fold(key.head ^ seed, key.rest ^ Self.multiplier)
        if !tail.isEmpty { hash = Self.hash(tail, hash ^ seed) }
        return UInt32(truncatingIfNeeded: hash ^ hash &>> 32)
    }

    private static func hash(_ tail: UnsafeBufferPointer<UInt8>, _ start: UInt64) -> UInt64 {
        tail.reduce(start) { fold($0 ^ UInt64($1) &+ 1, multiplier) }
    }

    /// Both halves of the product (as in Wang Yi's wyhash).
    @inline(__always)
    private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    /// Fetches the slot where the search for a hash begins.
    @inline(__always)
    func prefetch(hash: UInt32) { souk_prefetch(slots + (Int(hash) & mask)) }

    /// Fetches the entry that probably has the hash.
    @inline(__always)
    func prefetchEntry(hash: UInt32) {
        let slot = slots[Int(hash) & mask]
        if UInt32(truncatingIfNeeded: slot &>> 32) == hash, slot != 0 {
            souk_prefetch(entries.elements + (Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) &- 1))
        }
    }

    /// The number of a term, which gets the next one when it is new.
    @inline(__always)
    mutating func number(_ key: TermKey, hash: UInt32, tail: UnsafePointer<UInt8>) -> UInt32 {
        var place = Int(hash) & mask
        while true {
            let slot = slots[place]
            if slot == 0 { return insert(key, hash: hash, tail: tail, at: place) }
            if UInt32(truncatingIfNeeded: slot &>> 32) == hash {
                let number = UInt32(truncatingIfNeeded: slot) &- 1
                if entries.elements[Int(number)].key == key, hasTail(number, key, tail) { return number }
            }
            place = (place &+ 1) & mask
        }
    }

    @inline(__always)
    private func hasTail(_ number: UInt32, _ key: TermKey, _ tail: UnsafePointer<UInt8>) -> Bool {
        let length = key.tailLength
        guard length > 0 else { return true }
        return compareTerms(
            UnsafeBufferPointer(start: self.tail(number), count: length),
            UnsafeBufferPointer(start: tail, count: length)) == 0
    }

    @inline(never)
    private mutating func insert(
        _ key: TermKey, hash: UInt32, tail: UnsafePointer<UInt8>, at place: Int
    ) -> UInt32 {
        let number = UInt32(entries.count)
        entries.append(
            Entry(
                key: key, tailOffset: UInt32(tails.count), lastDocument: .max, placeInDocument: 0, records: 0)
        )
        tails.append(contentsOf: UnsafeBufferPointer(start: tail, count: key.tailLength))
        slots[place] = UInt64(hash) << 32 | UInt64(number + 1)
        if entries.count * 3 > mask * 2 { grow() }
        return number
    }

    private mutating func grow() {
        let old = slots
        let oldCount = mask + 1
        mask = oldCount * 2 - 1
        slots = Self.makeSlots(oldCount * 2)
        for place in 0..<oldCount where old[place] != 0 {
            var target = Int(old[place] >> 32) & mask
            while slots[target] != 0 { target = (target + 1) & mask }
            slots[target] = old[place]
        }
        TableMemory.deallocate(old)
    }

    // MARK: - Order

    /// Whether a term sorts before another, of this table or of `others`.
    @inline(__always)
    func precedes(_ number: UInt32, _ others: TermInterner, _ other: UInt32) -> Bool {
        entry(number).pointee.key.precedes(
            others.entry(other).pointee.key, tail: tail(number), otherTail: others.tail(other))
    }

    @inline(__always)
    func isEqual(_ number: UInt32, _ others: TermInterner, _ other: UInt32) -> Bool {
        let key = entry(number).pointee.key
        return key == others.entry(other).pointee.key && hasTail(number, key, others.tail(other))
    }
}

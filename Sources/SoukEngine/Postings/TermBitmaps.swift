import SoukStorage
import Synchronization

/// The documents of a segment's commonest terms as bitmaps, made when a query first wants one and kept.
///
/// Whether a document holds such a term then is one look instead of a decoded block, and conjunctions and counts go 64
/// documents at a time. Readers share them without a lock: a slot is empty or holds a finished bitmap.
/// - Complexity: O(documents / 64 + postings) to make one; memory of 3/16 byte a document and one a posting each.
final class TermBitmaps: Sendable {
    /// A term in at least one document of so many has a bitmap.
    static let sparsest = 64
    private static let slotCount = 1024
    private static let longestProbe = 16

    /// A list's bitmap, told by where the list lies.
    private struct Entry: ~Copyable {
        let listOffset: Int
        let bitmap: TermBitmap
        /// Address of its ``TermPlaces``; 0 until a phrase wants them.
        let places = Atomic<UInt>(0)

        init(listOffset: Int, bitmap: TermBitmap) {
            self.listOffset = listOffset
            self.bitmap = bitmap
        }
    }

    // SAFETY: a slot holds 0 or the address of an entry that is complete and never changes until deinit.
    nonisolated(unsafe) private let slots: UnsafeMutablePointer<Atomic<UInt>>
    private let documentCount: Int

    init(documentCount: Int) {
        self.documentCount = documentCount
        slots = .allocate(capacity: Self.slotCount)
        for index in 0..<Self.slotCount { (slots + index).initialize(to: Atomic(0)) }
    }

    deinit {
        for index in 0..<Self.slotCount {
            if let entry = Self.entry(slots[index].load(ordering: .acquiring)) {
                TermPlaces(entry.pointee.places.load(ordering: .acquiring))?.deallocate()
                Self.free(entry)
            }
        }
        slots.deinitialize(count: Self.slotCount)
        slots.deallocate()
    }

    /// The list's bitmap; nil for a term that is not common enough.
    func bitmap(of list: PostingList) throws(StorageError) -> TermBitmap? {
        try entry(of: list).map { $0.pointee.bitmap }
    }

    /// Where the term stands in each document, beside its bitmap; nil for a term that is not common enough.
    /// - Complexity: O(postings) the first time, O(1) after.
    func places(of list: PostingList) throws(StorageError) -> TermPlaces? {
        guard let entry = try entry(of: list) else { return nil }
        if let known = TermPlaces(entry.pointee.places.load(ordering: .acquiring)) { return known }
        let made = try TermPlaces.make(list, entry.pointee.bitmap)
        let (exchanged, found) = entry.pointee.places.compareExchange(
            expected: 0, desired: made.address, ordering: .acquiringAndReleasing)
        if exchanged { return made }
        // Another thread was faster.
        made.deallocate()
        return TermPlaces(found)
    }

    private func entry(of list: PostingList) throws(StorageError) -> UnsafeMutablePointer<Entry>? {
        guard list.isLarge, list.documentFrequency * Self.sparsest >= documentCount else { return nil }
        var slot = Int(truncatingIfNeeded: (UInt64(list.offset) &* 0x9E37_79B9_7F4A_7C15) >> 54)
        for _ in 0..<Self.longestProbe {
            guard let entry = Self.entry(slots[slot].load(ordering: .acquiring)) else {
                return try insert(list, at: slot)
            }
            if entry.pointee.listOffset == list.offset { return entry }
            slot = (slot + 1) % Self.slotCount
        }
        return nil
    }

    private func insert(_ list: PostingList, at slot: Int) throws(StorageError) -> UnsafeMutablePointer<
        Entry
    >? {
        let bitmap = try TermBitmap.make(list, documentCount: documentCount)
        let entry = UnsafeMutablePointer<Entry>.allocate(capacity: 1)
        entry.initialize(to: Entry(listOffset: list.offset, bitmap: bitmap))
        let (exchanged, found) = slots[slot].compareExchange(
            expected: 0, desired: UInt(bitPattern: entry), ordering: .acquiringAndReleasing)
        if exchanged { return entry }
        // Another thread was faster, with this term or another.
        Self.free(entry)
        guard let other = Self.entry(found), other.pointee.listOffset == list.offset else {
            return try self.entry(of: list)
        }
        return other
    }

    private static func free(_ entry: UnsafeMutablePointer<Entry>) {
        entry.pointee.bitmap.deallocate()
        entry.deinitialize(count: 1)
        entry.deallocate()
    }

    private static func entry(_ bits: UInt) -> UnsafeMutablePointer<Entry>? {
        UnsafeMutablePointer(bitPattern: bits)
    }
}

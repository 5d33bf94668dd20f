import Synchronization

/// Counts of pairs of Han characters that were asked for before: what queries ask for are a few thousand, again and again.
///
/// A pair has one place, which the last pair of that place holds. An entry is one word of memory, read and written whole: a reader finds
/// the pair with its count, or another pair. 64 KB.
final class PairCounts: Sendable {
    private static let bits = 13

    // SAFETY: 2^bits words until deinit, changed only atomically.
    nonisolated(unsafe) private let places: UnsafeMutablePointer<Atomic<UInt64>>

    init() {
        places = .allocate(capacity: 1 << Self.bits)
        for place in 0..<1 << Self.bits { (places + place).initialize(to: Atomic(0)) }
    }

    deinit {
        places.deinitialize(count: 1 << Self.bits)
        places.deallocate()
    }

    /// - Parameter pair: two UTF-16 units, not both 0.
    func count(of pair: UInt32, _ make: () -> Int) -> Int {
        let place = Int((pair &* 0x9E37_79B1) >> UInt32(32 - Self.bits))
        let known = places[place].load(ordering: .relaxed)
        if known >> 32 == UInt64(pair) { return Int(known & 0xFFFF_FFFF) }
        let count = make()
        if count <= Int(UInt32.max) {
            places[place].store(UInt64(pair) << 32 | UInt64(count), ordering: .relaxed)
        }
        return count
    }
}

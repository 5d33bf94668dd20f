/// How often short strings of Han characters occur: a hash table of strings of one to four units, packed into a number.
///
/// - Complexity: O(1) to count or to look up; 12 bytes a slot, at most half of the slots taken.
struct GramCounts {
    static let longest = 4

    private var keys: [UInt64]
    private var counts: [UInt32]
    private var taken = 0

    /// - Parameter expected: strings to make room for; more make the table grow.
    init(expected: Int) {
        var size = 1 << 10
        while size < 2 * expected { size <<= 1 }
        keys = .init(repeating: 0, count: size)
        counts = .init(repeating: 0, count: size)
    }

    /// Counts one more; units are never 0, so that every string has a key of its own.
    mutating func add(_ key: UInt64) {
        var slot = slot(key)
        if keys[slot] == 0 {
            if 2 * taken >= keys.count {
                grow()
                slot = self.slot(key)
            }
            keys[slot] = key
            taken += 1
        }
        counts[slot] &+= 1
    }

    func count(of key: UInt64) -> Int { Int(counts[slot(key)]) }

    /// The strings that occur at least `least` times, in ascending order.
    func keys(atLeast least: Int) -> [UInt64] {
        keys.indices.filter { keys[$0] != 0 && counts[$0] >= least }.map { keys[$0] }.sorted()
    }

    private func slot(_ key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = (keys, counts)
        keys = .init(repeating: 0, count: 2 * old.0.count)
        counts = .init(repeating: 0, count: keys.count)
        for (index, key) in old.0.enumerated() where key != 0 {
            let slot = slot(key)
            keys[slot] = key
            counts[slot] = old.1[index]
        }
    }
}

/// A string of one to four units as a number, and back.
enum Gram {
    static func length(_ key: UInt64) -> Int { (64 - key.leadingZeroBitCount + 15) / 16 }

    static func units(_ key: UInt64) -> [UInt16] {
        (0..<length(key)).reversed().map { UInt16(truncatingIfNeeded: key >> UInt64(16 * $0)) }
    }

    /// Calls `body` with every string of one to four units inside the runs of `units`, which a 0 ends: where it begins, its
    /// key and its length.
    static func forEach(_ units: [UInt16], _ body: (Int, UInt64, Int) -> Void) {
        units.withUnsafeBufferPointer { units in
            for start in units.indices {
                var key: UInt64 = 0
                var length = 0
                while length < GramCounts.longest, start + length < units.count, units[start + length] != 0 {
                    key = key << 16 | UInt64(units[start + length])
                    length += 1
                    body(start, key, length)
                }
            }
        }
    }
}

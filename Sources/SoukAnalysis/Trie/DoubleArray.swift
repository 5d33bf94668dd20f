/// A trie in two numbers a node: node c's child by code x stands at slot base(c) + x, if that slot names c as its parent.
///
/// - Paper: Aoe, "An Efficient Digital Search Algorithm by Using a Double-Array Structure", 1989.
struct DoubleArray {
    /// One node. Eight bytes, so that one cache line holds eight slots.
    struct Node: Equatable {
        /// Where the children's slots begin, in the upper 24 bits; the cost of the word that ends here, 0 for none, in
        /// the lower 8.
        var value: UInt32 = 0
        /// The parent's slot; ``free`` where nothing stands.
        var parent: UInt32 = DoubleArray.free

        var base: UInt32 { value >> 8 }
        var cost: UInt8 { UInt8(truncatingIfNeeded: value) }
    }

    static let free = UInt32.max
    /// Bases have 24 bits.
    static let slotLimit = 1 << 24

    private(set) var nodes: [Node] = []
    /// One bit a slot: whether it is taken.
    private var taken: [UInt64] = []
    /// Before this slot all are taken, or were tried too often.
    private var firstFree = 0
    private let codeLimit: Int

    /// - Parameter codeLimit: more than any code; the slots below it are the root's children, at their codes.
    init(codeLimit: Int) {
        self.codeLimit = codeLimit
        grow(to: codeLimit)
        for slot in 0..<codeLimit { take(slot) }
        firstFree = codeLimit
    }

    /// Reserves free slots for the children of a node.
    ///
    /// - Parameter codes: ascending, not empty.
    /// - Returns: the base: child x stands at base + x.
    mutating func place(_ codes: ArraySlice<UInt16>) -> Int {
        let first = Int(codes.first ?? 0)
        var slot = max(firstFree, first)
        var tries = 0
        search: while true {
            slot = nextFree(slot)
            for code in codes.dropFirst() where !isFree(slot - first + Int(code)) {
                slot += 1
                tries += 1
                continue search
            }
            break
        }
        // Slots that fit nothing are given up, or the dense beginning would be tried again for every node.
        if tries > 32 { firstFree = max(firstFree, slot - 256) }
        let base = slot - first
        grow(to: base + codeLimit)
        for code in codes { take(base + Int(code)) }
        while firstFree < nodes.count, !isFree(firstFree) { firstFree += 1 }
        return base
    }

    mutating func set(_ slot: Int, base: Int, cost: UInt8, parent: UInt32) {
        nodes[slot] = Node(value: UInt32(base) << 8 | UInt32(cost), parent: parent)
    }

    private func isFree(_ slot: Int) -> Bool {
        slot >= nodes.count || taken[slot >> 6] & (1 << UInt64(slot & 63)) == 0
    }

    private func nextFree(_ from: Int) -> Int {
        var slot = from
        while slot < nodes.count {
            let free = ~taken[slot >> 6] >> UInt64(slot & 63)
            if free != 0 { return slot + free.trailingZeroBitCount }
            slot = (slot | 63) + 1
        }
        return slot
    }

    private mutating func take(_ slot: Int) { taken[slot >> 6] |= 1 << UInt64(slot & 63) }

    private mutating func grow(to count: Int) {
        guard count > nodes.count else { return }
        let count = (count + 63) & ~63
        nodes.append(contentsOf: repeatElement(Node(), count: count - nodes.count))
        taken.append(contentsOf: repeatElement(0, count: count >> 6 - taken.count))
    }
}

/// A trie over folded scalars that maps strings to `Int32` payloads.
///
/// Edges live in one open-addressing table keyed by (node, scalar): no per-node allocation, so 100,000 names
/// build in a fraction of a second. Looking up all entries that begin at a place costs one probe a scalar.
package struct CharacterTrie: Sendable {
    private var keys: [UInt64]
    private var targets: [Int32]
    private var edgeCount = 0
    /// Payload of each node, -1 for none.
    private var payloads: [Int32] = [-1]

    package init(expectedCount: Int = 16) {
        var capacity = 64
        while capacity < expectedCount * 12 { capacity *= 2 }
        keys = Array(repeating: 0, count: capacity)
        targets = Array(repeating: 0, count: capacity)
    }

    package var isEmpty: Bool { payloads.count == 1 }

    /// The payload of `name`, if it was inserted.
    package func payload(of name: some Sequence<UInt32>) -> Int32? {
        var node: Int32 = 0
        for scalar in name {
            guard let next = child(of: node, scalar) else { return nil }
            node = next
        }
        let value = payloads[Int(node)]
        return value < 0 ? nil : value
    }

    /// Stores `payload` for `name`; an earlier one is replaced.
    package mutating func insert(_ name: some Sequence<UInt32>, payload: Int32) {
        var node: Int32 = 0
        for scalar in name { node = childInserting(node, scalar) }
        if node != 0 { payloads[Int(node)] = payload }
    }

    /// The node reached from `node` by one scalar.
    package func child(of node: Int32, _ scalar: UInt32) -> Int32? {
        let key = Self.key(node, scalar)
        let mask = keys.count - 1
        var slot = Self.slot(key, mask)
        while keys[slot] != 0 {
            if keys[slot] == key { return targets[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The payload at a node, if a name ends there.
    package func payload(at node: Int32) -> Int32? {
        let value = payloads[Int(node)]
        return value < 0 ? nil : value
    }

    private mutating func childInserting(_ node: Int32, _ scalar: UInt32) -> Int32 {
        if let known = child(of: node, scalar) { return known }
        if (edgeCount + 1) * 3 > keys.count * 2 { grow() }
        let fresh = Int32(payloads.count)
        payloads.append(-1)
        place(Self.key(node, scalar), fresh)
        edgeCount += 1
        return fresh
    }

    private mutating func grow() {
        let oldKeys = keys
        let oldTargets = targets
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        targets = Array(repeating: 0, count: oldKeys.count * 2)
        for slot in oldKeys.indices where oldKeys[slot] != 0 { place(oldKeys[slot], oldTargets[slot]) }
    }

    private mutating func place(_ key: UInt64, _ target: Int32) {
        let mask = keys.count - 1
        var slot = Self.slot(key, mask)
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        targets[slot] = target
    }

    // Zero marks a free slot, so keys start at one.
    private static func key(_ node: Int32, _ scalar: UInt32) -> UInt64 {
        (UInt64(UInt32(bitPattern: node)) << 21 | UInt64(scalar & 0x1F_FFFF)) &+ 1
    }

    private static func slot(_ key: UInt64, _ mask: Int) -> Int {
        let mixed = key &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & mask
    }
}

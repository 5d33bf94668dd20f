/// A trie over folded scalars that maps strings to `Int32` payloads.
///
/// Edges live in one open-addressing table keyed by (node, scalar): no per-node allocation, so 100,000 names
/// build in a fraction of a second. Looking up all entries that begin at a place costs one probe a scalar.
package struct CharacterTrie: Sendable {
    /// One edge, or, without a target, a free slot. Its parts lie together, so that a step costs one cache line.
    @usableFromInline
    struct Edge: Sendable {
        @usableFromInline var node: Int32 = 0
        @usableFromInline var scalar: UInt32 = 0
        /// 0 for none: no edge leads to the root.
        @usableFromInline var target: Int32 = 0
    }

    @usableFromInline private(set) var edges: [Edge]
    private var edgeCount = 0
    /// Payload of each node, -1 for none.
    @usableFromInline private(set) var payloads: [Int32] = [-1]

    package init(expectedCount: Int = 16) {
        var capacity = 64
        while capacity < expectedCount * 2 { capacity *= 2 }
        edges = Array(repeating: Edge(), count: capacity)
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
    @inlinable
    package func child(of node: Int32, _ scalar: UInt32) -> Int32? {
        let mask = edges.count - 1
        var slot = Self.slot(node, scalar, mask)
        while edges[slot].target != 0 {
            if edges[slot].node == node, edges[slot].scalar == scalar { return edges[slot].target }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The payload at a node, if a name ends there.
    @inlinable
    package func payload(at node: Int32) -> Int32? {
        let value = payloads[Int(node)]
        return value < 0 ? nil : value
    }

    private mutating func childInserting(_ node: Int32, _ scalar: UInt32) -> Int32 {
        if let known = child(of: node, scalar) { return known }
        if edgeCount * 2 >= edges.count { grow() }
        let fresh = Int32(payloads.count)
        payloads.append(-1)
        place(Edge(node: node, scalar: scalar, target: fresh))
        edgeCount += 1
        return fresh
    }

    private mutating func grow() {
        let old = edges
        edges = Array(repeating: Edge(), count: old.count * 2)
        for edge in old where edge.target != 0 { place(edge) }
    }

    private mutating func place(_ edge: Edge) {
        let mask = edges.count - 1
        var slot = Self.slot(edge.node, edge.scalar, mask)
        while edges[slot].target != 0 { slot = (slot + 1) & mask }
        edges[slot] = edge
    }

    @inlinable
    static func slot(_ node: Int32, _ scalar: UInt32, _ mask: Int) -> Int {
        let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar)
        return Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }
}

/// Words under construction: a trie of UTF-16 units with all edges in one hash table.
///
/// - Complexity: O(units) to insert or to find a word.
struct WordTrie {
    static let root = 0

    /// By node; node 0 is the root. A node's parent comes before it.
    private(set) var parents: [UInt32] = [0]
    private(set) var units: [UInt16] = [0]
    private(set) var depths: [UInt8] = [0]
    /// 0: no word ends here.
    var costs: [UInt8] = [0]

    /// Nodes by the hash of parent and unit, 0 where nothing stands; never more than half full.
    private var table: [UInt32] = .init(repeating: 0, count: 1 << 12)

    var count: Int { parents.count }
    var wordCount: Int { costs.reduce(0) { $0 + ($1 > 0 ? 1 : 0) } }

    mutating func insert(_ word: some Sequence<UInt16>) -> Int {
        var node = Self.root
        for unit in word {
            var slot = self.slot(node, unit)
            if table[slot] == 0 {
                if 2 * count >= table.count {
                    grow()
                    slot = self.slot(node, unit)
                }
                table[slot] = UInt32(count)
                parents.append(UInt32(node))
                units.append(unit)
                depths.append(depths[node] + 1)
                costs.append(0)
            }
            node = Int(table[slot])
        }
        return node
    }

    /// The node of a word or of the beginning of one; nil if there is none.
    func find(_ word: some Sequence<UInt16>) -> Int? {
        var node = Self.root
        for unit in word {
            node = Int(table[slot(node, unit)])
            guard node != 0 else { return nil }
        }
        return node
    }

    /// Where the child of `node` at `unit` stands in the table, or may be put.
    private func slot(_ node: Int, _ unit: UInt16) -> Int {
        let mask = table.count - 1
        let hash = (UInt64(node) << 16 | UInt64(unit)) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: hash >> 32) & mask
        while table[slot] != 0 {
            let found = Int(table[slot])
            if units[found] == unit && parents[found] == UInt32(node) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        table = .init(repeating: 0, count: 4 * table.count)
        for node in 1..<count { table[slot(Int(parents[node]), units[node])] = UInt32(node) }
    }
}

/// The words that Chinese text is cut into, with their costs, in a form that is walked at memory speed.
///
/// A table over the Han characters gives each character's code: small for characters of many words, so that what is
/// often asked lies close together. A second table says by code what the character costs as a word of its own; a double
/// array of codes holds all longer words. Immutable and shared by all threads.
/// - Complexity: one access to each table and one to the array a character.
package final class Lexicon: @unchecked Sendable {
    /// What is known of a character; code 0 is for all that stand in no word.
    struct Character {
        /// Where its children's slots begin, in the upper 24 bits.
        var base: UInt32 = 0
        /// Its code, which is its slot too.
        var code: UInt16 = 0
        /// Its cost as a word.
        var single: UInt8 = UInt8(LatticeCosts.unknownCharacter - LatticeCosts.wordDiscount)
        /// Costs of the beginning and the end of an unknown word.
        var beginning: UInt8 = 255
        var end: UInt8 = 255
        /// Bits of ``HanCharacters``.
        var flags: UInt8 = 0
    }

    // SAFETY: written in `init` only. Every base plus every code is a slot: `DoubleArray.place` grows so.
    /// Codes by the unit's distance from the beginning of ``HanCharacters/range``.
    let codes: UnsafeMutablePointer<UInt16>
    /// By code.
    let characters: UnsafeMutablePointer<Character>
    let nodes: UnsafeMutablePointer<DoubleArray.Node>
    package let nodeCount: Int
    /// The number of words.
    package let wordCount: Int

    init(_ trie: WordTrie, costs: [UInt8], _ model: CharacterModel) {
        let codes = Self.codes(of: trie)
        let array = Self.array(of: trie, costs: costs, codes)
        nodeCount = array.nodes.count
        nodes = .allocate(capacity: nodeCount)
        nodes.initialize(from: array.nodes, count: nodeCount)
        wordCount = trie.wordCount
        self.codes = .allocate(capacity: codes.count)
        self.codes.initialize(from: codes, count: codes.count)
        let codeLimit = Int(codes.max() ?? 0) + 1
        characters = .allocate(capacity: codeLimit)
        characters.initialize(repeating: Character(), count: codeLimit)
        for index in codes.indices where codes[index] > 0 {
            let node = nodes[Int(codes[index])]
            var character = Character()
            character.code = codes[index]
            character.base = node.base
            character.beginning = model.beginnings[index]
            character.end = model.ends[index]
            character.flags = HanCharacters.flags[index]
            if node.cost > 0 { character.single = node.cost }
            characters[Int(codes[index])] = character
        }
    }

    deinit {
        nodes.deallocate()
        codes.deallocate()
        characters.deallocate()
    }

    /// The cost of a word in the lattice; nil if it is none. For tools and tests.
    package func cost(of word: String) -> Int? {
        var slot: UInt32?
        for unit in word.utf16 {
            guard HanCharacters.range.contains(unit) else { return nil }
            let code = UInt32(codes[Int(unit - HanCharacters.range.lowerBound)])
            guard code > 0 else { return nil }
            if let parent = slot {
                let child = nodes[Int(parent)].base + code
                guard nodes[Int(child)].parent == parent else { return nil }
                slot = child
            } else {
                slot = code
            }
        }
        guard let slot, nodes[Int(slot)].cost > 0 else { return nil }
        return Int(nodes[Int(slot)].cost)
    }

    /// A code for each character of the trie's edges: 1 for the most used, so that children lie close together.
    private static func codes(of trie: WordTrie) -> [UInt16] {
        var uses = [Int](repeating: 0, count: HanCharacters.range.count)
        for node in 1..<max(trie.count, 1) {
            uses[Int(trie.units[node] - HanCharacters.range.lowerBound)] += 1
        }
        let order = uses.indices.filter { uses[$0] > 0 }.sorted { (uses[$1], $0) < (uses[$0], $1) }
        var codes = [UInt16](repeating: 0, count: uses.count)
        for (rank, index) in order.enumerated() { codes[index] = UInt16(rank + 1) }
        return codes
    }

    /// The double array of the trie. Nodes with many children are placed first, while there is room.
    private static func array(of trie: WordTrie, costs: [UInt8], _ codes: [UInt16]) -> DoubleArray {
        let children = Children(trie, codes)
        var array = DoubleArray(codeLimit: Int(codes.max() ?? 0) + 1)
        var slots = [Int](repeating: 0, count: trie.count)
        var bases = [Int](repeating: 0, count: trie.count)
        for node in children.parentsByCount where node != WordTrie.root {
            bases[node] = array.place(children.codes(of: node))
        }
        // Parents come before their children, so that their slots are known.
        for node in 1..<max(trie.count, 1) {
            let parent = Int(trie.parents[node])
            slots[node] = bases[parent] + Int(codes[Int(trie.units[node] - HanCharacters.range.lowerBound)])
            let parentSlot = parent == WordTrie.root ? DoubleArray.free : UInt32(slots[parent])
            array.set(slots[node], base: bases[node], cost: costs[node], parent: parentSlot)
        }
        return array
    }
}

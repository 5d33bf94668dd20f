/// The words that Chinese text is cut into, with their costs, in a form that is walked at memory speed.
///
/// A table over the Han characters gives each character's code: small for characters of many words, so that what is
/// often asked lies close together. A second table says by code what the character costs as a word of its own; a double
/// array of codes holds all longer words. Immutable and shared by all threads; its tables may lie in a mapped file.
/// - Complexity: one access to each table and one to the array a character.
package final class Lexicon: @unchecked Sendable {
    /// What is known of a character; code 0 is for all that stand in no word. Twelve bytes, none of them padding.
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
        var reserved: UInt16 = 0
    }

    // SAFETY: never written after `init`, and alive as long as `owner`. Every base plus every code is a slot:
    // `DoubleArray.place` grows so, and `LexiconTables.lexicon` checks it.
    /// Codes by the unit's distance from the beginning of ``HanCharacters/range``.
    let codes: UnsafePointer<UInt16>
    /// By code.
    let characters: UnsafePointer<Character>
    let nodes: UnsafePointer<DoubleArray.Node>
    /// A bit for every pair of codes that a longer word begins with, and by chance for some others: half of the pairs of a text
    /// begin none, and are told here from a table that stays in the nearest memory.
    let pairs: UnsafePointer<UInt64>
    let characterCount: Int
    package let nodeCount: Int
    /// The number of words.
    package let wordCount: Int
    /// Keeps the tables.
    private let owner: AnyObject

    init(
        codes: UnsafePointer<UInt16>, characters: UnsafeBufferPointer<Character>,
        nodes: UnsafeBufferPointer<DoubleArray.Node>, wordCount: Int, owner: AnyObject
    ) {
        // SAFETY: both buffers hold at least one element, so that they have a base.
        precondition(!characters.isEmpty && !nodes.isEmpty, "a lexicon's tables are never empty")
        self.codes = codes
        self.characters = characters.baseAddress.unsafelyUnwrapped
        self.nodes = nodes.baseAddress.unsafelyUnwrapped
        characterCount = characters.count
        nodeCount = nodes.count
        self.wordCount = wordCount
        self.owner = owner
        pairs = Self.pairs(characters, nodes)
    }

    deinit { pairs.deallocate() }

    /// The place among ``pairs`` of a character's pair with code 0: its other pairs follow it, the usual ones first.
    @inline(__always)
    static func firstPair(_ code: UInt16) -> UInt32 { (UInt32(code) &* 0x9E37_79B1) >> 12 }

    /// Places of ``pairs`` less one.
    static let lastPair: UInt32 = 1 << 20 - 1

    private static func pairs(
        _ characters: UnsafeBufferPointer<Character>, _ nodes: UnsafeBufferPointer<DoubleArray.Node>
    ) -> UnsafePointer<UInt64> {
        let words = Int(lastPair + 1) / 64
        let pairs = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
        pairs.initialize(repeating: 0, count: words)
        for (slot, node) in nodes.enumerated() where node.parent < characters.count {
            let second = slot - Int(characters[Int(node.parent)].base)
            guard second >= 0, second < characters.count else { continue }
            let place =
                firstPair(UInt16(truncatingIfNeeded: node.parent)) &+ UInt32(truncatingIfNeeded: second)
            pairs[Int((place & lastPair) >> 6)] |= 1 << UInt64(place & 63)
        }
        return UnsafePointer(pairs)
    }

    convenience init(_ trie: WordTrie, costs: [UInt8], _ model: CharacterModel) {
        let codes = Self.codes(of: trie)
        let array = Self.array(of: trie, costs: costs, codes)
        let codeLimit = Int(codes.max() ?? 0) + 1
        var characters = [Character](repeating: Character(), count: codeLimit)
        for index in codes.indices where codes[index] > 0 {
            let node = array.nodes[Int(codes[index])]
            var character = Character()
            character.code = codes[index]
            character.base = node.base
            character.beginning = model.beginnings[index]
            character.end = model.ends[index]
            character.flags = HanCharacters.flags[index]
            if node.cost > 0 { character.single = node.cost }
            characters[Int(codes[index])] = character
        }
        let tables = OwnedTables(codes, characters, array.nodes)
        self.init(
            codes: UnsafePointer(tables.codes), characters: UnsafeBufferPointer(tables.characters),
            nodes: UnsafeBufferPointer(tables.nodes), wordCount: trie.wordCount, owner: tables)
    }

    /// Tables in memory of their own.
    private final class OwnedTables {
        let codes: UnsafeMutablePointer<UInt16>
        let characters: UnsafeMutableBufferPointer<Character>
        let nodes: UnsafeMutableBufferPointer<DoubleArray.Node>

        init(_ codes: [UInt16], _ characters: [Character], _ nodes: [DoubleArray.Node]) {
            self.codes = .allocate(capacity: codes.count)
            self.codes.initialize(from: codes, count: codes.count)
            self.characters = .allocate(capacity: characters.count)
            _ = self.characters.initialize(from: characters)
            self.nodes = .allocate(capacity: nodes.count)
            _ = self.nodes.initialize(from: nodes)
        }

        deinit {
            codes.deallocate()
            characters.deallocate()
            nodes.deallocate()
        }
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

    /// Every word that begins at a place of folded text, the shortest first: `body` takes its length.
    ///
    /// - Parameter limit: longer words are not looked for.
    /// - Complexity: O(`limit`), no memory.
    package func forEachWord(
        in scalars: [UInt32], from place: Int, limit: Int, _ body: (_ length: Int) -> Void
    ) {
        var slot: UInt32?
        for at in place..<min(place + limit, scalars.count) {
            guard let unit = UInt16(exactly: scalars[at]), HanCharacters.range.contains(unit) else { return }
            let code = UInt32(codes[Int(unit - HanCharacters.range.lowerBound)])
            guard code > 0 else { return }
            if let parent = slot {
                let child = nodes[Int(parent)].base + code
                guard nodes[Int(child)].parent == parent else { return }
                slot = child
            } else {
                slot = code
            }
            if let slot, nodes[Int(slot)].cost > 0 { body(at + 1 - place) }
        }
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

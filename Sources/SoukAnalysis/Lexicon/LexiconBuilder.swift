#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Collects words with their costs and makes a ``Lexicon`` of them.
///
/// Words stand in a trie whose edges are kept in one hash table, so that they may come in any order.
/// - Complexity: O(characters of all words); ICU's dictionary of 254,135 Han words takes about a tenth of a second.
package struct LexiconBuilder {
    /// The longest word, in UTF-16 units; longer ones are left out.
    package static let longestWord = 31

    /// A dictionary of so many words is one of the whole language.
    private static let generalDictionary = 50_000

    private(set) var trie = WordTrie()
    /// Nodes of the words that a user states.
    private var stated: Set<Int> = []

    package init() {}

    /// The number of words.
    package var wordCount: Int { trie.wordCount }

    /// Adds a word, or lowers the cost of one that is there. Left out if it is empty, too long or not all Han.
    ///
    /// - Parameter cost: −8.2 · ln of the word's probability, rounded; kept between 1 and 255.
    package mutating func add(_ units: some Sequence<UInt16>, cost: Int) {
        guard let node = node(of: units) else { return }
        let cost = UInt8(clamping: max(cost, 1))
        if trie.costs[node] == 0 || cost < trie.costs[node] { trie.costs[node] = cost }
    }

    /// Adds a word that a user states, or gives one that is there another cost.
    package mutating func state(_ units: some Sequence<UInt16>, cost: Int) {
        guard let node = node(of: units) else { return }
        trie.costs[node] = UInt8(clamping: max(cost, 1))
        stated.insert(node)
    }

    /// The cost of a word; nil if it is none.
    package func cost(of units: some Sequence<UInt16>) -> Int? {
        guard let node = trie.find(units), trie.costs[node] > 0 else { return nil }
        return Int(trie.costs[node])
    }

    private mutating func node(of units: some Sequence<UInt16>) -> Int? {
        var length = 0
        for unit in units {
            guard HanCharacters.range.contains(unit), length < Self.longestWord else { return nil }
            length += 1
        }
        return length > 0 ? trie.insert(units) : nil
    }

    /// The lexicon of all words added so far.
    package func finish() -> Lexicon {
        var model = CharacterModel(trie)
        if stated.count >= Self.generalDictionary { model.lower(by: UInt8(LatticeCosts.besideStated)) }
        let costs = latticeCosts(model)
        return Lexicon(trie, costs: costs, model)
    }

    /// The words' costs as the lattice adds them up; 0 for nodes that are no word.
    private func latticeCosts(_ model: CharacterModel) -> [UInt8] {
        let functionUnits = Set(HanCharacters.functionCharacters.utf16)
        return trie.costs.indices.map { node in
            guard trie.costs[node] > 0 else { return 0 }
            var cost = Int(trie.costs[node])
            if let apart = costApart(node, functionUnits), apart - cost < LatticeCosts.cohesion {
                cost += stated.contains(node) ? LatticeCosts.looseStatedWord : LatticeCosts.looseWord
            }
            return UInt8(clamping: max(cost - LatticeCosts.wordDiscount, 1))
        }
    }

    /// What a word of two or three characters costs as a function character and a word; nil if it is not such a pair.
    private func costApart(_ node: Int, _ functionUnits: Set<UInt16>) -> Int? {
        let depth = Int(trie.depths[node])
        guard depth == 2 || depth == 3 else { return nil }
        var units = [trie.units[node]]
        var ancestor = Int(trie.parents[node])
        let beginning = ancestor
        while ancestor != WordTrie.root {
            units.insert(trie.units[ancestor], at: 0)
            ancestor = Int(trie.parents[ancestor])
        }
        var least: Int?
        if functionUnits.contains(units[0]), let rest = cost(of: units.dropFirst()) {
            least = (cost(of: units.prefix(1)) ?? LatticeCosts.unknownCharacter) + rest
        }
        if functionUnits.contains(units[depth - 1]), trie.costs[beginning] > 0 {
            let last = cost(of: units.suffix(1)) ?? LatticeCosts.unknownCharacter
            least = min(least ?? .max, Int(trie.costs[beginning]) + last)
        }
        return least
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How likely a word of several characters begins or ends with a character, from a dictionary's words weighted by
/// their probabilities: a character that is rarely alone tells of an unknown word.
struct CharacterModel {
    /// Costs by the unit's distance from the beginning of ``HanCharacters/range``; 255 where no word begins or ends so.
    private(set) var beginnings: [UInt8]
    private(set) var ends: [UInt8]

    init(_ trie: WordTrie) {
        let probabilities = (0...255).map { exp(-Double($0) / LatticeCosts.perNat) }
        var begins = [Double](repeating: 0, count: HanCharacters.range.count)
        var finishes = begins
        var sum = 0.0
        // The first character of each node; parents come first.
        var firsts = [UInt16](repeating: 0, count: trie.count)
        for node in 1..<max(trie.count, 1) {
            let unit = trie.units[node] - HanCharacters.range.lowerBound
            firsts[node] = trie.depths[node] == 1 ? unit : firsts[Int(trie.parents[node])]
            guard trie.costs[node] > 0, trie.depths[node] > 1 else { continue }
            let probability = probabilities[Int(trie.costs[node])]
            begins[Int(firsts[node])] += probability
            finishes[Int(unit)] += probability
            sum += probability
        }
        func costs(_ shares: [Double]) -> [UInt8] {
            shares.map { share in
                share > 0 ? UInt8(clamping: Int((-LatticeCosts.perNat * log(share / sum)).rounded())) : 255
            }
        }
        beginnings = costs(begins)
        ends = costs(finishes)
    }
    /// Makes every unknown word that could be one likelier.
    mutating func lower(by cost: UInt8) {
        for index in beginnings.indices {
            if beginnings[index] < 255 { beginnings[index] -= min(cost, beginnings[index]) }
            if ends[index] < 255 { ends[index] -= min(cost, ends[index]) }
        }
    }
}

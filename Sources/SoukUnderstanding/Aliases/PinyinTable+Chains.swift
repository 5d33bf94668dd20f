/// Several Han words that are typed in one run of letters: `yinhangka` for 银行卡, `lanyaerji` for 蓝牙耳机.
extension PinyinTable {
    /// Words that the letters before a place spell.
    private struct Chain {
        var text: [UInt32]
        var wordCount: Int
        /// Products of the rarest word.
        var products: Int

        func precedes(_ other: Chain) -> Bool {
            if wordCount != other.wordCount { return wordCount < other.wordCount }
            if products != other.products { return products > other.products }
            return text.lexicographicallyPrecedes(other.text)
        }
    }

    private static var mostWords: Int { 4 }
    private static var longestRun: Int { 40 }
    /// Chains kept for a place, the best ones.
    private static var keptChains: Int { 4 }
    private static var longestSyllable: Int { 6 }

    /// The fewest words that letters spell in full, whose characters stand side by side in the catalogue; nil when there are none.
    /// - Complexity: O(letters² × words of a spelling).
    func chain(_ letters: [UInt32]) -> String? {
        guard (2...Self.longestRun).contains(letters.count) else { return nil }
        var chains = [[Chain]](repeating: [], count: letters.count + 1)
        chains[0] = [Chain(text: [], wordCount: 0, products: .max)]
        for start in letters.indices where !chains[start].isEmpty {
            chains[start].sort { $0.precedes($1) }
            chains[start] = Array(chains[start].prefix(Self.keptChains))
            forEachWord(letters, from: start) { end, word, products in
                for chain in chains[start] where chain.wordCount < Self.mostWords {
                    if let last = chain.text.last, !isPair(last, word[0]) { continue }
                    chains[end].append(
                        Chain(
                            text: chain.text + word, wordCount: chain.wordCount + 1,
                            products: min(chain.products, products)))
                }
            }
            if start > 0, letters.count - start <= Self.longestSyllable {
                chains[letters.count] += withLastCharacter(chains[start], letters, from: start)
            }
        }
        let best = chains[letters.count].min { $0.precedes($1) }
        return best.map { String(String.UnicodeScalarView($0.text.compactMap(Unicode.Scalar.init))) }
    }

    /// Chains with one character more, which the last letters spell: known from the pair that it makes with the one before.
    private func withLastCharacter(_ chains: [Chain], _ letters: [UInt32], from start: Int) -> [Chain] {
        var found: [Chain] = []
        for begin in max(0, start - Self.longestSyllable)..<start {
            forEachWord(letters, from: begin) { end, word, products in
                guard end == letters.count, word.count == 2 else { return }
                for chain in chains where chain.text.last == word[0] {
                    found.append(
                        Chain(
                            text: chain.text + [word[1]], wordCount: chain.wordCount + 1,
                            products: min(chain.products, products)))
                }
            }
        }
        return found
    }
}

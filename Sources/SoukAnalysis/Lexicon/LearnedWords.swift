/// Adds the words of a catalogue to a lexicon.
///
/// A string becomes a word only where the lexicon would cut it into single characters: that is how unknown names fall
/// apart (尼|康), while 手机|支架 and 篮球|鞋 hold words that are searched for themselves. A brand may hold a word (自然|堂).
/// The new word costs ``margin`` less than the best path through it, so it wins over its own pieces and over little else:
/// a text where its characters meet by chance is cut as before.
extension LexiconBuilder {
    /// By how much a learnt word is cheaper than the pieces that it replaces.
    static let margin = 20
    /// Fewer products with a value of a field are chance; a brand is a name from the first on.
    private static let leastNames = 3

    /// Adds what a catalogue's text teaches.
    ///
    /// - Returns: the words, in a fixed order.
    /// - Complexity: O(characters of the text).
    @discardableResult
    package mutating func learn(_ text: CatalogueText) -> [String] {
        let known = self
        let pieces = PieceCosts(known)
        func isCandidate(_ word: [UInt16]) -> Bool {
            known.cost(of: word) == nil && !pieces.isLoose(word) && pieces.path(word).wordCount == 0
        }
        var words: Set<[UInt16]> = []
        for brand in text.brands.keys where known.cost(of: brand) == nil && !pieces.isLoose(brand) {
            if pieces.path(brand).hasSingle { words.insert(brand) }
        }
        for (name, count) in text.names where count >= Self.leastNames && isCandidate(name) {
            words.insert(name)
        }
        if text.count >= CatalogueText.least {
            words.formUnion(WordMiner(text.units).words(where: isCandidate))
        }
        let ordered = words.sorted { $0.lexicographicallyPrecedes($1) }
        for word in ordered {
            add(word, cost: pieces.path(word).cost - Self.margin + LatticeCosts.wordDiscount)
        }
        return ordered.map { String(decoding: $0, as: UTF16.self) }
    }
}

/// What the best path through a short string costs by the words of a lexicon under construction.
private struct PieceCosts {
    private let builder: LexiconBuilder
    private let model: CharacterModel
    private let functionUnits = Set(HanCharacters.functionCharacters.utf16)

    init(_ builder: LexiconBuilder) {
        self.builder = builder
        model = CharacterModel(builder.trie)
    }

    /// Whether a string begins or ends with a function character, or holds a numeral: no new word does.
    func isLoose(_ word: [UInt16]) -> Bool {
        guard let first = word.first, let last = word.last else { return true }
        return functionUnits.contains(first) || functionUnits.contains(last)
            || word.contains { HanCharacters.flags[index($0)] & HanCharacters.isNumeral != 0 }
    }

    /// The best path through a string.
    struct Path {
        var cost = 0
        /// Words of two characters and more in it.
        var wordCount = 0
        /// Whether a piece is a single character, or an unknown pair.
        var hasSingle = false
    }

    func path(_ word: [UInt16]) -> Path {
        var best = [Path()]
        for end in 1...word.count {
            var least = Path(cost: .max)
            for start in 0..<end {
                guard let piece = piece(word[start..<end]), best[start].cost + piece.cost < least.cost else {
                    continue
                }
                least = Path(
                    cost: best[start].cost + piece.cost, wordCount: best[start].wordCount + piece.wordCount,
                    hasSingle: best[start].hasSingle || piece.hasSingle)
            }
            best.append(least)
        }
        return best[word.count]
    }

    private func piece(_ units: ArraySlice<UInt16>) -> Path? {
        if let known = builder.cost(of: units) {
            let isWord = units.count > 1
            return Path(
                cost: known - LatticeCosts.wordDiscount, wordCount: isWord ? 1 : 0, hasSingle: !isWord)
        }
        switch units.count {
        case 1: return Path(cost: LatticeCosts.unknownCharacter - LatticeCosts.wordDiscount, hasSingle: true)
        case 2:
            let ends = (units.first.map(index) ?? 0, units.last.map(index) ?? 0)
            let guess = Int(model.beginnings[ends.0]) + Int(model.ends[ends.1]) + LatticeCosts.unknownWord
            return Path(cost: guess - LatticeCosts.wordDiscount, hasSingle: true)
        default: return nil
        }
    }

    private func index(_ unit: UInt16) -> Int { Int(unit &- HanCharacters.range.lowerBound) }
}

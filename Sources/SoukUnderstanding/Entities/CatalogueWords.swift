import SoukAnalysis

/// In how many products the words of a catalogue occur: Latin words, and pairs of neighbouring Han characters.
///
/// Asked for the few words of a query, so a catalogue may look them up where they are kept.
package protocol CatalogueWords: Sendable {
    /// Products that hold a folded word, or a pair of Han characters; 0 for any other text.
    func documentCount(of word: ArraySlice<UInt32>) -> Int
    /// Whether there are so many Latin words that one that is missing says something.
    var holdsManyLatinWords: Bool { get }
    /// The same for pairs of Han characters.
    var holdsManyHanPairs: Bool { get }
    /// Whether a Latin word in so many products is rare: a ten thousandth of those of the commonest word, or fewer.
    func isRare(_ documentCount: Int) -> Bool
    /// Finds what questions wait for that are asked first.
    func prepare()
}

extension CatalogueWords {
    package func prepare() {}
}

/// What all catalogues go by.
package enum CatalogueWordLimits {
    /// Words, or pairs, that are many.
    package static let many = 5_000
    /// A word is rare in a share of the commonest word's products.
    package static let rareShare = 10_000
}

/// Words with their counts in a list.
package struct ListedWords: CatalogueWords {
    private var trie: CharacterTrie
    private var (latin, pairs, most) = (0, 0, 0)

    /// - Parameter words: a word that stands there in several spellings that fold to one counts for their sum.
    package init(_ words: [(word: String, count: Int)] = []) {
        trie = CharacterTrie(expectedCount: words.count)
        for (word, count) in words {
            let folded = FoldedText(word, maximumCount: 48)
            let known = Int(trie.payload(of: folded.scalars) ?? 0)
            trie.insert(folded.scalars, payload: Int32(clamping: known + count))
            if folded.kind(at: 0) == .letter {
                latin += 1
                most = max(most, count)
            }
            if folded.kind(at: 0) == .han, folded.count == 2 { pairs += 1 }
        }
    }

    package func documentCount(of word: ArraySlice<UInt32>) -> Int { Int(trie.payload(of: word) ?? 0) }
    package var holdsManyLatinWords: Bool { latin >= CatalogueWordLimits.many }
    package var holdsManyHanPairs: Bool { pairs >= CatalogueWordLimits.many }
    package func isRare(_ documentCount: Int) -> Bool {
        documentCount <= most / CatalogueWordLimits.rareShare
    }
}

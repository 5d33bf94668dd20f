import SoukAnalysis

/// Words of trade and names of brands that Souk knows whatever a catalogue holds: boots in a shop without any are no mistyped boost.
enum KnownWords {
    /// Whether a word of small Latin letters names goods, in either number, or says something of them.
    static func isOfTrade(_ word: [UInt8]) -> Bool {
        let text = FoldedText(String(decoding: word, as: UTF8.self))
        return GoodsVocabulary.nouns.longest(in: text, at: 0)?.range.count == text.count
            || TechnicalWords.table.longest(in: text, at: 0)?.range.count == text.count
            || !Translations.translations(of: text).isEmpty
    }

    /// Whether a word is the name of a brand that shoppers know: chanel is no channel, however many products have one.
    static func isBrand(_ word: [UInt8]) -> Bool {
        let text = FoldedText(String(decoding: word, as: UTF8.self))
        return GeneralNames.endOfBrand(in: text, at: 0) == text.count
    }
}

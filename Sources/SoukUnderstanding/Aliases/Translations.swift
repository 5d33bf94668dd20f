import SoukAnalysis

/// Chinese words for English words of a query, so that English queries find products described in Chinese.
///
/// A general vocabulary of trade: names of goods, and what is said of them. English words are known in both numbers. A
/// product that says the Chinese word earns ``weight`` of one that says the English word, so that what is written in the
/// query's own words stands first. There is no way back from Chinese to English: measured, it drew in products that name
/// another thing in passing.
package enum Translations {
    /// Share of the literal score; 0.5 to 0.9 measure alike.
    package static let weight = 0.7

    /// The words of a query that have translations, with these.
    package static func matches(in text: FoldedText) -> [AliasMatch] {
        text.kinds.contains(.letter) ? table.matches(in: text) : []
    }

    /// The Chinese words of an English name in either number; empty when it is not known.
    package static func translations(of name: String) -> [String] { translations(of: FoldedText(name)) }

    static func translations(of text: FoldedText) -> [String] {
        let match = table.matches(in: text).first { $0.range == text.byteRange(0..<text.count) }
        return match?.aliases.map(\.text) ?? []
    }

    /// Names with their Chinese words, as the tables list them.
    static let entries: [(name: String, words: [String])] =
        [TranslatedGoods.entries, TranslatedAttributes.entries].flatMap { table in
            table.split(separator: ";").compactMap { entry in
                let sides = entry.split(separator: "=")
                guard sides.count == 2 else { return nil }
                let name = sides[0].drop(while: \.isWhitespace)
                let words = sides[1].split(separator: ",").map { word in
                    String(word.filter { !$0.isNewline && $0 != " " })
                }
                return (String(name), words)
            }
        }

    private static let table = AliasTable(
        entries.flatMap { name, words in
            let folded = FoldedText(name).scalars
            let other = EnglishPlural.variants(of: folded).map {
                String(String.UnicodeScalarView($0.compactMap(Unicode.Scalar.init)))
            }
            return ([name] + other).flatMap { name in
                words.map { (name: name, alias: Alias($0, weight: weight, origin: .translation)) }
            }
        })
}

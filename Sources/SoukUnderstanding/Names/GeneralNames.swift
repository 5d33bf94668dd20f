import SoukAnalysis

/// The names that Souk knows without any catalogue: brands that are known everywhere under a Chinese and a Latin name, and Chinese
/// words for one sort of goods.
///
/// They weigh less than what a shop's synonyms and its own brand field say. `souk search --names off` leaves them out.
package enum GeneralNames {
    /// What a product earns that holds the other name, of the score of the name as it was typed.
    static let brandWeight = 0.85
    static let goodsWeight = 0.75
    static let seriesWeight = 0.8

    /// Every name with the other names of the same thing. Made once, when first asked for.
    package static let table = AliasTable(
        entries(brands, weight: brandWeight)
            + entries(goods, weight: goodsWeight))

    /// Series that shops name by their brand where a number follows (苹果15 for iphone 15), and brands by the series; see ``series``.
    package static let seriesTable = AliasTable(
        series.split { $0 == ";" || $0.isNewline }.flatMap { entry in
            let sides = entry.split(separator: "=").map { String($0).trimmed }
            guard let name = sides.first, sides.count == 2 else { return [(name: String, alias: Alias)]() }
            return sides[1].split(separator: "/").map { String($0).trimmed }.map { other in
                (name, Alias(other, weight: seriesWeight, origin: .general))
            }
        })

    private static let brandNames = PhraseTable<Bool>([
        (
            true,
            brands.split { $0 == ";" || $0 == "/" || $0.isNewline }.map { String($0).trimmed }.filter {
                $0.count > 1
            }
            .joined(separator: "|")
        )
    ])

    /// Where the brand ends that begins at a place; nil when none does.
    static func endOfBrand(in text: FoldedText, at place: Int) -> Int? {
        brandNames.longest(in: text, at: place)?.range.upperBound
    }

    /// Names of two to four Han characters.
    package static let hanNames: [String] = (brands + goods).split { $0 == ";" || $0 == "/" || $0.isNewline }
        .map { String($0).trimmed }.filter { (2...4).contains($0.count) && FoldedText($0).isHanOnly }

    private static func entries(_ list: String, weight: Double) -> [(name: String, alias: Alias)] {
        list.split { $0 == ";" || $0.isNewline }.flatMap { entry in
            let written = entry.split(separator: "/").map { String($0).trimmed }.filter { !$0.isEmpty }
            let names = written + written.flatMap(HyphenatedName.forms).filter { !written.contains($0) }
            return names.flatMap { name in
                names.filter { $0 != name }.map { (name, Alias($0, weight: weight, origin: .general)) }
            }
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

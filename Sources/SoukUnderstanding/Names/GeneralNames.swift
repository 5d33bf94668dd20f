import SoukAnalysis

/// The names that Souk knows without any catalogue: brands that are known everywhere under a Chinese and a Latin name, and common
/// words for goods in Chinese and English.
///
/// They weigh less than what a shop's synonyms and its own brand field say. `souk search --names off` leaves them out.
package enum GeneralNames {
    /// What a product earns that holds the other name, of the score of the name as it was typed.
    static let brandWeight = 0.85
    static let goodsWeight = 0.75

    /// Every name with the other names of the same thing. Made once, when first asked for.
    package static let table = AliasTable(
        entries(brands, weight: brandWeight, isGoods: false)
            + entries(goods, weight: goodsWeight, isGoods: true))

    /// Names of two to four Han characters.
    package static let hanNames: [String] = (brands + goods).split { $0 == ";" || $0 == "/" || $0.isNewline }
        .map { String($0).trimmed }.filter { (2...4).contains($0.count) && FoldedText($0).isHanOnly }

    private static func entries(_ list: String, weight: Double, isGoods: Bool) -> [(
        name: String, alias: Alias
    )] {
        var entries: [(name: String, alias: Alias)] = []
        for entry in list.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let names = entry.split(separator: "/").map { String($0).trimmed }.filter { !$0.isEmpty }
            for name in names {
                for form in isGoods ? [name] + plurals(of: name) : [name] {
                    // English words for one thing are not alike enough: only the other language's, and regional Chinese.
                    for other in names where other != name && (!isGoods || hasHan(other) || hasHan(name)) {
                        entries.append((form, Alias(other, weight: weight, origin: .general)))
                    }
                }
            }
        }
        return entries
    }

    private static func hasHan(_ name: String) -> Bool { FoldedText(name).hasHan }

    /// The plural, or the singular, of an English name; the analyzer's stems make them one in texts, not here.
    private static func plurals(of name: String) -> [String] {
        guard let last = name.utf8.last, last &- 0x61 < 26, name.utf8.count > 2 else { return [] }
        if name.hasSuffix("ses") || name.hasSuffix("xes") || name.hasSuffix("shes") || name.hasSuffix("ches")
        {
            return [String(name.dropLast(2))]
        }
        if name.hasSuffix("ss") || name.hasSuffix("x") || name.hasSuffix("sh") || name.hasSuffix("ch") {
            return [name + "es"]
        }
        return [last == 0x73 ? String(name.dropLast()) : name + "s"]
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

import Foundation
import SoukImport

/// A product as the metamorphic checks read it, with rules of their own, which the engine does not share.
struct GoodsProduct: Sendable {
    let title: String
    let category: String
    let brand: String?
    let price: Double?
    let currency: String?

    init(_ source: [UInt8]) throws {
        let product = try JSONParser().parse(source)
        title = product["title"]?.scalarText ?? ""
        category = (product["category"]?.scalarText ?? "").components(separatedBy: " > ").last ?? ""
        brand = product["brand"]?.scalarText
        price = product["price"]?.numericValue
        currency = product["currency"]?.scalarText
    }

    // MARK: Lists

    private static let accessories: Set<String> = Set(
        """
        case cover sleeve pouch bag cable cord charger adapter battery mount holder stand tripod strap film protector filter cap remote
        kit accessory skin bracket dock replacement part cartridge toner pad
        """.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let hanAccessories = [
        "壳", "膜", "线", "套", "配件", "支架", "贴", "充电器", "电池", "罩", "座", "殼", "線",
    ]
    private static let prepositions: Set<String> = [
        "for", "with", "w", "to", "fits", "compatible", "from", "by", "without", "includes", "including",
        "featuring",
    ]
    private static let separators: Set<String> = [
        "and", "or", "in", "of", "the", "a", "black", "white", "silver", "red", "blue", "green", "grey",
        "gray", "pink", "purple",
        "brown", "beige", "gold", "yellow", "orange", "clear", "original", "new", "large", "small", "medium",
        "mini", "set", "pack",
    ]

    static func isAccessory(_ word: String) -> Bool {
        accessories.contains(word) || hanAccessories.contains { word.hasSuffix($0) }
    }

    // MARK: Heads

    private static func singular(_ word: String) -> String {
        if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["ses", "xes", "zes", "hes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        return word.hasSuffix("s") && !word.hasSuffix("ss") && word.count > 3 ? String(word.dropLast()) : word
    }

    /// Words with what stands before each: letters and digits, or nothing where punctuation stands.
    private var words: [String] {
        var words: [String] = []
        var word = ""
        var depth = 0
        for character in title.lowercased() + " " {
            if "([".contains(character) { depth += 1 }
            if depth == 0, character.isASCII, character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            if !word.isEmpty { words.append(word) }
            word = ""
            if character != " ", character != "-", character != "'" { words.append("") }
            if ")]".contains(character) { depth = max(depth - 1, 0) }
        }
        return words
    }

    /// The words that end a noun phrase before what the goods go with; of Chinese the last two characters of each run.
    func heads(han: Bool) -> [String] {
        if han {
            return title.split { !("\u{4e00}"..."\u{9fff}").contains($0) }.filter { $0.count >= 2 }.map {
                String($0.suffix(2))
            }
        }
        var heads: [String] = []
        let words = words
        for (place, word) in words.enumerated() {
            if Self.prepositions.contains(word), !heads.isEmpty { break }
            guard word.count > 2, word.allSatisfy(\.isLetter), !Self.separators.contains(word) else {
                continue
            }
            let after = place + 1 < words.count ? words[place + 1] : ""
            if !after.allSatisfy(\.isLetter) || after.isEmpty || Self.separators.contains(after)
                || Self.prepositions.contains(after)
            {
                heads.append(Self.singular(word))
            }
        }
        return heads
    }

    /// The last word of the category, in English.
    var categoryHead: String? {
        category.lowercased().split { !$0.isASCII || !$0.isLetter }.last.map { Self.singular(String($0)) }
    }

    /// Whether the title is about something that goes with the goods of a query: it holds a word for accessories that the query
    /// does not, and neither it nor the category ever names the goods as its own.
    func isAccessory(for query: String, han: Bool) -> Bool {
        if han {
            guard title.contains(query), !category.hasSuffix(query) else { return false }
            let parts = title.components(separatedBy: query).dropFirst().map { String($0.prefix(3)) }
            return parts.allSatisfy { part in Self.hanAccessories.contains { part.contains($0) } }
        }
        let held = words.map(Self.singular)
        return held.contains { Self.accessories.contains($0) && $0 != query }
            && !heads(han: false).contains(query)
            && categoryHead != query
    }
}

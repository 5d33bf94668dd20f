import SoukAnalysis

/// The words under which shoppers write one category node of a catalogue.
struct CategorySurfaces {
    /// Folded forms; empty for nodes that name no kind of goods.
    let surfaces: [[UInt32]]

    init(_ name: String) {
        var seen: Set<[UInt32]> = []
        surfaces = ([name] + Self.parts(of: name)).flatMap(Self.forms).filter {
            Self.isName($0) && seen.insert($0).inserted
        }
    }

    /// `耳机/耳麦`, `Bags & Luggage`, `Cases, Covers and Skins`: each part is a name.
    private static func parts(of name: String) -> [String] {
        let scalars = Array(name.unicodeScalars)
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        func finish() {
            if !part.isEmpty { parts.append(String(part)) }
            part = String.UnicodeScalarView()
        }
        var place = 0
        while place < scalars.count {
            if scalars[place] == " ",
                let and = conjunctions.first(where: { scalars[place...].starts(with: $0) })
            {
                finish()
                place += and.count
                continue
            }
            if separators.contains(scalars[place]) { finish() } else { part.append(scalars[place]) }
            place += 1
        }
        finish()
        return parts.count > 1 ? parts : []
    }

    private static let conjunctions = [" and ", " AND ", " And "].map { Array($0.unicodeScalars) }
    private static let separators = Set("/&,、，|｜（）()".unicodeScalars)

    /// The folded name with single spaces, none between Han, and singular and plural of its last word.
    private static func forms(of name: String) -> [[UInt32]] {
        let plain = name.utf8.contains(0x5F) ? String(name.map { $0 == "_" ? " " : $0 }) : name
        let folded = FoldedText(plain, maximumCount: 64)
        let scalars = folded.scalars.indices.filter { place in
            !(folded.kinds[place] == .space
                && (folded.kind(at: place - 1) == .han || folded.kind(at: place + 1) == .han))
        }.map { folded.scalars[$0] }
        guard let last = scalars.last, last >= 0x61, last <= 0x7A else { return [scalars] }
        return [scalars] + EnglishPlural.variants(of: scalars)
    }

    private static func isName(_ folded: [UInt32]) -> Bool {
        guard folded.count >= 2, folded.contains(where: { $0 >= 0x61 && $0 <= 0x7A || $0 > 0xBF }) else {
            return false
        }
        return !noCategory.contains(String(String.UnicodeScalarView(folded.compactMap(Unicode.Scalar.init))))
    }

    private static let noCategory: Set<String> = [
        "其他", "其它", "其他商品", "更多", "全部", "综合", "未分类", "默认", "配件", "other", "others", "misc", "miscellaneous",
        "general", "all",
        "more", "uncategorized", "default", "unknown", "new", "sale", "women", "men", "kids", "woman", "man",
        "home", "living", "health",
        "accessories", "accessory", "products", "product", "supplies", "supply", "electronics - general",
        "unisex", "women's", "men's",
    ]
}

/// English plurals of the last word of a name, both ways.
enum EnglishPlural {
    /// The other number: `shoes` for `shoe`, `shoe` for `shoes`; two forms where the spelling leaves it open.
    static func variants(of word: [UInt32]) -> [[UInt32]] {
        let text = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
        return variants(of: text).map { Array($0.unicodeScalars.map(\.value)) }
    }

    private static func variants(of word: String) -> [String] {
        guard word.count >= 3 else { return [] }
        if word.hasSuffix("ies"), word.count > 4 { return [word.dropLast(3) + "y"] }
        if word.hasSuffix("ves"), word.count > 4 {
            return [word.dropLast(3) + "f", word.dropLast(3) + "fe", String(word.dropLast())]
        }
        if ["ches", "shes", "sses", "xes", "zes"].contains(where: word.hasSuffix) {
            return [String(word.dropLast(2))]
        }
        if word.hasSuffix("ss") { return [word + "es"] }
        if word.hasSuffix("s") { return [String(word.dropLast())] }
        if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
            return [word.dropLast() + "ies"]
        }
        if ["ch", "sh", "x", "z"].contains(where: word.hasSuffix) { return [word + "es"] }
        if word.hasSuffix("fe") { return [word.dropLast(2) + "ves"] }
        if word.hasSuffix("lf") || word.hasSuffix("af") { return [word.dropLast() + "ves", word + "s"] }
        return [word + "s"]
    }
}

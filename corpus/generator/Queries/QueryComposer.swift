import Foundation

/// Expands the grammar into one query; what is a brand or a product word is noted on the way.
struct QueryComposer {
    let lists: QueryLists
    let grammar: QueryGrammar
    private let names: InventedNames

    init(lists: QueryLists, grammar: QueryGrammar) {
        self.lists = lists
        self.grammar = grammar
        names = InventedNames(lists: lists)
    }

    /// What one query is made in: brands and goods of a query are of one domain.
    private struct Situation {
        let language: String
        let domain: String
        var query: LabelledQuery
        var draw: Draw
    }

    /// - Parameter number: names the query's random choices.
    func query(_ language: String, _ intent: String, number: Int) -> LabelledQuery {
        var draw = Draw("query", language, intent, String(number))
        let domains = Self.shelves.sorted().filter { !lists.words(language, "goods." + $0).isEmpty }
        let domain = draw.one(of: domains) ?? ""
        var situation = Situation(
            language: language, domain: domain, query: LabelledQuery(intent: intent), draw: draw)
        situation.query.text = expand(intent, &situation).split(separator: " ").joined(separator: " ")
        return situation.query
    }

    private static let shelves: Set<String> = [
        "digital", "appliance", "apparel", "bags", "beauty", "household", "food", "baby", "auto", "pet",
        "home",
        "tools", "kids", "sport",
    ]

    private func expand(_ symbol: String, _ situation: inout Situation) -> String {
        if let word = labelled(symbol, &situation) ?? drawn(symbol, &situation) { return word }
        guard let pattern = grammar.pattern(situation.language, symbol, &situation.draw) else {
            return situation.draw.one(of: lists.words(situation.language, symbol)) ?? ""
        }
        return expand(pattern[...], &situation)
    }

    private func expand(_ pattern: ArraySlice<Character>, _ situation: inout Situation) -> String {
        var text = ""
        var rest = pattern
        while let character = rest.popFirst() {
            switch character {
            case "{":
                let symbol = rest.prefix { $0 != "}" }
                rest = rest.dropFirst(symbol.count + 1)
                text += expand(String(symbol), &situation)
            case "[":
                let part = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(part.count + 1)
                if situation.draw.below(2) == 0 { text += expand(part, &situation) }
            case "_": if situation.draw.below(4) == 0 { text += " " }
            default: text.append(character)
            }
        }
        return text
    }

    /// Symbols whose words are the brand or the category of the query.
    private func labelled(_ symbol: String, _ situation: inout Situation) -> String? {
        let word: String
        switch symbol {
        case "brand": word = brand(situation.language, &situation)
        case "enbrand": word = situation.draw.one(of: all("en", "brand")) ?? ""
        case "name": word = names.han(&situation.draw)
        case "latinname": word = names.latin(&situation.draw)
        case "unknown":
            word =
                situation.draw.below(2) == 0 ? names.english(&situation.draw) : names.latin(&situation.draw)
        case "ip", "service", "store":
            word = situation.draw.one(of: lists.words(situation.language, "brand." + symbol)) ?? ""
        case "brandtypo": word = names.mistyped(brand("en", &situation), &situation.draw)
        case "goods": word = goods(&situation)
        case "compoundgoods":
            word =
                (situation.draw.one(of: lists.words("zh", "stem")) ?? "")
                + (situation.draw.one(of: lists.words("zh", "ending2")) ?? "")
        case "facevalue":
            word = situation.draw.one(of: lists.words("zh", "facevalue")) ?? ""
        case "bookgoods": word = situation.draw.one(of: lists.words("zh", "goods.book")) ?? ""
        case "voucher": word = situation.draw.one(of: lists.words("zh", "goods.voucher")) ?? ""
        case "tagword": word = situation.draw.one(of: lists.words("zh", "tagword")) ?? ""
        default: return nil
        }
        if ["goods", "compoundgoods", "bookgoods", "voucher", "tagword", "facevalue"].contains(symbol) {
            situation.query.category = word
        } else if situation.query.brand.isEmpty {
            situation.query.brand = word
        }
        return word
    }

    /// Symbols that are drawn and not labelled.
    private func drawn(_ symbol: String, _ situation: inout Situation) -> String? {
        switch symbol {
        case "plainbrand": return brand(situation.language, &situation)
        case "plaingoods", "anygoods": return goods(&situation)
        case "thing", "brandless": return situation.draw.one(of: all(situation.language, "goods")) ?? ""
        case "collection": return names.english(&situation.draw)
        case "servicetext": return situation.draw.one(of: lists.words(situation.language, "service"))
        case "letter":
            return situation.draw.one(of: "abcdefghjklmnpqrstuvwxyz".map(String.init))
        case "howto" where situation.language == "en":
            let pattern = situation.draw.one(of: lists.words("en", "howto")) ?? ""
            return pattern.split(separator: " ").map { word in
                word == "{}" ? situation.draw.one(of: all("en", "goods")) ?? "" : String(word)
            }.joined(separator: " ")
        default: return nil
        }
    }

    private func brand(_ language: String, _ situation: inout Situation) -> String {
        let list = lists.words(language, "brand." + situation.domain)
        let name = situation.draw.one(of: list.isEmpty ? all(language, "brand") : list) ?? ""
        guard situation.draw.below(2) == 0, let and = name.range(of: " and ") else { return name }
        return name.replacingCharacters(in: and, with: " & ")
    }

    private func goods(_ situation: inout Situation) -> String {
        let list = lists.words(situation.language, "goods." + situation.domain)
        return situation.draw.one(of: list.isEmpty ? all(situation.language, "goods") : list) ?? ""
    }

    private func all(_ language: String, _ prefix: String) -> [String] {
        Self.shelves.sorted().flatMap { lists.words(language, prefix + "." + $0) }
    }
}

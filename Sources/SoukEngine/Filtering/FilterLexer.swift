/// Cuts a filter into words, quoted texts and signs.
struct FilterLexer {
    enum Kind: Equatable {
        case word(String)
        case quoted(String)
        /// `<` `<=` `>` `>=` `=` `!=` `:` `(` `)` `,` `..`
        case sign(String)
        case end
    }

    struct Lexeme: Equatable {
        var kind: Kind
        var byteOffset: Int
    }

    private static let signs = [
        "<=", ">=", "!=", "..", "<", ">", "=", ":", "(", ")", ",", "：", "（", "）", "，",
    ]
    private static let narrow = ["：": ":", "（": "(", "）": ")", "，": ","]

    static func lexemes(of filter: String) throws(FilterSyntaxError) -> [Lexeme] {
        var rest = filter[...]
        var result: [Lexeme] = []
        while let character = rest.first {
            let offset = filter.utf8.distance(from: filter.startIndex, to: rest.startIndex)
            if character.isWhitespace {
                rest.removeFirst()
            } else if character == "\"" || character == "“" {
                result.append(Lexeme(kind: .quoted(try quoted(&rest, filter, offset)), byteOffset: offset))
            } else if let sign = signs.first(where: { rest.hasPrefix($0) }) {
                rest.removeFirst(sign.count)
                result.append(Lexeme(kind: .sign(narrow[sign] ?? sign), byteOffset: offset))
            } else {
                result.append(Lexeme(kind: .word(word(&rest)), byteOffset: offset))
            }
        }
        result.append(Lexeme(kind: .end, byteOffset: filter.utf8.count))
        return result
    }

    private static func quoted(
        _ rest: inout Substring, _ filter: String, _ offset: Int
    ) throws(FilterSyntaxError) -> String {
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character == "\"" || character == "”" { return text }
            if character == "\\", let next = rest.popFirst() {
                text.append(next)
            } else {
                text.append(character)
            }
        }
        throw FilterSyntaxError(
            message: "the quotation mark is never closed", filter: filter, byteOffset: offset)
    }

    private static func word(_ rest: inout Substring) -> String {
        var text = ""
        while let character = rest.first, !character.isWhitespace, character != "\"",
            !signs.contains(where: { rest.hasPrefix($0) })
        {
            text.append(character)
            rest.removeFirst()
        }
        return text
    }
}

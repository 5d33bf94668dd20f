/// Cuts a filter into words, quoted texts and signs. Signs, letters and digits may be full-width, as a Chinese keyboard types
/// them; quoted texts stay as they are.
///
/// - Complexity: O(length).
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

    private static let signs: [Unicode.Scalar: String] = [
        "<": "<", ">": ">", "=": "=", ":": ":", "(": "(", ")": ")", ",": ",",
        "、": ",", "≤": "<=", "≥": ">=", "≠": "!=", "≦": "<=", "≧": ">=", "⩽": "<=", "⩾": ">=",
    ]

    private let filter: String
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var byteOffset = 0

    static func lexemes(of filter: String) throws(FilterSyntaxError) -> [Lexeme] {
        var lexer = FilterLexer(filter: filter, scalars: Array(filter.unicodeScalars))
        var result: [Lexeme] = []
        while let lexeme = try lexer.next() { result.append(lexeme) }
        result.append(Lexeme(kind: .end, byteOffset: filter.utf8.count))
        return result
    }

    private init(filter: String, scalars: [Unicode.Scalar]) {
        self.filter = filter
        self.scalars = scalars
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        place + ahead < scalars.count ? scalars[place + ahead] : nil
    }

    /// As ``peek(_:)``, full-width forms as ASCII.
    private func peekHalfWidth(_ ahead: Int = 0) -> Unicode.Scalar? { peek(ahead).map(Self.halfWidth) }

    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value >= 0xFF01, scalar.value <= 0xFF5E else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private mutating func advance() {
        byteOffset += UTF8.width(scalars[place])
        place += 1
    }

    private mutating func next() throws(FilterSyntaxError) -> Lexeme? {
        while let scalar = peek(), scalar.properties.isWhitespace { advance() }
        guard let scalar = peek() else { return nil }
        let start = byteOffset
        if let closing = Self.closing(of: scalar) {
            return Lexeme(kind: .quoted(try quoted(until: closing)), byteOffset: start)
        }
        if let sign = sign() {
            for _ in 0..<sign.length { advance() }
            return Lexeme(kind: .sign(sign.text), byteOffset: start)
        }
        return Lexeme(kind: .word(word()), byteOffset: start)
    }

    /// What ends a quotation that begins with `scalar`; nil when it begins none.
    private static func closing(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        switch scalar {
        case "\"", "＂": ["\"", "＂"]
        case "'": ["'"]
        case "“", "”": ["”", "“"]
        default: nil
        }
    }

    private func sign() -> (text: String, length: Int)? {
        guard let scalar = peekHalfWidth() else { return nil }
        let next = peekHalfWidth(1)
        if scalar == "." && next == "." { return ("..", 2) }
        if scalar == "!" && next == "=" { return ("!=", 2) }
        guard let text = Self.signs[scalar] else { return nil }
        return (text == "<" || text == ">") && next == "=" ? (text + "=", 2) : (text, 1)
    }

    private mutating func quoted(until closing: [Unicode.Scalar]) throws(FilterSyntaxError) -> String {
        let start = byteOffset
        advance()
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            advance()
            if closing.contains(scalar) { return String(text) }
            if scalar == "\\", let escaped = peek() {
                advance()
                text.append(escaped)
            } else {
                text.append(scalar)
            }
        }
        throw FilterSyntaxError(
            message: "the quotation mark is never closed", filter: filter, byteOffset: start)
    }

    /// An apostrophe inside a word is part of it: `brand:Levi's`.
    private mutating func word() -> String {
        var text = String.UnicodeScalarView()
        while let scalar = peek(), !scalar.properties.isWhitespace, sign() == nil,
            scalar == "'" || Self.closing(of: scalar) == nil
        {
            text.append(Self.halfWidth(scalar))
            advance()
        }
        return String(text)
    }
}

/// Reads a filter: `or := and ("OR" and)*`, `and := not ("AND"? not)*`, `not := "NOT" not | "(" or ")" | condition`.
///
/// A condition is `field < 5` (also `<= > >= = !=`), `field:1..5`, `field:value`, `field = "value"`,
/// `field != value`, `field IN (a, b)` or `field NOT IN (a, b)`. Total over bad input: an error with its place.
package struct FilterParser {
    private static let deepest = 64
    private static let longest = 65_536

    private let schema: Schema
    private let filter: String
    private let lexemes: [FilterLexer.Lexeme]
    private var index = 0
    private var depth = 0

    package static func parse(_ filter: String, _ schema: Schema) throws(FilterSyntaxError)
        -> FilterExpression
    {
        guard filter.utf8.count <= longest else {
            throw FilterSyntaxError(
                message: "the filter is longer than \(longest) bytes",
                filter: String(filter.prefix(60)) + "…", byteOffset: 0)
        }
        var parser = FilterParser(
            schema: schema, filter: filter, lexemes: try FilterLexer.lexemes(of: filter))
        let expression = try parser.alternatives()
        guard parser.kind == .end else { throw parser.error("expected AND, OR or the end") }
        return expression
    }

    private init(schema: Schema, filter: String, lexemes: [FilterLexer.Lexeme]) {
        self.schema = schema
        self.filter = filter
        self.lexemes = lexemes
    }

    private var kind: FilterLexer.Kind { lexemes[index].kind }

    private func error(_ message: String, at place: Int? = nil) -> FilterSyntaxError {
        FilterSyntaxError(message: message, filter: filter, byteOffset: lexemes[place ?? index].byteOffset)
    }

    private mutating func take(word: String) -> Bool {
        guard case .word(let found) = kind, found.uppercased() == word else { return false }
        index += 1
        return true
    }

    private mutating func take(sign: String) -> Bool {
        guard kind == .sign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func alternatives() throws(FilterSyntaxError) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw error("more than \(Self.deepest) levels of parentheses") }
        var parts = [try conjunction()]
        while take(word: "OR") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(FilterSyntaxError) -> FilterExpression {
        var parts = [try negation()]
        while true {
            if take(word: "AND") {
                parts.append(try negation())
            } else if kind == .end || kind == .sign(")") || isWord("OR") {
                return parts.count == 1 ? parts[0] : .all(parts)
            } else {
                // Conditions that stand side by side must both hold.
                parts.append(try negation())
            }
        }
    }

    private func isWord(_ word: String) -> Bool {
        if case .word(let found) = kind { return found.uppercased() == word }
        return false
    }

    private mutating func negation() throws(FilterSyntaxError) -> FilterExpression {
        var negations = 0
        while take(word: "NOT") { negations += 1 }
        let inner: FilterExpression
        if take(sign: "(") {
            inner = try alternatives()
            guard take(sign: ")") else { throw error("expected a closing parenthesis") }
        } else {
            inner = try condition()
        }
        return negations % 2 == 1 ? .not(inner) : inner
    }

    private mutating func condition() throws(FilterSyntaxError) -> FilterExpression {
        let fieldPlace = index
        let name: String
        switch kind {
        case .word(let text), .quoted(let text): name = text
        case .end: throw error("expected a condition such as price < 2000")
        case .sign(let sign): throw error("expected the name of a field, found '\(sign)'")
        }
        index += 1
        let (field, attribute) = try column(name, at: fieldPlace)
        if take(word: "NOT") {
            guard take(word: "IN") else { throw error("expected IN") }
            return .not(try membership(field, attribute))
        }
        if take(word: "IN") { return try membership(field, attribute) }
        guard case .sign(let sign) = kind, ["<", "<=", ">", ">=", "=", "!=", ":"].contains(sign) else {
            throw error("expected one of < <= > >= = != : IN after '\(name)'")
        }
        index += 1
        return schema.fields[field].type == .number
            ? try numberCondition(field, sign) : try valueCondition(field, attribute, sign, fieldPlace)
    }

    /// A field by name, or `specs.颜色` for an entry of an attributes field.
    private func column(_ name: String, at place: Int) throws(FilterSyntaxError) -> (
        field: Int, attribute: String?
    ) {
        if let field = schema.index(of: name) {
            switch schema.fields[field].type {
            case .number, .keyword, .path: return (field, nil)
            case .attributes: throw error("name the attribute too: \(name).颜色", at: place)
            case .text, .stored, .vector:
                throw error(
                    "'\(name)' is a \(schema.fields[field].type.rawValue) field and cannot be filtered: "
                        + "declare it as keyword in the schema", at: place)
            }
        }
        if let dot = name.firstIndex(of: "."), let field = schema.index(of: String(name[..<dot])),
            schema.fields[field].type == .attributes
        {
            return (field, String(name[name.index(after: dot)...]))
        }
        let known = schema.fields.filter { [.number, .keyword, .path, .attributes].contains($0.type) }.map(
            \.name)
        throw error("there is no field '\(name)': the index has \(known.joined(separator: ", "))", at: place)
    }

    private mutating func numberCondition(_ field: Int, _ sign: String) throws(FilterSyntaxError)
        -> FilterExpression
    {
        let first = try number()
        if sign == ":" && take(sign: "..") {
            let last = try number()
            return .number(field: field, NumberRange(lower: first, upper: last))
        }
        switch sign {
        case "<": return .number(field: field, NumberRange(upper: first, includesUpper: false))
        case "<=": return .number(field: field, NumberRange(upper: first))
        case ">": return .number(field: field, NumberRange(lower: first, includesLower: false))
        case ">=": return .number(field: field, NumberRange(lower: first))
        case "!=": return .not(.number(field: field, NumberRange(lower: first, upper: first)))
        default: return .number(field: field, NumberRange(lower: first, upper: first))
        }
    }

    private mutating func number() throws(FilterSyntaxError) -> Double {
        let text: String
        switch kind {
        case .word(let word): text = word
        case .quoted(let quoted): text = quoted
        default: throw error("expected a number")
        }
        guard let value = Double(text), value.isFinite else {
            throw error("expected a number, found '\(text)'")
        }
        index += 1
        return value
    }

    private mutating func valueCondition(
        _ field: Int, _ attribute: String?, _ sign: String, _ place: Int
    ) throws(FilterSyntaxError) -> FilterExpression {
        guard sign == ":" || sign == "=" || sign == "!=" else {
            throw error(
                "'\(schema.fields[field].name)' holds text: '\(sign)' compares numbers", at: place + 1)
        }
        let expression = FilterExpression.value(
            field: field, attribute: attribute, values: [normalized(try value(), field)])
        return sign == "!=" ? .not(expression) : expression
    }

    private mutating func membership(_ field: Int, _ attribute: String?) throws(FilterSyntaxError)
        -> FilterExpression
    {
        guard take(sign: "(") else { throw error("expected ( after IN") }
        if schema.fields[field].type == .number {
            var parts: [FilterExpression] = []
            repeat {
                let value = try number()
                parts.append(.number(field: field, NumberRange(lower: value, upper: value)))
            } while take(sign: ",")
            guard take(sign: ")") else { throw error("expected , or )") }
            return .any(parts)
        }
        var values: [String] = []
        repeat { values.append(normalized(try value(), field)) } while take(sign: ",")
        guard take(sign: ")") else { throw error("expected , or )") }
        return .value(field: field, attribute: attribute, values: values)
    }

    private mutating func value() throws(FilterSyntaxError) -> String {
        switch kind {
        case .quoted(let text):
            index += 1
            return text
        case .word(let text):
            index += 1
            return text
        case .sign, .end:
            throw error("expected a value; write values with signs or spaces in quotation marks")
        }
    }

    /// A path is compared in the one way in which it is stored.
    private func normalized(_ value: String, _ field: Int) -> String {
        schema.fields[field].type == .path
            ? CategoryPath.split(value).joined(separator: CategoryPath.separator) : value
    }
}

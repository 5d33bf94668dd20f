import SoukAnalysis

/// Reads a filter: `or := and ("OR" and)*`, `and := not ("AND"? not)*`, `not := "NOT" not | "(" or ")" | condition`.
///
/// A condition is `field < 5` (also `<= > >= = !=`), `field:1..5` (either end may be left out), `field:value`,
/// `field = "value"`, `field != value`, `field IN (a, b)`, `field NOT IN (a, b)` or `field EXISTS`. Total over bad
/// input: an error with its place. `docs/guides/filters.md` is the user's view.
///
/// - Complexity: O(length); length, depth and number of conditions are bounded.
package struct FilterParser {
    private static let deepest = 64
    private static let longest = 65_536
    /// Each costs a pass over the documents when it is evaluated.
    private static let mostConditions = 1000

    private let schema: Schema
    private let filter: String
    private let lexemes: [FilterLexer.Lexeme]
    private var index = 0
    private var depth = 0
    private var conditionCount = 0

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
                try checkBeginsCondition()
                parts.append(try negation())
            }
        }
    }

    /// A word that no operator follows is most likely the rest of a value.
    private func checkBeginsCondition() throws(FilterSyntaxError) {
        guard case .word(let word) = kind, !isWord("NOT"), index + 1 < lexemes.count else { return }
        switch lexemes[index + 1].kind {
        case .sign(let sign) where Self.comparisons.contains(sign): return
        case .word(let next) where ["IN", "NOT", "EXISTS"].contains(next.uppercased()): return
        default:
            throw error(
                "expected AND, OR or the end, found '\(word)': write values of several words in quotation marks"
            )
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
        try countCondition()
        let name: String
        switch kind {
        case .word(let text), .quoted(let text): name = text
        case .end: throw error("expected a condition such as price < 2000")
        case .sign(let sign): throw error("expected the name of a field, found '\(sign)'")
        }
        index += 1
        if let found = FilterQuantity.find(name, in: schema) {
            switch found {
            case .success(let kind): return try quantityCondition(kind)
            case .failure(let problem): throw error(problem.message, at: fieldPlace)
            }
        }
        if isWord("EXISTS") {
            let column = try column(name, at: fieldPlace, allowsWhole: true)
            index += 1
            return .exists(field: column.field, attribute: column.attribute)
        }
        let column = try column(name, at: fieldPlace)
        if take(word: "NOT") {
            guard take(word: "IN") else { throw error("expected IN") }
            return .not(try membership(column))
        }
        if take(word: "IN") { return try membership(column) }
        guard case .sign(let sign) = kind, Self.comparisons.contains(sign) else {
            throw error("expected one of < <= > >= = != : IN EXISTS after '\(name)'")
        }
        index += 1
        return schema.fields[column.field].type == .number
            ? try numberCondition(column.field, sign) : try valueCondition(column, sign, fieldPlace)
    }

    /// Words that mean something where a name or value could stand, unless quoted.
    static let keywords: Set<String> = ["AND", "OR", "NOT", "IN", "EXISTS"]
    private static let comparisons: Set<String> = ["<", "<=", ">", ">=", "=", "!=", ":"]

    private mutating func countCondition() throws(FilterSyntaxError) {
        conditionCount += 1
        guard conditionCount <= Self.mostConditions else {
            throw error("more than \(Self.mostConditions) conditions")
        }
    }

    private func column(
        _ name: String, at place: Int, allowsWhole: Bool = false
    ) throws(FilterSyntaxError) -> FilterColumn {
        switch FilterColumn.find(name, in: schema, allowsWhole: allowsWhole) {
        case .success(let column): return column
        case .failure(let problem): throw error(problem.message, at: place)
        }
    }

    private mutating func numberCondition(
        _ field: Int, _ sign: String
    ) throws(FilterSyntaxError) -> FilterExpression {
        let range = try range(sign) { (parser) throws(FilterSyntaxError) in try parser.number() }
        return sign == "!=" ? .not(.number(field: field, range)) : .number(field: field, range)
    }

    /// What follows a comparison sign.
    private mutating func range(
        _ sign: String, _ value: (inout FilterParser) throws(FilterSyntaxError) -> Double
    ) throws(FilterSyntaxError) -> NumberRange {
        let place = index
        if sign == ":" && take(sign: "..") { return NumberRange(upper: try value(&self)) }
        let first = try value(&self)
        if sign == ":" && take(sign: "..") {
            guard isNumber else { return NumberRange(lower: first) }
            let last = try value(&self)
            guard first <= last else {
                throw error("the range is empty: write the smaller number first", at: place)
            }
            return NumberRange(lower: first, upper: last)
        }
        switch sign {
        case "<": return NumberRange(upper: first, includesUpper: false)
        case "<=": return NumberRange(upper: first)
        case ">": return NumberRange(lower: first, includesLower: false)
        case ">=": return NumberRange(lower: first)
        default: return NumberRange(lower: first, upper: first)
        }
    }

    /// Whether a number stands here, or one with a unit.
    private var isNumber: Bool {
        switch kind {
        case .word(let text), .quoted(let text):
            Double(text) != nil || text.unicodeScalars.first?.properties.numericType == .decimal
        case .sign, .end: false
        }
    }

    private mutating func number() throws(FilterSyntaxError) -> Double {
        let text: String
        switch kind {
        case .word(let word): text = word
        case .quoted(let quoted): text = quoted
        case .sign, .end: throw error("expected a number")
        }
        guard let value = Double(text), value.isFinite else {
            throw error("expected a number, found '\(text)'")
        }
        index += 1
        return value
    }

    private mutating func valueCondition(
        _ column: FilterColumn, _ sign: String, _ place: Int
    ) throws(FilterSyntaxError) -> FilterExpression {
        guard sign == ":" || sign == "=" || sign == "!=" else {
            throw error(
                "'\(schema.fields[column.field].name)' holds text: '\(sign)' compares numbers", at: place + 1)
        }
        let expression = FilterExpression.value(
            field: column.field, attribute: column.attribute, values: [try value(of: column.field)])
        return sign == "!=" ? .not(expression) : expression
    }

    private mutating func membership(_ column: FilterColumn) throws(FilterSyntaxError) -> FilterExpression {
        let field = column.field
        guard take(sign: "(") else { throw error("expected ( after IN") }
        if schema.fields[field].type == .number {
            var parts: [FilterExpression] = []
            repeat {
                try countCondition()
                let value = try number()
                parts.append(.number(field: field, NumberRange(lower: value, upper: value)))
            } while take(sign: ",")
            guard take(sign: ")") else { throw error("expected , or )") }
            return parts.count == 1 ? parts[0] : .any(parts)
        }
        var values: [String] = []
        repeat { values.append(try value(of: field)) } while take(sign: ",")
        guard take(sign: ")") else { throw error("expected , or )") }
        return .value(field: field, attribute: column.attribute, values: values)
    }

    /// A word or a quoted text; a path in the one way in which it is stored.
    private mutating func value(of field: Int) throws(FilterSyntaxError) -> String {
        let text: String
        switch kind {
        case .quoted(let found), .word(let found): text = found
        case .sign, .end:
            throw error("expected a value; write values with signs or spaces in quotation marks")
        }
        guard schema.fields[field].type == .path else {
            index += 1
            return text
        }
        let names = CategoryPath.split(text)
        guard !names.isEmpty else { throw error("expected a path such as \"手机 > 配件\"") }
        index += 1
        return names.joined(separator: CategoryPath.separator)
    }
}

/// Conditions on quantities: `quantity.storage >= 256GB`.
extension FilterParser {
    private mutating func quantityCondition(
        _ kind: Quantity.Kind
    ) throws(FilterSyntaxError) -> FilterExpression {
        if take(word: "EXISTS") { return .quantity(kind, NumberRange()) }
        let isNegated = take(word: "NOT")
        if take(word: "IN") {
            let values = try quantityList(kind)
            return isNegated ? .not(values) : values
        }
        guard !isNegated else { throw error("expected IN") }
        guard case .sign(let sign) = self.kind, Self.comparisons.contains(sign) else {
            throw error("expected one of < <= > >= = != : IN EXISTS after '\(FilterQuantity.name(of: kind))'")
        }
        index += 1
        let range = try range(sign) { (parser) throws(FilterSyntaxError) in try parser.quantity(kind) }
        return sign == "!=" ? .not(.quantity(kind, range)) : .quantity(kind, range)
    }

    private mutating func quantityList(_ kind: Quantity.Kind) throws(FilterSyntaxError) -> FilterExpression {
        guard take(sign: "(") else { throw error("expected ( after IN") }
        var parts: [FilterExpression] = []
        repeat {
            try countCondition()
            let value = try quantity(kind)
            parts.append(.quantity(kind, NumberRange(lower: value, upper: value)))
        } while take(sign: ",")
        guard take(sign: ")") else { throw error("expected , or )") }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func quantity(_ kind: Quantity.Kind) throws(FilterSyntaxError) -> Double {
        guard case .word(let text) = self.kind else {
            guard case .quoted(let text) = self.kind else { throw error("expected a number") }
            return try quantity(text, kind)
        }
        return try quantity(text, kind)
    }

    private mutating func quantity(
        _ text: String, _ kind: Quantity.Kind
    ) throws(FilterSyntaxError) -> Double {
        switch QuantityValue.read(text, kind) {
        case .success(let value):
            index += 1
            return value
        case .failure(let problem): throw error(problem.message)
        }
    }
}

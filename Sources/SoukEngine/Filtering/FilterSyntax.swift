extension FilterParser {
    /// What is wrong with a filter whatever the fields of the index are; nil when an index could have it.
    ///
    /// Fields are taken to be what their conditions ask for: numbers where they are compared with numbers, values else.
    package static func syntaxError(in filter: String) -> FilterSyntaxError? {
        do throws(FilterSyntaxError) {
            _ = try parse(filter, Schema.guessed(from: try FilterLexer.lexemes(of: filter)))
            return nil
        } catch { return error }
    }

    /// Whether two filters say the same, however they are written: spaces, quotation marks, capitals of values.
    package static func isSame(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        guard let first = try? FilterLexer.lexemes(of: a), let second = try? FilterLexer.lexemes(of: b)
        else { return false }
        let schema = Schema.guessed(from: first + second)
        guard let one = try? parse(a, schema), let other = try? parse(b, schema) else { return false }
        return one.foldingValues == other.foldingValues
    }

    /// The ranges of numbers that a filter asks for, by field, as far as it is a list of conditions that all must hold; nil when
    /// it is no filter.
    package static func numberRanges(in filter: String) -> [(field: String, range: NumberRange)]? {
        guard let lexemes = try? FilterLexer.lexemes(of: filter) else { return nil }
        let schema = Schema.guessed(from: lexemes)
        guard let expression = try? parse(filter, schema) else { return nil }
        var ranges: [(field: String, range: NumberRange)] = []
        func collect(_ expression: FilterExpression) {
            switch expression {
            case .all(let parts): parts.forEach(collect)
            case .number(let field, let range): ranges.append((schema.fields[field].name, range))
            case .any, .not, .value, .quantity, .exists: break
            }
        }
        collect(expression)
        return ranges
    }
}

extension FilterExpression {
    /// The same condition with the values in one writing and order.
    fileprivate var foldingValues: FilterExpression {
        switch self {
        case .all(let parts): .all(parts.map(\.foldingValues))
        case .any(let parts): .any(parts.map(\.foldingValues))
        case .not(let part): .not(part.foldingValues)
        case .value(let field, let attribute, let values):
            .value(field: field, attribute: attribute, values: Set(values.map { $0.lowercased() }).sorted())
        case .number, .quantity, .exists: self
        }
    }
}

extension NumberRange {
    /// The numbers in both; nil when there are none.
    package func intersection(_ other: NumberRange) -> NumberRange? {
        var result = self
        if let theirs = other.lower, theirs > lower ?? -.infinity || theirs == lower && !other.includesLower {
            result.lower = theirs
            result.includesLower = other.includesLower
        }
        if let theirs = other.upper, theirs < upper ?? .infinity || theirs == upper && !other.includesUpper {
            result.upper = theirs
            result.includesUpper = other.includesUpper
        }
        guard let low = result.lower, let high = result.upper else { return result }
        return low < high || low == high && result.includesLower && result.includesUpper ? result : nil
    }
}

extension Schema {
    /// The fields that a filter names.
    fileprivate static func guessed(from lexemes: [FilterLexer.Lexeme]) -> Schema {
        var schema = Schema.empty
        for (place, lexeme) in lexemes.enumerated() where place + 2 < lexemes.count {
            guard let name = lexeme.kind.text, schema[name] == nil,
                let isNumber = lexemes[place + 1].kind.comparesNumbers(with: lexemes[place + 2].kind)
            else { continue }
            // A name that is refused is an error of the filter itself.
            try? schema.add(Field(name: name, type: isNumber ? .number : .keyword))
        }
        return schema
    }
}

extension FilterLexer.Kind {
    fileprivate var text: String? {
        switch self {
        case .word(let text), .quoted(let text): text
        case .sign, .end: nil
        }
    }

    /// Whether a field before this takes numbers; nil when this follows no field.
    fileprivate func comparesNumbers(with value: FilterLexer.Kind) -> Bool? {
        switch self {
        case .sign(let sign):
            if ["<", "<=", ">", ">="].contains(sign) { return true }
            guard ["=", "!=", ":"].contains(sign) else { return nil }
            return value == .sign("..") || value.text.flatMap(Double.init) != nil
        case .word(let word): return ["IN", "NOT", "EXISTS"].contains(word.uppercased()) ? false : nil
        case .quoted, .end: return nil
        }
    }
}

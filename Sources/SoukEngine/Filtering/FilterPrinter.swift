extension FilterExpression {
    /// The filter as text that ``FilterParser`` reads back as an equal expression.
    ///
    /// Ranges that no single condition can say are printed as two; the empty `all` and `any`, and a range without
    /// bounds, which the parser never makes, have no text.
    /// - Returns: nil when there is no text, or a field is not in the schema.
    package func text(in schema: Schema) -> String? { FilterPrinter(schema: schema).text(self) }
}

/// Writes an expression in the language of filters; every part of an `all` or `any` in parentheses unless it is a
/// single condition.
private struct FilterPrinter {
    let schema: Schema

    func text(_ expression: FilterExpression) -> String? {
        switch expression {
        case .all(let parts): joined(parts, " AND ")
        case .any(let parts): joined(parts, " OR ")
        case .not(let part): operand(part).map { "NOT " + $0 }
        case .number(let field, let range): name(field, nil).flatMap { text($0, range) }
        case .quantity(let kind, let range):
            range.lower == nil && range.upper == nil
                ? FilterQuantity.name(of: kind) + " EXISTS" : text(FilterQuantity.name(of: kind), range)
        case .value(let field, let attribute, let values):
            name(field, attribute).flatMap { name in
                if values.isEmpty { return nil }
                let texts = values.map(quoted)
                return texts.count == 1
                    ? "\(name) = \(texts[0])" : "\(name) IN (\(texts.joined(separator: ", ")))"
            }
        case .exists(let field, let attribute): name(field, attribute).map { $0 + " EXISTS" }
        }
    }

    private func joined(_ parts: [FilterExpression], _ separator: String) -> String? {
        let texts = parts.compactMap(operand)
        return texts.count == parts.count && parts.count > 1 ? texts.joined(separator: separator) : nil
    }

    private func operand(_ expression: FilterExpression) -> String? {
        text(expression).map { text in
            switch expression {
            case .all, .any, .not: "(\(text))"
            case .number(_, let range), .quantity(_, let range): isSingle(range) ? text : "(\(text))"
            case .value, .exists: text
            }
        }
    }

    private func isSingle(_ range: NumberRange) -> Bool {
        range.lower == nil || range.upper == nil || (range.includesLower && range.includesUpper)
    }

    private func text(_ name: String, _ range: NumberRange) -> String? {
        let lower = range.lower.map { "\(name) \(range.includesLower ? ">=" : ">") \($0)" }
        let upper = range.upper.map { "\(name) \(range.includesUpper ? "<=" : "<") \($0)" }
        guard let lower, let upper, let first = range.lower, let last = range.upper else {
            return lower ?? upper
        }
        guard range.includesLower && range.includesUpper && first <= last else {
            return "\(lower) AND \(upper)"
        }
        return first == last ? "\(name) = \(first)" : "\(name):\(first)..\(last)"
    }

    private func name(_ field: Int, _ attribute: String?) -> String? {
        guard schema.fields.indices.contains(field) else { return nil }
        return quoted(schema.fields[field].name + (attribute.map { "." + $0 } ?? ""))
    }

    /// Plain letters and digits stand as they are, all else in quotation marks.
    private func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            // A letter, a digit or a point.
            let value = $0.value
            if value < 0x80 { return (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10 || value == 0x2E }
            return $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "."
        }
        // Two points are a range.
        let isRange = zip(text.utf8, text.utf8.dropFirst()).contains { $0 == 0x2E && $1 == 0x2E }
        let isWord =
            isPlain && !text.isEmpty && !isRange && !FilterParser.keywords.contains(text.uppercased())
        if isWord { return text }
        let escaped = text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { result, scalar in
            if scalar == "\"" || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        return "\"\(String(escaped))\""
    }
}

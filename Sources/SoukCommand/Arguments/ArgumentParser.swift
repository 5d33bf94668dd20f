/// Reads what was typed after a command's name. Total: any words give values or a ``UsageError``.
///
/// `--name value` and `--name=value`, `-k 10` and `-k10`; after `--` every word is an argument, whatever it begins
/// with. A lone `-` is an argument (standard input).
enum ArgumentParser {
    static func parse(_ words: [String], _ command: CommandSpecification) throws -> ParsedValues {
        var values = ParsedValues(command: command)
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                values.arguments += rest
                break
            }
            if word.hasPrefix("--") {
                try longOption(word, &rest, &values)
            } else if word.hasPrefix("-"), word.count > 1, !isNumber(word) {
                try shortOption(word, &rest, &values)
            } else {
                values.arguments.append(word)
            }
        }
        if !values.flag("help") { try checkArguments(values) }
        return values
    }

    private static func isNumber(_ word: String) -> Bool { Double(word) != nil }

    private static func longOption(_ word: String, _ rest: inout ArraySlice<String>, _ values: inout ParsedValues) throws {
        let body = word.dropFirst(2)
        let name = String(body.prefix { $0 != "=" })
        guard let option = values.command.allOptions.first(where: { $0.name == name && name.count > 1 }) else {
            throw UsageError("unknown option --\(name)" + suggestion(for: name, values.command))
        }
        let attached = body.contains("=") ? String(body.drop { $0 != "=" }.dropFirst()) : nil
        try set(option, attached, &rest, &values)
    }

    private static func shortOption(_ word: String, _ rest: inout ArraySlice<String>, _ values: inout ParsedValues) throws {
        let name = String(word.dropFirst().prefix(1))
        guard let option = values.command.allOptions.first(where: { $0.name == name || $0.alias == name }) else {
            throw UsageError("unknown option \(word); put -- before text that begins with a dash")
        }
        var attached: String? = word.count > 2 ? String(word.dropFirst(2)) : nil
        if let text = attached, text.hasPrefix("=") { attached = String(text.dropFirst()) }
        try set(option, attached, &rest, &values)
    }

    private static func set(
        _ option: CommandSpecification.Option, _ attached: String?, _ rest: inout ArraySlice<String>,
        _ values: inout ParsedValues
    ) throws {
        guard let placeholder = option.value else {
            guard attached == nil else { throw UsageError("\(option.spelling) takes no value") }
            values.flags.insert(option.name)
            return
        }
        guard let value = attached ?? rest.popFirst() else { throw UsageError("\(option.spelling) needs a value: \(placeholder)") }
        if !option.choices.isEmpty && !option.choices.contains(value) {
            throw UsageError("\(option.spelling) is '\(value)': expected \(option.choices.joined(separator: ", "))")
        }
        if !option.isRepeatable && values.options[option.name] != nil {
            throw UsageError("\(option.spelling) is given twice")
        }
        values.options[option.name, default: []].append(value)
    }

    private static func checkArguments(_ values: ParsedValues) throws {
        let expected = values.command.arguments
        let least = expected.count { $0.arity == .one || $0.arity == .many }
        let isOpen = expected.contains { $0.arity == .many || $0.arity == .any }
        if values.arguments.count < least {
            let missing = expected.filter { $0.arity == .one || $0.arity == .many }[values.arguments.count]
            throw UsageError("\(missing.name) is missing: \(missing.help)")
        }
        if !isOpen && values.arguments.count > expected.count {
            throw UsageError("unexpected '\(values.arguments[expected.count])'; put quotation marks around text with spaces")
        }
    }

    private static func suggestion(for name: String, _ command: CommandSpecification) -> String {
        let names = command.allOptions.map(\.name).filter { $0.count > 1 }
        guard let nearest = names.min(by: { distance($0, name) < distance($1, name) }), distance(nearest, name) <= 2 else {
            return ""
        }
        return ": did you mean --\(nearest)?"
    }

    /// Levenshtein's distance, row by row.
    static func distance(_ a: String, _ b: String) -> Int {
        let b = Array(b)
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}

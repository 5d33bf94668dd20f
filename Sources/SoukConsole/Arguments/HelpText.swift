/// The help of one command: what it does, its parameters with defaults, examples, exit status.
package struct HelpText {
    package let program: String
    package let usage: CommandUsage
    package let parameters: [ParameterSpecification]
    /// Columns to wrap at.
    package let width: Int
    package var style = Style.plain

    /// The least that shows how the command is called: `souk search DIR QUERY [options]`.
    package static func shortSynopsis(
        _ program: String, _ usage: CommandUsage, _ parameters: [ParameterSpecification]
    ) -> String {
        var words = [program, usage.name]
        for parameter in parameters where parameter.isPositional || parameter.arity == .required {
            words.append(synopsis(of: parameter))
        }
        return (words + ["[options]"]).joined(separator: " ")
    }

    package var text: String {
        var sections = [
            indented(style.bold("\(program) \(usage.name)") + ": " + usage.abstract, by: 0, width: width)
        ]
        sections.append(section("Usage", synopsisLines))
        if !usage.discussion.isEmpty { sections.append(indented(usage.discussion, by: 0, width: width)) }
        sections += parameterSections
        if !usage.examples.isEmpty {
            let examples = usage.examples.map { example in
                "  \(program) \(example.line)\n" + indented(example.purpose, by: 6, width: width)
            }
            sections.append(section("Examples", examples.joined(separator: "\n")))
        }
        let statuses = [("0", "fine"), ("1", usage.failure), ("2", "wrong usage")]
        sections.append(section("Exit status", definitions(statuses)))
        return sections.joined(separator: "\n\n") + "\n"
    }

    private var synopsisLines: String {
        let words = parameters.filter(\.isPositional) + parameters.filter { !$0.isPositional }
        var lines: [String] = []
        var line = "  \(program) \(usage.name)"
        for word in words.map(HelpText.synopsis) {
            if displayWidth(line) + 1 + displayWidth(word) > width {
                lines.append(line)
                line = "     "
            }
            line += " " + word
        }
        return (lines + [line]).joined(separator: "\n")
    }

    private static func synopsis(of parameter: ParameterSpecification) -> String {
        let word =
            switch parameter.kind {
            case .positional(let name): name
            case .option(let names, let value): "\(names[0]) \(value)"
            case .flag(let names): names[0]
            }
        return switch parameter.arity {
        case .required: word
        case .optional: "[\(word)]"
        case .repeated: "[\(word)]…"
        case .oneOrMore: "\(word)…"
        }
    }

    private var parameterSections: [String] {
        let arguments = parameters.filter(\.isPositional).map {
            ($0.displayName, HelpText.explanation(of: $0))
        }
        let options = parameters.filter { !$0.isPositional }.map {
            (HelpText.heading(of: $0), HelpText.explanation(of: $0))
        }
        var sections: [String] = []
        if !arguments.isEmpty { sections.append(section("Arguments", definitions(arguments))) }
        sections.append(section("Options", definitions(options)))
        return sections
    }

    /// `-k, --limit N`, short names first.
    private static func heading(of parameter: ParameterSpecification) -> String {
        let spellings =
            parameter.spellings.filter { !$0.hasPrefix("--") }
            + parameter.spellings.filter { $0.hasPrefix("--") }
        let names = spellings.joined(separator: ", ")
        if case .option(_, let value) = parameter.kind { return "\(names) \(value)" }
        return names
    }

    private static func explanation(of parameter: ParameterSpecification) -> String {
        var text = parameter.help
        if !parameter.choices.isEmpty { text += " [\(parameter.choices.joined(separator: " | "))]" }
        if parameter.arity == .repeated || parameter.arity == .oneOrMore, !parameter.isPositional {
            text += " (repeatable)"
        }
        if let value = parameter.defaultText { text += " (default: \(value))" }
        return text
    }

    private func section(_ title: String, _ body: String) -> String { style.bold(title) + "\n" + body }

    private func definitions(_ entries: [(term: String, text: String)]) -> String {
        definitionList(entries, width: width)
    }
}

extension ParameterSpecification {
    package var isPositional: Bool {
        if case .positional = kind { true } else { false }
    }
}

/// Terms on the left, explanations in a column on the right; a term too wide for its column stands on its own line.
package func definitionList(_ entries: [(term: String, text: String)], width: Int) -> String {
    let column = min(max(8, (entries.map { displayWidth($0.term) }.max() ?? 0) + 4), 28)
    return entries.map { entry in
        let text = indented(entry.text, by: column, width: width)
        let term = "  " + entry.term
        let gap = column - displayWidth(term)
        return gap < 2
            ? term + "\n" + text : term + String(repeating: " ", count: gap) + text.dropFirst(column)
    }.joined(separator: "\n")
}

/// The help of a command, made from its specification.
enum HelpText {
    static func usage(_ command: CommandSpecification) -> String {
        let arguments = command.arguments.map { argument in
            switch argument.arity {
            case .one: argument.name
            case .optional: "[\(argument.name)]"
            case .many: "\(argument.name)…"
            case .any: "[\(argument.name)…]"
            }
        }
        return (["souk", command.name, "[options]"] + arguments).joined(separator: " ")
    }

    static func help(_ command: CommandSpecification) -> String {
        var lines = ["\(command.abstract)", "", "USAGE: \(usage(command))"]
        if !command.discussion.isEmpty { lines += ["", command.discussion] }
        if !command.arguments.isEmpty {
            lines += ["", "ARGUMENTS:"] + table(command.arguments.map { ($0.name, $0.help) })
        }
        lines += ["", "OPTIONS:"] + table(command.allOptions.map { (signature($0), description($0)) })
        if !command.examples.isEmpty {
            lines += ["", "EXAMPLES:"]
            for example in command.examples { lines += ["  \(example.command)", "      \(example.comment)"] }
        }
        lines += ["", "EXIT STATUS: 0 fine, 1 failed, 2 wrong usage."]
        return lines.joined(separator: "\n") + "\n"
    }

    static func overview(_ commands: [CommandSpecification], version: String) -> String {
        var lines = [
            "souk \(version): product search for Chinese and English catalogues.", "", "USAGE: souk COMMAND [options]", "",
            "COMMANDS:",
        ]
        lines += table(commands.map { ($0.name, $0.abstract) })
        lines += [
            "", "souk help COMMAND tells all about one. Begin with:", "  souk index DIR products.jsonl",
            "  souk search DIR '2000元以下的手机'",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func signature(_ option: CommandSpecification.Option) -> String {
        let alias = option.alias.map { "-\($0), " } ?? ""
        return alias + option.spelling + (option.value.map { " \($0)" } ?? "")
    }

    private static func description(_ option: CommandSpecification.Option) -> String {
        var text = option.help
        if !option.choices.isEmpty { text += " One of \(option.choices.joined(separator: ", "))." }
        if option.isRepeatable { text += " May be given several times." }
        return text
    }

    private static func table(_ rows: [(String, String)]) -> [String] {
        let width = min(rows.map(\.0.count).max() ?? 0, 26)
        return rows.flatMap { name, help -> [String] in
            let text = wrap(help, to: 96 - width)
            let first = name.count > width
                ? ["  \(name)"] : ["  " + name + String(repeating: " ", count: width - name.count) + "  " + (text.first ?? "")]
            let others = name.count > width ? text[...] : text.dropFirst()
            return first + others.map { String(repeating: " ", count: width + 4) + $0 }
        }
    }

    private static func wrap(_ text: String, to width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].count + word.count + 1 > width { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines
    }
}

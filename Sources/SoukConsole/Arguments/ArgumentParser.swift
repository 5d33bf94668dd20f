/// Fills a command's parameters from the words that follow its name.
///
/// The grammar: a word is an option when it begins with `-`, is longer than `-`, and no `--` stands before it; every
/// other word is a positional argument. Options and positional arguments may be mixed. A value follows its option as
/// the next word or after `=`, or directly after a one-letter name (`-k10`). The next word is not taken as a value when
/// it begins with a dash, unless it is a number or `-` itself: `--filter --json` is a slip, not a filter.
///
/// Total: any list of words gives a filled command or a ``UsageError``.
/// - Complexity: O(words · parameters).
package struct ArgumentParser {
    private let parameters: [any Parameter]
    /// Texts given for each parameter, in order of appearance.
    private var given: [[String]]
    private var positionals: [String] = []

    package init(_ parameters: [any Parameter]) {
        self.parameters = parameters
        given = Array(repeating: [], count: parameters.count)
    }

    /// Reads all words and hands every parameter its texts.
    package mutating func parse(_ words: [String]) throws(UsageError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                positionals += rest
                break
            } else if word.hasPrefix("-"), word != "-" {
                try parseOption(word, &rest)
            } else {
                positionals.append(word)
            }
        }
        try distributePositionals()
        for (parameter, texts) in zip(parameters, given) { try parameter.accept(texts) }
    }

    private mutating func parseOption(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
        let (name, attached) = try split(word)
        guard let index = index(of: name) else {
            throw .unknownOption(
                name, suggestion: nearestName(to: name, among: parameters.flatMap(\.specification.spellings)))
        }
        let specification = parameters[index].specification
        guard specification.takesValue else {
            if let attached { throw .unexpectedValue(flag: name, value: attached) }
            given[index].append(name)
            return
        }
        if let attached {
            given[index].append(attached)
        } else if let next = rest.first, ArgumentParser.canBeValue(next) {
            given[index].append(next)
            rest.removeFirst()
        } else {
            throw .missingValue(option: name, next: rest.first)
        }
    }

    /// The option's name and the value attached to it: `--limit=10`, `-k10`, `-k=10`.
    private func split(_ word: String) throws(UsageError) -> (name: String, attached: String?) {
        if index(of: word) != nil { return (word, nil) }
        if !word.hasPrefix("--"), let letter = word.dropFirst().first, let index = index(of: "-\(letter)"),
            parameters[index].specification.takesValue
        {
            let value = word.dropFirst(2)
            return ("-\(letter)", String(value.hasPrefix("=") ? value.dropFirst() : value))
        }
        guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private func index(of name: String) -> Int? {
        parameters.firstIndex { $0.specification.spellings.contains(name) }
    }

    private static func canBeValue(_ word: String) -> Bool {
        !word.hasPrefix("-") || word == "-" || Double(word) != nil
    }

    /// Gives each positional parameter its share: required ones first, then what is left from left to right.
    private mutating func distributePositionals() throws(UsageError) {
        let places = parameters.indices.filter {
            if case .positional = parameters[$0].specification.kind { true } else { false }
        }
        var needed = places.count { ArgumentParser.needsOne(parameters[$0].specification) }
        var rest = positionals[...]
        for place in places {
            let specification = parameters[place].specification
            if ArgumentParser.needsOne(specification) {
                guard !rest.isEmpty else { throw .missingParameter(specification.displayName) }
                needed -= 1
            }
            let available = max(0, rest.count - needed)
            let share =
                switch specification.arity {
                case .required: 1
                case .optional: min(1, available)
                case .repeated, .oneOrMore: max(ArgumentParser.needsOne(specification) ? 1 : 0, available)
                }
            given[place] = Array(rest.prefix(share))
            rest = rest.dropFirst(share)
        }
        if let extra = rest.first { throw .unexpectedArgument(extra) }
    }

    private static func needsOne(_ specification: ParameterSpecification) -> Bool {
        specification.arity == .required || specification.arity == .oneOrMore
    }
}

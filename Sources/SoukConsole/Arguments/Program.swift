/// The program: finds the command that the first words name, fills it, runs it, and turns what happens into an exit
/// status. Nothing escapes: whatever the words, the answer is a status and at least one line on a stream.
///
/// A reader that goes away (`souk export DIR | head`) is no failure: the rest of the output is dropped, the command
/// ends as it would have ended, and the status is the command's own. Output that cannot be written for another
/// reason (a full disk) is reported and ends with status 1.
package struct Program {
    /// Commands under a heading in the overview.
    package struct Section {
        package let title: String
        package let commands: [any Command.Type]

        package init(_ title: String, _ commands: [any Command.Type]) {
            self.title = title
            self.commands = commands
        }
    }

    package let name: String
    package let version: String
    package let abstract: String
    package let sections: [Section]

    package init(name: String, version: String, abstract: String, sections: [Section]) {
        self.name = name
        self.version = version
        self.abstract = abstract
        self.sections = sections
    }

    /// What the words of a command line ask for.
    package enum Request {
        case run(any Command, isQuiet: Bool, wantsJSON: Bool)
        case commandHelp(any Command.Type)
        /// Help on the commands whose names begin with a word, such as `rules`.
        case groupHelp(String, [any Command.Type])
        case overview
        case version
    }

    private var commands: [any Command.Type] { sections.flatMap(\.commands) }

    /// (A key path through an existential metatype, `map(\.usage)`, crashes the Swift 6.3 compiler.)
    private var usages: [CommandUsage] { commands.map { $0.usage } }

    /// Reads the words after the program's name.
    package func request(for words: [String]) throws(UsageError) -> Request {
        switch words.first {
        case "--help", "-h": return .overview
        case "--version": return .version
        case "help":
            let name = words[1...].filter { $0 != "--" && !isHelp($0) }
            guard !name.isEmpty else { return .overview }
            if let help = groupHelp(name) { return help }
            return .commandHelp(try find(name).type)
        default: break
        }
        if words.count == 2, isHelp(words[1]), let help = groupHelp([words[0]]) { return help }
        let (type, length) = try find(words)
        let rest = words.dropFirst(length)
        if rest.prefix(while: { $0 != "--" }).contains(where: isHelp) {
            return .commandHelp(type)
        }
        let command = type.init()
        let common = SharedOptions()
        var parser = ArgumentParser(parameters(of: command, common))
        try parser.parse(Array(rest))
        try command.validate()
        return .run(command, isQuiet: common.quiet, wantsJSON: common.json)
    }

    private func isHelp(_ word: String) -> Bool { word == "--help" || word == "-h" }

    /// What helps with words that begin the names of commands and are none themselves.
    private func groupHelp(_ words: [String]) -> Request? {
        guard words.count == 1, longestMatch(words) == nil else { return nil }
        let below = commands.filter { $0.usage.words.starts(with: words) }
        return below.isEmpty ? nil : .groupHelp(words[0], below)
    }

    /// The command with the longest name that the words begin with, and that name's length in words.
    private func find(_ words: [String]) throws(UsageError) -> (type: any Command.Type, length: Int) {
        guard let first = words.first else { throw .missingCommand(of: []) }
        if let match = longestMatch(words) { return match }
        if first.hasPrefix("-") {
            throw .unknownOption(first, suggestion: nearestName(to: first, among: ["--help", "--version"]))
        }
        let below = usages.filter { $0.words.count > 1 && $0.words[0] == first }.map(\.name)
        if !below.isEmpty {
            guard words.count > 1 else { throw .missingCommand(of: below) }
            let typed = words.prefix(2).joined(separator: " ")
            throw .unknownCommand(typed, suggestion: nearestName(to: typed, among: below))
        }
        throw .unknownCommand(first, suggestion: nearestName(to: first, among: usages.map(\.name) + ["help"]))
    }

    private func longestMatch(_ words: [String]) -> (type: any Command.Type, length: Int)? {
        var best: (type: any Command.Type, length: Int)?
        for type in commands {
            let name = type.usage.words
            if words.starts(with: name), name.count > best?.length ?? 0 { best = (type, name.count) }
        }
        return best
    }

    /// Runs the words after the program's name and gives the process's exit status.
    package func run(_ words: [String], console: Console) -> ExitStatus {
        var console = console
        console.program = name
        var status = perform(words, console)
        console.output.flush()
        if let failure = console.output.failure {
            console.error("cannot write to standard output: \(failure)")
            status = max(status, .failure)
        }
        console.errors.flush()
        return status
    }

    private func perform(_ words: [String], _ console: Console) -> ExitStatus {
        do {
            switch try request(for: words) {
            case .overview: console.output.write(overview(width: console.width, style: console.style))
            case .version: console.output.writeLine("\(name) \(version)")
            case .commandHelp(let type):
                console.output.write(help(for: type, width: console.width, style: console.style))
            case .groupHelp(let group, let commands):
                console.output.write(
                    overview(of: group, commands, width: console.width, style: console.style))
            case .run(let command, let isQuiet, let wantsJSON):
                var console = console
                console.isQuiet = isQuiet
                console.wantsJSON = wantsJSON
                return try command.run(console)
            }
            return .success
        } catch let error as UsageError {
            report(error, words, console)
            return .usage
        } catch {
            console.output.flush()
            console.error("\(error)")
            return .failure
        }
    }

    private func report(_ error: UsageError, _ words: [String], _ console: Console) {
        console.error(error.description)
        if let type = try? find(words).type {
            let specifications = declaredParameters(of: type.init()).map(\.specification)
            console.errors.writeLine("usage: " + HelpText.shortSynopsis(name, type.usage, specifications))
            console.errors.writeLine("Try '\(name) \(type.usage.name) --help'.")
        } else {
            console.errors.writeLine("usage: \(name) COMMAND …")
            console.errors.writeLine("Try '\(name) --help'.")
        }
    }

    package func help(for type: any Command.Type, width: Int, style: Style = .plain) -> String {
        HelpText(
            program: name, usage: type.usage,
            parameters: parameters(of: type.init(), SharedOptions()).map(\.specification),
            width: min(width, 100), style: style
        ).text
    }

    /// A command's own parameters, and the shared ones that it does not declare in a way of its own (`--json OUT`).
    private func parameters(of command: any Command, _ shared: SharedOptions) -> [any Parameter] {
        let own = declaredParameters(of: command)
        let taken = Set(own.flatMap(\.specification.spellings))
        return own
            + declaredParameters(of: shared).filter { taken.isDisjoint(with: $0.specification.spellings) }
    }

    package func overview(width: Int, style: Style = .plain) -> String {
        let width = min(width, 100)
        var parts = [indented(style.bold(name) + ": " + abstract, by: 0, width: width)]
        parts.append(
            style.bold("Usage") + "\n  \(name) COMMAND …\n  \(name) help COMMAND\n  \(name) --version")
        for section in sections {
            parts.append(style.bold(section.title) + "\n" + list(of: section.commands, width: width))
        }
        return (parts + [hint]).joined(separator: "\n\n") + "\n"
    }

    private func overview(
        of group: String, _ commands: [any Command.Type], width: Int, style: Style
    ) -> String {
        let list = list(of: commands, width: min(width, 100))
        return [style.bold("\(name) \(group)") + "\n" + list, hint].joined(separator: "\n\n") + "\n"
    }

    private var hint: String {
        "'\(name) help COMMAND' shows the arguments, options and examples of a command."
    }

    private func list(of commands: [any Command.Type], width: Int) -> String {
        definitionList(commands.map { (term: $0.usage.name, text: $0.usage.abstract) }, width: width)
    }
}

extension ExitStatus: Comparable {
    package static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}

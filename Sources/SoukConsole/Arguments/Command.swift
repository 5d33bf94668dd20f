/// One subcommand of `souk`: its parameters are its stored properties, declared with ``Argument``, ``Option`` and
/// ``Flag``, in the order in which the help lists them.
///
/// ```swift
/// struct GreetCommand: Command {
///     static let usage = CommandUsage("greet", abstract: "Say hello.")
///     @Argument("NAME", help: "who is greeted") var name: String
///     @Option("--times", "-n", value: "N", help: "how often", range: .within(1...10)) var times = 1
///     func run(_ console: Console) throws -> ExitStatus { … }
/// }
/// ```
/// `--help`, `--json` and `--quiet` belong to every command and are not declared: the last two arrive in the console.
package protocol Command {
    static var usage: CommandUsage { get }

    /// Makes the command with every parameter at its default; the parser then fills it.
    init()

    /// Checks what no single parameter can see, such as two options that exclude each other. Called once, after parsing.
    func validate() throws(UsageError)

    /// Does the work. Data goes to ``Console/output``, everything else to ``Console/errors``.
    /// - Throws: any error; its description becomes `souk: error: …` with exit status 1, a ``UsageError`` one with 2.
    func run(_ console: Console) throws -> ExitStatus
}

extension Command {
    package func validate() throws(UsageError) {}
}

/// Parameters that several commands share: a stored property of a command whose type conforms to this protocol
/// contributes its own parameters at that place.
package protocol ParameterGroup {
    init()
}

/// What the help says about a command beside its parameters.
package struct CommandUsage: Sendable {
    /// As typed after the program's name: one word, or two (`embed train`) for a command under another.
    package let name: String
    /// One sentence, shown in the list of commands.
    package let abstract: String
    /// Paragraphs separated by empty lines; lines that begin with a space are kept as they are.
    package let discussion: String
    package let examples: [Example]
    /// What exit status 1 means for this command.
    package let failure: String

    /// A command line to learn from, without the program's name, and what it does.
    package struct Example: Sendable {
        package let line: String
        package let purpose: String

        package init(_ line: String, _ purpose: String) {
            self.line = line
            self.purpose = purpose
        }
    }

    package init(
        _ name: String, abstract: String, discussion: String = "", examples: [Example] = [],
        failure: String = "the work could not be done; the error says why"
    ) {
        self.name = name
        self.abstract = abstract
        self.discussion = discussion
        self.examples = examples
        self.failure = failure
    }

    package var words: [String] { name.split(separator: " ").map(String.init) }
}

/// What the process tells the shell: 0 fine, 1 failed or a gate not met, 2 wrong usage.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    case failure = 1
    case usage = 2
}

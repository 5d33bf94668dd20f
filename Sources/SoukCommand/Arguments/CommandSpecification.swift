/// What a command takes: its help and its parser are both made from it.
struct CommandSpecification: Sendable {
    struct Argument: Sendable {
        enum Arity: Sendable { case one, optional, many, any }

        var name: String
        var help: String
        var arity: Arity = .one
    }

    struct Option: Sendable {
        /// Without dashes: `filter`, `k`.
        var name: String
        var alias: String?
        /// What stands for the value in the help; nil: a flag.
        var value: String?
        var help: String
        var isRepeatable = false
        var choices: [String] = []

        init(
            _ name: String, alias: String? = nil, value: String? = nil, isRepeatable: Bool = false, choices: [String] = [],
            help: String
        ) {
            self.name = name
            self.alias = alias
            self.value = value
            self.help = help
            self.isRepeatable = isRepeatable
            self.choices = choices
        }

        /// As it is typed: one letter after one dash.
        var spelling: String { (name.count == 1 ? "-" : "--") + name }
    }

    var name: String
    var abstract: String
    var discussion = ""
    var arguments: [Argument] = []
    var options: [Option] = []
    var examples: [(command: String, comment: String)] = []

    /// Options that every command has.
    static let common = [
        Option("json", help: "Write JSON for programs."),
        Option("quiet", help: "No progress and no remarks."),
        Option("help", alias: "h", help: "Show this help."),
    ]

    var allOptions: [Option] { options + Self.common }
}

/// Something typed that no command understands. Exit status 2.
struct UsageError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// A subcommand of the tool.
protocol Command: SendableMetatype {
    static var specification: CommandSpecification { get }
    init(_ values: ParsedValues) throws
    /// - Returns: the exit status.
    func run() throws -> Int32
}

/// What the help and the parser know of one parameter of a command.
package struct ParameterSpecification: Sendable {
    /// How the parameter is given.
    package enum Kind: Sendable, Equatable {
        /// By its place; the name (`DIR`) is only shown.
        case positional(name: String)
        /// By a name and a value: `--limit 10`, `--limit=10`, `-k 10`, `-k10`. The first name is the one errors use.
        case option(names: [String], value: String)
        /// By a name alone.
        case flag(names: [String])
    }

    /// How many values there may be.
    package enum Arity: Sendable, Equatable {
        case required, optional, repeated
        /// At least one.
        case oneOrMore
    }

    package let kind: Kind
    package let arity: Arity
    package let help: String
    /// Shown as `(default: …)`.
    package var defaultText: String?
    /// What a value must be, shown where the help text does not already tell: `bm25 | tfidf`.
    package var choices: [String] = []

    /// The name that error messages use.
    package var displayName: String {
        switch kind {
        case .positional(let name): name
        case .option(let names, _), .flag(let names): names[0]
        }
    }

    /// All spellings of an option or flag; empty for a positional argument.
    package var spellings: [String] {
        switch kind {
        case .positional: []
        case .option(let names, _), .flag(let names): names
        }
    }

    package var takesValue: Bool {
        if case .flag = kind { false } else { true }
    }
}

/// A declared parameter: the property wrappers ``Argument``, ``Option`` and ``Flag``.
package protocol Parameter: AnyObject {
    var specification: ParameterSpecification { get }

    /// Takes the texts given for it, in order; the parser calls this once, with no text when none was given.
    func accept(_ texts: [String]) throws(UsageError)
}

/// The parameters declared by a command or a group, in order of declaration, groups expanded in place.
package func declaredParameters(of declaration: Any) -> [any Parameter] {
    var found: [any Parameter] = []
    for child in Mirror(reflecting: declaration).children {
        if let parameter = child.value as? any Parameter {
            found.append(parameter)
        } else if let group = child.value as? any ParameterGroup {
            found += declaredParameters(of: group)
        }
    }
    return found
}

/// The parameters of every command: `--json`, `--quiet` and `--help`.
struct SharedOptions: ParameterGroup {
    @Flag("--json", help: "Write JSON for programs") var json
    @Flag("--quiet", "-q", help: "No progress and no remarks; errors are still printed") var quiet
    /// Declared for the help text; the parser answers it before anything else.
    @Flag("--help", "-h", help: "Show this help") var help

    init() {}
}

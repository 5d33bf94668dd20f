/// What is wrong with a file of rules: where, what, and how to mend it.
public struct RuleProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// What is wrong.
    public let message: String
    /// What to do.
    public let remedy: String

    package init(_ line: Int, _ message: String, remedy: String) {
        self.line = line
        self.message = message
        self.remedy = remedy
    }

    /// `line 7: what is wrong: what to do`.
    public var description: String { "line \(line): \(message): \(remedy)" }
}

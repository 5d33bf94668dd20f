/// Why a file of judgements, queries or results, or the name of a metric, was refused.
///
/// Every case says what was found, where, and what was expected; ``description`` is one line a tool can print.
public enum LabError: Error, Equatable, Sendable {
    /// The file could not be read or written. Remedy: check the path and its permissions.
    case unreachable(file: String, reason: String)
    /// A line does not follow its format. Remedy: correct the line; blank lines are the only ones passed over.
    case malformedLine(file: String, line: Int, expected: String, found: String)
    /// A document stands twice in one query, or a query twice in a file of queries, where each may stand once.
    /// Remedy: remove one of the two lines.
    case repeatedLine(file: String, line: Int, firstLine: Int, found: String)
    /// A metric nobody defined. Remedy: use one of the names in `expected`.
    case unknownMetric(found: String, expected: String)
    /// A name that a line of white-space separated columns cannot hold. Remedy: use names without white space.
    case unwritableName(found: String, column: String)
}

extension LabError: CustomStringConvertible {
    /// One line: where, what was expected, what was found.
    public var description: String {
        switch self {
        case .unreachable(let file, let reason):
            "\(file): \(reason)"
        case .malformedLine(let file, let line, let expected, let found):
            "\(file):\(line): expected \(expected), found '\(Self.shortened(found))'"
        case .repeatedLine(let file, let line, let firstLine, let found):
            "\(file):\(line): \(found) stands on line \(firstLine) already"
        case .unknownMetric(let found, let expected):
            "no metric is called '\(Self.shortened(found))'; expected \(expected)"
        case .unwritableName(let found, let column):
            "the \(column) '\(Self.shortened(found))' is empty or holds white space, which a TREC file cannot carry"
        }
    }

    /// Long lines would bury what the message says.
    private static func shortened(_ text: String) -> String {
        text.count <= 80 ? text : text.prefix(79) + "…"
    }
}

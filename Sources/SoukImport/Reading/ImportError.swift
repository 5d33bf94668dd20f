/// Why a file, or one of its rows, could not be read.
package enum ImportError: Error, Equatable, CustomStringConvertible {
    /// A file that cannot be opened or read.
    case unreadable(file: String, reason: String)
    /// A format that no extension or option names.
    case unknownFormat(file: String)
    /// A row that is not as it should be. Reading can go on after it.
    case badRow(RowError)

    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): \(reason)"
        case .unknownFormat(let file):
            "\(file): cannot tell the format: name it with --format jsonl, csv or tsv"
        case .badRow(let error): error.description
        }
    }
}

/// What is wrong with one row, and where it stands.
package struct RowError: Error, Equatable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var reason: String

    package init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    package var description: String { "\(file):\(line): \(reason)" }
}

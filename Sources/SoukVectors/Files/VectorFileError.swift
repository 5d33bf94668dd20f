/// What is wrong with a file of vectors that was given.
package enum VectorFileError: Error, Equatable, CustomStringConvertible {
    /// - Parameter line: of text; nil in a binary file.
    case malformed(file: String, line: Int?, expected: String, found: String)
    case missing(file: String, what: String)

    package var description: String {
        switch self {
        case .malformed(let file, let line, let expected, let found):
            "\(file)\(line.map { ":\($0)" } ?? ""): expected \(expected), found \(found)"
        case .missing(let file, let what): "\(file): \(what)"
        }
    }
}

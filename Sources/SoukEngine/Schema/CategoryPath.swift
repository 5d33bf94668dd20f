/// How a path of categories is written: `"A > B > C"`.
package enum CategoryPath {
    package static let separator = " > "

    /// The names of a path from the root, trimmed; empty names are left out.
    package static func split(_ path: String) -> [String] {
        path.split(separator: ">").map { trim($0) }.filter { !$0.isEmpty }
    }

    private static func trim(_ text: Substring) -> String {
        var rest = text
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

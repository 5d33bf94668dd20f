/// How a path of categories is written: `"A > B > C"`.
package enum CategoryPath {
    package static let separator = " > "

    /// The names of a path from the root, trimmed; empty names are left out.
    package static func split(_ path: String) -> [String] {
        path.utf8.split(separator: 0x3E).map { trim(Substring($0)) }.filter { !$0.isEmpty }
    }

    private static func trim(_ text: Substring) -> String {
        var rest = text
        // Mostly a space at an end: characters are asked for only where something else than ASCII stands.
        while let first = rest.utf8.first, first == 0x20 { rest = Substring(rest.utf8.dropFirst()) }
        while let last = rest.utf8.last, last == 0x20 { rest = Substring(rest.utf8.dropLast()) }
        if let first = rest.utf8.first, let last = rest.utf8.last, first > 0x20, first < 0x80, last > 0x20,
            last < 0x80
        {
            return String(rest)
        }
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

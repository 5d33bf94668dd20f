/// Breaks text into lines of at most `width` columns, at spaces; a word wider than a line is cut between characters,
/// as is text written without spaces. Lines that begin with a space are kept whole.
///
/// - Complexity: O(length).
package func wrapped(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
        line.hasPrefix(" ") ? [String(line)] : wrappedLine(line, width: max(width, 2))
    }
}

private func wrappedLine(_ text: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
        let columns = displayWidth(word)
        if used > 0, used + 1 + columns > width {
            lines.append(line)
            (line, used) = ("", 0)
        }
        if used > 0 { (line, used) = (line + " ", used + 1) }
        for character in word {
            let columns = displayWidth(character)
            if used + columns > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            line.append(character)
            used += columns
        }
    }
    lines.append(line)
    return lines
}

/// Wraps a text into a block whose lines all begin with `indent` spaces.
package func indented(_ text: String, by indent: Int, width: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    return wrapped(text, width: width - indent).map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
}

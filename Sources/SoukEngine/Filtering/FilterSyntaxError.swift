/// What is wrong with a filter, and where.
package struct FilterSyntaxError: Error, Equatable, CustomStringConvertible {
    package var message: String
    package var filter: String
    /// UTF-8 bytes before the mistake.
    package var byteOffset: Int

    /// Terminal columns of the filter that are shown on either side of the mistake.
    private static let shownBefore = 60
    private static let shownAfter = 20

    /// The message, the filter around the mistake, and a caret under it.
    ///
    /// Control characters are shown as spaces, so that the caret stands where it should.
    package var description: String {
        var before: [Unicode.Scalar] = []
        var after: [Unicode.Scalar] = []
        var offset = 0
        for scalar in filter.unicodeScalars {
            let shown = scalar.properties.generalCategory == .control ? " " : scalar
            if offset < byteOffset { before.append(shown) } else { after.append(shown) }
            offset += UTF8.width(scalar)
        }
        let head = Self.fitting(before.reversed(), columns: Self.shownBefore)
        let tail = Self.fitting(after, columns: Self.shownAfter)
        let start = head.isWhole ? "" : "…"
        let line =
            start + Self.text(head.scalars.reversed()) + Self.text(tail.scalars) + (tail.isWhole ? "" : "…")
        let columns = head.scalars.reduce(start.isEmpty ? 0 : 1) { $0 + Self.columns($1) }
        return "\(message)\n  \(line)\n  \(String(repeating: " ", count: columns))^"
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func fitting(
        _ scalars: [Unicode.Scalar], columns limit: Int
    ) -> (scalars: [Unicode.Scalar], isWhole: Bool) {
        var used = 0
        let end = scalars.firstIndex { scalar in
            used += columns(scalar)
            return used > limit
        }
        return (Array(scalars[..<(end ?? scalars.count)]), end == nil)
    }

    /// Ranges of characters that take two columns: East Asian width W and F (Unicode Standard Annex 11).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
        0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: 0
        default: wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }
}

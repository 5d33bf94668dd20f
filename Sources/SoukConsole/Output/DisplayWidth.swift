/// How many terminal columns a text takes: Han, kana, hangul, full-width forms and emoji 2, combining marks and
/// control characters 0, all else 1.
///
/// Follows Unicode Standard Annex 11 (East Asian Width; ambiguous characters count 1, as terminals show them outside
/// East Asian locales) and takes a grapheme cluster as wide as its widest scalar, so that a family emoji is 2.
/// - Complexity: O(length); ASCII text is counted without looking at clusters.
package func displayWidth(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + displayWidth($1) }
}

/// Columns of one grapheme cluster: 0, 1 or 2.
package func displayWidth(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
        // Variation selector 16 asks for the emoji form of a character that is text by default (❤️).
        if scalar.value == 0xFE0F, width == 1 { return 2 }
        width = max(width, displayWidth(scalar))
    }
    return width
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return isWide(value) ? 2 : 1
}

/// First and last scalar of the blocks whose East Asian Width is W or F, emoji apart. Gaps of unassigned scalars
/// inside a block are taken with it: nothing is shown for them anyway.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul initial consonants
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // radicals, CJK punctuation
    0x3041...0x4DBF,  // kana, bopomofo, compatibility forms, Han extension A
    0x4E00...0xA4CF,  // Han, Yi
    0xA960...0xA97C,  // Hangul initial consonants, extended
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,  // Han compatibility
    0xFE10...0xFE19,  // vertical forms
    0xFE30...0xFE6B,  // CJK compatibility forms, small forms
    0xFF01...0xFF60,  // full-width forms
    0xFFE0...0xFFE6,  // full-width signs
    0x16FE0...0x18DFF,  // Tangut, Khitan
    0x1AFF0...0x1B2FF,  // kana supplements, Nushu
    0x1F200...0x1F265,  // enclosed ideographs
    0x20000...0x2FFFD,  // Han extensions B to F
    0x30000...0x3FFFD,  // Han extensions G and later
]

private func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wideRanges.count
    while low < high {
        let middle = (low + high) / 2
        if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
}

/// The text cut to at most `width` columns, ending in `…` when something was cut.
package func truncated(_ text: String, toWidth width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    guard width > 0 else { return "" }
    var result = ""
    var used = 0
    for character in text {
        let columns = displayWidth(character)
        if used + columns > width - 1 { break }
        result.append(character)
        used += columns
    }
    return result + "…"
}

/// The text with control characters (line ends, tabs, escape sequences in a product's title) as spaces, so that data
/// can neither break a table nor command the terminal.
package func terminalSafe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
        return text
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        result.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(result)
}

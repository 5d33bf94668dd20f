/// White space around values: ASCII spaces and controls such as tabs, no-break and ideographic spaces.
enum TextTrimming {
    static func trim(_ text: some StringProtocol) -> Substring {
        var rest = Substring(text).unicodeScalars[...]
        while let first = rest.first, isSpace(first) { rest.removeFirst() }
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return Substring(rest)
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x3000, 0xFEFF: true
        default: false
        }
    }
}

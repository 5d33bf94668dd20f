/// The plain rule: every run of ASCII letters and digits, lowercased, is a word of one atom; all else separates.
///
/// What other engines call a simple or standard analyzer, for texts that are lists of codes, and for measuring beside
/// those engines on the same tokens. No stemming, no folding, no parts of model numbers, no Chinese.
/// - Complexity: O(bytes), no allocation.
enum PlainWords {
    static func scan(
        _ utf8: UnsafeBufferPointer<UInt8>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        var index = 0
        while index < utf8.count {
            guard let first = fold(utf8[index]) else {
                index += 1
                continue
            }
            let start = index
            var hasDigit = false
            var hasLetter = false
            emitter.term.removeAll()
            var byte: UInt8? = first
            while let folded = byte {
                emitter.term.append(folded)
                if folded < UInt8(ascii: "a") { hasDigit = true } else { hasLetter = true }
                index += 1
                byte = index < utf8.count ? fold(utf8[index]) : nil
            }
            let kind: TokenKind = hasDigit ? (hasLetter ? .model : .number) : .latin
            emitter.emit(kind, .aligned, atoms: 1, start: start, end: index, body)
            emitter.position += 1
        }
    }

    /// The byte in lower case; nil if it separates words.
    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }
}

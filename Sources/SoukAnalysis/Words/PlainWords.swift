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
            let start = index
            var digits = 0
            emitter.term.removeAll()
            while index < utf8.count, let folded = fold(utf8[index]) {
                emitter.term.append(folded)
                if folded < UInt8(ascii: "a") { digits &+= 1 }
                index &+= 1
            }
            guard index > start else {
                index &+= 1
                continue
            }
            let kind: TokenKind = digits == 0 ? .latin : digits == index &- start ? .number : .model
            emitter.emit(kind, .aligned, atoms: 1, start: start, end: index, body)
            emitter.position &+= 1
        }
    }

    /// The byte in lower case; nil if it separates words.
    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8? {
        let lower = byte | 0x20
        if lower &- UInt8(ascii: "a") < 26 { return lower }
        return byte &- UInt8(ascii: "0") < 10 ? byte : nil
    }
}

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
            var letters = 0
            while index < utf8.count {
                let isLetter = isLetter(utf8[index])
                guard isLetter || isDigit(utf8[index]) else { break }
                letters &+= isLetter ? 1 : 0
                index &+= 1
            }
            guard index > start else {
                index &+= 1
                continue
            }
            emitter.term.setLowercased(UnsafeBufferPointer(rebasing: utf8[start..<index]))
            let kind: TokenKind = letters == index &- start ? .latin : letters == 0 ? .number : .model
            emitter.emit(kind, .aligned, atoms: 1, start: start, end: index, body)
            emitter.position &+= 1
        }
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// The plain rule: every run of ASCII letters and digits, lowercased, is a word of one atom; all else separates.
///
/// What other engines call a simple or standard analyzer, for texts that are lists of codes, and for measuring beside
/// those engines on the same tokens. No stemming, no folding, no parts of model numbers, no Chinese.
/// - Complexity: O(bytes), no allocation.
enum PlainWords {
    static func scan(
        _ utf8: UnsafeBufferPointer<UInt8>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        guard var byte = utf8.baseAddress else { return }
        let first = byte
        let end = byte + utf8.count
        while byte < end {
            let start = byte
            var letters = 0
            while byte < end {
                if isLetter(byte.pointee) { letters &+= 1 } else if !isDigit(byte.pointee) { break }
                byte += 1
            }
            let count = byte - start
            guard count > 0 else {
                byte += 1
                continue
            }
            emitter.term.setLowercased(start, count)
            let kind: TokenKind = letters == count ? .latin : letters == 0 ? .number : .model
            emitter.emit(kind, .aligned, atoms: 1, start: start - first, end: byte - first, body)
            emitter.position &+= 1
        }
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// The spaced rule: what stands between spaces is a word of one atom, taken as it is.
///
/// For text that was cut into words beforehand: by another program, or to measure beside other engines on the same
/// words. No folding, no stemming. Tabs and line ends separate too; other bytes, whatever they are, belong to words.
/// - Complexity: O(bytes), no allocation.
enum SpacedWords {
    static func scan(
        _ utf8: UnsafeBufferPointer<UInt8>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        var index = 0
        while index < utf8.count {
            guard !isSpace(utf8[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < utf8.count, !isSpace(utf8[index]) { index += 1 }
            emitter.term.removeAll()
            for byte in utf8[start..<end(of: utf8, start..<index)] { emitter.term.append(byte) }
            emitter.emit(.word, .aligned, atoms: 1, start: start, end: index, body)
            emitter.position += 1
        }
    }

    /// Where the term ends: a word that is too long is cut before a character.
    private static func end(of utf8: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Int {
        guard word.count > TermBuffer.capacity else { return word.upperBound }
        var end = word.lowerBound + TermBuffer.capacity
        while end > word.lowerBound, utf8[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }
}

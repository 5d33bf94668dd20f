/// The part of a text that is folded at once: it bounds memory, whatever the length of the text.
enum TextWindow {
    /// A window ends after an ASCII space in its second half, or else before a character at this many bytes
    /// (a word that lies there is cut in two).
    static let size = 1 << 18

    /// The end of the window that begins at `from`.
    static func end(of utf8: UnsafeBufferPointer<UInt8>, from: Int) -> Int {
        guard utf8.count - from > size else { return utf8.count }
        var end = from + size
        while end > from + size / 2 {
            if utf8[end - 1] == UInt8(ascii: " ") || utf8[end - 1] == UInt8(ascii: "\n") { return end }
            end -= 1
        }
        end = from + size
        // At most three continuation bytes belong to one character; more are not UTF-8 and may be cut.
        for step in 0..<4 where utf8[end - step] & 0xC0 != 0x80 { return end - step }
        return end
    }

    /// Whether the range holds ASCII only. Eight bytes a step; most other text says so in its first bytes.
    static func isASCII(_ utf8: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard let base = utf8.baseAddress else { return true }
        let raw = UnsafeRawPointer(base)
        var index = range.lowerBound
        while index &+ 8 <= range.upperBound {
            let eight = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if eight & 0x8080_8080_8080_8080 != 0 { return false }
            index &+= 8
        }
        while index < range.upperBound {
            if utf8[index] >= 0x80 { return false }
            index &+= 1
        }
        return true
    }
}

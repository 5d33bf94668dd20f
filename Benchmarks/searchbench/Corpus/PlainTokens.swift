/// The tokens that every engine gets: runs of ASCII letters and digits in lower case, those over 40 bytes left out.
///
/// All engines index the same words and are asked for the same words, so that what is measured is the index, not the
/// tokenizer.
enum PlainTokens {
    static let longest = 40
    /// Up to this many tokens all engines know a document's length exactly; Lucene and Tantivy keep it in one byte and
    /// round what is longer.
    static let exactLength = 39

    /// The number of tokens in a text of them.
    static func count(_ joined: [UInt8]) -> Int {
        joined.isEmpty ? 0 : joined.reduce(1) { $1 == UInt8(ascii: " ") ? $0 + 1 : $0 }
    }

    /// The tokens of a text with a space between them.
    static func joined(_ text: some Sequence<UInt8>) -> [UInt8] {
        var joined: [UInt8] = []
        var token: [UInt8] = []
        func close() {
            if !token.isEmpty, token.count <= longest {
                if !joined.isEmpty { joined.append(UInt8(ascii: " ")) }
                joined += token
            }
            token.removeAll(keepingCapacity: true)
        }
        for byte in text {
            if let folded = folded(byte) { token.append(folded) } else { close() }
        }
        close()
        return joined
    }

    static func joined(_ text: String) -> [UInt8] { joined(text.utf8) }

    /// The byte in lower case; nil when it stands between words.
    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }
}

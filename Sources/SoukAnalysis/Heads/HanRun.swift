/// The Han characters in a row that are being read for a head, with the words that they were cut into.
struct HanRun {
    private struct Word: BitwiseCopyable {
        var start: Int
        var end: Int
        var effect: ClosedWords.Effect
    }

    /// What a run names: the last two characters of its last word that is no closed one, and the last.
    struct Head {
        /// Packed UTF-8, the last byte lowest; 0 for none.
        var pair: UInt64 = 0
        var character: UInt64 = 0
        var range = 0..<0
        /// Whether what follows says what the goods go with.
        var isOver = false
    }

    /// Two characters from each place on, packed; at the end of a run the last and a sentinel.
    private var pairs: [(bytes: UInt64, start: Int, end: Int)] = []
    /// Words of two and more characters, in order.
    private var words: [Word] = []
    private var firstPosition = 0

    var isEmpty: Bool { pairs.isEmpty }

    /// The position behind the last character.
    var endPosition: Int { firstPosition + pairs.count }

    mutating func removeAll() {
        pairs.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
    }

    mutating func add(_ token: Token, effect: ClosedWords.Effect) {
        if pairs.isEmpty { firstPosition = token.position }
        let place = token.position - firstPosition
        if token.kind == .word {
            words.append(Word(start: place, end: place + token.atomCount, effect: effect))
        }
        if token.atomCount <= 2, place == pairs.count {
            var bytes: UInt64 = 0
            for byte in token.term.prefix(8) { bytes = bytes << 8 | UInt64(byte) }
            pairs.append((bytes, token.start, token.end))
        }
    }

    /// - Parameter isFirst: whether nothing was named before this run.
    func head(isFirst: Bool, _ closed: ClosedWords) -> Head {
        var head = Head()
        var end = pairs.count
        if let word = words.first(where: { $0.effect == .subordinates }), word.start > 0 || !isFirst {
            end = word.start
            head.isOver = true
        }
        var rest = words[...]
        while end > 0 {
            while let last = rest.last, last.end > end { rest.removeLast() }
            let word = rest.last.flatMap { $0.end == end ? $0 : nil }
            let character = Self.firstCharacter(pairs[end - 1].bytes)
            guard (word?.effect ?? closed.effect(ofCharacter: character)) == .none else {
                end = word?.start ?? end - 1
                continue
            }
            head.character = character
            if end > 1 { head.pair = pairs[end - 2].bytes }
            let start = word?.start ?? end - 1
            head.range = pairs[start].start..<(end < pairs.count ? pairs[end].start : pairs[end - 1].end)
            break
        }
        // What names nothing leaves the rest its say.
        if isFirst, head.character == 0 { head.isOver = false }
        return head
    }

    /// The first character of packed UTF-8, packed.
    private static func firstCharacter(_ packed: UInt64) -> UInt64 {
        let byteCount = 8 - packed.leadingZeroBitCount / 8
        guard byteCount > 0 else { return 0 }
        let lead = UInt8(truncatingIfNeeded: packed >> UInt64(8 * (byteCount - 1)))
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        return packed >> UInt64(8 * max(byteCount - length, 0))
    }
}

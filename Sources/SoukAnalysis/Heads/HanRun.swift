/// The Han characters in a row that are being read for a head, with the words that they were cut into.
///
/// Characters come one by one and only a few at the end decide, so a character is kept as it comes and looked at when the run ends.
/// Whoever holds it frees it.
struct HanRun {
    /// A character with the one behind it.
    private struct Pair: BitwiseCopyable {
        /// Packed UTF-8, the last byte lowest; at the end of a run the character and the sentinel.
        var bytes: UInt64
        /// Where the character begins in the text.
        var start: Int
        /// Characters of the word that begins here; 0 where none of two and more does.
        var wordLength: Int
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

    // SAFETY: `count` elements are initialised; freed by `deallocate`.
    private var pairs: UnsafeMutablePointer<Pair>
    private var count = 0
    private var capacity = 64
    private var firstPosition = 0
    /// Where the last character ends in the text.
    private var end = 0
    /// The place of the first word that subordinates; negative for none.
    private var subordinator = -1

    init() { pairs = .allocate(capacity: capacity) }

    func deallocate() { pairs.deallocate() }

    var isEmpty: Bool { count == 0 }

    /// The position behind the last character.
    var endPosition: Int { firstPosition &+ count }

    mutating func removeAll() {
        count = 0
        subordinator = -1
    }

    /// - Complexity: O(1) amortised.
    @inline(__always)
    mutating func add(_ token: Token, _ closed: ClosedWords) {
        if count == 0 { firstPosition = token.position }
        let place = token.position &- firstPosition
        if token.atomCount <= 2, place == count {
            if count == capacity { grow() }
            pairs[count] = Pair(bytes: Self.packed(token.term), start: token.start, wordLength: 0)
            count &+= 1
            end = token.end
        }
        guard token.kind == .word, place >= 0, place < count else { return }
        pairs[place].wordLength = token.atomCount
        if subordinator < 0, closed.maySubordinate(pair: pairs[place].bytes),
            closed.effect(of: token.term) == .subordinates
        {
            subordinator = place
        }
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Pair>.allocate(capacity: 2 * capacity)
        larger.update(from: pairs, count: count)
        pairs.deallocate()
        pairs = larger
        capacity *= 2
    }

    /// - Parameter isFirst: whether nothing was named before this run.
    /// - Complexity: O(characters); O(1) where one of the last words is no closed one.
    func head(isFirst: Bool, _ closed: ClosedWords) -> Head {
        var head = Head()
        var end = count
        if subordinator > 0 || subordinator == 0 && !isFirst {
            end = subordinator
            head.isOver = true
        }
        // Where the last word begins that does not end behind `end`.
        var word = end - 1
        while end > 0 {
            while word >= 0, pairs[word].wordLength == 0 || word + pairs[word].wordLength > end { word -= 1 }
            let isWord = word >= 0 && word + pairs[word].wordLength == end
            let start = isWord ? word : end - 1
            guard effect(start..<end, closed) == .none || isContainer(start..<end, closed) else {
                end = start
                continue
            }
            head.character = Self.firstCharacter(pairs[end - 1].bytes)
            if end > 1 { head.pair = pairs[end - 2].bytes }
            head.range = pairs[start].start..<(end < count ? pairs[end].start : self.end)
            break
        }
        // What names nothing leaves the rest its say.
        if isFirst, head.character == 0 { head.isOver = false }
        return head
    }

    /// Whether a word that mostly counts ends a name of goods here: 手机套, 双肩包, and not 10包, 三条, 四件套.
    private func isContainer(_ word: Range<Int>, _ closed: ClosedWords) -> Bool {
        guard word.count == 1, word.lowerBound > 0,
            Self.containers.contains(Self.firstCharacter(pairs[word.lowerBound].bytes))
        else { return false }
        let before = word.lowerBound - 1
        return !Self.numerals.contains(Self.firstCharacter(pairs[before].bytes))
            && effect(before..<word.lowerBound, closed) == .none
    }

    /// Words that count and are goods.
    private static let containers = characters("套包条片瓶盒")
    private static let numerals = characters("一二三四五六七八九十百千万两半几多整每单双")

    private static func characters(_ text: String) -> Set<UInt64> {
        Set(text.unicodeScalars.map { String($0).utf8.reduce(0) { $0 << 8 | UInt64($1) } })
    }

    private func effect(_ word: Range<Int>, _ closed: ClosedWords) -> ClosedWords.Effect {
        switch word.count {
        case 1: return closed.effect(of: PackedTerm(Self.firstCharacter(pairs[word.lowerBound].bytes)))
        case 2: return closed.effect(of: PackedTerm(pairs[word.lowerBound].bytes))
        case ...ClosedWords.longestHan:
            var term = PackedTerm(0)
            for place in word { term.append(character: Self.firstCharacter(pairs[place].bytes)) }
            return closed.effect(of: term)
        default: return .none
        }
    }

    /// The first eight bytes, the last lowest.
    @inline(__always)
    private static func packed(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if term.count == 6, let base = UnsafeRawPointer(term.baseAddress) {
            // SAFETY: six bytes were just counted.
            let first = base.loadUnaligned(as: UInt32.self).bigEndian
            let second = base.loadUnaligned(fromByteOffset: 4, as: UInt16.self).bigEndian
            return UInt64(first) << 16 | UInt64(second)
        }
        var bytes: UInt64 = 0
        for byte in term.prefix(8) { bytes = bytes << 8 | UInt64(byte) }
        return bytes
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

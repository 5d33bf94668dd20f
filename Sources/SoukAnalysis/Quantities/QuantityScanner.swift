import CSoukKernels

/// Finds the quantities of a product's text, of any length, without reading all of it as ``QuantityGrammar`` does.
///
/// A look at the bytes around every number tells most of those that have no unit; where one may stand, the grammar reads a
/// window of the text. The result is that of the grammar over the whole text, where neither a quantity nor what decides its
/// reading is longer than the window, and no number mixes full-width and ASCII digits.
/// - Complexity: O(bytes), and one window for every number that may be a quantity.
struct QuantityScanner {
    /// Bytes before and after a number that are read.
    static let before = 20
    static let after = 48
    /// Bytes to both sides whose words decide between the readings of a unit.
    static let surroundings = 100

    let utf8: UnsafeBufferPointer<UInt8>
    let hints = QuantityHints.shared
    /// Where the last quantity ended.
    private var lastEnd = -1
    /// A text that is no longer than what lies around a number is read as a whole, once.
    private var whole: QuantityGrammar?

    init(_ utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

    /// Gives every quantity to `body`, by rising place, ranges in bytes of the text.
    mutating func forEach(_ body: (Quantity) -> Void) {
        guard let base = utf8.baseAddress else { return }
        var next = 0
        for block in stride(from: 0, to: utf8.count, by: 64) {
            // Most bytes begin nothing.
            var places = souk_match_bytes(hints.beginnings, base + block, utf8.count - block)
            while places != 0 {
                let at = block + places.trailingZeroBitCount
                places &= places - 1
                if at >= next, isNumber(at) { next = look(at, hints.signs[Int(utf8[at])], body) }
            }
        }
    }

    /// Whether the patterns found no character by chance: every tenth of a Chinese text they do.
    @inline(__always)
    private func isNumber(_ at: Int) -> Bool {
        guard utf8[at] >= 0xE0 else { return true }
        return character(at).map(hints.isNumeral) ?? false
    }

    /// Reads what may begin at `at`.
    /// - Returns: where to go on.
    private mutating func look(_ at: Int, _ sign: QuantityHints.Sign, _ body: (Quantity) -> Void) -> Int {
        switch sign {
        case .none: return at + 1
        case .digit: return lookAtDigits(at, body)
        case .half:
            guard at + 5 < utf8.count, word(endingAt: at + 4) == Self.half else { return at + 1 }
            return read(at..<at + 1, body) ?? at + 1
        case .twoBytes:
            guard at + 2 < utf8.count, utf8[at + 1] &- 0xBC < 3 else { return at + 1 }
            return read(at..<at + 1, body) ?? at + 1
        case .threeBytes:
            guard let scalar = character(at) else { return at + 1 }
            if follows(at), let end = readFollowing(at, body) { return end }
            var end = at + 3
            // 二两: a numeral may be the unit.
            var hasWeight = false
            while let next = character(end), hints.isNumeral(next) {
                hasWeight = hasWeight || CharacterFolding.fold(next) == 0x4E24
                end += 3
            }
            guard mayHaveUnit(at: end) || hasWeight || end > at + 3 && mayHaveUnit(at: end - 3) else {
                return end
            }
            if end == at + 3, countsNothing(scalar, unit: end) { return end }
            return read(at..<at + 1, body) ?? at + 3
        }
    }

    private mutating func lookAtDigits(_ at: Int, _ body: (Quantity) -> Void) -> Int {
        if follows(at), let end = readFollowing(at, body) { return end }
        let end = numberEnd(at)
        guard mayBegin(at) else { return digitsEnd(at) }
        guard mayHaveUnit(at: end) else { return end }
        switch plain(at..<end) {
        case .quantity(let quantity):
            body(quantity)
            lastEnd = quantity.range.upperBound
            return lastEnd
        case .pair(let memory, let storage):
            body(memory)
            body(storage)
            lastEnd = storage.range.upperBound
            return lastEnd
        case .none: break
        case .unknown: if let end = read(at..<at + 1, body) { return end }
        }
        // 8/128GB: what follows the first digits may be a number of its own.
        return digitsEnd(at)
    }

    /// Reads the words before a count or a size, and the number at `at` behind them.
    private mutating func readFollowing(_ at: Int, _ body: (Quantity) -> Void) -> Int? {
        read(boundary(after: max(0, lastEnd, at - 16))..<at, endsAfter: at, body)
    }

    func digitsEnd(_ start: Int) -> Int {
        var at = start + 1
        while at < utf8.count, utf8[at] &- 0x30 < 10 { at += 1 }
        return at
    }

    /// The end of a number's digits, points and marks included, also full-width ones.
    private func numberEnd(_ start: Int) -> Int {
        var at = start + 1
        while at < utf8.count {
            let byte = utf8[at]
            if byte &- 0x30 < 10 {
                at += 1
                continue
            }
            let next = byte >= 0x2C && byte <= 0x2F && byte != 0x2D ? at + 1 : wideMarkEnd(at)
            guard let next, next < utf8.count, utf8[next] &- 0x30 < 10 else { break }
            at = next + 1
        }
        return at
    }

    /// The end of a full-width comma or point.
    private func wideMarkEnd(_ at: Int) -> Int? {
        guard utf8[at] == 0xEF, at + 2 < utf8.count, utf8[at + 1] == 0xBC else { return nil }
        return utf8[at + 2] == 0x8C || utf8[at + 2] == 0x8E ? at + 3 : nil
    }

    /// Digits behind a letter, or a hyphen or point that a word ends in, belong to a model, unless the letter multiplies or a
    /// quantity ends there.
    private func mayBegin(_ at: Int) -> Bool {
        guard at > 0 else { return true }
        let lower = utf8[at - 1] | 0x20
        if utf8[at - 1] == 0x2D || utf8[at - 1] == 0x2E, at > 1 {
            let before = utf8[at - 2]
            return before >= 0x80 || before &- 0x30 >= 10 && (before | 0x20) &- 0x61 >= 26 || lastEnd == at
        }
        guard lower &- 0x61 < 26 else { return true }
        return lower == 0x78 || lastEnd >= at - 1 || Self.isCurrent(word(endingAt: at))
    }

    /// Whether a unit may stand behind a number, or a sign or word that joins it to a number with one.
    private func mayHaveUnit(at end: Int, joined: Int = 0) -> Bool {
        guard end < utf8.count else { return false }
        var at = end
        if utf8[at] == 0x20 || utf8[at] == 0x2D {
            at += 1
            while at < utf8.count, utf8[at] == 0x20, utf8[end] == 0x20 { at += 1 }
            guard at < utf8.count else { return false }
            // 3-6 years, 1 1/2 inch
            if utf8[at] &- 0x30 < 10 {
                if utf8[end] == 0x2D { return mayBeJoined(at, joined) }
                guard at + 2 < utf8.count else { return false }
                // 1 1/2 inch, 1 000 ml
                return utf8[at + 1] == 0x2F || utf8[at + 2] == 0x2F
                    || utf8[at] == 0x30 && utf8[at + 1] == 0x30 && utf8[at + 2] == 0x30
            }
        }
        let byte = utf8[at]
        if byte >= 0x80 {
            guard let scalar = character(at) else { return true }
            return hints.beginsUnit(scalar) && !countsOther(scalar, at)
        }
        guard byte >= 0x41, (byte | 0x20) &- 0x61 < 26 else {
            switch byte {
            case 0x2D where at + 1 < utf8.count && (utf8[at + 1] | 0x20) &- 0x61 < 26: return true
            case 0x2A, 0x2B, 0x2D, 0x2F, 0x7E: return mayBeJoined(at + 1, joined)
            default: return hints.unitSigns[Int(byte)]
            }
        }
        let (letters, stop) = letters(from: at)
        let isApart = at > end
        switch hints.word(letters) {
        case .unit: return true
        case .gluedUnit: return !isApart
        case .joiner: return mayBeJoined(stop, joined)
        case .none:
            // 500mlx12
            return letters & 0xFF == 0x78 && stop < utf8.count && utf8[stop] &- 0x30 < 10
                && hints.word(letters >> 8) != .none
        }
    }

    /// Whether behind a scale or 多 at `at`, with which no unit begins, a Han character stands that neither begins a unit nor
    /// counts: 3万元, 40多人.
    private func countsOther(_ scalar: UInt32, _ at: Int) -> Bool {
        var (scalar, at) = (scalar, at)
        while Self.isScale(scalar) {
            at += 3
            guard at < utf8.count, utf8[at] &- 0xE4 < 6, let next = character(at) else { return false }
            if !hints.beginsUnit(next) { return !hints.isNumeral(next) }
            scalar = next
        }
        return false
    }

    /// 十 百 万 亿 多 余: not 千, which begins units.
    private static func isScale(_ scalar: UInt32) -> Bool {
        switch CharacterFolding.fold(scalar) {
        case 0x5341, 0x767E, 0x4E07, 0x4EBF, 0x591A, 0x4F59: true
        default: false
        }
    }

    /// Whether a number stands at `at`, behind the sign or word that joins it, and may itself have a unit.
    private func mayBeJoined(_ at: Int, _ joined: Int) -> Bool {
        let start = at < utf8.count && utf8[at] == 0x20 ? at + 1 : at
        guard start < utf8.count, joined < 5 else { return joined >= 5 }
        guard utf8[start] &- 0x30 < 10 else { return utf8[start] >= 0x80 }
        let end = numberEnd(start)
        // 16+512: memory and storage have no unit.
        if utf8[start - 1] == 0x2B { return true }
        return mayHaveUnit(at: end, joined: joined + 1)
    }

    /// The first eight letters from a place on, small, as a number; and where the letters end.
    func letters(from start: Int) -> (letters: UInt64, end: Int) {
        var letters: UInt64 = 0
        var end = start
        while end < utf8.count, (utf8[end] | 0x20) &- 0x61 < 26 {
            if end - start < 8 { letters = letters << 8 | UInt64(utf8[end] | 0x20) }
            end += 1
        }
        return (letters, end)
    }

    /// Whether the number at `at` follows the words before a count (`set of 4`) or the name of a size's system.
    private func follows(_ at: Int) -> Bool {
        let end = at > 0 && utf8[at - 1] == 0x20 ? at - 1 : at
        guard end > 1 else { return false }
        let last = utf8[end - 1]
        if last >= 0x80 {
            // 码. Of the characters that end in its last byte, other Han characters neither end such words nor join numbers.
            guard last == 0x81 else { return false }
            guard end > 2, utf8[end - 3] &- 0xE4 < 6, let scalar = character(end - 3) else { return true }
            return scalar == 0x7801
        }
        guard (last | 0x20) &- 0x61 < 26 else { return false }
        return Self.isBeforeNumber(word(endingAt: end))
    }

    private static let half = word("half")

    /// `ac`, `dc`.
    private static func isCurrent(_ word: UInt64) -> Bool { word == 0x6163 || word == 0x6463 }

    /// `of`, `us`, `eu`, `eur`, `uk`, `size`.
    private static func isBeforeNumber(_ word: UInt64) -> Bool {
        switch word {
        case 0x6F66, 0x7573, 0x6575, 0x65_7572, 0x756B, 0x7369_7A65: true
        default: false
        }
    }

    /// Up to eight letters that end at a place, small, as a number.
    func word(endingAt end: Int) -> UInt64 {
        var packed: UInt64 = 0
        var at = end
        while at > 0, (utf8[at - 1] | 0x20) &- 0x61 < 26 {
            guard end - at < 8 else { return 0 }
            packed |= UInt64(utf8[at - 1] | 0x20) << UInt64(8 * (end - at))
            at -= 1
        }
        return packed
    }

    static func word(_ text: String) -> UInt64 { text.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    /// The first place at or after `at` where a character begins.
    private func boundary(after at: Int) -> Int {
        var at = at
        while at < utf8.count, utf8[at] & 0xC0 == 0x80 { at += 1 }
        return at
    }

    private func window(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: utf8[range])
    }

    /// Reads the quantities that begin at one of the places, and those glued to them, with the grammar.
    /// - Parameter endsAfter: a byte that they must go beyond.
    /// - Returns: where the last of them ends; nil when there are none.
    private mutating func read(
        _ places: Range<Int>, endsAfter: Int? = nil, _ body: (Quantity) -> Void
    ) -> Int? {
        let (grammar, start) = grammar(around: places)
        let text = grammar.text
        let previous = lastEnd >= start ? text.place(atOrAfter: lastEnd - start) : nil
        let last = text.place(atOrAfter: places.upperBound - start)
        var at = text.place(atOrAfter: places.lowerBound - start)
        while at < last {
            if let end = read(
                grammar, text, at, previous, offset: start, beyond: endsAfter ?? places.lowerBound, body)
            {
                return end
            }
            at += 1
        }
        return nil
    }

    /// The grammar over a window around places, and the byte that the window begins at.
    private mutating func grammar(around places: Range<Int>) -> (grammar: QuantityGrammar, start: Int) {
        if utf8.count <= Self.surroundings {
            let grammar = whole ?? QuantityGrammar(FoldedText(utf8: utf8))
            whole = grammar
            return (grammar, 0)
        }
        let start = boundary(after: max(0, places.lowerBound - Self.before))
        let end = boundary(after: min(utf8.count, places.upperBound + Self.after))
        let first = boundary(after: max(0, places.lowerBound - Self.surroundings))
        let last = boundary(after: min(utf8.count, places.upperBound + Self.surroundings))
        let near = window(first..<last)
        return (QuantityGrammar(FoldedText(utf8: window(start..<end))) { FoldedText(utf8: near) }, start)
    }

    private mutating func read(
        _ grammar: QuantityGrammar, _ text: FoldedText, _ place: Int, _ previousEnd: Int?, offset: Int,
        beyond: Int, _ body: (Quantity) -> Void
    ) -> Int? {
        var (at, previous) = (place, previousEnd)
        var isFound = false
        while let parsed = grammar.parse(at: at, previousEnd: previous) {
            let end = offset + text.byteRange(parsed.end - 1..<parsed.end).upperBound
            // What ends before was read already.
            guard end > beyond else { break }
            for found in parsed.quantities {
                var quantity = found.quantity
                quantity.range = quantity.range.lowerBound + offset..<quantity.range.upperBound + offset
                body(quantity)
            }
            isFound = true
            lastEnd = end
            guard parsed.end > at, text.kind(at: parsed.end) == .digit else { break }
            (at, previous) = (parsed.end, parsed.end)
        }
        return isFound ? lastEnd : nil
    }

    /// The character of three bytes of UTF-8 at a place; nil if there is none.
    func character(_ at: Int) -> UInt32? {
        guard at + 2 < utf8.count, utf8[at] & 0xF0 == 0xE0, utf8[at + 1] & 0xC0 == 0x80,
            utf8[at + 2] & 0xC0 == 0x80
        else { return nil }
        return UInt32(utf8[at] & 0xF) << 12 | UInt32(utf8[at + 1] & 0x3F) << 6 | UInt32(utf8[at + 2] & 0x3F)
    }
}

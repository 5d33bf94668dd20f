import CSoukKernels

/// Which bytes and characters can begin a number or a unit: made of the tables that the grammar reads by, so that nothing
/// which it would read is left out.
final class QuantityHints: @unchecked Sendable {
    static let shared = QuantityHints()

    /// What a byte may begin: nothing, a digit, the word "half", a character of two or of three bytes.
    enum Sign: UInt8, Sendable { case none, digit, half, twoBytes, threeBytes }

    // Never freed: there is one ``shared``.
    /// By byte.
    let signs: UnsafePointer<Sign>
    /// Where a number may begin: all of ``signs``, of the characters of three bytes only numerals.
    let beginnings: UnsafePointer<souk_byte_patterns>
    /// ASCII signs that are units, or join numbers.
    let unitSigns: UnsafePointer<Bool>
    /// A bit for every character of the basic plane, 64 in a row.
    private let numerals: UnsafePointer<UInt64>
    private let unitBeginnings: UnsafePointer<UInt64>

    /// What a word of letters behind a number may be.
    enum Word: UInt8, Sendable {
        case none
        case unit
        /// A unit only where it is glued to the number: `2A`, `3m`.
        case gluedUnit
        /// `to`, `and`, `x`: what joins two numbers.
        case joiner
    }

    private struct Entry: Sendable {
        var letters: UInt64 = 0
        var word = Word.none
        /// The unit, where the word is all of it.
        var unit: QuantityUnit?
        /// First letters of the words that may follow in a longer spelling (`pack of`), a bit for each.
        var continuations: UInt32 = 0
    }

    /// Words by their first eight letters, packed into a number, in a table of open addressing.
    private let words: UnsafePointer<Entry>
    /// The letters and the sort of each entry, apart: most words are none.
    private let keys: UnsafePointer<UInt64>
    private let sorts: UnsafePointer<Word>
    private static let slotCount = 1_024

    private func entry(_ letters: UInt64) -> Int {
        var slot = Self.slot(letters)
        while keys[slot] != letters, keys[slot] != 0 { slot = (slot &+ 1) & (Self.slotCount - 1) }
        return slot
    }

    /// What up to eight small letters are; `none` for 0.
    func word(_ letters: UInt64) -> Word { letters == 0 ? .none : sorts[entry(letters)] }

    /// The unit that a word or sign is by itself, and the first letters of the words that may go on with it.
    func plainUnit(_ letters: UInt64) -> (unit: QuantityUnit, continuations: UInt32)? {
        guard letters != 0 else { return nil }
        let slot = entry(letters)
        guard sorts[slot] != .none, let unit = words[slot].unit else { return nil }
        return (unit, words[slot].continuations)
    }

    private static func table<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let table = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
        table.initialize(from: elements, count: elements.count)
        return UnsafePointer(table)
    }

    private static func slot(_ letters: UInt64) -> Int {
        Int(truncatingIfNeeded: (letters &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }

    private static func makeWords() -> [Entry] {
        var words = [Entry](repeating: Entry(), count: slotCount)
        func insert(_ spelling: String, _ word: Word, _ unit: QuantityUnit?, next: UInt8?) {
            let letters = spelling.utf8.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var at = slot(letters)
            while words[at].letters != letters, words[at].letters != 0 { at = (at + 1) & (slotCount - 1) }
            // The first word of several is a unit's beginning, whatever it is alone.
            let known = words[at]
            words[at] = Entry(
                letters: letters, word: word, unit: unit ?? known.unit,
                continuations: known.continuations | (next.map { 1 << UInt32($0 & 31) } ?? 0))
        }
        for joiner in ["to", "and", "x"] { insert(joiner, .joiner, nil, next: nil) }
        for spelling in UnitTable.allSpellings {
            let first = spelling.prefix { $0.isASCII && ($0.isLetter || $0 == "\"" || $0 == "'") }
            guard !first.isEmpty else { continue }
            let text = FoldedText(String(first))
            let unit = UnitTable.unit(spelt: 0..<text.count, in: text)
            let isGlued = first.utf8.count == 1 && [.ampere, .horsepower, .t, .m].contains(unit?.ambiguity)
            let next = spelling.dropFirst(first.count).first { $0.isLetter }?.asciiValue
            insert(
                String(first), isGlued ? .gluedUnit : .unit, first == spelling ? unit : nil, next: next)
        }
        return words
    }

    @inline(__always)
    func isNumeral(_ scalar: UInt32) -> Bool { numerals[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0 }
    func beginsUnit(_ scalar: UInt32) -> Bool {
        unitBeginnings[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0
    }

    private init() {
        var signs = [Sign](repeating: .none, count: 256)
        for byte in 0x30...0x39 { signs[byte] = .digit }
        for byte in [0x48, 0x68] { signs[byte] = .half }
        // ½ ¼ ¾ begin with C2; numbers of three bytes with E2 (⅓), E3 (〇), E4 to E9 (Han), EF (full width).
        signs[0xC2] = .twoBytes
        for byte in [0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF] { signs[byte] = .threeBytes }
        self.signs = Self.table(signs)

        var unitSigns = [Bool](repeating: false, count: 128)
        var unitFirsts = Set("到至十百千万亿多余半点⅓⅔⅛⅜⅝⅞".unicodeScalars.map(\.value))
        for spelling in UnitTable.allSpellings {
            guard let first = spelling.unicodeScalars.first?.value else { continue }
            if first >= 0x80 {
                unitFirsts.insert(first)
            } else if first &- 0x61 >= 26 {
                unitSigns[Int(first)] = true
            }
        }
        for sign in "*+/~-".utf8 { unitSigns[Int(sign)] = true }
        self.unitSigns = Self.table(unitSigns)
        let words = Self.makeWords()
        self.words = Self.table(words)
        keys = Self.table(words.map(\.letters))
        sorts = Self.table(words.map(\.word))

        let digits = Set("零〇一二三四五六七八九两十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅几半⅓⅔⅛⅜⅝⅞".unicodeScalars.map(\.value))
        var numerals = [UInt64](repeating: 0, count: 1_024)
        // 0 to 9; half; ½ ¼ ¾.
        var sequences: [BytePatterns.Sequence] = [(0x30...0x39, nil, nil), (0xC2...0xC2, 0xBC...0xBE, nil)]
        for first: UInt8 in [0x48, 0x68] {
            for second: UInt8 in [0x41, 0x61] { sequences.append((first...first, second...second, nil)) }
        }
        var unitBeginnings = numerals
        for scalar in UInt32(0x80)..<0x1_0000 where scalar &- 0xD800 >= 0x800 {
            let folded = CharacterFolding.fold(scalar)
            let bit = UInt64(1) << UInt64(scalar & 63)
            if folded &- 0x30 < 10 || digits.contains(folded) {
                numerals[Int(scalar >> 6)] |= bit
                if let sequence = Self.threeBytes(scalar) { sequences.append(sequence) }
            }
            let begins =
                folded >= 0x80
                ? unitFirsts.contains(folded)
                : folded == 0x20 || unitSigns[Int(folded)] || folded &- 0x61 < 26
            if begins { unitBeginnings[Int(scalar >> 6)] |= bit }
        }
        self.numerals = Self.table(numerals)
        beginnings = Self.table([BytePatterns(sequences).table])
        self.unitBeginnings = Self.table(unitBeginnings)
    }

    /// The UTF-8 of a character of three bytes; nil for one of two, which is not among the numerals.
    private static func threeBytes(_ scalar: UInt32) -> BytePatterns.Sequence? {
        guard scalar >= 0x800 else { return nil }
        let bytes = (UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 63), UInt8(0x80 | scalar & 63))
        return (bytes.0...bytes.0, bytes.1...bytes.1, bytes.2...bytes.2)
    }
}

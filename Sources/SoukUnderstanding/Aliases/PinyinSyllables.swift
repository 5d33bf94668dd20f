import SoukAnalysis

/// Whether Latin letters may be Hanyu Pinyin at all, so that the Han words of a catalogue need not be romanized for `usb cable`.
///
/// By the shape of a syllable: an initial, a final, and an ending. Every syllable of ``Romanizer`` has the shape, and some that
/// are none: what may stand is looked up, what may not is not.
enum PinyinSyllables {
    /// One bit for each letter from a on.
    private static let initials: UInt32 = "bpmfdtnlgkhjqxrzcsyw".utf8.reduce(0) {
        $0 | 1 << UInt32($1 - 0x61)
    }
    private static let finals: Set<UInt32> = Set(
        [
            "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "o", "ong", "ou", "i", "ia", "ian",
            "iang", "iao", "ie",
            "in", "ing", "iong", "iu", "io", "iai", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo",
            "uei", "uen", "ueng", "v", "ve",
            "van", "vn", "m", "n", "ng",
        ].map { (text: String) in packed(text.utf8) })
    private static let longestFinal = 4

    /// At most ``longestFinal`` letters in one number.
    private static func packed(_ letters: some Sequence<UInt8>) -> UInt32 {
        letters.reduce(0) { $0 << 8 | UInt32($1) }
    }
    /// First letters are typed for words of so many characters.
    private static let initialsLength = 2...4

    /// Whether letters are one syllable by their shape.
    static func isSyllable(_ letters: some Collection<UInt8>) -> Bool {
        if isFinal(letters) { return true }
        guard let first = letters.first, first &- 0x61 < 26, initials & 1 << UInt32(first &- 0x61) != 0 else {
            return false
        }
        let rest = letters.dropFirst()
        if isFinal(rest) { return true }
        // zh, ch, sh
        return rest.first == 0x68 && (first == 0x7A || first == 0x63 || first == 0x73)
            && isFinal(rest.dropFirst())
    }

    private static func isFinal(_ letters: some Collection<UInt8>) -> Bool {
        !letters.isEmpty && letters.count <= longestFinal && finals.contains(packed(letters))
    }

    /// Whether words of a text, from the beginning of one to the end of the same or a later one, may spell a Han word in
    /// syllables, or one of them in first letters.
    /// - Complexity: O(letters).
    static func mayStand(in text: FoldedText) -> Bool {
        var start = 0
        while start < text.count {
            if text.kind(at: start) == .letter, text.kind(at: start - 1) != .letter,
                isSpelled(text, from: start)
            {
                return true
            }
            start += 1
        }
        return false
    }

    private static func isEnd(_ text: FoldedText, _ place: Int) -> Bool {
        text.kind(at: place) != .letter && text.kind(at: place) != .digit
    }

    private static func isSpelled(_ text: FoldedText, from start: Int) -> Bool {
        var letters: [UInt8] = []
        /// How many letters there are where a word ends, rising.
        var ends: [Int] = []
        var place = start
        while place < text.count, text.kind(at: place) == .letter || text.kind(at: place) == .space {
            defer { place += 1 }
            guard text.kind(at: place) == .letter else { continue }
            guard let letter = UInt8(exactly: text.scalars[place]), letter &- 0x61 < 26 else { break }
            letters.append(letter)
            if isEnd(text, place + 1) { ends.append(letters.count) }
        }
        if let first = ends.first, initialsLength.contains(first), letters[..<first].allSatisfy(isInitial) {
            return true
        }
        var isReached = [Bool](repeating: false, count: letters.count + 1)
        isReached[0] = true
        for end in 1..<letters.count + 1 {
            isReached[end] = (max(0, end - longestSyllable)..<end).contains {
                isReached[$0] && isSyllable(letters[$0..<end])
            }
            if isReached[end], ends.contains(end) { return true }
            // What a syllable cannot go over is spelled no further.
            if !isReached[max(0, end - longestSyllable)...end].contains(true) { return false }
        }
        return false
    }

    private static let longestSyllable = 6
    /// The first letters of syllables: none begins with i, u or v.
    private static func isInitial(_ letter: UInt8) -> Bool {
        letter != 0x69 && letter != 0x75 && letter != 0x76
    }
}

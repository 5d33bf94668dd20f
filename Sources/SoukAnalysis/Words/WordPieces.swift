/// Cuts a scanned word where a shop wants it cut, over what the Unicode rules join.
///
/// - `_`, `@` and `;` separate. `a@b.com` is three words.
/// - `.` between letters separates (`dr.martens`), except in initials, where it vanishes (`e.l.f` is `elf`).
/// - `.` between digits stays: `6.1` is one number.
/// - `,` and `'` between digits vanish where they group thousands (`1,440`) and separate elsewhere
///   (`36,37,38`).
/// - `'` between letters stays in the piece; the term is written without it (`l'oreal` is `loreal`).
struct WordPieces<Text: TextUnits> {
    let text: Text
    private let end: Int
    private var next: Int
    /// Separators before this place were found to group digits, or not to.
    private var groupingKnownUntil = 0
    private var isGrouping = false

    init(_ text: Text, _ word: WordScanner.Word) {
        self.text = text
        next = word.start
        end = word.end
    }

    /// The next piece as a range of units; nil after the last. Pieces may hold neither letter nor digit.
    /// - Complexity: O(length) over all pieces.
    mutating func nextPiece() -> Range<Int>? {
        guard next < end else { return nil }
        let start = next
        var index = start
        while index < end && !cuts(at: index, pieceStart: start) { index += 1 }
        next = index + 1
        return start..<index
    }

    private mutating func cuts(at index: Int, pieceStart: Int) -> Bool {
        let current = text.characterClass(index)
        if current <= CharacterClass.digit { return current == CharacterClass.at }
        if current == CharacterClass.underscore { return true }
        guard current == CharacterClass.midBoth || current == CharacterClass.midDigits else { return false }
        let unit = text.unit(index)
        if unit == UInt16(UInt8(ascii: ";")) || index == pieceStart { return true }
        let isBetweenDigits = text.characterClass(index - 1) == CharacterClass.digit
        if unit == UInt16(UInt8(ascii: ".")) { return !isBetweenDigits && !joinsInitials(index, pieceStart) }
        if !isBetweenDigits { return current == CharacterClass.midDigits }
        return !groupsDigits(index, pieceStart)
    }

    /// Whether the dot at `index` lies between two single letters.
    private func joinsInitials(_ index: Int, _ pieceStart: Int) -> Bool {
        let before = index - 2
        let after = index + 2
        let isSingleBefore = before < pieceStart || isDot(before)
        let isSingleAfter =
            after >= end || isDot(after) || text.characterClass(after) == CharacterClass.underscore
        return isSingleBefore && isSingleAfter && text.characterClass(index + 1) == CharacterClass.letter
    }

    private func isDot(_ index: Int) -> Bool { text.unit(index) == UInt16(UInt8(ascii: ".")) }

    private func isGroupMark(_ index: Int) -> Bool {
        let unit = text.unit(index)
        return unit == UInt16(UInt8(ascii: ",")) || unit == UInt16(UInt8(ascii: "'"))
    }

    /// Whether the mark at `index` groups thousands: one to three digits, not 0 first, then threes only.
    /// The whole sequence of digits and marks is judged at its first mark.
    private mutating func groupsDigits(_ index: Int, _ pieceStart: Int) -> Bool {
        if index < groupingKnownUntil { return isGrouping }
        var first = index
        while first > pieceStart && text.characterClass(first - 1) == CharacterClass.digit
            && index - first < 4
        {
            first -= 1
        }
        let isAfterPoint = first > pieceStart && isDot(first - 1)
        var holds = (1...3).contains(index - first) && !isAfterPoint
        holds = holds && text.unit(first) != UInt16(UInt8(ascii: "0"))
        var mark = index
        var last = index + 1
        while last < end {
            if text.characterClass(last) != CharacterClass.digit {
                guard isGroupMark(last), last + 1 < end,
                    text.characterClass(last + 1) == CharacterClass.digit
                else { break }
                holds = holds && last - mark == 4
                mark = last
            }
            last += 1
        }
        isGrouping = holds && last - mark == 4
        groupingKnownUntil = last
        return isGrouping
    }
}

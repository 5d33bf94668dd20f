/// Tokens of letter and digit words, in ASCII text and in folded text alike.
extension Analyzer {
    /// All tokens of an ASCII text.
    func scan(_ text: ASCIIText, _ emitter: inout TokenEmitter, _ body: (Token) -> Void) {
        var index = 0
        while index < text.count {
            if WordScanner.begins(text.characterClass(index)) {
                let word = WordScanner.word(in: text, at: index)
                emitJoined(text, word, &emitter, body)
                emitWord(text, word, &emitter, body)
                index = word.end
            } else {
                index += 1
            }
        }
    }

    @inline(__always)
    func emitWord<Text: TextUnits>(
        _ text: Text, _ word: WordScanner.Word, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        if word.end - word.start == 1, word.hasLetters, let end = symbolEnd(text, word.end) {
            emitWithSymbol(text, word.start..<end, &emitter, body)
        } else if !word.hasOthers && word.hasLetters != word.hasDigits {
            emitter.term.removeAll()
            for index in word.start..<word.end { emitter.term.append(text, index) }
            finishPlain(text, word.start..<word.end, isNumber: word.hasDigits, &emitter, body)
        } else {
            emitPieces(text, word, &emitter, body)
        }
    }

    /// The end of `++` or `#` behind a letter, which make a name of it: C++, C#.
    private func symbolEnd<Text: TextUnits>(_ text: Text, _ start: Int) -> Int? {
        guard start < text.count else { return nil }
        var end = start
        if text.unit(start) == UInt16(UInt8(ascii: "#")) {
            end += 1
        } else {
            while end < text.count, end < start + 3, text.unit(end) == UInt16(UInt8(ascii: "+")) { end += 1 }
            guard end >= start + 2 else { return nil }
        }
        return end < text.count && text.characterClass(end) <= CharacterClass.digit
            && text.characterClass(end) != CharacterClass.other ? nil : end
    }

    @inline(never)
    private func emitWithSymbol<Text: TextUnits>(
        _ text: Text, _ range: Range<Int>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        emitter.term.removeAll()
        if emitter.mode == .index {
            emitter.term.append(text, range.lowerBound)
            emitter.emit(
                .subword, .inner, atoms: 1, start: text.start(range.lowerBound),
                end: text.end(range.lowerBound),
                body)
            emitter.term.removeAll()
        }
        for index in range { emitter.term.append(text, index) }
        emitter.emit(
            .latin, .aligned, atoms: 1, start: text.start(range.lowerBound),
            end: text.end(range.upperBound - 1), body)
        emitter.position += 1
    }

    @inline(never)
    private func emitPieces<Text: TextUnits>(
        _ text: Text, _ word: WordScanner.Word, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        var pieces = WordPieces(text, word)
        while let piece = pieces.nextPiece() {
            var runs = 0
            var firstIsDigits = false
            var index = piece.lowerBound
            while let run = nextRun(text, index..<piece.upperBound) {
                if runs == 0 { firstIsDigits = run.isDigits }
                runs += 1
                index = run.end
            }
            if runs == 1 {
                appendRun(text, piece, &emitter.term)
                finishPlain(text, piece, isNumber: firstIsDigits, &emitter, body)
            } else if runs > 1 {
                emitModel(text, piece, runs: runs, &emitter, body)
            }
        }
    }

    /// The whole of a model number, then its runs at successive positions.
    private func emitModel<Text: TextUnits>(
        _ text: Text, _ piece: Range<Int>, runs: Int, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        appendRun(text, piece, &emitter.term)
        emitter.emit(
            .model, .aligned, atoms: runs, start: text.start(piece.lowerBound),
            end: text.end(piece.upperBound - 1),
            body)
        if emitter.mode == .words {
            emitter.position += runs
            return
        }
        var index = piece.lowerBound
        while let run = nextRun(text, index..<piece.upperBound) {
            let range = index..<run.end
            emitRun(text, range, isNumber: run.isDigits, &emitter, body)
            if emitter.mode == .index, !run.isDigits {
                if let cut = nameEnd(text, range, of: piece) {
                    emitHumps(text, range.lowerBound..<cut, &emitter, body)
                    emitGlued(
                        text, name: range.lowerBound..<cut, model: cut..<piece.upperBound, range, runs,
                        &emitter, body)
                } else {
                    emitHumps(text, range, &emitter, body)
                }
            }
            emitter.position += 1
            index = run.end
        }
    }

    func emitRun<Text: TextUnits>(
        _ text: Text, _ range: Range<Int>, isNumber: Bool, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        appendRun(text, range, &emitter.term)
        if !isNumber { stem(&emitter.term) }
        emitter.emit(
            .subword, .inner, atoms: 1, start: text.start(range.lowerBound),
            end: text.end(range.upperBound - 1), body)
    }

    /// Pro and Max of `iPhone15ProMax`: the words that capitals begin, all where the run stands, since the number of atoms
    /// does not depend on case.
    private func emitHumps<Text: TextUnits>(
        _ text: Text, _ range: Range<Int>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        var start = range.lowerBound
        for index in range.dropFirst() where isHump(text, index, range) {
            emitRun(text, start..<index, isNumber: false, &emitter, body)
            start = index
        }
        if start > range.lowerBound {
            emitRun(text, start..<range.upperBound, isNumber: false, &emitter, body)
        }
    }

    /// A capital with two small letters of the range before it, and one behind it.
    private func isHump<Text: TextUnits>(_ text: Text, _ index: Int, _ range: Range<Int>) -> Bool {
        func isSmall(_ index: Int) -> Bool {
            range.contains(index) && text.characterClass(index) == CharacterClass.letter
                && !text.isCapital(index)
        }
        return range.contains(index) && text.isCapital(index) && isSmall(index - 1) && isSmall(index - 2)
            && isSmall(index + 1)
    }

    /// The run of letters or of digits that begins at the range's start, with the marks and joining
    /// characters in it; nil if there is neither letter nor digit.
    private func nextRun<Text: TextUnits>(_ text: Text, _ range: Range<Int>) -> (end: Int, isDigits: Bool)? {
        var runClass = CharacterClass.other
        var index = range.lowerBound
        while index < range.upperBound {
            let current = text.characterClass(index)
            if current == CharacterClass.letter || current == CharacterClass.digit {
                if runClass == CharacterClass.other { runClass = current }
                if current != runClass { break }
            }
            index += 1
        }
        return runClass == CharacterClass.other ? nil : (index, runClass == CharacterClass.digit)
    }

    /// Writes the term of a range: apostrophes, grouping marks and the dots of initials left out, decimal
    /// points kept, a possessive ending removed.
    func appendRun<Text: TextUnits>(_ text: Text, _ range: Range<Int>, _ term: inout TermBuffer) {
        term.removeAll()
        var end = range.upperBound
        if end - range.lowerBound > 2, text.unit(end - 1) == UInt16(UInt8(ascii: "s")),
            text.unit(end - 2) == UInt16(UInt8(ascii: "'"))
        {
            end -= 2
        }
        var isAfterDigit = false
        for index in range.lowerBound..<end {
            let current = text.characterClass(index)
            if current == CharacterClass.midDigits { continue }
            if current == CharacterClass.midBoth {
                if isAfterDigit && text.unit(index) == UInt16(UInt8(ascii: ".")) { term.append(text, index) }
                continue
            }
            isAfterDigit = current == CharacterClass.digit
            term.append(text, index)
        }
    }

    /// Emits a word of one run, whose unstemmed term is written.
    @inline(__always)
    private func finishPlain<Text: TextUnits>(
        _ text: Text, _ range: Range<Int>, isNumber: Bool, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        if !isNumber { stem(&emitter.term) }
        emitter.emit(
            isNumber ? .number : .latin, .aligned, atoms: 1, start: text.start(range.lowerBound),
            end: text.end(range.upperBound - 1), body)
        emitter.position += 1
    }
}

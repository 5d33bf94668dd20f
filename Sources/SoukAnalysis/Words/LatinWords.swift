import CSoukSnowball

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
        if !word.hasOthers && word.hasLetters != word.hasDigits {
            emitter.term.removeAll()
            for index in word.start..<word.end { emitter.term.append(text, index) }
            finishPlain(text, word.start..<word.end, isNumber: word.hasDigits, &emitter, body)
        } else {
            emitPieces(text, word, &emitter, body)
        }
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
            appendRun(text, index..<run.end, &emitter.term)
            if !run.isDigits { stem(&emitter.term) }
            emitter.emit(
                .subword, .inner, atoms: 1, start: text.start(index), end: text.end(run.end - 1), body)
            emitter.position += 1
            index = run.end
        }
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
    private func appendRun<Text: TextUnits>(_ text: Text, _ range: Range<Int>, _ term: inout TermBuffer) {
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

    @inline(__always)
    private func stem(_ term: inout TermBuffer) {
        guard let stemmer, term.isASCII else { return }
        term.shorten(to: souk_stemmer_stem(stemmer, term.bytes, term.count))
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

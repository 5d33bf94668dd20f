/// Tokens of a run of Han characters: the best path of the lattice, the words inside its words, and all bigrams.
///
/// In the index, character i of a run gives one token at its position: the bigram of i and i + 1, or at the
/// end of the run the character and the sentinel. So every single character is a prefix of exactly one
/// token at its place, every stretch of two or more is a chain of bigrams, and a word of two characters is
/// its own bigram: no posting is counted twice. Words of three and more, also those inside longer words, are tokens of
/// their own besides. A bigram that is no word is evidence of nothing but its two characters: it reads `crossing`.
extension Analyzer {
    func emitHan(
        _ text: FoldedUnits, _ run: Range<Int>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        if let lattice = latticeForHan() {
            lattice.findWords(
                text.units, classes: text.classes, count: text.count, run, first: unitLength(text, run))
            if takesPlainRuns, !lattice.hasPairs, lattice.longestWord <= Self.longestPlainWord {
                if emitter.mode == .index { return emitPlainHan(text, run, lattice, &emitter, body) }
                return emitPlainPath(text, run, lattice, &emitter, body)
            }
            markHanWords(lattice, run)
        } else {
            markWords(text, run)
        }
        switch emitter.mode {
        case .index: emitHanForIndex(text, run, &emitter, body)
        case .query: emitHanPath(text, run, withBigrams: true, &emitter, body)
        case .words: emitHanPath(text, run, withBigrams: false, &emitter, body)
        }
    }

    /// Whether a word of the best path begins or the run ends at `index`.
    @inline(__always) private func isBoundary(_ index: Int, _ run: Range<Int>) -> Bool {
        wordFlags[index - run.lowerBound] == 1
    }

    /// The index after the character at `index`.
    @inline(__always) private func after(_ text: FoldedUnits, _ index: Int, _ run: Range<Int>) -> Int {
        let next = index + 1
        return next < run.upperBound && !text.beginsCharacter(next) ? next + 1 : next
    }

    private func emitHanForIndex(
        _ text: FoldedUnits, _ run: Range<Int>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        var index = run.lowerBound
        while index < run.upperBound {
            let next = after(text, index, run)
            if next == run.upperBound {
                emitSentinel(text, index..<next, run, &emitter, body)
            } else {
                let last = after(text, next, run)
                emitBigram(text, index..<last, middle: next, run, &emitter, body)
                emitLongWords(text, from: index, run, &emitter, body)
            }
            emitter.position += 1
            index = next
        }
    }

    private func emitSentinel(
        _ text: FoldedUnits, _ range: Range<Int>, _ run: Range<Int>, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        write(text, range, &emitter.term)
        emitter.term.append(UInt8(Self.endSentinel.value))
        let isWord = isBoundary(range.lowerBound, run)
        emitter.emit(
            .bigram, isWord ? .aligned : .inner, atoms: 1, start: text.start(range.lowerBound),
            end: text.end(range.upperBound - 1), body)
    }

    private func emitBigram(
        _ text: FoldedUnits, _ range: Range<Int>, middle: Int, _ run: Range<Int>,
        _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        let (first, second) = (text.unit(range.lowerBound), text.unit(middle))
        if TermBuffer.isThreeBytes(first), TermBuffer.isThreeBytes(second) {
            emitter.term.setThreeByteCharacters(first, second)
        } else {
            write(text, range, &emitter.term)
        }
        let reading: TokenReading
        if isBoundary(middle, run) {
            reading = .crossing
        } else if isBoundary(range.lowerBound, run) && isBoundary(range.upperBound, run) {
            reading = .aligned
        } else {
            reading = isInnerWord(range, run) ? .inner : .crossing
        }
        emitter.emit(
            reading == .aligned ? .word : .bigram, reading, atoms: 2, start: text.start(range.lowerBound),
            end: text.end(range.upperBound - 1), body)
    }

    /// Whether a range inside a word is a word of its own there: what the word has before and after it is nothing, or a
    /// dictionary word of two characters or more. So 人民 is one in 人民银行, but 算机 in 计算机 is an accident, and so is 计算:
    /// who cuts a single character off a word is wrong more often than right. ICU's iterator does not say: then any is taken
    /// for one.
    @inline(__always) private func isInnerWord(_ range: Range<Int>, _ run: Range<Int>) -> Bool {
        guard let lattice else { return true }
        return isDictionaryWord(range, run, lattice) && isSurroundedByWords(range, run, lattice)
    }

    @inline(__always) private func isDictionaryWord(
        _ range: Range<Int>, _ run: Range<Int>, _ lattice: HanLattice
    ) -> Bool {
        // The lengths have 32 bits: the longest word has 31 units.
        lattice.wordLengths[range.lowerBound - run.lowerBound] >> UInt32(min(range.count, 32)) & 1 == 1
    }

    private func isSurroundedByWords(_ range: Range<Int>, _ run: Range<Int>, _ lattice: HanLattice) -> Bool {
        var start = range.lowerBound
        while !isBoundary(start, run) { start -= 1 }
        guard start == range.lowerBound || isDictionaryWord(start..<range.lowerBound, run, lattice) else {
            return false
        }
        var end = range.upperBound
        while !isBoundary(end, run) { end += 1 }
        return end == range.upperBound || isDictionaryWord(range.upperBound..<end, run, lattice)
    }

    /// The words of three and more characters that begin at `start` and do not cross the best path, short ones first.
    @inline(__always) private func emitLongWords(
        _ text: FoldedUnits, from start: Int, _ run: Range<Int>, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        let isAligned = isBoundary(start, run)
        let lengths = (lattice?.wordLengths[start - run.lowerBound] ?? 0) >> 3
        if isAligned || lengths != 0 {
            emitLongWords(text, from: start, lengths << 3, isAligned: isAligned, run, &emitter, body)
        }
    }

    private func emitLongWords(
        _ text: FoldedUnits, from start: Int, _ lengths: UInt32, isAligned: Bool, _ run: Range<Int>,
        _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        var index = after(text, start, run)
        var characters = 1
        // Up to the end of the word of the best path that holds `start`.
        while !isBoundary(index, run) {
            index = after(text, index, run)
            characters += 1
            let isWhole = isAligned && isBoundary(index, run)
            guard characters >= 3, isWhole || lengths >> UInt32(min(index - start, 31)) & 1 == 1 else {
                continue
            }
            write(text, start..<index, &emitter.term)
            emitter.emit(
                isWhole ? .word : .subword, isWhole ? .aligned : .inner, atoms: characters,
                start: text.start(start),
                end: text.end(index - 1), body)
        }
    }

    private func emitHanPath(
        _ text: FoldedUnits, _ run: Range<Int>, withBigrams: Bool, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        var start = run.lowerBound
        while start < run.upperBound {
            let word = pathWord(text, from: start, run)
            write(text, start..<word.end, &emitter.term)
            emitter.emit(
                .word, .aligned, atoms: word.characters, start: text.start(start),
                end: text.end(word.end - 1), body)
            if withBigrams && word.characters >= 3 {
                emitInnerBigrams(text, start..<word.end, run, &emitter, body)
            }
            emitter.position += word.characters
            start = word.end
        }
    }

    private func emitInnerBigrams(
        _ text: FoldedUnits, _ word: Range<Int>, _ run: Range<Int>, _ emitter: inout TokenEmitter,
        _ body: (Token) -> Void
    ) {
        var index = word.lowerBound
        var position = emitter.position
        while true {
            let middle = after(text, index, run)
            guard middle < word.upperBound else { return }
            let last = after(text, middle, run)
            write(text, index..<last, &emitter.term)
            emitter.emit(
                .bigram, .inner, at: position, atoms: 2, start: text.start(index), end: text.end(last - 1),
                body)
            position += 1
            index = middle
        }
    }

    /// The word of the best path that begins at `start`: where it ends, and how many characters it has.
    private func pathWord(_ text: FoldedUnits, from start: Int, _ run: Range<Int>) -> (
        end: Int, characters: Int
    ) {
        var end = after(text, start, run)
        var characters = 1
        while !isBoundary(end, run) {
            end = after(text, end, run)
            characters += 1
        }
        return (end, characters)
    }

    private func write(_ text: FoldedUnits, _ range: Range<Int>, _ term: inout TermBuffer) {
        term.removeAll()
        for index in range { term.append(text, index) }
    }
}

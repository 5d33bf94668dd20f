/// Tokens of folded text: runs of one script at a time.
extension Analyzer {
    /// All tokens of a folded text.
    func scan(_ text: FoldedUnits, _ emitter: inout TokenEmitter, _ body: (Token) -> Void) {
        var index = 0
        lattice?.forgetText()
        while index < text.count {
            let current = text.characterClass(index)
            switch current {
            case CharacterClass.letter, CharacterClass.digit, CharacterClass.underscore, CharacterClass.at:
                let word = WordScanner.word(in: text, at: index)
                emitJoined(text, word, &emitter, body)
                emitWord(text, word, &emitter, body)
                index = word.end
            case CharacterClass.han:
                let run = index..<text.runEnd(index, of: current)
                emitHan(text, run, &emitter, body)
                index = run.upperBound
            case CharacterClass.kana, CharacterClass.complex:
                let run = index..<markedRunEnd(text, index, of: current)
                emitDictionaryWords(text, run, &emitter, body)
                index = run.upperBound
            case CharacterClass.hangul:
                let run = index..<markedRunEnd(text, index, of: current)
                emitWhole(text, run, &emitter, body)
                index = run.upperBound
            case CharacterClass.emoji:
                var end = index + 1
                while end < text.count && text.characterClass(end) == CharacterClass.emojiRest { end += 1 }
                emitWhole(text, index..<end, &emitter, body)
                index = end
            default:
                index += 1
            }
        }
    }

    /// The end of a run of one class, in which marks may stand.
    private func markedRunEnd(_ text: FoldedUnits, _ index: Int, of runClass: UInt8) -> Int {
        var end = index + 1
        while end < text.count {
            let current = text.characterClass(end)
            guard current == runClass || current == CharacterClass.extend else { break }
            end += 1
        }
        return end
    }

    /// Kana, Thai and the like: ICU's words, one atom each.
    private func emitDictionaryWords(
        _ text: FoldedUnits, _ run: Range<Int>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        markWords(text, run)
        var start = run.lowerBound
        for end in run.lowerBound + 1...run.upperBound where wordFlags[end - run.lowerBound] == 1 {
            emitWhole(text, start..<end, &emitter, body)
            start = end
        }
    }

    /// A range of units as one word of one atom.
    private func emitWhole(
        _ text: FoldedUnits, _ range: Range<Int>, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        emitter.term.removeAll()
        for index in range { emitter.term.append(text, index) }
        emitter.emit(
            .word, .aligned, atoms: 1, start: text.start(range.lowerBound),
            end: text.end(range.upperBound - 1),
            body)
        emitter.position += 1
    }
}

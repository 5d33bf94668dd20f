/// Words joined by hyphens or `&`, as the one word that others write: `t-shirt` is found as `tshirt`, `SR-DX151` as `srdx151`,
/// `H&M` as `hm`.
extension Analyzer {
    private static let mostWords = 4
    private static let mostUnits = 32

    /// Emits the joined word before its parts, at the position of the first, when a chain of words begins here.
    ///
    /// Chains of numbers alone (`36-37`) are ranges and have none.
    @inline(__always)
    func emitJoined<Text: TextUnits>(
        _ text: Text, _ word: WordScanner.Word, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        guard word.end < text.count, Self.isHyphen(text.unit(word.end)) else { return }
        emitChain(text, word, &emitter, body)
    }

    @inline(never)
    private func emitChain<Text: TextUnits>(
        _ text: Text, _ first: WordScanner.Word, _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        guard emitter.mode != .words, !first.hasOthers, !isInside(text, first.start) else { return }
        var words = [first]
        while let last = words.last, last.end + 1 < text.count, Self.isHyphen(text.unit(last.end)),
            WordScanner.begins(text.characterClass(last.end + 1))
        {
            let next = WordScanner.word(in: text, at: last.end + 1)
            guard !next.hasOthers, words.count < Self.mostWords else { return }
            words.append(next)
        }
        guard words.count > 1, words.contains(where: \.hasLetters) else { return }
        emitter.term.removeAll()
        var atoms = 0
        var units = 0
        for word in words {
            for index in word.start..<word.end { emitter.term.append(text, index) }
            units += word.end - word.start
            atoms += runs(text, word)
        }
        guard units <= Self.mostUnits else { return }
        if !words.contains(where: \.hasDigits) { stem(&emitter.term) }
        let end = words[words.count - 1].end
        emitter.emit(
            .subword, .inner, atoms: atoms, start: text.start(first.start), end: text.end(end - 1), body)
    }

    /// Whether the word at `start` follows another with a hyphen between them.
    private func isInside<Text: TextUnits>(_ text: Text, _ start: Int) -> Bool {
        guard start >= 2, Self.isHyphen(text.unit(start - 1)) else { return false }
        return WordScanner.begins(text.characterClass(start - 2))
    }

    /// Runs of letters or of digits: the atoms of a word.
    private func runs<Text: TextUnits>(_ text: Text, _ word: WordScanner.Word) -> Int {
        var count = 1
        for index in word.start + 1..<max(word.end, word.start + 1)
        where text.characterClass(index) != text.characterClass(index - 1) { count += 1 }
        return count
    }

    /// `-` and the hyphens of Unicode, and `&`.
    private static func isHyphen(_ unit: UInt16) -> Bool {
        unit == 0x2D || unit == 0x26 || unit == 0x2010 || unit == 0x2011
    }
}

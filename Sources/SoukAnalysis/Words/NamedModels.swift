/// Names that a model is written to: `HUAWEIP60`, `SonyWH1000XM5`, `ThinkPadX1`.
extension Analyzer {
    /// Letters of a model before its first digit, behind a brand of three letters, and of more.
    private static let lettersBehindShort = 2
    private static let lettersOfModel = 4
    /// The same where capitals tell the model from the name.
    private static let mostCapitals = 4

    /// Where the name ends that the first letters of a word begin with, if letters of a model follow it, and digits behind
    /// these; nil where they are one name.
    ///
    /// Capitals before the digits, behind small letters, begin a model; otherwise one of ``BrandWords`` ends where a model may
    /// begin, or capitals before a word with one.
    func nameEnd<Text: TextUnits>(_ text: Text, _ letters: Range<Int>, of word: Range<Int>) -> Int? {
        guard letters.lowerBound == word.lowerBound, letters.upperBound < word.upperBound,
            letters.allSatisfy({ text.unit($0) &- 0x61 < 26 })
        else { return nil }
        var cut = letters.upperBound
        while cut > letters.lowerBound, text.isCapital(cut - 1) { cut -= 1 }
        let capitals = letters.upperBound - cut
        if (1...Self.mostCapitals).contains(capitals), cut - letters.lowerBound >= 2,
            !text.isCapital(cut - 2)
        {
            return cut
        }
        let brand = BrandWords.shared.longestBeginning(limit: letters.count - 1) { place in
            UInt8(truncatingIfNeeded: text.unit(letters.lowerBound + place))
        }
        if let brand {
            let most = brand == FirstLetters.count ? Self.lettersBehindShort : Self.lettersOfModel
            if letters.count - brand <= most { return letters.lowerBound + brand }
        }
        return capitalsEnd(text, letters)
    }

    /// Where capitals end before one that begins a word of small letters: JBL of JBLFlip6.
    private func capitalsEnd<Text: TextUnits>(_ text: Text, _ letters: Range<Int>) -> Int? {
        let small = letters.first { !text.isCapital($0) } ?? letters.upperBound
        let end = small - 1
        guard end - letters.lowerBound >= 2, letters.upperBound - small >= 2,
            (small..<letters.upperBound).allSatisfy({ !text.isCapital($0) })
        else { return nil }
        return end
    }

    /// The name, the model, and the model's first letters, all where the letters of both stand: the number of atoms does not
    /// depend on what is known of them.
    ///
    /// - Parameters:
    ///   - model: from the end of the name to that of the word.
    ///   - letters: of both.
    ///   - runs: of letters and of digits in the word.
    func emitGlued<Text: TextUnits>(
        _ text: Text, name: Range<Int>, model: Range<Int>, _ letters: Range<Int>, _ runs: Int,
        _ emitter: inout TokenEmitter, _ body: (Token) -> Void
    ) {
        emitRun(text, name, isNumber: false, &emitter, body)
        emitRun(text, model.lowerBound..<letters.upperBound, isNumber: false, &emitter, body)
        appendRun(text, model, &emitter.term)
        emitter.emit(
            .subword, .inner, atoms: runs, start: text.start(model.lowerBound),
            end: text.end(model.upperBound - 1), body)
    }
}

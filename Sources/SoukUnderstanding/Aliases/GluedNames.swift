import SoukAnalysis

/// Names that a number is written to: what `xiaomi11` is where the catalogue says 小米11.
///
/// The other name stands for the whole of the model number only: in a row with its letters and digits, never by itself, since the
/// name is no more than a part of what was asked for.
enum GluedNames {
    /// The other names of the word that a name begins and a number goes on, for the whole of it; nil where the name ends a word.
    ///
    /// - Parameter range: bytes of the name.
    static func wholeWord(_ range: Range<Int>, _ aliases: [Alias], in text: FoldedText) -> AliasMatch? {
        let end = text.place(atOrAfter: range.upperBound)
        guard text.kind(at: end) == .digit, text.kind(at: end - 1) == .letter else { return nil }
        let start = text.place(atOrAfter: range.lowerBound)
        guard text.kind(at: start - 1) != .letter, text.kind(at: start - 1) != .digit else { return nil }
        var wordEnd = end
        while isOfCode(text.kind(at: wordEnd)) { wordEnd += 1 }
        let rest = runs(end..<wordEnd, in: text)
        return AliasMatch(range: text.byteRange(start..<wordEnd), aliases: followed(aliases, by: rest))
    }

    /// The other names of a series or its brand where a number follows, with that number; nil where none does.
    ///
    /// 苹果 15 is iphone 15, and 三星s24 galaxy s24, but an apple by itself is no telephone.
    static func series(_ range: Range<Int>, _ aliases: [Alias], in text: FoldedText) -> AliasMatch? {
        if let whole = wholeWord(range, aliases, in: text) { return whole }
        let end = text.place(atOrAfter: range.upperBound)
        let start = text.skippingSpace(end)
        var at = start
        while text.kind(at: at) == .letter, at - start < lettersBeforeNumber { at += 1 }
        guard text.kind(at: at) == .digit else { return nil }
        while text.kind(at: at) == .digit { at += 1 }
        return AliasMatch(range: range, aliases: followed(aliases, by: runs(start..<at, in: text)))
    }

    /// The s of s24, the se of se2.
    private static let lettersBeforeNumber = 2

    private static func isOfCode(_ kind: FoldedText.Kind) -> Bool { kind == .letter || kind == .digit }

    private static func followed(_ aliases: [Alias], by rest: String) -> [Alias] {
        aliases.map { alias in
            var alias = alias
            alias.text += " " + rest
            return alias
        }
    }

    /// Runs of letters and of digits, a space apart.
    private static func runs(_ places: Range<Int>, in text: FoldedText) -> String {
        var result = ""
        for place in places {
            if place > places.lowerBound, text.kind(at: place) != text.kind(at: place - 1) { result += " " }
            result += text.string(place..<place + 1)
        }
        return result
    }
}

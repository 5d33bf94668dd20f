/// Quantities that begin with a word: `half gallon`, `set of 4`, `eu 42`.
extension QuantityGrammar {
    /// half gallon, 半斤.
    func half(at place: Int) -> Parsed? {
        var at = place
        if text.has("半", at: place) {
            at = place + 1
        } else if text.has("half ", at: place), text.kind(at: place - 1) != .letter {
            at = place + 5
            if text.has("a ", at: at) { at += 2 }
        } else {
            return nil
        }
        guard let match = UnitTable.longest(in: text, at: at), let unit = match.unit,
            [.weight, .volume, .length].contains(unit.kind), unit.ambiguity == nil
        else { return nil }
        return Parsed(
            quantities: [make(0.5, nil, unit, place..<match.range.upperBound)], end: match.range.upperBound)
    }

    /// set of 4, pack of 12.
    func pack(at place: Int) -> Parsed? {
        guard let match = Self.packs.longest(in: text, at: place) else { return nil }
        let start = text.skippingSpace(match.range.upperBound)
        guard let numeral = numbers.numeral(at: start), numeral.value >= 1, !numeral.hasFraction else {
            return nil
        }
        let unit = QuantityUnit(.count, "piece", 1)
        let end = numeral.range.upperBound
        return Parsed(quantities: [make(numeral.value, nil, unit, place..<end)], end: end)
    }

    private static let packs = PhraseTrie([
        "set of|pack of|box of|bundle of|case of|lot of|sets of|packs of"
    ])

    /// eu 42, us size 9: a size with its system.
    func sized(at place: Int) -> Parsed? {
        guard let match = Self.sizeSystems.longest(in: text, at: place) else { return nil }
        var start = text.skippingSpace(match.range.upperBound)
        if text.has("size ", at: start) { start += 5 }
        guard let numeral = numbers.numeral(at: start), numeral.form == .digits, numeral.value >= 1,
            numeral.value <= 60,
            unit(after: numeral) == nil, text.kind(at: numeral.range.upperBound) != .letter
        else { return nil }
        let end = numeral.range.upperBound
        let unit = QuantityUnit(.size, Self.sizeNames[match.group], 1)
        return Parsed(quantities: [make(numeral.value, nil, unit, place..<end)], end: end)
    }

    private static let sizeNames = ["EU", "US", "UK"]
    private static let sizeSystems = PhraseTrie([
        "eu|eur|size eu|欧码", "us|size us|us size|美码", "uk|size uk|uk size|英码",
    ])
}

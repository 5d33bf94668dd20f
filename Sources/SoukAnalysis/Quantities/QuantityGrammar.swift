/// Finds the quantities of a text: numbers with units, their ranges, dimensions (`24x34cm`), packs (`set of 4`)
/// and memory shorthands (`16+512`).
///
/// One pass from left to right; each number is read once, so the cost is linear in the text.
package final class QuantityGrammar {
    let text: FoldedText
    let numbers: NumeralScanner
    private let reading: QuantityReading

    package convenience init(_ text: FoldedText) { self.init(text) { text } }

    /// - Parameter surroundings: a longer text that holds `text`, whose words decide between the readings of a unit; asked
    ///   for when the first unit needs it.
    init(_ text: FoldedText, surroundings: @escaping () -> FoldedText) {
        self.text = text
        numbers = NumeralScanner(text, letterScales: false)
        reading = QuantityReading(text: text, surroundings: QuantityReading.Surroundings(surroundings))
    }

    /// A quantity with its places in the folded text.
    package struct Found: Sendable {
        package var quantity: Quantity
        package var places: Range<Int>
    }

    /// All quantities, in order of appearance, disjoint except that one unit may close several dimensions.
    package func quantities() -> [Found] {
        var found: [Found] = []
        var at = 0
        while at < text.count {
            if let parsed = parse(at: at, previousEnd: found.last?.places.upperBound) {
                found += parsed.quantities
                at = Swift.max(parsed.end, at + 1)
            } else {
                at = next(after: at)
            }
        }
        return found
    }

    private func next(after place: Int) -> Int {
        var at = place + 1
        // Inside a number there is nothing to begin.
        if text.kind(at: place) == .digit { while text.kind(at: at) == .digit { at += 1 } }
        return at
    }

    /// What was read at one place, and where to go on.
    struct Parsed {
        var quantities: [Found]
        var end: Int
    }

    /// The quantities that begin at a place.
    /// - Parameter previousEnd: where the quantity before ended.
    func parse(at place: Int, previousEnd: Int?) -> Parsed? {
        let kind = text.kind(at: place)
        if kind == .letter { return pack(at: place) ?? half(at: place) ?? sized(at: place) }
        if kind == .han, text.has("半", at: place) { return half(at: place) }
        guard kind == .digit || kind == .han || kind == .other, isStart(place, previousEnd: previousEnd)
        else { return nil }
        guard let numeral = numbers.numeral(at: place) else { return nil }
        if let parsed = memoryShorthand(numeral) ?? storageBeforeMemory(numeral) { return parsed }
        let first = number(numeral)
        let unit = unit(after: first)
        if kind == .digit, previousEnd != place, let unit = unit?.unit {
            if unit.kind != .voltage, isCurrent(before: place) { return nil }
            if unit.kind != .temperature, text.scalar(at: place - 1) == 0x2D,
                text.kind(at: place - 2) != .space
            {
                return nil
            }
        }
        return dimensions(from: first, unit, at: place) ?? simple(first, unit, at: place)
    }

    /// Digits glued to letters before them belong to a model, unless the letters were a unit just read, or a current's kind.
    private func isStart(_ place: Int, previousEnd: Int?) -> Bool {
        if previousEnd == place { return true }
        guard text.kind(at: place) == .digit else { return true }
        if text.kind(at: place - 1) == .letter {
            return isMultiplication(place - 1) || isCurrent(before: place)
                || previousEnd == place - 1 && text.scalar(at: place - 1) == 0x78
        }
        if text.scalar(at: place - 1) == 0x2D || text.scalar(at: place - 1) == 0x2E {
            return text.kind(at: place - 2) == .space || isBelowZero(place)
        }
        return true
    }

    /// AC220V, DC12V: alternating or direct current.
    private func isCurrent(before place: Int) -> Bool {
        let kind = text.kind(at: place - 3)
        return text.scalar(at: place - 1) == 0x63 && (text.scalar(at: place - 2) | 5) == 0x65
            && kind != .letter && kind != .digit
    }

    /// -18, 零下18 behind a character that no number or name ends in.
    private func isBelowZero(_ place: Int) -> Bool {
        if text.scalar(at: place - 1) == 0x4E0B { return text.scalar(at: place - 2) == 0x96F6 }
        guard text.scalar(at: place - 1) == 0x2D else { return false }
        let kind = text.kind(at: place - 2)
        return kind == .space || kind == .han || kind == .other && text.scalar(at: place - 2) != 0x2103
    }

    /// The x of 24罐x330ml and of 12x500ml, but not of ab12x500ml.
    private func isMultiplication(_ place: Int) -> Bool {
        guard text.scalar(at: place) == 0x78, text.kind(at: place - 1) != .letter else { return false }
        var start = place
        while text.kind(at: start - 1) == .digit { start -= 1 }
        guard start < place else { return true }
        let before = text.kind(at: start - 1)
        return place - start <= 3
            && (before == .space || before == .han || text.scalar(at: start - 1) == 0x28)
    }

    // MARK: One number, or a range of two

    private func simple(_ first: Numeral, _ unit: (unit: QuantityUnit, end: Int)?, at place: Int) -> Parsed? {
        if let range = range(from: first, start: place) { return range }
        guard let unit else { return nil }
        guard !first.isLoneScale, first.upper == nil else { return nil }
        var numeral = first
        var end = unit.end
        if unit.unit.kind == .temperature, isBelowZero(place) { numeral.value = -numeral.value }
        if let range = range(from: numeral, unit, start: place) { return range }
        addTail(to: &numeral, unit: unit.unit, end: &end)
        let places = withMultiplier(place..<end)
        return Parsed(
            quantities: [make(numeral.value, nil, unit.unit, places)], end: places.upperBound)
    }

    /// A quantity with what it is taken times in the same word: 12x500ml, 16gbx2.
    private func withMultiplier(_ places: Range<Int>) -> Range<Int> {
        var (start, end) = (places.lowerBound, places.upperBound)
        if text.scalar(at: start - 1) == 0x78, text.kind(at: start - 2) == .digit {
            start -= 1
            while text.kind(at: start - 1) == .digit { start -= 1 }
        }
        if text.scalar(at: end) == 0x78, text.kind(at: end + 1) == .digit {
            var last = end + 1
            while text.kind(at: last) == .digit { last += 1 }
            if text.kind(at: last) != .letter { end = last }
        }
        return start..<end
    }

    private func range(from first: Numeral, start: Int) -> Parsed? {
        var at = text.skippingSpace(first.range.upperBound)
        let word = Self.connectors.longest(in: text, at: at)?.range.upperBound
        guard let connector = word ?? dash(at: at) else { return nil }
        at = text.skippingSpace(connector)
        guard let second = numbers.numeral(at: at), second.form == first.form, second.value > first.value
        else { return nil }
        guard let unit = unit(after: second), unit.unit.kind != .count else { return nil }
        return Parsed(
            quantities: [make(first.value, second.value, unit.unit, start..<unit.end)], end: unit.end)
    }

    /// 110V-240V, 100ml到200ml, -20℃~40℃: both numbers with the same unit.
    private func range(from first: Numeral, _ unit: (unit: QuantityUnit, end: Int), start: Int) -> Parsed? {
        guard ![.storage, .memory, .count, .size].contains(unit.unit.kind) else { return nil }
        var at = text.skippingSpace(unit.end)
        let word = Self.upTo.longest(in: text, at: at)?.range.upperBound
        guard let connector = word ?? dash(at: at) else { return nil }
        at = text.skippingSpace(connector)
        guard text.kind(at: at) == .digit, let second = number(at: at), second.form == first.form,
            second.value > first.value, let last = self.unit(after: second), last.unit == unit.unit
        else { return nil }
        return Parsed(
            quantities: [make(first.value, second.value, unit.unit, start..<last.end)], end: last.end)
    }

    private static let upTo = PhraseTrie(["到|至|to"])
    private static let connectors = PhraseTrie(["到|至|to|and"])

    /// The end of a dash that stands for "to".
    private func dash(at place: Int) -> Int? {
        let scalar = text.scalar(at: place)
        return scalar == 0x2D || scalar == 0x7E ? place + 1 : nil
    }

    /// 一斤半, 一米五, 1米8: what follows the unit refines the number.
    private func addTail(to numeral: inout Numeral, unit: QuantityUnit, end: inout Int) {
        guard unit.factor >= 1, [.weight, .length, .volume, .horsepower].contains(unit.kind) else { return }
        if text.has("半", at: end) {
            numeral.value += 0.5
            end += 1
            return
        }
        guard unit.name == "m", text.kind(at: end - 1) == .han, !numeral.hasFraction else { return }
        guard let tail = numbers.numeral(at: end), !tail.hasScale, !tail.hasFraction, tail.value >= 1 else {
            return
        }
        let next = text.kind(at: tail.range.upperBound)
        guard tail.range.count <= 2, tail.value < 100, self.unit(after: tail) == nil, next != .letter else {
            return
        }
        numeral.value += tail.value / (tail.value < 10 ? 10 : 100)
        end = tail.range.upperBound
    }

    // MARK: Special forms

    /// 24x34cm, 30*40*50cm, 1.8m*2.0m, 8 × 10 inch: a unit at the end serves every number before it.
    private func dimensions(
        from first: Numeral, _ firstUnit: (unit: QuantityUnit, end: Int)?, at place: Int
    ) -> Parsed? {
        guard first.form == .digits,
            isTimes(text.scalar(at: text.skippingSpace(firstUnit?.end ?? first.range.upperBound)))
        else { return nil }
        var numerals: [(numeral: Numeral, unit: QuantityUnit?, end: Int)] = []
        var at = place
        while numerals.count < 5, let numeral = at == place ? first : number(at: at), numeral.form == .digits
        {
            let unit = at == place ? firstUnit : unit(after: numeral)
            let end = unit?.end ?? numeral.range.upperBound
            numerals.append((numeral, unit?.unit, end))
            let sign = text.skippingSpace(end)
            guard isTimes(text.scalar(at: sign)) else { break }
            let next = text.skippingSpace(sign + 1)
            guard text.kind(at: next) == .digit else { break }
            at = next
        }
        guard numerals.count >= 2, let last = numerals.last, let unit = last.unit, unit.kind == .length else {
            return nil
        }
        guard numerals.allSatisfy({ $0.unit == nil || $0.unit?.kind == .length }) else { return nil }
        let found = numerals.map { part in
            make(part.numeral.value, nil, part.unit ?? unit, part.numeral.range.lowerBound..<part.end)
        }
        return Parsed(quantities: found, end: last.end)
    }

    private func isTimes(_ scalar: UInt32) -> Bool {
        scalar == 0x78 || scalar == 0x2A || scalar == 0xD7 || scalar == 0x2715
    }

    // MARK: Parts

    /// A number, or the fractions 1/2 and 1 1/2 where a unit follows.
    private func number(at place: Int) -> Numeral? { numbers.numeral(at: place).map(number) }

    private func number(_ numeral: Numeral) -> Numeral {
        let place = numeral.range.lowerBound
        guard numeral.form == .digits, !numeral.hasFraction, !numeral.hasScale else { return numeral }
        let end = numeral.range.upperBound
        if let whole = spaced(numeral) ?? withVulgarFraction(numeral) { return whole }
        if text.scalar(at: end) == 0x2F { return fraction(over: numeral, whole: 0, start: place) ?? numeral }
        if text.kind(at: end) == .space || text.scalar(at: end) == 0x2D,
            let top = numbers.numeral(at: end + 1),
            text.scalar(at: top.range.upperBound) == 0x2F,
            let mixed = fraction(over: top, whole: numeral.value, start: place)
        {
            return mixed
        }
        return numeral
    }

    /// 1 000 ml: thousands apart from the rest, where only zeros follow.
    private func spaced(_ numeral: Numeral) -> Numeral? {
        let end = numeral.range.upperBound
        guard !numeral.hasGrouping, numeral.range.count <= 3, numeral.value >= 1,
            text.kind(at: end) == .space, text.has("000", at: end + 1), text.kind(at: end + 4) != .digit
        else { return nil }
        var result = numeral
        result.value *= 1_000
        result.mantissa = result.value
        result.range = numeral.range.lowerBound..<end + 4
        return unit(after: result) == nil ? nil : result
    }

    /// 2 ½ inch.
    private func withVulgarFraction(_ numeral: Numeral) -> Numeral? {
        let end = numeral.range.upperBound
        guard text.kind(at: end) == .space, text.kind(at: end + 1) == .other,
            let fraction = numbers.numeral(at: end + 1), fraction.hasFraction, fraction.value < 1
        else { return nil }
        var result = numeral
        result.value += fraction.value
        result.mantissa = result.value
        result.hasFraction = true
        result.range = numeral.range.lowerBound..<fraction.range.upperBound
        return unit(after: result) == nil ? nil : result
    }

    private func fraction(over top: Numeral, whole: Double, start: Int) -> Numeral? {
        guard let bottom = numbers.numeral(at: top.range.upperBound + 1), bottom.form == .digits,
            [2, 3, 4, 5, 8, 16, 32, 64].contains(bottom.value), top.value >= 1, top.value < bottom.value
        else { return nil }
        var result = bottom
        result.value = whole + top.value / bottom.value
        result.range = start..<bottom.range.upperBound
        result.hasFraction = true
        return unit(after: result) == nil ? nil : result
    }

    func unit(after numeral: Numeral) -> (unit: QuantityUnit, end: Int)? {
        var start = numeral.range.upperBound
        var match = UnitTable.longest(in: text, at: start)
        if match == nil, text.kind(at: start) == .space || text.scalar(at: start) == 0x2D {
            start += 1
            match = UnitTable.longest(in: text, at: start)
            // Across a space only units that cannot begin a word of their own: "5 a", "10 个性" are not quantities.
            if let found = match, !mayStandApart(found) { match = nil }
        }
        if match == nil { match = unitBeforeTimes(at: numeral.range.upperBound) }
        guard let match, let unit = match.unit else { return nil }
        guard !isPartOfModel(match.range, unit) else { return nil }
        guard let read = reading.unit(numeral, unit, at: match.range) else { return nil }
        return (read, match.range.upperBound)
    }

    /// 170m5813, e5 2696 v4, 10w-30: a single letter that goes on in digits belongs to a model or a grade;
    /// only electrical units are glued (12V2A).
    private func isPartOfModel(_ range: Range<Int>, _ unit: QuantityUnit) -> Bool {
        guard range.count == 1, text.kinds[range.lowerBound] == .letter else { return false }
        let end = range.upperBound
        if text.scalar(at: end) == 0x2D, text.kind(at: end + 1) == .digit {
            return unit.kind == .power && !isRangeOfPower(from: end)
        }
        guard text.kind(at: end) == .digit else { return false }
        let isElectrical = [.voltage, .power, .current].contains(unit.kind)
        return !isElectrical || text.kind(at: range.lowerBound - 1) == .space
    }

    /// 65w-100w: the letter stands behind the second number too.
    private func isRangeOfPower(from dash: Int) -> Bool {
        var end = dash + 1
        while text.kind(at: end) == .digit { end += 1 }
        return text.scalar(at: end) == 0x77 && text.kind(at: end + 1) != .letter
            && text.kind(at: end + 1) != .digit
    }

    /// 500mlx12: the unit ends where an x before digits begins.
    private func unitBeforeTimes(at start: Int) -> UnitTable.Match? {
        var end = start
        while text.kind(at: end) == .letter, end - start < 4 { end += 1 }
        guard end - start >= 2, text.scalar(at: end - 1) == 0x78, text.kind(at: end) == .digit,
            let unit = UnitTable.unit(spelt: start..<end - 1, in: text)
        else { return nil }
        return UnitTable.Match(range: start..<end - 1, unit: unit)
    }

    private func mayStandApart(_ match: UnitTable.Match) -> Bool {
        guard let unit = match.unit else { return false }
        if text.kind(at: match.range.lowerBound) == .han {
            return unit.ambiguity == nil || unit.ambiguity == .count && false
        }
        return !(match.range.count == 1 && [.ampere, .horsepower, .t, .m].contains(unit.ambiguity))
    }

    func make(_ value: Double, _ max: Double?, _ unit: QuantityUnit, _ places: Range<Int>) -> Found {
        let round = { (value: Double) in (value * 1e6).rounded() / 1e6 }
        return Found(
            quantity: Quantity(
                kind: unit.kind, value: value, unit: unit.name, baseValue: round(value * unit.factor),
                baseUnit: unit.kind == .size ? (unit.name == "EUcn" ? "CN" : unit.name) : unit.kind.baseUnit,
                max: max, baseMax: max.map { round($0 * unit.factor) }, range: text.byteRange(places)),
            places: places)
    }
}

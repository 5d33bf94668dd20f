/// Reads the numeral that begins at a place of a text.
package struct NumeralScanner: Sendable {
    private let text: FoldedText
    /// Whether `k` and `w` (万) count as scales: in prices, not in quantities, where they are units.
    private let letterScales: Bool

    package init(_ text: FoldedText, letterScales: Bool) {
        self.text = text
        self.letterScales = letterScales
    }

    /// The longest numeral that begins at `place`, or nil.
    package func numeral(at place: Int) -> Numeral? {
        switch text.kind(at: place) {
        case .digit: digits(at: place)
        case .han:
            HanNumeralScanner.mayBegin(text.scalars[place]) ? HanNumeralScanner(text).numeral(at: place) : nil
        case .letter: EnglishNumeralScanner(text).numeral(at: place)
        default:
            Self.vulgarFraction(text.scalar(at: place)).map { fraction in
                Numeral(
                    range: place..<place + 1, form: .digits, value: fraction, upper: nil, mantissa: fraction,
                    hasFraction: true)
            }
        }
    }

    private static func vulgarFraction(_ scalar: UInt32) -> Double? {
        switch scalar {
        case 0xBD: 0.5
        case 0xBC: 0.25
        case 0xBE: 0.75
        case 0x2153: 1.0 / 3
        case 0x2154: 2.0 / 3
        case 0x215B: 0.125
        case 0x215C: 0.375
        case 0x215D: 0.625
        case 0x215E: 0.875
        default: nil
        }
    }

    private func digits(at place: Int) -> Numeral? {
        // Never begin inside a number: 99 of 1.99 or of 1,299.
        if text.kind(at: place - 1) == .digit { return nil }
        if text.scalar(at: place - 1) == 0x2E, text.kind(at: place - 2) == .digit { return nil }
        if text.scalar(at: place - 1) == 0x2E, isPointWithoutZero(place - 1) {
            let (fraction, end) = decimals(at: place)
            let value = (fraction * 1e6).rounded() / 1e6
            return scaled(
                Numeral(
                    range: place..<end, form: .digits, value: value, upper: nil, mantissa: value,
                    hasFraction: true))
        }
        let (value, wholeEnd) = wholePart(at: place)
        var end = wholeEnd
        var numeral = Numeral(range: place..<end, form: .digits, value: value, upper: nil, mantissa: value)
        numeral.hasGrouping = hasGrouping(place..<end)
        if text.scalar(at: end) == 0x2E && text.kind(at: end + 1) == .digit
            || isDecimalComma(end, of: numeral)
        {
            let (fraction, last) = decimals(at: end + 1)
            numeral.value = ((value + fraction) * 1e6).rounded() / 1e6
            numeral.hasFraction = true
            end = last
        } else if let fraction = Self.vulgarFraction(text.scalar(at: end)) {
            numeral.value += fraction
            numeral.hasFraction = true
            end += 1
        }
        numeral.mantissa = numeral.value
        numeral.range = place..<end
        return scaled(numeral)
    }

    /// 1,5L: a comma before one or two digits and a unit's letters; not 1,5,10L, which are three.
    private func isDecimalComma(_ comma: Int, of whole: Numeral) -> Bool {
        guard !letterScales, text.scalar(at: comma) == 0x2C, !whole.hasGrouping, whole.range.count <= 3,
            text.scalar(at: whole.range.lowerBound - 1) != 0x2C, text.kind(at: comma + 1) == .digit,
            // A full-width one enumerates.
            text.byteRange(comma..<comma + 1).count == 1
        else { return false }
        let end = text.kind(at: comma + 2) == .digit ? comma + 3 : comma + 2
        return text.kind(at: end) == .letter
    }

    /// The point of .5: nothing stands before it that could end in a point.
    private func isPointWithoutZero(_ point: Int) -> Bool { text.kind(at: point - 1) == .space }

    /// What the digits behind a point are worth, and where they end.
    private func decimals(at place: Int) -> (value: Double, end: Int) {
        var end = place
        var (value, step) = (0.0, 0.1)
        while text.kind(at: end) == .digit {
            if step > 1e-9 { value += Double(text.scalar(at: end) - 0x30) * step }
            step /= 10
            end += 1
        }
        return (value, end)
    }

    /// Digits with thousands groups; a letter o among digits before a currency is read as the zero it was meant for.
    private func wholePart(at place: Int) -> (Double, Int) {
        var end = place
        var value = 0.0
        var digitCount = 0
        while end < text.count {
            let scalar = text.scalars[end]
            if text.kinds[end] == .digit {
                value = value * 10 + Double(scalar - 0x30)
                digitCount += 1
            } else if scalar == 0x2C, digitCount <= 3 || hasGrouping(place..<end), isThousandsGroup(end) {
                // The group's digits follow in the next rounds.
            } else if scalar == 0x6F, isMistypedZero(end) {
                value *= 10
                digitCount += 1
            } else {
                break
            }
            if digitCount > 15 { value = .infinity }
            end += 1
        }
        return (value.isFinite ? value : 1e15, end)
    }

    private func isThousandsGroup(_ comma: Int) -> Bool {
        (1...3).allSatisfy { text.kind(at: comma + $0) == .digit } && text.kind(at: comma + 4) != .digit
    }

    private func hasGrouping(_ range: Range<Int>) -> Bool {
        range.contains { text.scalar(at: $0) == 0x2C }
    }

    private func isMistypedZero(_ place: Int) -> Bool {
        guard text.kind(at: place - 1) == .digit else { return false }
        let next = text.scalar(at: place + 1)
        return next == 0x5143 || next == 0x5757 || (next == 0x6F && text.scalar(at: place + 2) == 0x5143)
    }

    private func scaled(_ numeral: Numeral) -> Numeral {
        var result = numeral
        var end = numeral.range.upperBound
        if let scale = HanNumeralScanner.scale(text.scalar(at: end)), scale >= 100,
            !isUnitPrefix(at: end)
        {
            var scale = scale
            end += 1
            if scale < 10_000, text.scalar(at: end) == 0x4E07 {
                scale *= 10_000
                end += 1
            }
            apply(scale, to: &result)
            let digit = text.scalar(at: end)
            if text.kind(at: end) == .digit, text.kind(at: end + 1) != .digit, !result.hasFraction {
                if HanNumeralScanner.scale(text.scalar(at: end + 1)) == scale / 10 {
                    result.value += Double(digit - 0x30) * scale / 10
                    end += 2
                } else if text.scalar(at: end + 1) != 0x2E {
                    result.value += Double(digit - 0x30) * scale / 10
                    result.isColloquial = true
                    end += 1
                }
            }
        } else if letterScales, let scale = letterScale(at: end) {
            apply(scale, to: &result)
            end += 1
            if text.kind(at: end) == .digit, text.kind(at: end + 1) != .digit, !result.hasFraction {
                result.value += Double(text.scalar(at: end) - 0x30) * scale / 10
                result.isColloquial = true
                end += 1
            }
        }
        result.range = numeral.range.lowerBound..<end
        return withMore(result)
    }

    private func apply(_ scale: Double, to numeral: inout Numeral) {
        numeral.scale = scale
        numeral.value = (numeral.value * scale * 1e4).rounded() / 1e4
    }

    private func letterScale(at place: Int) -> Double? {
        let scalar = text.scalar(at: place)
        // w is 万: watts in a text without a Han character.
        guard scalar == 0x6B || scalar == 0x77 && text.kinds.contains(.han) else { return nil }
        if text.kind(at: place + 1) == .letter { return nil }
        // 4k60, 2k144: two digits after the letter are another number.
        if text.kind(at: place + 1) == .digit, text.kind(at: place + 2) == .digit { return nil }
        return scalar == 0x6B ? 1_000 : 10_000
    }

    /// 千克, 千瓦, 百分, 万能 …: the character belongs to a unit or a word, not to the number.
    private func isUnitPrefix(at place: Int) -> Bool {
        let next = text.scalar(at: place + 1)
        return Self.afterUnitPrefix.contains(next)
    }

    private static let afterUnitPrefix: Set<UInt32> = Set("克瓦米卡焦赫帕兆斤分升能向".unicodeScalars.map(\.value))

    /// 160多: up to the next step of the last place that is not zero. 十来块 stays about ten.
    private func withMore(_ numeral: Numeral) -> Numeral {
        HanNumeralScanner.withMore(numeral, in: text)
    }
}

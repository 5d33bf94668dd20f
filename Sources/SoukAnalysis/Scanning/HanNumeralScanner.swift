/// Reads Chinese numerals: plain (两千三百), formal (壹佰), spoken (一千五), vague (两三千, 几百, 十几).
package struct HanNumeralScanner: Sendable {
    private let text: FoldedText

    package init(_ text: FoldedText) { self.text = text }

    /// The value of a scale character (十 百 千 万 亿), or nil.
    package static func scale(_ scalar: UInt32) -> Double? {
        switch scalar {
        case 0x5341, 0x62FE: 10
        case 0x767E, 0x4F70: 100
        case 0x5343, 0x4EDF: 1e3
        case 0x4E07: 1e4
        case 0x4EBF: 1e8
        default: nil
        }
    }

    /// The value of a digit, and of 廿 and 卅; nil for any other character.
    private static func digit(_ scalar: UInt32) -> Double? {
        switch scalar {
        case 0x96F6, 0x3007: 0  // 零 〇
        case 0x4E00, 0x58F9: 1  // 一 壹
        case 0x4E8C, 0x4E24, 0x8D30: 2  // 二 两 贰
        case 0x4E09, 0x53C1: 3  // 三 叁
        case 0x56DB, 0x8086: 4  // 四 肆
        case 0x4E94, 0x4F0D: 5  // 五 伍
        case 0x516D, 0x9646: 6  // 六 陆
        case 0x4E03, 0x67D2: 7  // 七 柒
        case 0x516B, 0x634C: 8  // 八 捌
        case 0x4E5D, 0x7396: 9  // 九 玖
        case 0x5EFF: 20  // 廿
        case 0x5345: 30  // 卅
        default: nil
        }
    }

    /// 几, 数.
    private static func isFew(_ scalar: UInt32) -> Bool { scalar == 0x51E0 || scalar == 0x6570 }

    /// Whether a numeral may begin with a character: most do with none.
    static func mayBegin(_ scalar: UInt32) -> Bool {
        digit(scalar) != nil || isFew(scalar) || scale(scalar) != nil
    }

    private enum Item {
        case digit(Double, Double)
        case scale(Double)
        case zero
    }

    /// The characters of formal numerals, which are words of their own besides: 收拾, 队伍, 陆.
    private static func isFormal(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396, 0x62FE, 0x4F70, 0x4EDF:
            true
        default: false
        }
    }

    package func numeral(at place: Int) -> Numeral? {
        guard let (items, end) = items(at: place), !items.isEmpty else { return nil }
        // 收拾盒: one formal character behind another Han character ends a word.
        if end == place + 1, text.kind(at: place - 1) == .han, Self.isFormal(text.scalars[place]) {
            return nil
        }
        guard let low = Self.evaluate(items, upper: false), let high = Self.evaluate(items, upper: true)
        else {
            return nil
        }
        var numeral = Numeral(
            range: place..<end, form: .han, value: low.value,
            upper: high.value > low.value ? high.value : nil,
            mantissa: low.value / low.scale, scale: low.scale, isColloquial: low.isColloquial)
        if case .scale(let scale) = items[0], items.count == 1, scale >= 100 { numeral.isLoneScale = true }
        if addDecimals(to: &numeral) { return numeral }
        return Self.withMore(numeral, in: text)
    }

    /// 一点五, 三点一四: the digits behind the point, where no scale follows them.
    private func addDecimals(to numeral: inout Numeral) -> Bool {
        var at = numeral.range.upperBound
        guard text.scalar(at: at) == 0x70B9, numeral.upper == nil, numeral.value < 100 else { return false }
        var place = 0.1
        at += 1
        while place > 1e-4, text.scalar(at: at) != 0x4E24, let digit = Self.digit(text.scalar(at: at)),
            digit < 10
        {
            numeral.value += digit * place
            place /= 10
            at += 1
        }
        guard place < 0.1, Self.scale(text.scalar(at: at)) == nil else { return false }
        numeral.value = (numeral.value * 1e6).rounded() / 1e6
        numeral.mantissa = numeral.value
        numeral.hasFraction = true
        numeral.range = numeral.range.lowerBound..<at
        return true
    }

    private func items(at place: Int) -> ([Item], Int)? {
        var items: [Item] = []
        var at = place
        while at < text.count, items.count < 24 {
            let scalar = text.scalars[at]
            if let digit = Self.digit(scalar) {
                // 二两: after a digit, 两 is the weight, unless a scale follows (一两千).
                if scalar == 0x4E24, case .digit? = items.last, Self.scale(text.scalar(at: at + 1)) == nil {
                    break
                }
                if digit == 0 {
                    items.append(.zero)
                } else if case .digit(let low, let high)? = items.last {
                    // 两三千: neighbours, or the idiom 三五; anything else is spelt out digit by digit.
                    guard low == high, digit <= 9, digit == low + 1 || (low == 3 && digit == 5) else {
                        return nil
                    }
                    items[items.count - 1] = .digit(low, digit)
                } else {
                    items.append(.digit(digit, digit))
                }
            } else if Self.isFew(scalar), fewFits(at: at, after: items.last) {
                if case .scale(let scale)? = items.last, scale == 10 {
                    items.append(.digit(1, 9))
                } else {
                    items.append(.digit(2, 9))
                }
            } else if let scale = Self.scale(scalar), !isWordInstead(at: at, scale) {
                items.append(.scale(scale))
            } else {
                break
            }
            at += 1
        }
        return items.isEmpty ? nil : (items, at)
    }

    /// 数 means a few only before a scale; 几 before a scale or after 十.
    private func fewFits(at place: Int, after last: Item?) -> Bool {
        if case .digit? = last { return false }
        if text.scalars[place] == 0x6570 { return Self.scale(text.scalar(at: place + 1)) != nil }
        return true
    }

    /// 千克 千瓦 after a number: a unit's prefix; 万 of 万能, 千 of 千斤顶.
    private func isWordInstead(at place: Int, _ scale: Double) -> Bool {
        guard scale >= 100 else { return false }
        let next = text.scalar(at: place + 1)
        return Self.wordsAfterScale.contains(next) || scale == 1_000 && Self.unitsAfterThousand.contains(next)
    }

    /// 百褶裙, 百香果, 千叶, 万能 …
    private static let wordsAfterScale: Set<UInt32> = Set("帕兆斤能向褶香叶合货".unicodeScalars.map(\.value))
    /// 千克, 千瓦 …: but 两百克 is 200 g.
    private static let unitsAfterThousand: Set<UInt32> = Set("克瓦米卡焦赫".unicodeScalars.map(\.value))

    private struct Value {
        var value: Double
        var scale: Double
        var isColloquial: Bool
    }

    /// The usual grammar: digits times scales, sections of 万 and 亿; a last digit directly after a scale of at
    /// least 100 takes the next place (一千五 is 1500). Nil when scales do not descend.
    private static func evaluate(_ items: [Item], upper: Bool) -> Value? {
        var total = 0.0
        var section = 0.0
        var digit: Double?
        var lastScale = 1.0
        var sawZero = false
        var sectionScale = Double.infinity
        for item in items {
            switch item {
            case .zero:
                if digit != nil { return nil }
                sawZero = true
            case .digit(let low, let high):
                digit = upper ? high : low
            case .scale(let scale) where scale < 10_000:
                guard scale < sectionScale else { return nil }
                section += (digit ?? 1) * scale
                sectionScale = scale
                lastScale = scale
                (digit, sawZero) = (nil, false)
            case .scale(let scale):
                total = (total + Swift.max(section + (digit ?? 0), 1)) * scale
                section = 0
                sectionScale = .infinity
                lastScale = scale
                (digit, sawZero) = (nil, false)
            }
        }
        var isColloquial = false
        if let digit {
            if lastScale >= 100, !sawZero, digit < 10 {
                section += digit * lastScale / 10
                isColloquial = true
            } else {
                section += digit
            }
        } else if items.count > 0, case .zero? = items.last, items.count > 1 {
            return nil
        }
        let value = total + section
        let endsInScale = if case .scale? = items.last { true } else { false }
        return Value(value: value, scale: endsInScale ? lastScale : 1, isColloquial: isColloquial)
    }

    /// Reads a following 多, 余 or 来: 160多 is 160 to 170, 两千多 2000 to 3000.
    package static func withMore(_ numeral: Numeral, in text: FoldedText) -> Numeral {
        let scalar = text.scalar(at: numeral.range.upperBound)
        guard numeral.upper == nil, numeral.value >= 10, !numeral.hasFraction || numeral.hasScale else {
            return numeral
        }
        guard scalar == 0x591A || scalar == 0x4F59 else { return numeral }
        var result = numeral
        var step = 10.0
        while numeral.value.truncatingRemainder(dividingBy: step * 10) == 0, step < 1e9 { step *= 10 }
        if numeral.value.truncatingRemainder(dividingBy: step) != 0 { step = 1 }
        result.upper = numeral.value + step
        result.range = numeral.range.lowerBound..<numeral.range.upperBound + 1
        return result
    }
}

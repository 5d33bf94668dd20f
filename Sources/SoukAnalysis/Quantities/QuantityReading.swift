/// Decides which unit an ambiguous spelling stands for, from the value and the words around it.
///
/// Most units have one reading: the words around are looked at when the first unit needs them.
struct QuantityReading {
    let text: FoldedText
    private let surroundings: Surroundings

    /// - Parameter surroundings: the text whose words decide; it holds `text`.
    init(text: FoldedText, surroundings: Surroundings) {
        self.text = text
        self.surroundings = surroundings
    }

    private var context: QuantityContext { surroundings.context }

    /// The words around a quantity, looked at when a unit first asks for them.
    final class Surroundings {
        private let text: () -> FoldedText
        private(set) lazy var context = QuantityContext(text())

        init(_ text: @escaping () -> FoldedText) { self.text = text }
    }

    /// The unit meant, or nil when the number is no quantity there.
    /// - Parameters:
    ///   - numeral: the number before the unit.
    ///   - unit: what the spelling may mean.
    ///   - range: places of the unit's spelling.
    func unit(_ numeral: Numeral, _ unit: QuantityUnit, at range: Range<Int>) -> QuantityUnit? {
        let value = numeral.value
        switch unit.ambiguity {
        case nil: return unit
        case .g: return gram(numeral)
        case .m:
            let isBrand =
                value == 3 && !numeral.hasFraction
                && (text.isCapital(at: range.lowerBound) || context.contains(.tape))
            if isBrand { return nil }
            return Self.megabytes.contains(value)
                && hasMemoryWord(near: numeral.range.lowerBound..<range.upperBound)
                ? QuantityUnit(.memory, "MB", 1.0 / 1_024) : unit
        case .watt: return countsTenThousands(range.upperBound) ? nil : unit
        case .t:
            return context.contains(.device) && !numeral.hasFraction && value <= 32 ? unit : nil
        case .oz:
            if context.contains(.drinkware), !context.contains(.food) {
                return QuantityUnit(.volume, "floz", 29.573_53)
            }
            return unit
        case .ampere:
            if text.string(range).hasPrefix("amp") || context.contains(.electrical) { return unit }
            // 12V2A: the ampere follows the volts.
            return precededByVolt(numeral.range.lowerBound) ? unit : nil
        case .horsepower:
            guard value <= 20 else { return nil }
            if context.contains(.airConditioner) { return unit }
            guard numeral.form == .digits else { return nil }
            let isEdge = text.kind(at: range.upperBound) == .space
            return text.has("匹", at: range.lowerBound) && (numeral.hasFraction || isEdge) ? unit : nil
        case .degree: return degree(value)
        case .percent: return context.contains(.alcohol) ? unit : nil
        case .inch: return isPreposition(range) ? nil : unit
        case .gigabyte: return gigabyte(unit, numeral: numeral, at: range)
        case .month: return context.contains(.subscription) ? nil : unit
        case .count: return count(numeral, unit, at: range)
        case .size: return value >= 1 && value <= 60 ? unit : nil
        case .pound: return unit
        }
    }

    /// Sizes of memory that are given in megabytes.
    static let megabytes: [Double] = [64, 128, 256, 512]

    /// 100W像素, 3w+好评, 10w人: the letter stands for 万.
    private func countsTenThousands(_ end: Int) -> Bool {
        if text.scalar(at: end) == 0x2B { return text.kind(at: end + 1) != .digit }
        return Self.counted.longest(in: text, at: end) != nil
    }

    private static let counted = PhraseTrie(["像素|人|好评|粉丝|销量|次|多人|条评"])

    private func gram(_ numeral: Numeral) -> QuantityUnit? {
        let gram = QuantityUnit(.weight, "g", 1)
        let value = numeral.value
        if numeral.form != .digits { return nil }
        if numeral.hasFraction, [2.4, 5.8, 5.2].contains(value) {
            return context.contains(.food) ? gram : QuantityUnit(.frequency, "GHz", 1e9)
        }
        let end = numeral.range.upperBound + 1
        if value <= 6, !numeral.hasFraction, !context.contains(.food) {
            if hasMemoryWord(near: numeral.range.lowerBound..<end) { return QuantityUnit(.memory, "GB", 1) }
            if context.contains(.mobileNetwork) || context.contains(.wireless) { return nil }
        }
        let isBinary =
            [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024].contains(value)
            || [3, 6, 12, 24, 48].contains(value)
        if isBinary, hasMemoryWord(near: numeral.range.lowerBound..<end) {
            return QuantityUnit(.memory, "GB", 1)
        }
        let isDisk = [120, 240, 250, 480, 500, 960, 1_000].contains(value)
        if isBinary || isDisk, context.contains(.device) { return QuantityUnit(.storage, "GB", 1) }
        if context.contains(.food) { return gram }
        if [16, 32].contains(value), context.contains(.phoneBrand) {
            return QuantityUnit(.storage, "GB", 1)
        }
        // Alone, the sizes in which phones are sold are storage; every other number of g is a weight.
        return [64, 128, 256, 512].contains(value) ? QuantityUnit(.storage, "GB", 1) : gram
    }

    private func gigabyte(_ unit: QuantityUnit, numeral: Numeral, at range: Range<Int>) -> QuantityUnit {
        hasMemoryWord(near: numeral.range.lowerBound..<range.upperBound)
            ? QuantityUnit(.memory, "GB", 1) : unit
    }

    /// RAM, 内存 directly after the quantity, or directly before it.
    private func hasMemoryWord(near range: Range<Int>) -> Bool {
        let after = text.skippingSpace(range.upperBound)
        if let match = Self.memoryWords.longest(in: text, at: after) {
            // 256g内存卡 is a card, not memory.
            return !text.has("卡", at: match.range.upperBound)
        }
        let before = text.kind(at: range.lowerBound - 1) == .space ? range.lowerBound - 1 : range.lowerBound
        guard let match = Self.memoryWords.longestEnding(in: text, at: before) else { return false }
        // 4gb ram 64gb: the word belongs to the size before it.
        let start = match.range.lowerBound
        let previous = text.kind(at: start - 1) == .space ? start - 2 : start - 1
        return
            !(text.kind(at: previous) == .letter
            && (text.scalar(at: previous) == 0x62 || text.scalar(at: previous) == 0x67))
    }

    private static let memoryWords = PhraseTrie([
        "内存|运存|显存|运行内存|内存条|ram|ddr|ddr3|ddr4|ddr5|memory|dimm|lpddr5|sodimm"
    ])

    private func degree(_ value: Double) -> QuantityUnit? {
        if context.contains(.eyewear), value >= 25 { return QuantityUnit(.diopter, "degree", 1) }
        if context.contains(.alcohol), value <= 80 { return QuantityUnit(.abv, "percent", 1) }
        if context.contains(.heat), value <= 300 { return QuantityUnit(.temperature, "C", 1) }
        return value <= 360 ? QuantityUnit(.angle, "degree", 1) : nil
    }

    private func isPreposition(_ range: Range<Int>) -> Bool {
        // 48in is an inch; "48 in" only at the end or before a thing, never "in stock", "in a", "in 1".
        guard text.kind(at: range.lowerBound - 1) == .space else {
            return text.has("1", at: text.skippingSpace(range.upperBound))
        }
        let next = text.skippingSpace(range.upperBound)
        return Self.afterPreposition.longest(in: text, at: next) != nil || text.kind(at: next) == .digit
    }

    private static let afterPreposition = PhraseTrie([
        """
        a|an|the|my|stock|black|white|one|store|box|home|house|bed|and|for|red|blue|our|your
        """
    ])

    private func precededByVolt(_ place: Int) -> Bool {
        let before = text.scalar(at: place - 1)
        return before == 0x76 && text.kind(at: place - 2) == .digit
    }

    private func count(_ numeral: Numeral, _ unit: QuantityUnit, at range: Range<Int>) -> QuantityUnit? {
        let end = range.upperBound
        if text.kind(at: range.lowerBound) == .letter || text.scalar(at: range.lowerBound) == 0x2D {
            return numeral.value >= 1 && !numeral.hasFraction ? unit : nil
        }
        guard !numeral.hasFraction, numeral.value >= 2 || unit.factor > 1 || text.has("装", at: end)
        else { return nil }
        if text.has("件套", at: range.lowerBound) || text.has("装", at: end) { return unit }
        if numeral.form == .digits || numeral.value >= 10 && numeral.range.count > 1 { return unit }
        // A single Chinese numeral counts only where the measure word ends the word: 三只松鼠 is a name, 二十只口罩 a pack.
        let next = text.kind(at: end)
        return next == .space || next == .other ? unit : nil
    }
}

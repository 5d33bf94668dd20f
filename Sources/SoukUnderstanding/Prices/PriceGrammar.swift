import SoukAnalysis

/// Reads the price a query states: bounds, ranges, amounts said to be about, amounts alone.
///
/// A number counts as a price only with evidence: a currency, a bound or range in words, a spoken price form, or
/// a word that announces a price. A unit of measure, a model around the number, a face value or an amount off
/// refutes it. Amounts are read once from left to right; each looks at a bounded neighbourhood: linear cost.
package struct PriceGrammar: Sendable {
    let text: FoldedText
    private let ages: Bool
    private let weights: Bool
    private let denominations: Bool

    package init(_ text: FoldedText) {
        self.text = text
        ages = Self.occurs(PriceContext.ages, in: text)
        weights = Self.occurs(PriceContext.weights, in: text)
        denominations = Self.occurs(PriceContext.denominations, in: text)
    }

    /// A reading with its places in the folded text.
    package struct Reading: Sendable {
        package var constraint: PriceConstraint
        package var places: Range<Int>
    }

    /// The price, or nil when none is stated. Ranges win over bounds, bounds over amounts; then the first.
    package func price() -> Reading? {
        let amounts = PriceAmountScanner(text).amounts()
        guard !amounts.isEmpty else { return nil }
        var readings: [Reading] = []
        var at = 0
        while at < amounts.count {
            if at + 1 < amounts.count, let range = range(amounts[at], amounts[at + 1]) {
                readings.append(range)
                at += 2
            } else {
                if let single = single(amounts[at]) { readings.append(single) }
                at += 1
            }
        }
        return Self.best(Self.joined(readings, in: self))
    }

    private static func best(_ readings: [Reading]) -> Reading? {
        readings.enumerated().max { left, right in
            let (a, b) = (rank(left.element), rank(right.element))
            return a != b ? a < b : left.offset > right.offset
        }?.element
    }

    private static func rank(_ reading: Reading) -> Int {
        switch reading.constraint.kind {
        case .range: 3
        case .upper, .lower: 2
        case .approximate: 1
        case .bare: 0
        }
    }

    /// 大于500小于800, 500元以上800元以下: two bounds that face each other make a range.
    private static func joined(_ readings: [Reading], in grammar: PriceGrammar) -> [Reading] {
        var result: [Reading] = []
        for reading in readings {
            if let last = result.last, let low = last.constraint.min ?? reading.constraint.min,
                let high = last.constraint.max ?? reading.constraint.max, low < high,
                Set([last.constraint.kind, reading.constraint.kind]) == [.upper, .lower]
            {
                result[result.count - 1] = grammar.make(
                    .range, low, high, last.constraint.currency ?? reading.constraint.currency,
                    places: last.places.lowerBound..<reading.places.upperBound)
            } else {
                result.append(reading)
            }
        }
        return result
    }

    static func occurs(_ table: PhraseTable<Bool>, in text: FoldedText) -> Bool {
        (0..<text.count).contains { table.longest(in: text, at: $0) != nil }
    }

    // MARK: Ranges

    private func range(_ first: PriceAmount, _ second: PriceAmount) -> Reading? {
        guard let needsFrame = connection(first.range.upperBound, second.range.lowerBound) else { return nil }
        let opening = phrase(PriceVocabulary.openingRange, endingAt: first.range.lowerBound)
        let closing = phrase(PriceVocabulary.closingRange, startingAt: second.range.upperBound)
        if needsFrame, opening == nil, closing == nil { return nil }
        guard first.high == nil, second.high == nil,
            !isNotPrice(first.range.lowerBound, second.range.upperBound)
        else { return nil }
        let currency = first.currency ?? second.currency
        let isFramed = opening != nil || closing != nil
        guard isPlausibleRange(first, second, currency: currency, isFramed: isFramed) else { return nil }
        var low = first.low
        if first.currency == nil, !first.numeral.hasScale, second.numeral.hasScale,
            low < second.numeral.mantissa
        {
            low = PriceAmountScanner.rounded(low * second.numeral.scale)
        }
        let end = phrase(PriceVocabulary.after, startingAt: closing?.upperBound ?? second.range.upperBound)?
            .upperBound
        return make(
            .range, Swift.min(low, second.low), Swift.max(low, second.low), currency,
            places: (opening?.lowerBound ?? first.range.lowerBound)..<(end ?? closing?.upperBound
                ?? second.range.upperBound))
    }

    /// Whether the text between two amounts joins them; the value says that it needs a frame (between … and).
    private func connection(_ start: Int, _ end: Int) -> Bool? {
        let from = text.skippingSpace(start)
        if text.has("一", at: from), from + 1 == end, text.kind(at: start - 1) == .digit { return false }
        guard let match = PriceVocabulary.connecting.longest(in: text, at: from) else { return nil }
        return text.skippingSpace(match.range.upperBound) == end ? match.tag : nil
    }

    private func isPlausibleRange(
        _ first: PriceAmount, _ second: PriceAmount, currency: String?, isFramed: Bool
    ) -> Bool {
        if first.isGlued, first.currency == nil { return false }
        if currency != nil {
            if second.strength == .weight { return second.low >= 50 && !weights }
            // 一到两块电池: small pieces of something.
            return second.strength != .piece || second.low >= 5 || !isPieceOfSomething(second)
        }
        if followedByUnit(second.range.upperBound) || followedByUnit(first.range.upperBound) { return false }
        if !hasSensibleScale(first) || !hasSensibleScale(second) { return false }
        if first.numeral.hasScale && first.numeral.form != .english || second.numeral.hasScale {
            return first.low <= second.low || second.numeral.hasScale
        }
        if ages, second.low < 100 { return false }
        if isFramed { return second.low > first.low && second.low >= 10 }
        return isPlainRange(first, second)
    }

    /// 1000-2000 with nothing else said: amounts as prices are, not years, alone, or beside the name of goods.
    private func isPlainRange(_ first: PriceAmount, _ second: PriceAmount) -> Bool {
        let (low, high) = (first.low, second.low)
        guard low >= 100, high > low, high <= low * 10, Self.isUsual(low), Self.isUsual(high),
            !(1_900...2_100).contains(low) || !(1_900...2_100).contains(high)
        else { return false }
        let before = text.scalar(at: first.range.lowerBound - 1)
        let end = second.range.upperBound
        let isWhole = first.range.lowerBound == 0 && end == text.count
        guard before != 0x2D, before != 0x2F, text.scalar(at: end) != 0x2D, text.scalar(at: end) != 0x2F
        else { return false }
        return isWhole || text.has("的", at: end) || high >= 200 && isBesideGoods(first.range.lowerBound, end)
    }

    /// 1500, 1999.
    private static func isUsual(_ price: Double) -> Bool {
        price.truncatingRemainder(dividingBy: 50) == 0 || (price + 1).truncatingRemainder(dividingBy: 50) == 0
    }

    /// 手机1500-2000, 200-400 lamp: nothing else stands between the goods and the numbers.
    private func isBesideGoods(_ start: Int, _ end: Int) -> Bool {
        let isApart = text.kind(at: start - 1) == .space
        let goodsEnd = isApart ? start - 1 : start
        if PriceContext.flatGoods.longestEnding(in: text, at: goodsEnd) != nil { return false }
        if isEdge(end), GoodsVocabulary.nameEnds(at: goodsEnd, in: text) { return true }
        return isApart && GoodsVocabulary.nameBegins(at: text.skippingSpace(end), in: text)
    }

    // MARK: One amount

    private func single(_ amount: PriceAmount) -> Reading? {
        guard !isNotPrice(amount.range.lowerBound, amount.range.upperBound), !isMultiBuy(amount) else {
            return nil
        }
        guard !amount.isGlued || amount.currency != nil, hasSensibleScale(amount) else { return nil }
        if amount.currency == nil, !amount.isIdiom {
            if followedByUnit(amount.range.upperBound) { return nil }
            if phrase(PriceContext.measuresBefore, endingAt: amount.range.lowerBound) != nil { return nil }
        }
        let wording = PriceWordingAround(amount, grammar: self)
        if let bound = wording.bound, isAllowed(bound, amount, wording) {
            if let high = amount.high, bound == .around {
                return make(.range, amount.low, high, amount.currency, places: wording.places)
            }
            return reading(bound, amount, places: wording.places)
        }
        guard isBarePrice(amount, isAnnounced: wording.isAnnounced) else { return nil }
        if let high = amount.high {
            return make(.range, amount.low, high, amount.currency, places: wording.places)
        }
        return make(.bare, nil, nil, amount.currency, stated: amount.low, places: wording.places)
    }

    private func reading(_ bound: PriceVocabulary.Bound, _ amount: PriceAmount, places: Range<Int>) -> Reading
    {
        switch bound {
        case .upper: make(.upper, nil, amount.high ?? amount.low, amount.currency, places: places)
        case .lower: make(.lower, amount.low, nil, amount.currency, places: places)
        case .around: make(.approximate, nil, nil, amount.currency, stated: amount.low, places: places)
        }
    }

    /// Whether a bound's words are enough: some also speak of age, length or models when no currency stands there.
    private func isAllowed(
        _ bound: PriceVocabulary.Bound, _ amount: PriceAmount, _ wording: PriceWordingAround
    ) -> Bool {
        if amount.strength == .weight { return amount.low >= 20 && !weights }
        if amount.strength == .piece, bound == .around, amount.low < 5, isPieceOfSomething(amount) {
            return false
        }
        if amount.currency != nil { return true }
        if amount.isIdiom { return true }
        if wording.isWeak { return amount.low >= 100 || amount.numeral.hasScale }
        if wording.needsCurrency { return amount.numeral.hasScale && amount.numeral.form == .english }
        if ages, amount.low < 100, !amount.numeral.hasScale { return false }
        // 2k以内 is a price; a bare 5以下 is not worth the risk.
        return amount.low
            >= (text.kind(at: amount.range.lowerBound - 1) == .space && amount.numeral.form == .digits
                && !text.hasHan ? 20 : 10)
    }

    /// An amount alone.
    private func isBarePrice(_ amount: PriceAmount, isAnnounced: Bool) -> Bool {
        // steam1美金: an amount glued to a name is its face value.
        if denominations || amount.isGlued { return false }
        if amount.isIdiom { return true }
        let end = amount.range.upperBound
        let isWhole = amount.range.lowerBound == 0 && end == text.count
        switch amount.strength {
        case .plain?: return !(amount.numeral.form == .english && amount.low >= 1_000_000)
        case .yuan?: return isYuan(amount)
        case .piece?: return amount.high != nil || !isPieceOfSomething(amount)
        case .small?: return isEdge(end) && text.kind(at: amount.range.lowerBound - 1) != .han
        case .slang?:
            return isWhole
                || amount.low >= 5
                    && (text.has("的", at: end) || end == text.count && amount.numeral.form == .digits)
        case .weight?: return false
        case nil: break
        }
        if isAnnounced { return amount.low >= 10 }
        if amount.numeral.form == .english {
            return amount.numeral.scale == 1_000 && text.has("grand", at: end - 5)
        }
        if amount.numeral.form == .digits, amount.numeral.scale == 1_000, text.has("grand", at: end - 5) {
            return true
        }
        if text.has("包邮", at: end) { return amount.numeral.hasFraction || amount.numeral.isColloquial }
        let standsAlone = isWhole || amount.range.lowerBound == 0 && text.has("的", at: end)
        if standsAlone, amount.numeral.isColloquial || amount.high != nil && amount.low >= 20 { return true }
        if isWhole, amount.low >= 100, isSpokenRound(amount.numeral) { return true }
        return isPriceTag(amount, isWhole: isWhole)
    }

    /// 二百, 2千, 3k as the whole text; 2k, 4k and 8k are resolutions, 10k to 24k gold.
    private func isSpokenRound(_ numeral: Numeral) -> Bool {
        guard numeral.hasScale, !numeral.isLoneScale, numeral.form != .english else { return false }
        let last = text.scalar(at: numeral.range.upperBound - 1)
        if last == 0x77 { return false }
        return last != 0x6B || ![2, 4, 8, 10, 14, 18, 22, 24].contains(numeral.mantissa)
    }

    /// 1,299.00 alone; 29.9 closing a list of specifications after a comma.
    private func isPriceTag(_ amount: PriceAmount, isWhole: Bool) -> Bool {
        let numeral = amount.numeral
        guard numeral.form == .digits, numeral.hasFraction, !numeral.hasScale,
            amount.range.upperBound == text.count
        else { return false }
        let before = text.scalar(
            at: text.kind(at: amount.range.lowerBound - 1) == .space
                ? amount.range.lowerBound - 2 : amount.range.lowerBound - 1)
        let ending = text.scalar(at: text.count - 1)
        let isListed = before == 0x2C || before == 0x3001
        let isTag =
            numeral.hasGrouping || ending == 0x39 || numeral.value == numeral.value.rounded()
            || isListed && ending == 0x38
        return isTag && (isWhole || isListed)
    }

    /// 二元小母猪, 三元催化器, 张一元: small Chinese numerals with 元 inside a word are no price.
    private func isYuan(_ amount: PriceAmount) -> Bool {
        guard amount.numeral.form == .han, amount.low < 10, amount.high == nil else { return true }
        let (start, end) = (amount.range.lowerBound, amount.range.upperBound)
        if isEdge(end), !text.has("的", at: end), amount.low <= 4, text.kind(at: start - 1) == .han {
            return false
        }
        if isEdge(end) || amount.low > 4 || amount.low == 1 { return true }
        return Self.afterYuan.longest(in: text, at: end) != nil
    }

    private static let afterYuan = PhraseTable<Bool>([(true, "的|一个|包邮|购|秒杀|抢|任选|以|左右|起")])

    /// Directly followed by the end, a space, punctuation or 的.
    func isEdge(_ place: Int) -> Bool {
        let kind = text.kind(at: place)
        return kind == .space || kind == .other || text.has("的", at: place)
    }

    /// 6块腹肌, 两块电池, 100块拼图: the measure word.
    private func isPieceOfSomething(_ amount: PriceAmount) -> Bool {
        let end = amount.range.upperBound
        guard text.kind(at: end) == .han, !text.has("的", at: end) else { return false }
        if PriceVocabulary.after.longest(in: text, at: end) != nil { return false }
        return amount.low < 20 || PriceContext.cameInPieces.longest(in: text, at: end) != nil
    }

    // MARK: Refutations

    private func isNotPrice(_ start: Int, _ end: Int) -> Bool {
        if PriceContext.notPriceBefore.longestEnding(in: text, at: start, longestPhrase: 8) != nil {
            return true
        }
        if text.kind(at: start - 1) == .space, text.kind(at: start - 2) == .letter,
            PriceContext.notPriceBefore.longestEnding(in: text, at: start - 1, longestPhrase: 10) != nil
        {
            return true
        }
        let next = text.kind(at: end) == .space && text.kind(at: end + 1) == .letter ? end + 1 : end
        return PriceContext.notPriceAfter.longest(in: text, at: next) != nil
    }

    /// 3 for £20, 2/$5: the price of several.
    private func isMultiBuy(_ amount: PriceAmount) -> Bool {
        let start = amount.range.lowerBound
        if text.scalar(at: start - 1) == 0x2F, text.kind(at: start - 2) == .digit { return true }
        let before = text.kind(at: start - 1) == .space ? start - 1 : start
        guard text.has("for", at: before - 3) else { return false }
        return text.kind(at: before - 5) == .digit && text.kind(at: before - 4) == .space
            || text.kind(at: before - 4) == .digit
    }

    /// 1000w is power and 3000k a colour: scale letters are believed on small numbers only.
    private func hasSensibleScale(_ amount: PriceAmount) -> Bool {
        guard amount.currency == nil, amount.numeral.form == .digits, amount.numeral.hasScale else {
            return true
        }
        let end = amount.numeral.range.upperBound
        let last = text.scalar(at: amount.numeral.isColloquial ? end - 2 : end - 1)
        if last == 0x77 { return amount.numeral.mantissa < 100 }
        if last == 0x6B { return amount.numeral.mantissa < 1_000 }
        return true
    }

    private func followedByUnit(_ place: Int) -> Bool {
        if isUnit(at: place) { return true }
        let isSpaced =
            text.kind(at: place) == .space && text.kind(at: place + 1) == .letter
            || text.scalar(at: place) == 0x2D
        return isSpaced && text.kind(at: place + 1) == .letter && isUnit(at: place + 1)
    }

    private func isUnit(at place: Int) -> Bool {
        if text.kind(at: place) == .letter, text.kind(at: place - 1) == .digit {
            // A letter glued to the digits, unless it begins a bound, makes a unit or a model of them.
            return PriceVocabulary.after.longest(in: text, at: place) == nil
        }
        if let unit = UnitTable.longest(in: text, at: place), unit.unit != nil { return true }
        return PriceContext.otherUnits.longest(in: text, at: place) != nil
    }

    // MARK: Parts

    func phrase<Tag>(_ table: PhraseTable<Tag>, endingAt end: Int) -> Range<Int>? {
        let stop = text.kind(at: end - 1) == .space ? end - 1 : end
        return table.longestEnding(in: text, at: stop)?.range
    }

    func phrase<Tag>(_ table: PhraseTable<Tag>, startingAt start: Int) -> Range<Int>? {
        table.longest(in: text, at: text.skippingSpace(start))?.range
    }

    /// Amounts alone and amounts said to be about reach 20 % to both sides, and are soft.
    func make(
        _ kind: PriceConstraint.Kind, _ low: Double?, _ high: Double?, _ currency: String?,
        stated: Double? = nil,
        places: Range<Int>
    ) -> Reading {
        let isSoft = stated != nil
        return Reading(
            constraint: PriceConstraint(
                kind: kind, min: stated.map { PriceAmountScanner.rounded($0 * 0.8) } ?? low,
                max: stated.map { PriceAmountScanner.rounded($0 * 1.2) } ?? high, currency: currency,
                stated: stated,
                range: text.byteRange(places), isSoft: isSoft),
            places: places)
    }
}

import SoukAnalysis

/// An amount that may be a price: a number with or without a currency, before it is judged.
package struct PriceAmount: Sendable, Equatable {
    /// Places in the folded text, currency included.
    package var range: Range<Int>
    package var numeral: Numeral
    package var low: Double
    /// Upper end when the number itself is vague (两三千, 几百).
    package var high: Double?
    package var currency: String?
    package var strength: CurrencyWord.Strength?
    /// The currency stood before the number.
    package var hasSign = false
    /// 九块九, a tenner: a form that only prices have.
    package var isIdiom = false
    /// Letters or a dash with letters stand directly before the number: part of a model.
    package var isGlued = false
}

/// Finds the amounts of a text, from left to right.
package struct PriceAmountScanner: Sendable {
    private let text: FoldedText
    private let numbers: NumeralScanner

    package init(_ text: FoldedText) {
        self.text = text
        numbers = NumeralScanner(text, letterScales: true)
    }

    package func amounts() -> [PriceAmount] {
        var amounts: [PriceAmount] = []
        var at = 0
        while at < text.count {
            guard let amount = amount(at: at) else {
                at += 1
                continue
            }
            amounts.append(amount)
            at = Swift.max(amount.range.upperBound, at + 1)
            // 30一70: a 一 between digits was meant as a dash.
            if text.has("一", at: at), text.kind(at: at - 1) == .digit, text.kind(at: at + 1) == .digit {
                at += 1
            }
        }
        return amounts
    }

    private func amount(at place: Int) -> PriceAmount? {
        if let coin = PriceVocabulary.coins.longest(in: text, at: place) { return idiom(coin) }
        if let sign = PriceVocabulary.currencyBefore.longest(in: text, at: place),
            let numeral = numbers.numeral(at: text.skippingSpace(sign.range.upperBound)),
            numeral.form != .english,
            !numeral.isLoneScale
        {
            var amount = PriceAmount(
                range: place..<numeral.range.upperBound, numeral: numeral, low: numeral.value,
                high: numeral.upper,
                currency: sign.tag, strength: .plain, hasSign: true)
            // ￥68元: the second currency only repeats.
            if let word = currency(after: amount.range.upperBound), word.tag.factor == 1 {
                amount.range = place..<word.range.upperBound
            }
            return amount
        }
        guard let numeral = numbers.numeral(at: place) else { return nil }
        return amount(of: numeral)
    }

    private func amount(of numeral: Numeral) -> PriceAmount? {
        var amount = PriceAmount(
            range: numeral.range, numeral: numeral, low: numeral.value, high: numeral.upper,
            isGlued: isGlued(numeral))
        var end = numeral.range.upperBound
        if text.kind(at: end) == .space, numeral.form == .digits,
            let scale = PhraseTable<Double>.englishScales.longest(in: text, at: end + 1)
        {
            amount.numeral.scale = scale.tag
            amount.low *= scale.tag
            end = scale.range.upperBound
            amount.range = numeral.range.lowerBound..<end
        }
        // 十来块, 千把元: about as much, which amounts alone are anyway.
        let vague = text.has("来", at: end) || text.has("把", at: end) ? end + 1 : end
        if let word = currency(after: vague) {
            amount.currency = word.tag.code
            amount.strength = word.tag.strength
            amount.low = Self.rounded(amount.low * word.tag.factor)
            amount.high = amount.high.map { Self.rounded($0 * word.tag.factor) }
            amount.range = numeral.range.lowerBound..<word.range.upperBound
            addMore(to: &amount)
            addChange(to: &amount)
        } else if numeral.isLoneScale, !isAscending(numeral.range) {
            return nil
        }
        return amount
    }

    /// 上万的, 过千: a class word that stands for a lower bound.
    private func isAscending(_ scale: Range<Int>) -> Bool {
        let before = scale.lowerBound - 1
        guard text.has("上", at: before) || text.has("过", at: before) || text.has("破", at: before) else {
            return false
        }
        let next = scale.upperBound
        return text.kind(at: next) == .space || text.kind(at: next) == .other || text.has("的", at: next)
    }

    private func idiom(_ coin: PhraseTable<Double>.Match) -> PriceAmount {
        let numeral = Numeral(
            range: coin.range, form: .english, value: coin.tag, upper: nil, mantissa: coin.tag)
        return PriceAmount(
            range: coin.range, numeral: numeral, low: coin.tag, currency: coin.tag < 1_000 ? "GBP" : nil,
            strength: .plain, isIdiom: true)
    }

    private func currency(after place: Int) -> PhraseTable<CurrencyWord>.Match? {
        if PriceContext.beginningWithYuan.longest(in: text, at: place) != nil { return nil }
        if let match = PriceVocabulary.currencyAfter.longest(in: text, at: place) { return match }
        guard text.kind(at: place) == .space, text.kind(at: place + 1) != .han,
            let match = PriceVocabulary.currencyAfter.longest(in: text, at: place + 1),
            // "20 $30": a sign after a space belongs to the next number.
            text.kind(at: match.range.lowerBound) == .letter
        else { return nil }
        return match
    }

    /// 一百元多: the vagueness may follow the currency.
    private func addMore(to amount: inout PriceAmount) {
        guard amount.high == nil, text.has("多", at: amount.range.upperBound) else { return }
        var numeral = amount.numeral
        numeral.range = numeral.range.lowerBound..<amount.range.upperBound
        numeral.value = amount.low
        let more = HanNumeralScanner.withMore(numeral, in: text)
        guard let upper = more.upper else { return }
        amount.high = upper
        amount.range = amount.range.lowerBound..<more.range.upperBound
    }

    /// 九块九, 3元5角, 两块五毛: the change after the whole.
    private func addChange(to amount: inout PriceAmount) {
        guard amount.strength == .piece || amount.strength == .yuan, amount.high == nil else { return }
        let start = amount.range.upperBound
        guard let tail = numbers.numeral(at: start), !tail.hasFraction, !tail.hasScale, tail.upper == nil,
            tail.value < 100, tail.value > 0, tail.range.count <= 2
        else { return }
        var end = tail.range.upperBound
        let isDime = text.has("毛", at: end) || text.has("角", at: end)
        if isDime {
            end += 1
            if text.has("钱", at: end) { end += 1 }
        } else {
            let next = text.kind(at: end)
            let goesOn =
                text.has("包邮", at: end) || text.has("的", at: end)
                || PriceVocabulary.after.longest(in: text, at: end) != nil
            guard next == .space || next == .other || goesOn, amount.strength == .piece else { return }
        }
        amount.low = Self.rounded(amount.low + tail.value / (tail.value < 10 ? 10 : 100))
        amount.range = amount.range.lowerBound..<end
        amount.isIdiom = true
    }

    private func isGlued(_ numeral: Numeral) -> Bool {
        guard numeral.form == .digits else { return false }
        let start = numeral.range.lowerBound
        if text.kind(at: start - 1) == .letter { return true }
        let before = text.scalar(at: start - 1)
        let isJoint = before == 0x2D || before == 0x2F || before == 0x5F || before == 0x23
        return isJoint && text.kind(at: start - 2) == .letter || before == 0x23
    }

    static func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
}

extension PhraseTable where Tag == Double {
    /// Scale words after digits: 2 grand, 5 thousand.
    static let englishScales = PhraseTable<Double>([
        (1_000, "grand|thousand"), (100, "hundred"), (1_000_000, "million"),
    ])
}

import SoukAnalysis

/// Finds the wording about price in a text.
package struct PriceWordingScanner: Sendable {
    /// Wording with its places in the folded text.
    package struct Found: Sendable {
        package var kind: PriceWording.Kind
        package var places: Range<Int>
    }

    private let text: FoldedText
    private let numbers: NumeralScanner

    package init(_ text: FoldedText) {
        self.text = text
        numbers = NumeralScanner(text, letterScales: false)
    }

    package func wording() -> [Found] {
        var found: [Found] = []
        var at = 0
        while at < text.count {
            if let other = PriceWordingTable.notWording.longest(in: text, at: at) {
                at = other.range.upperBound
            } else if let match = PriceWordingTable.words.longest(in: text, at: at) {
                let end = match.tag == .asksPrice ? afterEach(match.range.upperBound) : match.range.upperBound
                if !isPartOfGoods(match) {
                    found.append(Found(kind: match.tag, places: match.range.lowerBound..<end))
                }
                at = end
            } else if let discount = discount(at: at) {
                found.append(discount)
                at = discount.places.upperBound
            } else {
                at += 1
            }
        }
        return found
    }

    /// 多少钱一个, 多少钱一平方: the measure belongs to the question.
    private func afterEach(_ place: Int) -> Int {
        guard text.has("一", at: place), text.kind(at: place + 1) == .han else { return place }
        for length in 2...3 where text.kind(at: place + length) != .han { return place + length }
        return place
    }

    /// 价格 + 标签机, 促销 + 架: the wording names what goods are for.
    private func isPartOfGoods(_ match: PhraseTable<PriceWording.Kind>.Match) -> Bool {
        // dl30vs, vs7: letters beside digits are a model.
        if text.kind(at: match.range.lowerBound) == .letter, touchesDigit(match.range) { return true }
        guard match.tag == .asksPrice || match.tag == .discount else { return false }
        return Self.carriers.longest(in: text, at: match.range.upperBound) != nil
    }

    private func touchesDigit(_ range: Range<Int>) -> Bool {
        text.kind(at: range.lowerBound - 1) == .digit || text.kind(at: range.upperBound) == .digit
    }

    private static let carriers = PhraseTable<Bool>([
        (
            true,
            "牌|牌子|签|标签|标签机|标签纸|贴|贴纸|表格|架|展示架|展示牌|立牌|台卡|海报|广告|广告牌|录音|音频|脚本|软件|横幅|条幅|爆炸贴|爆炸花|pop|卡片|夹子|打印机"
        )
    ])

    /// 8折, 五折券, 满200减30, 买2得3, 20% off.
    private func discount(at place: Int) -> Found? {
        if text.has("满", at: place) || text.has("买", at: place) || text.has("buy ", at: place) {
            return offer(at: place)
        }
        guard text.kind(at: place - 1) != .digit || text.kind(at: place) != .digit,
            text.kind(at: place) == .digit || text.kind(at: place) == .han,
            let numeral = numbers.numeral(at: place), numeral.value > 0
        else { return nil }
        let end = numeral.range.upperBound
        if text.has("%", at: end) {
            let off = text.skippingSpace(end + 1)
            guard text.has("off", at: off), text.isWordBoundary(off + 3) else { return nil }
            return Found(kind: .discount, places: place..<off + 3)
        }
        guard text.has("折", at: end), numeral.value < 100, isDiscountRate(numeral), isDiscountEdge(end + 1)
        else { return nil }
        return Found(kind: .discount, places: place..<end + 1)
    }

    /// A rate is one to ten tenths, or two digits; 485折 is the end of a model.
    private func isDiscountRate(_ numeral: Numeral) -> Bool {
        numeral.value < 10 || (numeral.form == .digits && numeral.value >= 11)
    }

    /// After a discount comes an edge or a word of trade; 三折伞 and 二折叠 are folded things.
    private func isDiscountEdge(_ place: Int) -> Bool {
        let kind = text.kind(at: place)
        if kind == .space || kind == .other { return true }
        return Self.afterRate.longest(in: text, at: place) != nil
    }

    private static let afterRate = PhraseTable<Bool>([
        (true, "的|券|卷|优惠|起|充|封顶|包邮|促销|清仓|特价|秒杀|抢|购|以下|以内|左右|扣|特卖|处理|出售|话费|卡|价")
    ])

    /// 满200减30, 买2得3, 买三送一, buy 2 get 1.
    private func offer(at place: Int) -> Found? {
        let isEnglish = text.kind(at: place) == .letter
        var at = place + (isEnglish ? 4 : 1)
        guard let first = numbers.numeral(at: at) else { return nil }
        at = first.range.upperBound
        for filler in ["元", "件", "个", " ", "盒", "袋", "瓶"] as [StaticString] where text.has(filler, at: at) {
            at += 1
            break
        }
        guard let verb = Self.giving.longest(in: text, at: text.skippingSpace(at)) else { return nil }
        guard let second = numbers.numeral(at: text.skippingSpace(verb.range.upperBound)) else { return nil }
        return Found(kind: .promotion, places: place..<second.range.upperBound)
    }

    private static let giving = PhraseTable<Bool>([(true, "减|送|得|赠|返|立减|get")])
}

/// The bound words directly before and after one amount.
struct PriceWordingAround {
    /// What the words say together: an explicit bound wins over about.
    private(set) var bound: PriceVocabulary.Bound?
    /// Amount and wording.
    private(set) var places: Range<Int>
    /// 预算, 价格 stands before the amount.
    private(set) var isAnnounced = false
    /// The wording also serves lengths and ages: without a currency the amount must be large.
    private(set) var isWeak = false
    /// The wording is too common to mean a price without a currency.
    private(set) var needsCurrency = false

    init(_ amount: PriceAmount, grammar: PriceGrammar) {
        places = amount.range
        let text = grammar.text
        if amount.numeral.isLoneScale {
            let before = amount.range.lowerBound - 1
            if text.has("上", at: before) || text.has("过", at: before) || text.has("破", at: before) {
                bound = .lower
                places = before..<places.upperBound
            }
        }
        readBefore(amount, grammar)
        readAfter(amount, grammar)
        if bound == nil { readMisspelt(amount, grammar) }
        if bound == nil, isAnnounced { bound = .around }
    }

    private mutating func readBefore(_ amount: PriceAmount, _ grammar: PriceGrammar) {
        let text = grammar.text
        var end = amount.range.lowerBound
        if text.kind(at: end - 1) == .space { end -= 1 }
        if let match = PriceVocabulary.before.longestEnding(in: text, at: end),
            // 3~6: a sign that joins two numbers is no about.
            text.scalar(at: match.range.lowerBound) != 0x7E
                || text.kind(at: match.range.lowerBound - 1) != .digit
        {
            bound = match.tag
            places = match.range.lowerBound..<places.upperBound
            let word = text.string(match.range)
            isWeak = Self.weak.contains(word)
            needsCurrency = Self.currencyOnly.contains(word)
            end =
                text.kind(at: match.range.lowerBound - 1) == .space
                ? match.range.lowerBound - 1 : match.range.lowerBound
        }
        if let match = PriceVocabulary.announcing.longestEnding(in: text, at: end) {
            isAnnounced = true
            places = match.range.lowerBound..<places.upperBound
        }
    }

    private mutating func readAfter(_ amount: PriceAmount, _ grammar: PriceGrammar) {
        let text = grammar.text
        let start = text.skippingSpace(amount.range.upperBound)
        guard let match = PriceVocabulary.after.longest(in: text, at: start) else { return }
        let word = text.string(match.range)
        // 100元内衣, 300起重机: single characters bound only at an edge.
        if match.range.count == 1, text.kinds[start] == .han, !grammar.isEdge(match.range.upperBound) {
            return
        }
        if word == "一下", amount.currency == nil { return }
        // 前后护杠, 上下两层: places, not amounts.
        if word == "前后" || word == "上下" || word == "附近", !grammar.isEdge(match.range.upperBound) { return }
        let isCommon = Self.currencyOnly.contains(word)
        if isCommon, amount.currency == nil, bound == nil { needsCurrency = true }
        if word == "档" || word == "上下" || word == "左右" || word == "起" || word == "前后" {
            isWeak = isWeak || amount.currency == nil && amount.low < 100
        }
        // 100以内加减法: arithmetic.
        if amount.currency == nil,
            PriceContext.arithmetic.longest(in: text, at: match.range.upperBound) != nil
        {
            return
        }
        // 1000+ at an edge is a bound; the sign alone is not enough elsewhere.
        if word == "+", amount.low >= 100, grammar.isEdge(match.range.upperBound) { needsCurrency = false }
        if bound == nil || bound == .around || match.tag != .around { bound = match.tag }
        places = places.lowerBound..<match.range.upperBound
    }

    /// undr $40: one slip in the word before an amount with a currency.
    private mutating func readMisspelt(_ amount: PriceAmount, _ grammar: PriceGrammar) {
        let text = grammar.text
        let end = amount.range.lowerBound - 1
        guard amount.currency != nil, text.kind(at: end) == .space, end > 0 else { return }
        var start = end
        while start > 0, text.kinds[start - 1] == .letter, end - start < 8 { start -= 1 }
        let word = Array(text.scalars[start..<end])
        guard word.count >= 4 else { return }
        for (correct, tag) in Self.misspellable where Self.isOneSlip(word, correct) {
            bound = tag
            places = start..<places.upperBound
            return
        }
    }

    private static let misspellable: [([UInt32], PriceVocabulary.Bound)] = {
        let words: [(String, PriceVocabulary.Bound)] = [
            ("under", .upper), ("below", .upper), ("above", .lower), ("around", .around), ("about", .around),
        ]
        return words.map { (Array($0.0.unicodeScalars.map(\.value)), $0.1) }
    }()

    /// Bound words that need a currency beside them when they are the only evidence.
    private static let currencyOnly: Set<String> = [
        "from", "within", "min", "max", "near", "close to", "maximum", "minimum", "min of", "max of", "tops",
        "plus", "up",
        "+", "limit", "at least", "beneath", "underneath", "ish", "-ish", "or so", "sub",
    ]

    /// Bound words of lengths, ages and ratings as well.
    private static let weak: Set<String> = [
        "over", "above", "最高", "最低", "最少", "近", "约", "接近", "将近", "上限", "下限", "about", "around", "~", "左右",
        "more than",
        "大约", "大概", "差不多", "起码", "多于", "大于", "高于", "超过", "不足",
    ]

    /// Optimal string alignment distance of exactly one.
    static func isOneSlip(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        let (a, b) = left.count <= right.count ? (left, right) : (right, left)
        guard b.count - a.count <= 1, a != b else { return false }
        var at = 0
        while at < a.count, a[at] == b[at] { at += 1 }
        if a.count != b.count { return Array(a[at...]) == Array(b[(at + 1)...]) }
        if Array(a[(at + 1)...]) == Array(b[(at + 1)...]) { return true }
        guard at + 1 < a.count, a[at] == b[at + 1], a[at + 1] == b[at] else { return false }
        return Array(a[(at + 2)...]) == Array(b[(at + 2)...])
    }
}

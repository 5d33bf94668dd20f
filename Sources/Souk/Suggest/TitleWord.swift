import SoukAnalysis
import SoukUnderstanding

/// A word of titles in one of its written forms.
struct TitleWord: Sendable {
    /// As it is shown: small letters, else as the first title writes it.
    let text: String
    /// ``SuggestionKey`` of the form.
    let key: [UInt8]
    /// The number of its stem: `shoe` and `shoes` have one.
    let stem: UInt32
    let isHan: Bool
    let startsWithHan: Bool
    let endsWithHan: Bool
    let scalarCount: Int
    /// Whether a suggestion may begin with it: no function word.
    let mayBegin: Bool
    /// Whether a suggestion may end with it: no function word, shop word or praise.
    let mayEnd: Bool
    /// Whether it is a suggestion by itself: two letters at least, or two Han characters.
    let standsAlone: Bool

    /// - Returns: nil for a form without a key.
    init?(_ source: String, stem: UInt32, kind: TokenKind) {
        text = source.lowercased()
        key = SuggestionKey(text).bytes
        guard !key.isEmpty else { return nil }
        self.stem = stem
        let folded = FoldedText(source, maximumCount: 64)
        scalarCount = folded.count
        isHan = folded.isHanOnly
        startsWithHan = folded.kind(at: 0) == .han
        endsWithHan = folded.kind(at: folded.count - 1) == .han
        let surface = folded.string(0..<folded.count)
        let isFunctionWord = StopWords.contains(surface)
        mayBegin = !isFunctionWord
        let isPraise = Self.praise.contains(surface)
        let isShopWord = IntentVocabulary.words.tag(of: 0..<folded.count, in: folded) == .shop
        mayEnd = !isFunctionWord && !isPraise && !isShopWord
        let letters = (0..<folded.count).count {
            folded.kind(at: $0) == .letter || folded.kind(at: $0) == .han
        }
        standsAlone = mayBegin && mayEnd && folded.count > 1 && letters > (kind == .model ? 0 : 1)
    }

    /// Words that praise or sell and name nothing.
    private static let praise: Set<String> = [
        "包邮", "正品", "现货", "特价", "促销", "促销款", "新款", "新品", "爆款", "热卖", "热销", "代购", "批发", "免运", "免邮", "专柜", "专属",
        "公司货", "预购", "限量", "限时", "优惠", "特惠", "折扣", "秒杀", "清仓", "公司", "厂家", "直销", "同款", "网红", "推荐", "原装", "全新",
        "sale", "new", "promo", "promotion", "genuine", "free", "hot", "best", "cheap", "discount", "deal",
        "deals", "clearance",
        "pc", "pcs", "x",
    ]
}

/// Up to three neighbouring words of a title, in 64 bits: 20 for the number of each word, and what stands between them.
struct PhraseCode: Hashable, Sendable {
    /// What stands between two words.
    enum Gap: UInt64, Sendable {
        case nothing = 0
        case space = 1
        case hyphen = 2
    }

    static let longest = 3
    /// Words that have a number.
    static let wordLimit = 1 << 20 - 1

    let bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    init(_ word: UInt32) { bits = UInt64(word) + 1 }

    /// The phrase with one more word; the phrase has at most two.
    func appending(_ word: UInt32, after gap: Gap) -> PhraseCode {
        let count = UInt64(self.count)
        return PhraseCode(bits: bits | (UInt64(word) + 1) << (20 * count) | gap.rawValue << (58 + 2 * count))
    }

    /// The phrase without its last word; nil for a single word.
    var withoutLast: PhraseCode? {
        switch count {
        case 3: PhraseCode(bits: bits & (1 << 40 - 1 | 3 << 60))
        case 2: PhraseCode(bits: bits & (1 << 20 - 1))
        default: nil
        }
    }

    var count: Int { bits >> 40 & 0xFFFFF != 0 ? 3 : bits >> 20 & 0xFFFFF != 0 ? 2 : 1 }

    func word(_ place: Int) -> UInt32 { UInt32(bits >> (20 * UInt64(place)) & 0xFFFFF) - 1 }

    /// What stands before a word; nothing before the first.
    func gap(before place: Int) -> Gap {
        place == 0 ? .nothing : Gap(rawValue: bits >> (58 + 2 * UInt64(place)) & 3) ?? .space
    }
}

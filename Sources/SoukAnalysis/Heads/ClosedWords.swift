/// Words of the closed classes that do not name goods, each a term of the analyzer, with what it does to a noun phrase.
struct ClosedWords: Sendable {
    enum Effect: UInt8, Sendable {
        /// No closed word.
        case none
        /// Ends the phrase before it and names nothing itself: a colour, a size, `and`.
        case separates
        /// What follows says for what, or with what, the goods are: `for`, 适用.
        case subordinates
    }

    private struct Entry: BitwiseCopyable {
        var term = PackedTerm(0)
        var effect = Effect.none
    }

    /// The longest word of Han characters.
    static let longestHan = 4
    private static let slotCount = 1 << 10
    private var slots = [Entry](repeating: Entry(), count: slotCount)
    /// By the last six bits of the first character, whether a Han word that subordinates begins with one.
    private var subordinatorStarts: UInt64 = 0

    private static let stemmed = ClosedWords(stemmer: "english")
    private static let unstemmed = ClosedWords(stemmer: "none")

    /// Made once for each stemmer.
    static func words(stemmer: String) -> ClosedWords { stemmer == "none" ? unstemmed : stemmed }

    private init(stemmer: String) {
        var configuration = AnalyzerConfiguration.current
        configuration.stemmer = stemmer
        // Without ICU there is no analyzer at all, so nobody asks.
        guard let analyzer = try? Analyzer(configuration) else { return }
        for (words, effect) in [(Self.separating, Effect.separates), (Self.subordinating, .subordinates)] {
            for word in words.split(whereSeparator: \.isWhitespace) {
                let isLatin = word.utf8.allSatisfy { $0 < 0x80 }
                insert(
                    isLatin ? analyzer.tokens(String(word), mode: .words).first?.term ?? "" : String(word),
                    effect)
            }
        }
    }

    private mutating func insert(_ term: String, _ effect: Effect) {
        var term = term
        term.withUTF8 { bytes in
            guard !bytes.isEmpty, let packed = PackedTerm(bytes) else { return }
            if effect == .subordinates, bytes[0] >= 0xE0 { subordinatorStarts |= 1 << UInt64(bytes[2] & 63) }
            var slot = Self.slot(packed)
            while slots[slot].effect != .none {
                if slots[slot].term == packed { return }
                slot = (slot + 1) % Self.slotCount
            }
            slots[slot] = Entry(term: packed, effect: effect)
        }
    }

    /// Whether a Han word may subordinate, by its first character: seldom true of one that does not.
    /// - Parameter pair: the word's first two characters as packed UTF-8.
    @inline(__always)
    func maySubordinate(pair: UInt64) -> Bool { subordinatorStarts >> (pair >> 24 & 63) & 1 == 1 }

    /// - Complexity: O(1).
    func effect(of term: UnsafeBufferPointer<UInt8>) -> Effect { PackedTerm(term).map(effect) ?? .none }

    func effect(of term: PackedTerm) -> Effect {
        var slot = Self.slot(term)
        while slots[slot].effect != .none {
            if slots[slot].term == term { return slots[slot].effect }
            slot = (slot &+ 1) % Self.slotCount
        }
        return .none
    }

    @inline(__always)
    private static func slot(_ term: PackedTerm) -> Int {
        let hash = (term.first ^ term.second &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: hash >> 54)
    }

    private static let subordinating = """
        for with w to fits fit compatible from by without featuring features including includes on
        适用 适用于 兼容 适配 适合 用于 支持
        """

    private static let separating = """
        and or in of the a an
        black white silver red blue green grey gray pink purple brown beige gold golden yellow orange navy cream ivory tan teal
        turquoise bronze clear transparent charcoal multicolour multicolor multi
        original new genuine large small medium mini big xs xl xxl xxxl set pack kit pair pcs pc piece pieces
        男 女 男女 男士 女士 男款 女款 男式 女式 男生 女生 男童 女童 儿童 宝宝 成人 学生 老人 情侣
        春 夏 秋 冬 春季 夏季 秋季 冬季 春夏 秋冬 春秋 冬天 夏天 新款 新品 爆款 热卖 热销 同款 正品 官方 包邮 批发 现货 促销 特价 优惠
        代购 全新 进口 国产 专柜 原装 授权 国行 行货 全国 联保 免邮 直邮 预购 免运 台湾 日本 韩国 美国 韩版 日系 欧美
        黑 白 红 蓝 绿 灰 粉 黄 紫 棕 银 金 黑色 白色 红色 蓝色 绿色 粉色 灰色 黄色 紫色 棕色 银色 金色 彩色 纯色 透明 米色 咖啡色
        大号 小号 中号 加大 加厚 加长 长款 短款 中长款 薄款 厚款 大码 均码 小码
        的 了 款 式 型 版 色 号 个 件 只 支 条 张 片 瓶 盒 包 双 套 组 入 枚 克 毫升 厘米
        """
}

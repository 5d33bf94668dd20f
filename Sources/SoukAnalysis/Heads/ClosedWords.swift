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
        var first: UInt64 = 0
        var second: UInt64 = 0
        var effect: UInt8 = 0
    }

    /// The longest word in bytes.
    private static let longest = 16
    private static let slotCount = 1 << 10
    private var slots = [Entry](repeating: Entry(), count: slotCount)

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
            guard !bytes.isEmpty, bytes.count <= Self.longest else { return }
            let (first, second) = Self.pack(bytes)
            var slot = Self.slot(first, second)
            while slots[slot].effect != 0 {
                if slots[slot].first == first, slots[slot].second == second { return }
                slot = (slot + 1) % Self.slotCount
            }
            slots[slot] = Entry(first: first, second: second, effect: effect.rawValue)
        }
    }

    /// - Complexity: O(1).
    func effect(of term: UnsafeBufferPointer<UInt8>) -> Effect {
        guard term.count <= Self.longest else { return .none }
        let (first, second) = Self.pack(term)
        return effect(first, second)
    }

    /// - Parameter packed: UTF-8, the last byte lowest.
    func effect(ofCharacter packed: UInt64) -> Effect { effect(packed, 0) }

    private func effect(_ first: UInt64, _ second: UInt64) -> Effect {
        var slot = Self.slot(first, second)
        while slots[slot].effect != 0 {
            if slots[slot].first == first, slots[slot].second == second {
                return Effect(rawValue: slots[slot].effect) ?? .none
            }
            slot = (slot &+ 1) % Self.slotCount
        }
        return .none
    }

    /// The bytes as two numbers; terms hold no zero bytes, so the length is in them.
    @inline(__always)
    private static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64) {
        var parts: (UInt64, UInt64) = (0, 0)
        for index in 0..<min(bytes.count, 8) { parts.0 = parts.0 << 8 | UInt64(bytes[index]) }
        for index in min(bytes.count, 8)..<bytes.count { parts.1 = parts.1 << 8 | UInt64(bytes[index]) }
        return parts
    }

    @inline(__always)
    private static func slot(_ first: UInt64, _ second: UInt64) -> Int {
        Int(truncatingIfNeeded: ((first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93) >> 54)
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

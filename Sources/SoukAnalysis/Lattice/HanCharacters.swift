/// The characters that a lexicon knows something of, and what grammar says of each.
///
/// Closed classes of Chinese grammar help where a dictionary ends: numerals stand together, foreign names are spelt with
/// a small set of characters, and a few endings make nouns of nouns.
enum HanCharacters {
    /// The units from which words are made: U+3005 and U+3007, the unified ideographs and extension A.
    static let range: ClosedRange<UInt16> = 0x3000...0x9FFF

    /// Bits of ``Lexicon/Character/flags``.
    static let isNumeral: UInt8 = 1
    static let isDateUnit: UInt8 = 2
    static let isYear: UInt8 = 4
    static let isTransliteration: UInt8 = 8
    static let isSuffix: UInt8 = 16

    static let numerals = "零〇一二三四五六七八九十百千万亿两"
    /// After a number, a word with it: 十二月, 三十一日.
    static let dateUnits = "月日"
    /// After four digits or more, a word with them: 二〇〇一年.
    static let years = "年"
    /// Makes a noun of a word of two characters or more: 运营商, 信息化.
    static let suffixes = "化性者员师商院业县市村局"
    /// Says so little that what it stands beside is a word only if the two are much commoner together than apart.
    static let functionCharacters = "的了是在也都就不这那他我你它有很最更还又"
    /// What names of other languages are spelt with.
    static let transliterations = """
        阿埃艾爱安昂奥巴白班邦贝本比毕彼宾波伯博布查达戴丹德登迪蒂丁杜顿多恩尔法范菲费芬夫弗福盖甘冈戈格葛古瓜哈海汉\
        豪赫亨霍基吉季加贾杰金卡凯坎康考科克肯库拉莱赖兰朗劳勒雷黎里利莉列林龙卢鲁路伦罗洛马迈曼梅蒙米密摩莫墨姆默穆\
        拿纳娜南内尼涅宁纽诺欧帕潘庞培佩皮平普齐奇恰乔切琼丘萨塞赛桑沙莎山圣施史司丝斯松苏索塔泰坦汤唐特提图托瓦万威\
        韦维魏温沃乌吾西希夏肖谢辛休雅亚延扬耶叶伊因英尤约泽扎詹珍芝朱兹佐
        """
    /// The flags of every unit of ``range``, by its distance from the range's beginning.
    static let flags: [UInt8] = {
        var flags = [UInt8](repeating: 0, count: range.count)
        let classes: [(String, UInt8)] = [
            (numerals, isNumeral), (dateUnits, isDateUnit), (years, isYear), (suffixes, isSuffix),
            (transliterations, isTransliteration),
        ]
        for (characters, flag) in classes {
            for unit in characters.utf16 where range.contains(unit) {
                flags[Int(unit - range.lowerBound)] |= flag
            }
        }
        return flags
    }()
}

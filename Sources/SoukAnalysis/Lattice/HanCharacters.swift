/// The characters that a lexicon knows something of, and what grammar says of each.
///
/// Four closed classes of Chinese grammar help where a dictionary ends: numerals stand together, family names come
/// before given names, foreign names are spelt with a small set of characters, and a few endings make nouns of nouns.
enum HanCharacters {
    /// The units from which words are made: U+3005 and U+3007, the unified ideographs and extension A.
    static let range: ClosedRange<UInt16> = 0x3000...0x9FFF

    /// Bits of ``Lexicon/Character/flags``.
    static let isNumeral: UInt8 = 1
    static let isDateUnit: UInt8 = 2
    static let isYear: UInt8 = 4
    static let isTransliteration: UInt8 = 8
    static let isFamilyName: UInt8 = 16
    static let isSuffix: UInt8 = 32

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
    /// The family names of the Hundred Family Surnames that are written with one character.
    static let familyNames = """
        赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗\
        凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹\
        狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍\
        虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富\
        巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索\
        咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂牛寿通边扈燕冀尚农温别庄晏柴瞿阎充慕连茹\
        习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷辛阚那简饶空曾\
        毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公覃佟佘岳涂闫肖
        """

    /// The flags of every unit of ``range``, by its distance from the range's beginning.
    static let flags: [UInt8] = {
        var flags = [UInt8](repeating: 0, count: range.count)
        let classes: [(String, UInt8)] = [
            (numerals, isNumeral), (dateUnits, isDateUnit), (years, isYear), (suffixes, isSuffix),
            (transliterations, isTransliteration), (familyNames, isFamilyName),
        ]
        for (characters, flag) in classes {
            for unit in characters.utf16 where range.contains(unit) {
                flags[Int(unit - range.lowerBound)] |= flag
            }
        }
        return flags
    }()
}

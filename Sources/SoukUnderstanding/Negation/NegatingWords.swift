/// The words by which shoppers say what they do not want.
enum NegatingWords {
    /// How far a word is to be trusted.
    enum Strength: Sendable {
        /// 不要, except: what follows is not wanted, whatever kind of thing it is.
        case plain
        /// 去掉, exclude: the same, but also what goods do (去掉划痕): only before words that are known.
        case removing
        /// not: before a brand of the catalogue, one of its attributes, or a word that describes goods.
        case close
        /// 非, non, 不是: the same, but also parts of words (非常, non stick) and of clauses: only before words that are known.
        case glued
        /// 不含, without: products say it of themselves (`without sugar`), so that texts that hold the word prove nothing.
        case lacking
        /// no: behind goods, before a brand alone (no show socks).
        case naming

        /// Whether words that nothing is known of are not wanted either, behind the name of goods.
        var takesUnknown: Bool { self == .plain || self == .close || self == .lacking }
        /// Whether names of goods may follow.
        var takesGoods: Bool { self == .plain || self == .removing }
    }

    static let table = PhraseTable<Strength>([
        (
            .plain,
            """
            不要|不想要|不想买|不要买|我不要|别要|别买|不买|除了|\
            except|except for|excluding|other than|anything but|but not
            """
        ),
        (.removing, "排除|除开|除去|去掉|剔除|exclude"),
        (.close, "not"),
        (.glued, "非|不是|non"),
        (.lacking, "不含|不带|without|w/o"),
        (.naming, "no"),
    ])

    /// What before a negating word makes it something else: 要不要, 是不是, 有非; why not, does not.
    static let before = PhraseTable<Bool>([
        (
            true,
            """
            要|是|买|能|并|可|无|why|or|whether|if|do|does|did|can|could|should|would|will|is it|are they
            """
        )
    ])

    /// What a sentence goes on with, and no name of goods.
    static let addressing = PhraseTable<Bool>([
        (true, "让|把|被|给|跟|对|再|太|说|叫|怕|忘|走|笑|哭|停|回头|回来|见|相信|害怕|放弃|打扰|惹|碰|吵|动|为|因为|随便|轻易|总|老是|一直")
    ])
    static let persons = Set("我你他她它您咱".unicodeScalars.map(\.value))
    /// What has a title.
    static let works = PhraseTable<Bool>([(true, "小说|书|书籍|图书|电影|歌曲|唱片|专辑|漫画|绘本|电视剧|话剧|诗集|散文")])

    /// What closes the words that follow: 除了华为以外的手机, 不要苹果的手机.
    static let closing = PhraseTable<Bool>([
        (
            true,
            "的|牌|牌子|品牌|牌的|品牌的|以外|之外|外|以外的|之外的|外的|牌以外的|品牌以外的|的以外|brand|brands|branded|ones"
        )
    ])

    /// Before the words that say what is not wanted: 不要带支架的, not a used one.
    static let filling = PhraseTable<Bool>([(true, "带有|带|含有|含|有|那种|这种|任何|any|a|an|the|with")])

    /// What ends unknown words that are not wanted.
    static let cutting = PhraseTable<Bool>([(true, "的|以外|之外|和|或|或者|以及|还有|brand|brands|branded|ones|nor")])

    /// Between two things that are not wanted.
    static let joining = PhraseTable<Bool>([(true, "和|或|或者|跟|与|及|以及|还有|、|，|,|/|and|or|nor")])
}

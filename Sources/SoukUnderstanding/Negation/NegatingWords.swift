/// The words by which shoppers say what they do not want.
enum NegatingWords {
    /// How far a word is to be trusted.
    enum Strength: Sendable {
        /// 不要, except: what follows is not wanted, whatever kind of thing it is.
        case plain
        /// 非, not: only before a brand of the catalogue, one of its attributes, or a word that describes goods.
        case close
        /// 不含, without: products say it of themselves (`without sugar`), so that texts that hold the word prove nothing.
        case lacking
    }

    static let table = PhraseTable<Strength>([
        (
            .plain,
            """
            不要|不想要|不想买|不要买|我不要|别要|别买|不买|排除|除了|除开|除去|去掉|剔除|\
            except|except for|excluding|exclude|other than|anything but|but not
            """
        ),
        (.close, "非|不是|not|non"),
        (.lacking, "不含|不带|without|w/o"),
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

    /// What closes the words that follow: 除了华为以外的手机, 不要苹果的手机.
    static let closing = PhraseTable<Bool>([
        (
            true,
            "的|牌|牌子|品牌|牌的|品牌的|以外|之外|外|以外的|之外的|外的|牌以外的|品牌以外的|的以外|brand|brands|branded|ones"
        )
    ])

    /// Between two things that are not wanted.
    static let joining = PhraseTable<Bool>([(true, "和|或|或者|跟|与|及|以及|还有|、|，|,|/|and|or|nor")])
}

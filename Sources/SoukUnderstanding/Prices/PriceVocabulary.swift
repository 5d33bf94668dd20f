import SoukAnalysis

/// The words by which shoppers state prices, in Chinese and English.
package enum PriceVocabulary {
    package enum Bound: Sendable { case upper, lower, around }

    /// Before an amount: 不超过, under, at least, about.
    package static let before = PhraseTable<Bound>([
        (
            .upper,
            """
            不超过|不超|不要超过|别超过|不能超过|不超出|不到|不足|不高于|不大于|不多于|低于|小于|少于|最多|至多|顶多|最高|最高不超过|上限|控制在|封顶|<|<=|≤|\
            ≦|under|below|less than|lower than|cheaper than|no more than|not more than|not over|\
            not above|no higher than|max|maximum|max of|up to|upto|at most|within|beneath|\
            underneath|fewer than|smaller than|not exceeding|not to exceed|capped at|less then|\
            for less than|for under|priced under|price under|prices under|costing less than|\
            that cost less than|budget of|budget under|no over|never more than|sub
            """
        ),
        (
            .lower,
            """
            高于|大于|多于|超过|不低于|不少于|不小于|至少|最低|最少|起码|下限|起步价|起价|>|>=|≥|≧|over|above|more than|\
            greater than|higher than|at least|no less than|not less than|not under|not below|min|\
            minimum|min of|from|starting at|starting from|start at|upwards of|exceeding|\
            in excess of|priced over|price over|priced above|costing more than|more then
            """
        ),
        (
            .around,
            """
            大约|大概|约|差不多|将近|接近|近|大致|左右|~|≈|around|about|approx|approx.|approximately|roughly|circa|\
            ca.|near|close to|somewhere around|in the region of|价格在|价位在
            """
        ),
    ])

    /// After an amount: 以下, 以内, and under.
    package static let after = PhraseTable<Bound>([
        (
            .upper,
            """
            以下|以内|以里|之内|之下|及以下|或以下|往下|向下|封顶|为上限|内|一下|以下的|以内的|不到|打住|and under|and below|or less|\
            or under|or below|or cheaper|and less|max|maximum|tops|at most|yixia|yinei|and lower|\
            or lower|limit
            """
        ),
        (
            .lower,
            """
            以上|之上|及以上|或以上|往上|向上|起|起步|开外|朝上|为下限|+|or more|or above|or over|and up|and above|\
            and over|and more|plus|minimum|at least|yishang|or higher|and higher|up
            """
        ),
        (
            .around,

            """
            左右|上下|前后|附近|出头|上下浮动|档|档位|价位|价位段|元档|块档|的价位|这个价位|档次|预算|的预算|zuoyou|or so|ish|-ish|\
            give or take|or thereabouts
            """
        ),
    ])

    /// Words that say that a number beside them is a price.
    package static let announcing = PhraseTable<Bound>([
        (
            .around,
            "预算|预算在|预算是|预算为|预算大概|预算大约|预算约|价格|价格在|价位|价位在|售价|定价|总价|budget|budget is|price|priced at|costing"
        )
    ])

    package static let openingRange = PhraseTable<Bool>([
        (
            true,
            """
            介于|从|between|from|在|betwen|bewteen|ranging from|range|price range|price|prices|budget|\
            预算在|价格在|价位在|价格区间|价格|价位|预算
            """
        )
    ])
    package static let closingRange = PhraseTable<Bool>([(true, "之间|的区间|区间|间|range|预算|的预算|左右")])
    /// Between the two ends of a range; true when it needs 介于, between or 之间 around it.
    package static let connecting = PhraseTable<Bool>([
        (false, "到|至|to|-|--|~|～|thru|through|dao|—|——|..|..."), (true, "和|与|跟|and|&"),
    ])

    /// Currencies before an amount.
    package static let currencyBefore = PhraseTable<String>([
        ("USD", "$|us$|usd|us $|$us|美元|美金"), ("CNY", "¥|rmb|cny|人民币|rmb¥|cn¥"), ("EUR", "€|eur|欧元"),
        ("GBP", "£|gbp|英镑"), ("HKD", "hk$|hkd|港币"), ("TWD", "nt$|ntd|twd|台币|新台币"), ("JPY", "jp¥|jpy|日元"),
        ("AUD", "a$|au$|aud"), ("CAD", "c$|ca$|cad"), ("SGD", "s$|sgd"), ("KRW", "₩|krw"), ("INR", "₹|inr"),
        ("THB", "฿|thb"), ("RUB", "₽|rub"),
    ])

    /// Currencies after an amount. A flag says how much the word alone proves.
    package static let currencyAfter = PhraseTable<CurrencyWord>([
        (CurrencyWord("CNY", .plain), "元钱|块钱|块人民币|元人民币|快钱|人民币|rmb|cny|yuan|renminbi|¥|yuán|kuai|块大洋|圆钱|元整"),
        (CurrencyWord("CNY", .yuan), "元"),
        (CurrencyWord("CNY", .small), "圆"),
        (CurrencyWord("CNY", .piece), "块"),
        (CurrencyWord("CNY", .plain, factor: 0.1), "毛钱|角钱"),
        (CurrencyWord("CNY", .small, factor: 0.1), "毛"),
        (CurrencyWord("CNY", .plain, factor: 0.01), "分钱"),
        (
            CurrencyWord("USD", .plain),
            "美元|美金|美刀|$|usd|us$|us dollars|us dollar|dollars|bucks|buck|dollar|dolars|dollers|刀乐"
        ),
        (CurrencyWord("USD", .slang), "刀"), (CurrencyWord("USD", .plain, factor: 0.01), "cents"),
        (CurrencyWord("EUR", .plain), "欧元|€|eur|euro|euros"), (CurrencyWord("EUR", .slang), "欧"),
        (CurrencyWord("GBP", .plain), "英镑|£|gbp|quid|pounds sterling|pound sterling"),
        (CurrencyWord("GBP", .weight), "pounds|镑"), (CurrencyWord("HKD", .plain), "港币|港元|港幣|港纸|hkd|hk$"),
        (CurrencyWord("JPY", .plain), "日元|日币|円|jpy|yen"), (CurrencyWord("TWD", .plain), "台币|新台币|twd|ntd|nt$"),
        (CurrencyWord("KRW", .plain), "韩元|韩币|krw|won|₩"), (CurrencyWord("AUD", .plain), "澳元|澳币|aud"),
        (CurrencyWord("CAD", .plain), "加元|加币|cad"), (CurrencyWord("SGD", .plain), "新加坡元|新币|sgd"),
        (CurrencyWord("INR", .plain), "卢比|inr|rupees|₹"), (CurrencyWord("THB", .plain), "泰铢|thb|baht"),
        (CurrencyWord("RUB", .plain), "卢布|rub|rubles"),
    ])

    /// Amounts that are one word: a fiver, a tenner.
    package static let coins = PhraseTable<Double>([
        (5, "fiver|a fiver"), (10, "tenner|a tenner"), (1_000, "a grand"),
    ])
}

/// A currency after an amount.
package struct CurrencyWord: Sendable, Equatable {
    package enum Strength: Sendable {
        /// Proves a price.
        case plain
        /// 元: a price unless a small Chinese numeral makes a word of it (三元催化器).
        case yuan
        /// 块: also a measure word (两块电池).
        case piece
        /// 毛, 角: only at an end, or after 元.
        case small
        /// 刀, 欧: only with a bound, in a range, or at the end.
        case slang
        /// pounds: weight unless bounded and no weight is spoken of.
        case weight
    }

    package let code: String
    package let strength: Strength
    /// One of the word in units of the currency.
    package let factor: Double

    package init(_ code: String, _ strength: Strength, factor: Double = 1) {
        self.code = code
        self.strength = strength
        self.factor = factor
    }
}

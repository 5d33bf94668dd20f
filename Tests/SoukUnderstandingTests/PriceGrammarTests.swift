import Testing

@testable import SoukUnderstanding

@Suite
struct PriceGrammarTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var min: Double?
        var max: Double?
        var currency: String?
        var isSoft = false
        var testDescription: String { text }

        init(_ text: String, _ min: Double?, _ max: Double?, _ currency: String? = nil, soft: Bool = false) {
            (self.text, self.min, self.max, self.currency, isSoft) = (text, min, max, currency, soft)
        }
    }

    static let bounds = [
        Case("850元以下的书包", nil, 850, "CNY"), Case("不超过1200块", nil, 1200, "CNY"), Case("2w以内", nil, 20_000),
        Case("三百块以内 水壶", nil, 300, "CNY"), Case("两千五以下", nil, 2_500), Case("3k5以下", nil, 3_500),
        Case("低于８０元", nil, 80, "CNY"),
        Case("最多600块", nil, 600, "CNY"), Case("兩百塊以內", nil, 200, "CNY"), Case("700内", nil, 700),
        Case("几百以内", nil, 900),
        Case("书桌 450元封顶", nil, 450, "CNY"), Case("5.8万以下", nil, 58_000), Case("千元以下", nil, 1_000, "CNY"),
        Case("650元以上", 650, nil, "CNY"), Case("不低于300元", 300, nil, "CNY"), Case("高于４５０", 450, nil),
        Case("888元起", 888, nil, "CNY"),
        Case("三万以上的相机", 30_000, nil), Case("过万的手表", 10_000, nil), Case("至少1500块", 1_500, nil, "CNY"),
        Case("backpack under $35", nil, 35, "USD"), Case("less than 70 euros", nil, 70, "EUR"),
        Case("no more than £45", nil, 45, "GBP"),
        Case("up to 120 dollars", nil, 120, "USD"), Case("under 3 grand", nil, 3_000),
        Case("under a fiver", nil, 5, "GBP"),
        Case("$60 or less", nil, 60, "USD"), Case("80 usd and under", nil, 80, "USD"),
        Case("under one hundred dollars", nil, 100, "USD"),
        Case("belwo $90", nil, 90, "USD"), Case("lamp below 1,500", nil, 1_500),
        Case("shoes under 900 yuan", nil, 900, "CNY"),
        Case("over $250", 250, nil, "USD"), Case("at least 90 dollars", 90, nil, "USD"),
        Case("$75 and up", 75, nil, "USD"),
        Case("starting at €40", 40, nil, "EUR"), Case(">= $15", 15, nil, "USD"),
    ]

    static let ranges = [
        Case("700到900元", 700, 900, "CNY"), Case("3千到4千", 3_000, 4_000), Case("2k-3k", 2_000, 3_000),
        Case("1.5-2万", 15_000, 20_000),
        Case("介于80和90之间", 80, 90), Case("四五千的笔记本", 4_000, 5_000), Case("七八十块", 70, 80, "CNY"),
        Case("二三百", 200, 300),
        Case("几千块", 2_000, 9_000, "CNY"), Case("二十几元", 21, 29, "CNY"), Case("240多元", 240, 250, "CNY"),
        Case("六百多块", 600, 700, "CNY"),
        Case("高于200低于350", 200, 350), Case("300以上600以下的鞋", 300, 600),
        Case("between $15 and $25", 15, 25, "USD"),
        Case("from 30 to 60 dollars", 30, 60, "USD"), Case("$45-$65", 45, 65, "USD"),
        Case("2-3k dollars", 2_000, 3_000, "USD"),
        Case("60到50元", 50, 60, "CNY"), Case("chairs between 200 and 400", 200, 400),
        Case("2000-3000预算手机", 2_000, 3_000), Case("2000-3000左右手机", 2_000, 3_000),
        Case("手机1500~2000", 1_500, 2_000), Case("耳机100～200", 100, 200), Case("手机1500-2000", 1_500, 2_000),
        Case("手机1500到2000", 1_500, 2_000), Case("连衣裙 199-399", 199, 399), Case("200-400 lamp", 200, 400),
    ]

    static let amounts = [
        Case("两千左右", 1_600, 2_400, soft: true), Case("4000档", 3_200, 4_800, soft: true),
        Case("预算5000", 4_000, 6_000, soft: true), Case("5000预算相机", 4_000, 6_000, soft: true),
        Case("5w预算相机", 40_000, 60_000, soft: true),
        Case("大约600元", 480, 720, "CNY", soft: true), Case("around $60", 48, 72, "USD", soft: true),
        Case("千元手机", 800, 1_200, "CNY", soft: true),
        Case("七块八", 6.24, 9.36, "CNY", soft: true), Case("两块五毛", 2, 3, "CNY", soft: true),
        Case("一千二", 960, 1_440, soft: true),
        Case("五毛钱", 0.4, 0.6, "CNY", soft: true), Case("￥39.9", 31.92, 47.88, "CNY", soft: true),
        Case("30欧元", 24, 36, "EUR", soft: true),
        Case("two hundred dollars", 160, 240, "USD", soft: true), Case("15 quid", 12, 18, "GBP", soft: true),
        Case("0元购水杯", 0, 0, "CNY", soft: true),
        Case("叁佰元", 240, 360, "CNY", soft: true), Case("6o元的伞", 48, 72, "CNY", soft: true),
    ]

    static let nothing = [
        "1200w 吹风机", "10000mAh", "60ah 电瓶", "24寸显示器", "12v", "30x40", "2019年", "5条装", "四元锂电池", "一次性杯子", "千斤顶",
        "万花筒", "百家被", "小米13",
        "索尼a7m4", "四块电池", "500块拼图", "立减30元", "9折", "满300减50", "充话费50元", "第二套人民币5元", "100元代金券", "5元店",
        "16+256", "4-6岁 玩具", "三米以上",
        "under 10 lbs kettlebell", "kids under 8", "over 5 feet lamp", "between 3 and 6 years",
        "less than 20 minutes", "14k gold", "$10 off", "30% off", "no. 7 cream",
        "3 for $20", "dollar store", "10 pound weight", "size 10 shoes", "2 in 1 laptop", "rtx 3060",
        "iphone 15 max", "5 piece set", "240hz monitor", "上百货买鞋",
        "iphone 14-15", "20-30cm 相框", "0-3岁 玩具", "玩具3~6", "玩具1~200", "拼图 1000-1500片", "童装 100-150",
        "手机 2019-2020",
        "wd 500-1000", "灯泡 3000-6000k", "墙砖300-600",
        "网上万能充", "宽60以内", "6角扳手", "第五元素", "", "   ", "-", "元", "以下", "¥", "$", "到", "1-", "几", "多少",
    ]

    @Test("bounds are read as hard bounds", arguments: bounds)
    func bound(_ example: Case) { check(example) }

    @Test("ranges are read in order, with the scale lent to the left", arguments: ranges)
    func range(_ example: Case) { check(example) }

    @Test("amounts alone or said to be about reach 20 % and are soft", arguments: amounts)
    func amount(_ example: Case) { check(example) }

    @Test("numbers that are no prices give none", arguments: nothing)
    func none(_ text: String) {
        #expect(QueryUnderstanding().interpret(text).price == nil)
    }

    @Test("the range of a price covers its wording")
    func rangeOfText() throws {
        let found = QueryUnderstanding().interpret("手机 2000元以下 华为")
        let price = try #require(found.price)
        #expect(found.surface(price.range) == "2000元以下")
        #expect(found.residualText == "手机 华为")
    }

    private func check(_ example: Case) {
        let price = QueryUnderstanding().interpret(example.text).price
        #expect(price != nil)
        #expect(same(price?.min, example.min), "\(String(describing: price))")
        #expect(same(price?.max, example.max), "\(String(describing: price))")
        #expect(price?.currency == example.currency)
        #expect(price?.isSoft == example.isSoft)
    }

    private func same(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) < 1e-6
    }
}

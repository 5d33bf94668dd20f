import SoukAnalysis

/// Words that make a number something else than a price: face values, amounts off, other units.
package enum PriceContext {
    /// Directly before an amount: what follows is taken off, thrown in, topped up or printed on it.
    package static let notPriceBefore = PhraseTable<Bool>([
        (
            true,
            """
            立减|直减|减|满减|满|每满|省|立省|返|返现|返利|送|赠|领取|领|抵|抵扣|抵用|优惠|便宜|降|降价|涨|补贴|充|充值|话费|电费|红包|面值|面额|代金券|\
            优惠券|礼品卡|购物卡|储值卡|一卡通|加油卡|e卡|套人民币|移动|联通|电信|第|save|off|coupon|gift card|promo|voucher|get|\
            free|win|earn
            """
        )
    ])

    /// Directly before a number without a currency: what is measured is no price.
    package static let measuresBefore = PhraseTable<Bool>([
        (
            true,
            """
            宽|高|长|深|厚|直径|内径|外径|口径|身高|体重|胸围|腰围|臀围|年龄|尺寸|规格|型号|编号|第|号码|电话|qq|no|no.|size|age|ages|\
            aged|version|model|part|series|mark
            """
        )
    ])

    /// Directly after an amount.
    package static let notPriceAfter = PhraseTable<Bool>([
        (
            true,
            """
            券|卷|优惠券|优惠劵|代金券|抵用券|现金券|购物券|满减|红包|话费|电费|充值|充话费|点券|q币|点卡|礼品卡|储值|面值|面额|店|超市|纪念|纪念币|纪念钞|\
            纪念卡|钞|纸币|硬币|币|人民币|大钞|假钞|流量|off|discount|coupon|gift card|giftcard|gift cards|bill|\
            bills|coin|coins|voucher|rebate|cash back|cashback|store|stores|tree|general|sign|\
            signs|credit|note|banknote
            """
        )
    ])

    /// After a bound without a currency: sums for school children.
    package static let arithmetic = PhraseTable<Bool>([(true, "加减|加法|减法|乘法|口算|计算|数学|算术|奥数|的加减|的数")])

    /// Words that begin with 元: no currency.
    package static let beginningWithYuan = PhraseTable<Bool>([
        (
            true,
            """
            元宝|元素|元旦|元宵|元件|元器件|元气|元组|元年|元朝|元青花|元帅|元祖|元神|元力|元宇宙
            """
        )
    ])

    /// Anywhere in the text: the amount is a denomination, a tariff or a complaint.
    package static let denominations = PhraseTable<Bool>([
        (
            true,
            """
            话费|充话费|充值|一卡通|纪念币|纪念钞|纸币|硬币|钱币|人民币收藏|第一套人民币|第二套人民币|第三套人民币|第四套人民币|第五套人民币|连号|钞票|日租卡|流量卡|\
            流量|礼品卡|储值卡|gift card|gift cards|giftcard|banknote|charged|refund|refunded|invoice|红包封|\
            压岁钱|新钱|换新钱|点卡|gift certificate
            """
        )
    ])

    /// After a number without a currency: units, measure words and dates that no price has. The units of
    /// quantities count as well.
    package static let otherUnits = PhraseTable<Bool>([
        (
            true,
            """
            年|年款|款|号|代|级|分钟|小时|天|日|周|周岁|季|季度|月|月份|人|人份|人用|层|次|位|种|像素|万像素|亿像素|期|集|部|页|孔|针|键|步|路|口|\
            英里|折|倍|分|秒|头|芯|色|合一|合|匹|轴|轮|门|座|面|方|平|平方|平米|立方|户|室|克拉|字|篇|题|班|年级|关|星|线|区|寸|码|度|斤|家|名|岁|\
            条|根|只|minute|minutes|min|mins|hour|hours|hr|hrs|day|days|week|weeks|month|months|year|\
            years|person|people|man|player|players|seater|mile|miles|star|stars|bit|px|mp|\
            megapixel|megapixels|dpi|rpm|step|steps|tier|way|inch|inches|row|rows|drawer|drawers|\
            shelf|shelves|door|doors|light|lights|key|keys|port|ports|channel|gauge|grit|thread|\
            karat|carat|ct|point|points|reviews|pages|btu|psi|sq|square|cubic|acres|calories|lumen|\
            speed|bottle|bottles|piece|pieces|series|watts|decibels|db|percent|%|fps|seconds|sec|x|\
            k
            """
        )
    ])

    /// A text about people: its bare bounds are ages.
    package static let ages = PhraseTable<Bool>([
        (
            true,
            """
            kid|kids|child|children|toddler|toddlers|baby|babies|boy|boys|girl|girls|infant|\
            infants|age|ages|aged|year|years|old|teens|birthday|adults|u5|岁|儿童|宝宝|婴儿|幼儿|小孩|孩子
            """
        )
    ])

    /// Goods of two sides: 墙砖300-600 are its sides in millimetres.
    package static let flatGoods = PhraseTable<Bool>([
        (true, "砖|板|垫|毯|布|帘|纸|膜|玻璃|画|框|镜|tile|tiles|board|panel|frame|rug|mat")
    ])

    /// What comes in pieces that are called 块.
    package static let cameInPieces = PhraseTable<Bool>([
        (
            true,
            """
            拼图|积木|瓷砖|地砖|砖|石|肥皂|香皂|洗衣皂|皂|毛巾|抹布|手表|表|地垫|泡沫|垫|布|板|糖|饼|巧克力|电池|硬盘|屏|屏幕|腹肌|肉|豆腐|蛋糕|面包|木|\
            木板|玻璃|画板|滑板|电路板|显卡|内存|表带|磁铁|磁力片|姜|装
            """
        )
    ])

    /// A text that weighs something: pounds are weight.
    package static let weights = PhraseTable<Bool>([
        (
            true,
            """
            dumbbell|dumbbells|kettlebell|kettlebells|weight|weights|weighted|barbell|plate|plates|\
            lb|lbs|cake|vest|bag|hold|holds|capacity|person
            """
        )
    ])
}

import SoukAnalysis

/// Words about price that name no amount, and the goods that only carry such words.
package enum PriceWordingTable {
    package static let words = PhraseTable<PriceWording.Kind>([
        (
            .cheap,
            """
            便宜|便宜点|便宜一点|平价|实惠|超便宜|不贵|廉价|经济型|经济实用|经济实惠|低价|白菜价|划算|省钱|低价格|低预算|价廉|物廉|学生价|学生价格|价格低|\
            cheap|cheaply|cheaper|budget|affordable|inexpensive|low cost|low-cost|low price|\
            low priced|low prices|lower price|economical|thrifty|bargain|bargains|budget friendly|\
            budget-friendly|cheep|frugal
            """
        ),
        (
            .cheapest,
            """
            最便宜|最低价|价格从低到高|价格由低到高|价格最低|最优价格|最实惠|最划算|全网最低|底价|哪里便宜|哪家便宜|cheapest|lowest price|lowest prices|\
            best price|best prices|lowest cost|least expensive|lowest priced|price low to high|\
            cheepest
            """
        ),
        (
            .expensive,

            """
            贵一点|贵点|高价|高价位|贵的|高端价位|expensive|pricey|high priced
            """
        ),
        (
            .mostExpensive,
            "最贵|最贵的|价格最高|价格从高到低|most expensive|priciest|highest price|highest priced|price high to low"
        ),
        (
            .value,
            """
            性价比|性价比高|高性价比|物美价廉|物超所值|值得买|超值|best value|value for money|good value|great value|\
            bang for the buck|bang for your buck|worth the money|best bang for buck|\
            price performance
            """
        ),
        (
            .discount,
            """
            打折|折扣|特价|特卖|清仓|秒杀|促销|半价|优惠|百亿补贴|降价|减价|甩卖|甩货|处理价|捡漏|跳楼价|亏本|骨折价|折扣店|断码清仓|清货|尾货|大促|特惠|\
            限时折扣|限时优惠|天天特价|天天特卖|聚划算|今日特价|每日特价|discount|discounts|discounted|sale|sales|on sale|for sale|clearance|deal|\
            deals|closeout|markdown|half price|half off|liquidation|special offer|special offers|\
            on offer|offers|marked down|price drop|rebate|flash sale|% off
            """
        ),
        (
            .promotion,
            """
            买一送一|买一赠一|买二送一|买1送1|买一得二|第二件半价|第二件0元|满减|满赠|买就送|凑单|拼团|bogo|buy one get one|buy 1 get 1|\
            buy one get one free|two for one|2 for 1|buy 2 get 1|buy two get one
            """
        ),
        (
            .asksPrice,
            """
            多少钱|多少錢|价格|价钱|报价|什么价|什么价格|啥价|几多钱|几块钱|怎么卖|啥价格|价位|售价|进价|批发价|出厂价|市场价|行情|价多少|多少一|how much|\
            price|prices|price of|cost of|costs|cost|pricing|what does it cost|price list|\
            how expensive
            """
        ),
        (
            .comparison,
            """
            对比|哪个便宜|哪个划算|比价|哪个更便宜|谁便宜|哪个性价比高|哪款便宜|价格对比|价格比较|vs|vs.|versus|compare|comparison|\
            compared to|which is cheaper|cheaper than|difference between|or better
            """
        ),
        (.free, "免费领|免费送|免费试用|免费拿|零元购|0元购|0元拿|0元领|白拿|free sample|free samples"),
    ])

    /// Goods made to show prices and offers, and words that only contain a price word: 价格牌, 促销架, value pack.
    package static let notWording = PhraseTable<Bool>([
        (
            true,
            """
            优惠券|优惠劵|代金券|打折券|价格牌|价格表|价格单|价格贴|价格标签|价格签|价格标签机|价格展示架|价格展示|价格架|价格条|价格夹|价格卡|标价|价签|价目表|\
            价目牌|报价单|降价牌|特价牌|特价标签|促销牌|促销架|促销台|促销车|促销广告|促销海报|促销品|促销贴|特价贴|折扣牌|清仓牌|清仓价标签|清仓海报|清仓录音|\
            清仓广告|优惠卡|秒杀脚本|秒杀抢购脚本|秒杀器|秒杀软件|超值装|实惠装|经济法|经济学|超值包|便宜坊|优惠装|划算装|价格保护|免费领养|价格管理|清仓横幅|打折牌|\
            打折贴|特价海报|价格纸|报价器|price tag|price tags|price gun|price label|price labels|price sticker|\
            price stickers|price match|price matching|price adjustment|price protection|value pack|\
            value size|best buy|sale sign|half price books|deal or no deal|price tag gun|sales tax|\
            budget planner|budget book|budget binder|price chopper|fisher price|fisher-price|\
            vs code|vs pink|costco|sales receipt|sales book|coupon organizer|coupon binder|\
            points of sale|point of sale|bargain hunt
            """
        )
    ])
}

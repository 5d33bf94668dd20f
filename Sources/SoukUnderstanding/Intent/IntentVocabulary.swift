import SoukAnalysis

/// Words that tell what kind of question a text is: service, small talk, shops, knowledge.
package enum IntentVocabulary {
    package enum Mark: Sendable {
        /// A matter for customer service, whatever goods are named.
        case service
        /// A question rather than a wish for goods.
        case question
        /// Small talk.
        case chat
        /// A shop or its being official.
        case shop
        /// A model or series word.
        case series
        /// A voucher, a top-up, a card with a value.
        case voucher
        /// A named work: book, exam, course.
        case work
        /// For whom.
        case audience
        /// A best-of question about goods: 哪个好用, best.
        case bestOf
        /// A word that only contains one of the others: 酒店, 书店 are no shop words.
        case ordinary
    }

    package static let words = PhraseTable<Mark>([
        (
            .service,
            """
            退货|退款|换货|退换|售后|客服|订单|订单号|物流|快递单|快递员|发货|没发货|不发货|催单|签收|投诉|举报|理赔|运费险|无理由|密码|账号|帐号|登录|登陆|\
            注册|注销|绑定|解绑|实名|认证失败|付款|支付失败|付款失败|待付款|待发货|待收货|收货地址|改地址|地址填错|发票|开票|取消订单|假货|少发|发错|破损|赔|差评|\
            申诉|冻结|解封|人工|人工服务|转人工|保修期|怎么申请|打不开|闪退|验证码|开网店|开店|入驻|快递到哪|到哪了|什么时候到|没收到|价格保护|保价|能退|可以退|\
            退吗|tui huo|tuihuo|tui kuan|tuikuan|kefu|dingdan|my order|my orders|order status|\
            order number|order #|track my|track order|tracking|tracking number|package|my package|\
            return policy|return label|returns|refund|refunds|exchange policy|cancel my|\
            cancel order|cancel subscription|customer service|customer support|live chat|\
            live agent|speak to|talk to|contact us|contact|phone number|password|reset|log in|\
            login|sign in|sign up|sign out|my account|delete my|delete account|account|\
            privacy policy|terms of service|terms and conditions|unsubscribe|store hours|\
            opening hours|invoice|payment declined|payment failed|payment|declined|charged|\
            promo code|coupon code|gift card balance|balance|report a|delivery|delivered|\
            shipping policy|shipping cost|free shipping policy|late|missing item|wrong item|\
            wrong size|damaged item|received|policy|price match|price adjustment|warranty claim|\
            complaint|complain|not working|never arrived|where is my|careers|jobs
            """
        ),
        (
            .question,
            """
            怎么办|怎么|怎样|如何|为什么|为啥|是什么|什么意思|什么时候|是不是|有没有|能不能|可不可以|吗|几点|在哪里|哪里有|多久|是真的|的区别|how to|\
            how do|how can|why|what is|what are|what time|when is|when does|when do|is it|can i|\
            do you|does it|is the|are the|where is|who is|which is|how long
            """
        ),
        (
            .chat,
            """
            你好|您好|在吗|在不在|谢谢|再见|早上好|晚上好|哈哈|呵呵|嗯|嗯嗯|哦|好的|笑话|天气|机器人|你是谁|我爱你|讲个|唱歌|hello|hi|hey|\
            hi there|thank you|thanks|bye|goodbye|good morning|good night|good evening|tell me|\
            joke|ok|okay|yes|no|lol|test|testing|weather|lorem ipsum|who are you|are you|\
            i love you|haha|hahaha
            """
        ),
        (
            .shop,
            """
            官方旗舰店|旗舰店|专卖店|专营店|官方店|官方|官网|直营店|直营|品牌店|品牌|品牌折扣|正品店|工厂店|企业店|体验店|折扣店|特卖店|直播间|养生馆|生活馆|家居馆|\
            图书馆店|店铺|网店|旗舰|官方正品|正品官网|自营|天猫|淘宝店|京东自营|店|official store|official site|official website|\
            official|store|shop|outlet|flagship store|flagship|online store|website|brand|.com
            """
        ),
        (
            .series,
            """
            iphone|ipad|macbook|imac|airpods|apple watch|galaxy|kindle|ps4|ps5|ps 4|ps 5|xbox|\
            switch|playstation|rtx|gtx|thinkpad|surface|pixel|gopro|geforce|ryzen|promax|凯美瑞|雅阁|思域|\
            卡罗拉|天籁|轩逸|朗逸|帕萨特|迈腾|速腾|捷达|桑塔纳|高尔夫|宝来|途观|奇骏|逍客|汉兰达|荣放|普拉多|五菱宏光|哈弗h6|卡宴|帕拉梅拉
            """
        ),
        (
            .voucher,
            """
            优惠券|优惠劵|代金券|礼品卡|购物卡|储值卡|充值卡|一卡通|话费|充值|点券|点卡|q币|会员|月卡|年卡|季卡|加油卡|电影票|门票|gift card|\
            gift cards|voucher|top up|membership|subscription
            """
        ),
        (.work, "教程|教材|真题|试卷|题库|练习册|作文|小说|漫画|全集|字帖|绘本|辅导书|导论|概论|原理|第二版|第三版|第四版|第五版|上册|下册|理论|基础"),
        (
            .audience,

            """
            男|女|男士|女士|男款|女款|儿童|宝宝|婴儿|幼儿|老人|学生|孕妇|情侣|宠物|men|women|mens|womens|men's|women's|\
            kids|kid|boys|girls|baby|toddler|teen|dog|cat|outdoor|indoor
            """
        ),
        (
            .ordinary,
            """
            酒店|商店|饭店|水果店|便利店|书店|药店|花店|理发店|网红店|两元店|二元店|2元店|10元店|十元店|门店|店铺装修|official rules|shop vac|\
            shop light|workshop|品牌策划
            """
        ),
        (.bestOf, "哪个好|哪个好用|什么牌子好|什么牌子|哪个牌子|排行榜|排名|十大品牌|推荐|好用|best|top rated|top 10|recommended"),
    ])
}

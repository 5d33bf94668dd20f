/// What the words around a quantity say about a unit that has several readings.
package struct QuantityContext: Sendable, OptionSet {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let device = QuantityContext(rawValue: 1)
    package static let memory = QuantityContext(rawValue: 2)
    package static let wireless = QuantityContext(rawValue: 4)
    package static let food = QuantityContext(rawValue: 8)
    package static let drinkware = QuantityContext(rawValue: 16)
    package static let electrical = QuantityContext(rawValue: 32)
    package static let airConditioner = QuantityContext(rawValue: 64)
    package static let eyewear = QuantityContext(rawValue: 128)
    package static let alcohol = QuantityContext(rawValue: 256)
    package static let heat = QuantityContext(rawValue: 512)
    package static let subscription = QuantityContext(rawValue: 1_024)
    package static let mobileNetwork = QuantityContext(rawValue: 2_048)
    package static let tape = QuantityContext(rawValue: 4_096)
    /// A brand that makes phones.
    package static let phoneBrand = QuantityContext(rawValue: 8_192)

    /// The contexts whose words occur anywhere in the text.
    package init(_ text: FoldedText) {
        self = Self.words.all(in: text).reduce(into: []) { $0.insert(Self.tags[$1.group]) }
    }

    private static let words = PhraseTrie(union.map(\.key))
    private static let tags = union.map(\.value)

    /// A word may belong to several contexts: its tag is their union.
    private static let union: [(key: String, value: QuantityContext)] = {
        var union: [String: QuantityContext] = [:]
        for (context, phrases) in vocabulary {
            for phrase in phrases.split(separator: "|") { union[String(phrase), default: []].insert(context) }
        }
        return union.sorted { $0.key < $1.key }
    }()

    private static let vocabulary: [(QuantityContext, String)] = [
        (
            .device,
            """
            手机|平板|电脑|笔记本|固态|硬盘|u盘|优盘|闪存|存储卡|内存卡|储存卡|sd卡|tf卡|相机|主机|游戏机|播放器|mp3|mp4|学习机|阅读器|iphone|\
            ipad|macbook|phone|phones|laptop|laptops|tablet|tablets|ssd|hdd|drive|disk|flash|usb|\
            usb drive|card|sd|microsd|galaxy|android|pro|max|mini|plus|ultra|note|ps4|ps5|xbox|\
            switch|kindle|steam deck|computer|desktop|notebook|全网通|nvme|emmc|ipod|\
            显卡|独显|gpu|graphics card|video card|rtx|gtx|geforce|radeon
            """
        ),
        (
            .phoneBrand,
            """
            小米|红米|华为|荣耀|三星|一加|魅族|真我|努比亚|中兴|摩托罗拉|诺基亚|oppo|vivo|iqoo|xiaomi|redmi|poco|huawei|honor|samsung|oneplus|meizu|\
            realme|nubia|zte|motorola|nokia|pixel
            """
        ),
        (.memory, "内存|运存|运行内存|内存条|ram|ddr|ddr3|ddr4|ddr5|memory|dimm"),
        (.wireless, "无线|wifi|路由器|路由|wireless|鼠标|键盘|频段|双频|接收器|天线|遥控|wi-fi|router|mouse|图传|网卡"),
        (
            .food,
            """
            茶|茶叶|咖啡|饼干|坚果|零食|糖|米|面|肉|奶粉|巧克力|果干|枸杞|红枣|食品|调料|酱|盐|辣|粉|燕窝|海参|冻干|薯片|瓜子|猫粮|狗粮|种子|面膜|膏|霜|\
            药|颗粒|coffee|beans|tea|chocolate|candy|snack|snacks|nuts|food|rice|flour|sugar|cereal|\
            cookies|chips|meat|cheese
            """
        ),
        (
            .drinkware,
            """
            tumbler|mug|mugs|cup|cups|glass|glasses|bottle|bottles|flask|jar|jars|pitcher|thermos|\
            carafe|water|juice|soda|lotion|shampoo|conditioner|perfume|spray|oil|milk|drink|beer|\
            wine|杯|壶|瓶|水
            """
        ),
        (
            .electrical,
            """
            充电|电源|适配器|变压器|开关|插座|插头|插排|断路器|空开|保险丝|电流|继电器|接触器|电表|漏电|数据线|快充|逆变器|稳压|电焊|电池|charger|\
            adapter|power supply|fuse|breaker|circuit|outlet|relay|battery|usb c|plug|rms|amp|\
            current
            """
        ),
        (.airConditioner, "空调|挂机|柜机|冷气|制冷|变频|air conditioner|水泵|电机"),
        (.eyewear, "近视|镜片|眼镜|老花|老花镜|隐形眼镜|美瞳|散光|远视|泳镜|墨镜|lens|lenses|contacts|reading glasses|防蓝光"),
        (.alcohol, "酒|白酒|茅台|五粮液|啤酒|红酒|伏特加|威士忌|酱香|浓香|二锅头|汾酒|飞天|wine|beer|whisky|whiskey|vodka|vol|alcohol"),
        (.heat, "冰箱|冰柜|冷柜|冷冻|冷藏|防冻液|恒温|高温|耐高温|低温|温度|加热|保温|耐热|防冻|零下|水温|测温|℃"),
        (.subscription, "会员|年卡|月卡|季卡|套餐|课程|vip|subscription|membership|质保|保修|warranty|流量|分期|free"),
        (
            .mobileNetwork,
            "手机|网络|流量|流量卡|手机卡|上网|随身wifi|基站|信号|路由器|全网通|phone|network|modem|smartphone|unlocked|4g卡|5g卡|物联卡"
        ),
        (
            .tape,
            """
            胶|胶带|口罩|双面胶|反光|耳塞|贴膜|膜|百洁布|滤芯|净水|砂纸|防毒|手套|思高|tape|command|respirator|hook|hooks|filter|\
            mask|post-it
            """
        ),
    ]
}

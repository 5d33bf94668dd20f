/// The units of measure of shop texts, by spelling.
package enum UnitTable {
    /// A unit found in a text; nil for a word that only begins like one (克拉, 升级).
    package struct Match {
        package let range: Range<Int>
        package let unit: QuantityUnit?
    }

    /// The longest spelling of a unit, or word that begins like one, at a place.
    package static func longest(in text: FoldedText, at place: Int) -> Match? {
        spellings.longest(in: text, at: place).map { Match(range: $0.range, unit: units[$0.group].0) }
    }

    /// The unit whose spelling is exactly the text of a range.
    static func unit(spelt range: Range<Int>, in text: FoldedText) -> QuantityUnit? {
        spellings.group(of: range, in: text).flatMap { units[$0].0 }
    }

    /// The unit, or word that begins like one, that folded Han characters given one by one begin with: how many, and the unit.
    static func longest(_ next: () -> UInt32?) -> (count: Int, unit: QuantityUnit?)? {
        spellings.longest(next).map { ($0.count, units[$0.group].0) }
    }

    /// Every spelling of a unit, and every word that begins like one.
    static let allSpellings: [String] = units.flatMap { $0.1.split(separator: "|").map(String.init) }

    private static let spellings = PhraseTrie(units.map(\.1))
    private static let units = storage + length + weight + volume + electrical + other + counts + words

    private static let storage: [(QuantityUnit?, String)] = [
        (QuantityUnit(.storage, "GB", 1, .gigabyte), "gb|gig|gigs|gigabyte|gigabytes"),
        (QuantityUnit(.storage, "TB", 1_024), "tb|terabyte|terabytes"),
        (QuantityUnit(.storage, "MB", 1.0 / 1_024), "mb|megabyte|megabytes"),
        (QuantityUnit(.storage, "GB", 1, .g), "g"),
        (QuantityUnit(.storage, "TB", 1_024, .t), "t"),
    ]

    private static let length: [(QuantityUnit?, String)] = [
        (QuantityUnit(.length, "mm", 1), "mm|㎜|毫米|millimeter|millimeters|millimetre|millimetres"),
        (QuantityUnit(.length, "cm", 10), "cm|㎝|厘米|公分|centimeter|centimeters|centimetre|centimetres"),
        (QuantityUnit(.length, "dm", 100), "dm|分米"),
        (QuantityUnit(.length, "m", 1_000, .m), "m"),
        (QuantityUnit(.length, "m", 1_000), "米|公尺|meter|meters|metre|metres"),
        (QuantityUnit(.length, "km", 1_000_000), "km|㎞|千米|公里|kilometer|kilometers"),
        (QuantityUnit(.length, "um", 0.001), "um|μm|㎛|微米|micron|microns"),
        (QuantityUnit(.length, "inch", 25.4), "寸|英寸|吋|inch|inches|\""),
        (QuantityUnit(.length, "inch", 25.4, .inch), "in"),
        (QuantityUnit(.length, "ft", 304.8), "ft|feet|foot|英尺|呎|'"),
        (QuantityUnit(.length, "yd", 914.4), "yd|yds|yard|yards"),
        (QuantityUnit(.length, "chi", 1_000.0 / 3), "尺|市尺"),
        (QuantityUnit(.length, "zhang", 10_000.0 / 3), "丈"),
    ]

    private static let weight: [(QuantityUnit?, String)] = [
        (QuantityUnit(.weight, "g", 1), "克|gram|grams|gm|gms"),
        (QuantityUnit(.weight, "kg", 1_000), "kg|㎏|kgs|公斤|千克|kilo|kilos|kilogram|kilograms"),
        (QuantityUnit(.weight, "mg", 0.001), "mg|㎎|毫克|milligram|milligrams"),
        (QuantityUnit(.weight, "ug", 0.000_001), "ug|μg|mcg|微克"),
        (QuantityUnit(.weight, "jin", 500), "斤|市斤"),
        (QuantityUnit(.weight, "liang", 50), "两"),
        (QuantityUnit(.weight, "ton", 1_000_000), "吨|ton|tons|tonne|tonnes"),
        (QuantityUnit(.weight, "lb", 453.592_37), "lb|lbs|磅"),
        (QuantityUnit(.weight, "lb", 453.592_37, .pound), "pound|pounds"),
        (QuantityUnit(.weight, "oz", 28.349_523_125, .oz), "oz|ounce|ounces|盎司"),
    ]

    private static let volume: [(QuantityUnit?, String)] = [
        (QuantityUnit(.volume, "ml", 1), "ml|㎖|毫升|cc|㏄|milliliter|milliliters|millilitre"),
        (QuantityUnit(.volume, "cl", 10), "cl"),
        (QuantityUnit(.volume, "L", 1_000), "l|ℓ|㍑|升|公升|liter|liters|litre|litres|ltr"),
        (
            QuantityUnit(.volume, "floz", 29.573_53),
            "fl oz|fl. oz|fl.oz|floz|fluid oz|fluid ounce|fluid ounces"
        ),
        (QuantityUnit(.volume, "gal", 3_785.411_784), "gal|gallon|gallons|加仑"),
        (QuantityUnit(.volume, "qt", 946.352_946), "qt|qts|quart|quarts|夸脱"),
        (QuantityUnit(.volume, "pint", 473.176_473), "pint|pints|pt|品脱"),
    ]

    private static let electrical: [(QuantityUnit?, String)] = [
        (QuantityUnit(.power, "W", 1), "瓦|watt|watts"),
        (QuantityUnit(.power, "W", 1, .watt), "w"),
        (QuantityUnit(.power, "kW", 1_000), "kw|㎾|千瓦|kilowatt|kilowatts"),
        (QuantityUnit(.frequency, "Hz", 1), "hz|㎐|hertz|赫兹|赫"),
        (QuantityUnit(.frequency, "kHz", 1e3), "khz"),
        (QuantityUnit(.frequency, "MHz", 1e6), "mhz|㎒|兆赫"),
        (QuantityUnit(.frequency, "GHz", 1e9), "ghz|㎓"),
        (QuantityUnit(.charge, "mAh", 1), "mah|毫安|毫安时|毫安培"),
        (QuantityUnit(.charge, "Ah", 1_000), "ah|安时|amp hour|amp hours"),
        (QuantityUnit(.voltage, "V", 1), "v|伏|伏特|volt|volts"),
        (QuantityUnit(.voltage, "kV", 1_000), "kv|千伏"),
        (QuantityUnit(.current, "A", 1, .ampere), "a|安|安培|amp|amps"),
        (QuantityUnit(.luminous, "lm", 1), "lm|流明|lumen|lumens"),
    ]

    private static let other: [(QuantityUnit?, String)] = [
        (QuantityUnit(.temperature, "C", 1), "℃|°c|摄氏度|degrees celsius"),
        (QuantityUnit(.angle, "degree", 1, .degree), "度|°|degree|degrees"),
        (QuantityUnit(.abv, "percent", 1, .percent), "%|%vol|%abv|vol|abv"),
        (QuantityUnit(.horsepower, "hp", 1, .horsepower), "匹|p"),
        (QuantityUnit(.horsepower, "hp", 1), "hp|马力|horsepower"),
        (
            QuantityUnit(.age, "year", 12),
            "岁|周岁|years old|year old|yrs old|yr old|year olds|years|year|yrs|yr|year-old"
        ),
        (QuantityUnit(.age, "month", 1, .month), "个月|月龄|months old|month old|months|month|个月龄"),
        (QuantityUnit(.size, "EUcn", 1, .size), "码"),
    ]

    private static let counts: [(QuantityUnit?, String)] = [
        ("roll", "卷|rolls|roll"), ("stick", "支|枝|根|sticks"), ("pair", "双|对|pairs|pair"),
        ("bag", "包|袋|bags"), ("box", "盒|箱|boxes"), ("bottle", "瓶|bottles"), ("can", "罐|听|cans"),
        ("sheet", "张|片|抽|sheets|sheet"), ("strip", "条"), ("book", "本|册"), ("barrel", "桶"),
        ("set", "套|sets"), ("block", "块"),
        ("dozen", "打|dozen"),
        (
            "piece",
            "件|件套|个|只|枚|颗|粒|pack|packs|pk|piece|pieces|pcs|pc|count|ct|-pack|-piece|-count|pack of"
        ),
        ("capsule", "capsules|tablets|胶囊"),
    ].map { (QuantityUnit(.count, $0.0, $0.0 == "dozen" ? 12 : 1, .count), $0.1) }

    /// Words that begin like a unit.
    private static let words: [(QuantityUnit?, String)] = [
        (
            nil,
            """
            克拉|克力|克隆|米线|米粉|米饭|米兰|米奇|米老鼠|米字|升级|升降|升旗|升学|瓦片|瓦楞|安全|安装|安卓|伏特加|度假|度数|双肩|双面|双层|双卡|双头|双人|\
            双门|双开|双十|双模|双杆|包邮|包装|包包|条纹|条码|条件|张力|对讲|对比|对付|对焦|本田|本子|块钱|块錢|个性|只读|支架|支付|支撑|瓶盖|盒子|包子|袋子|\
            打印|打火|打折|打磨|打底|打包|打蛋|打孔|打开|打造|打击|打野|打结|打码|打发|打气|打奶|打草|打卡|打粉|打钉|打标|打字|打球|\
            根茎|寸头|码数|码头|斤顶|件夹|片尾|卷发|卷帘|卷尺|套装|套餐|箱包|罐头|听力|听书|本色|粒子|颗粒|枚举|枝条|安士|丈夫|匹配|尺码|尺寸
            """
        )
    ]
}

import Testing

@testable import SoukAnalysis
@testable import SoukUnderstanding

@Suite
struct QuantityGrammarTests {
    static let single: [(String, String)] = [
        ("512g iphone", "storage 512 GB = 512 GB"), ("小米 256g 手机", "storage 256 GB = 256 GB"),
        ("2tb 移动硬盘", "storage 2 TB = 2048 GB"),
        ("8g内存条", "memory 8 GB = 8 GB"), ("laptop 32gb ram", "memory 32 GB = 32 GB"),
        ("250g 咖啡豆", "weight 250 g = 250 g"), ("330克 坚果", "weight 330 g = 330 g"),
        ("三斤 苹果", "weight 3 jin = 1500 g"), ("两斤半 排骨", "weight 2.5 jin = 1250 g"),
        ("半斤瓜子", "weight 0.5 jin = 250 g"), ("八两 茶", "weight 8 liang = 400 g"),
        ("5千克大米", "weight 5 kg = 5000 g"), ("15 lbs dumbbell", "weight 15 lb = 6803.88555 g"),
        ("12 oz mug", "volume 12 floz = 354.88236 ml"),
        ("750ml 水壶", "volume 750 ml = 750 ml"), ("2.5升 锅", "volume 2.5 L = 2500 ml"),
        ("三升 油", "volume 3 L = 3000 ml"), ("half gallon bottle", "volume 0.5 gal = 1892.705892 ml"),
        ("27寸显示器", "length 27 inch = 685.8 mm"), ("一米八 床", "length 1.8 m = 1800 mm"),
        ("1米2 书桌", "length 1.2 m = 1200 mm"), ("3/4 inch bolt", "length 0.75 inch = 19.05 mm"),
        ("1 1/2 inch pipe", "length 1.5 inch = 38.1 mm"), ("9尺竿", "length 9 chi = 3000 mm"),
        ("72\" curtain", "length 72 inch = 1828.8 mm"),
        ("1500w 取暖器", "power 1500 W = 1500 W"), ("3千瓦 电机", "power 3 kW = 3000 W"),
        ("165hz 屏幕", "frequency 165 Hz = 165 Hz"), ("5.8g 无线图传", "frequency 5.8 GHz = 5800000000 Hz"),
        ("20000毫安 充电宝", "charge 20000 mAh = 20000 mAh"), ("60ah电瓶", "charge 60 Ah = 60000 mAh"),
        ("24v 电机", "voltage 24 V = 24 V"), ("6安 插座", "current 6 A = 6 A"),
        ("800流明 手电", "luminous 800 lm = 800 lm"), ("2匹 空调", "horsepower 2 hp = 2 hp"),
        ("52度 白酒", "abv 52 percent = 52 percent"), ("300度 近视眼镜", "diopter 300 degree = 300 degree"),
        ("45度 弯头", "angle 45 degree = 45 degree"), ("18个月 宝宝", "age 18 month = 18 month"),
        ("8双装 袜子", "count 8 pair = 8 unit"), ("三件套 茶具", "count 3 piece = 3 unit"),
        ("pack of 12 pens", "count 12 piece = 12 unit"), ("30卷 纸", "count 30 roll = 30 unit"),
        ("43码 男鞋", "size 43 EUcn = 43 CN"), ("5-8岁 书", "age 5-8 year = 60-96 month"),
        ("-20℃ 冰箱", "temperature -20 C = -20 C"), ("零下5度 防冻液", "temperature -5 C = -5 C"),
        ("-18度 冰柜", "temperature -18 C = -18 C"), ("-20℃~40℃ 温度计", "temperature -20-40 C = -20-40 C"),
        ("110v-220v 插座", "voltage 110-220 V = 110-220 V"),
        ("100ml到200ml 喷瓶", "volume 100-200 ml = 100-200 ml"),
        ("2 ½ inch nail", "length 2.5 inch = 63.5 mm"), ("1 000 ml bottle", "volume 1000 ml = 1000 ml"),
        ("512M 内存", "memory 512 MB = 0.5 GB"), ("一匹半 空调", "horsepower 1.5 hp = 1.5 hp"),
        ("一点五升 水壶", "volume 1.5 L = 1500 ml"), ("两百克 咖啡", "weight 200 g = 200 g"),
        ("一打 袜子", "count 1 dozen = 12 unit"), (".5kg dumbbell", "weight 0.5 kg = 500 g"),
        ("dumbbell .25 kg", "weight 0.25 kg = 250 g"), ("拾盒 茶", "count 10 box = 10 unit"),
        ("60 hertz monitor", "frequency 60 Hz = 60 Hz"),
        ("65w-100w 快充", "power 65-100 W = 65-100 W"),
        ("100-240v 适配器", "voltage 100-240 V = 100-240 V"),
        ("小米6 64g", "storage 64 GB = 64 GB"), ("小米14 512g", "storage 512 GB = 512 GB"),
        ("oppo 32g", "storage 32 GB = 32 GB"), ("小米 500g", "weight 500 g = 500 g"),
        ("小米 10斤", "weight 10 jin = 5000 g"), ("红米茶 64g", "weight 64 g = 64 g"),
        ("1,5L 水壶", "volume 1.5 L = 1500 ml"), ("2,50kg flour", "weight 2.5 kg = 2500 g"),
        ("1,2,5L", "volume 5 L = 5000 ml"), ("1,000ml bottle", "volume 1000 ml = 1000 ml"),
        ("显卡 8G", "storage 8 GB = 8 GB"), ("rtx 3060 12G", "storage 12 GB = 12 GB"),
        ("二十只口罩", "count 20 piece = 20 unit"), ("十二卷卫生纸", "count 12 roll = 12 unit"),
        ("12x500ml水", "volume 500 ml = 500 ml"), ("3x30g", "weight 30 g = 30 g"),
        ("2x16GB ddr4", "memory 16 GB = 16 GB"), ("ddr5 16gbx2", "memory 16 GB = 16 GB"),
        ("显存12g", "memory 12 GB = 12 GB"),
    ]

    @Test("quantities with one value", arguments: single)
    func one(_ text: String, _ expected: String) {
        #expect(QueryUnderstanding().interpret(text).quantities.map(describe) == [expected])
    }

    @Test(
        "dimensions, memory shorthands and glued quantities",
        arguments: [
            ("20x30cm 相框", ["length 20 cm = 200 mm", "length 30 cm = 300 mm"]),
            ("1.5m*2m 床", ["length 1.5 m = 1500 mm", "length 2 m = 2000 mm"]),
            ("5 × 7 inch frame", ["length 5 inch = 127 mm", "length 7 inch = 177.8 mm"]),
            ("红米 12+256", ["memory 12 GB = 12 GB", "storage 256 GB = 256 GB"]),
            ("8gb+128gb 手机", ["memory 8 GB = 8 GB", "storage 128 GB = 128 GB"]),
            ("AC220V/50Hz 电源", ["voltage 220 V = 220 V", "frequency 50 Hz = 50 Hz"]),
            ("2TB+16GB 笔记本", ["storage 2 TB = 2048 GB", "memory 16 GB = 16 GB"]),
            ("笔记本 512G/16G", ["storage 512 GB = 512 GB", "memory 16 GB = 16 GB"]),
            ("1TB+128GB 笔记本", ["storage 1 TB = 1024 GB", "storage 128 GB = 128 GB"]),
            ("1TB+32GB SSD", ["storage 1 TB = 1024 GB", "storage 32 GB = 32 GB"]),
            ("12GB 512GB 手机", ["memory 12 GB = 12 GB", "storage 512 GB = 512 GB"]),
            ("laptop 16GB 1TB", ["memory 16 GB = 16 GB", "storage 1 TB = 1024 GB"]),
            ("8/256G 手机", ["memory 8 GB = 8 GB", "storage 256 GB = 256 GB"]),
            (
                "16GB 64GB 256GB u盘",
                ["storage 16 GB = 16 GB", "storage 64 GB = 64 GB", "storage 256 GB = 256 GB"]
            ),
            ("5V2A 充电头", ["voltage 5 V = 5 V", "current 2 A = 2 A"]),
            ("3斤大米 x 4袋", ["weight 3 jin = 1500 g", "count 4 bag = 4 unit"]),
        ] as [(String, [String])])
    func several(_ text: String, _ expected: [String]) {
        #expect(QueryUnderstanding().interpret(text).quantities.map(describe) == expected)
    }

    @Test(
        "models, names and labels are no quantities",
        arguments: [
            "小米14", "rtx 4080", "100W像素 摄像头", "3w+好评 面膜", "3打印机", "百克力", "21700电池", "4k显示器", "3M口罩", "5g手机",
            "五只小羊", "三只松鼠", "m2x16 screw", "xa12x500ml", "4g卡", "1920x1080p", "三国演义", "a4纸", "mate60",
            "500元以下",
            "2克拉钻戒", "餐桌收拾盒", "队伍条幅", "苹果15", "ps5", "wh1000xm4", "5w-40 机油", "xeon 2680 v3", "88l21b 电池",
        ])
    func nothing(_ text: String) {
        #expect(QueryUnderstanding().interpret(text).quantities.isEmpty)
    }

    @Test("a quantity inside a brand of the catalogue is the brand", arguments: ["361度 跑鞋", "七匹狼 夹克"])
    func brandWins(_ text: String) {
        let found = QueryUnderstanding(lexicon: SampleLexicon.lexicon).interpret(text)
        #expect(found.quantities.isEmpty)
        #expect(found.brand?.surface == String(text.prefix { $0 != " " }))
    }

    private func describe(_ quantity: Quantity) -> String {
        "\(quantity.kind) \(pair(quantity.value, quantity.max)) \(quantity.unit) = \(pair(quantity.baseValue, quantity.baseMax)) \(quantity.baseUnit)"
    }

    private func pair(_ low: Double, _ high: Double?) -> String {
        let text = { (value: Double) in value == value.rounded() ? String(Int(value)) : String(value) }
        return high.map { "\(text(low))-\(text($0))" } ?? text(low)
    }
}

import SoukTestKit
import Testing

@testable import SoukAnalysis

@Suite struct QuantityScannerTests {
    private func scanned(_ text: String) -> [Quantity] {
        var text = text
        var found: [Quantity] = []
        text.withUTF8 { bytes in
            var scanner = QuantityScanner(bytes)
            scanner.forEach { found.append($0) }
        }
        return found
    }

    private func read(_ text: String) -> [Quantity] {
        QuantityGrammar(FoldedText(text)).quantities().map(\.quantity)
    }

    @Test(
        "the scanner finds what the grammar finds",
        arguments: [
            "小米14Ultra 16GB+512GB 黑色", "可口可乐 1.5L*6瓶", "行李箱 20英寸 登机", "Area Rug 5 x 8 ft Grey",
            "相框 24×34cm 实木",
            "DC12V电源适配器2A", "大米 10斤 东北", "三件套 床单", "半斤瓜子", "half gallon bottle", "set of 4 plates",
            "socks, pack of 12",
            "us size 9 boots", "鞋 欧码42", "3-6岁 积木", "1 1/2 inch pipe", "½ inch pipe", "８ＧＢ 内存",
            "8/128GB phone", "500mlx12",
            "iPhone 15 Pro", "RTX 4060 Ti 8G", "006R90321", "6.1英寸 OLED", "1000w 吹风机", "二两 茶", "一米八 床",
            "兩條裝 毛巾", "12V2A", "Core i7 2600 3.4 GHz",
            "面膜30片装 25ml", "10mm", "5°", "5é 3cm", "53% vol 500ml 白酒", "4 to 6 years", "10 - 12 inch", "",
            "3", "3 ", "12 oz mug", "8GB DDR4 RAM", "內存8GB", "16gb ram 512gb ssd", "10-Pack of socks",
            "6 pack of 12", "6 Pack Black",
            "fits 3 years old", "12 fl oz", "13.01\" x 5", "1250 mm x 30.5 m", "16'' W x 54'' D",
            "48in stock", "5-in 1", "200ml（清爽型）",
            "【50g】", "1克拉钻戒", "12片装", "1片装", "三只松鼠", "三件套装", "一个 两个", "三只 五只", "WD-128G", "XL-5.5cm",
            "v1.5 L",
            "80g/袋", "100g*2", "50ml*3", "10cm*20cm", "2.0 pcs", "8GB+128GB", "8gb / 128gb", "12码 鞋", "90码",
            "5 片", "5-片", "-20℃ 冰箱", "冷冻-18度 冰柜", "零下20摄氏度", "零下5度 防冻", "110v-220v 插座", "AC220V/50Hz",
            "XAC220V",
            "100ml-200ml", "100ml到200ml", "5v to 12v", "-20℃~40℃", "65w-100w", "10w-30", "2TB+16GB",
            "2 ½ inch", "2 ⅓ inch",
            "1 000 ml", "12 000 pcs", "512M 内存", "512m 绳", "100W像素", "3w+好评", "65W+30W", "一匹半 空调", "一匹 空调",
            "七匹狼",
            "一点五升", "三点一四", "两百克", "两千克", "百香果", "一打 袜子", "2打 铅笔", "3打印机", "60 hertz", "2 dozen eggs",
            "手机-20寸", "A-5V", "5L~10L", "3m-5m", "10片-20片",
            "3万元", "40多人", "31亿美元", "万余名", "3万斤 大米", "3萬五千克", "20多斤", "百万余片", "第四十六条", "十余米",
            "收拾盒", "拾盒", ".5kg", "bell .5 kg", "a.5kg", "v .75 inch", "1..5kg", "...5kg", "28，256mAh", "1．5L",
            "1．5．5L", "3，5kg", "4G RAM", "4g ram卡 茶", "3G RAM 茶叶",
            "128g ramé", "5g ram",
            "6GB+64GB", "4G+64G", "4g/64g",
            "8/128",
            "8+128多", "8+256万", "6+64o元", "16+8", "8+128.5", "8+128,000", "8+128½", "8+128GBx", "８+128",
            "8+128é",
            "4G+64G版", "8gb+1tb 黑", "8+2T", "1T+8G", "12GB+512GB+1TB", "a8+128", "8+128+256", "6G+128G（全网通）",
            "12GB 512GB", "12GB 512GB 1TB", "4GB 16GB 64GB", "8/256G", "6/8G", "2x16GB", "12x500ml",
            "ab12x500ml", "1,5L", "1,2,5L",
            "pack of十", "set of两多", "128/-8℃克打", "1.5000512GB,",
            "3,5kg", "二十只口罩", "三只松鼠", "8G 显卡",
            "5百克", "2万到3万毫安时", "3万 kg", "买2送1", "欧码42", "員42", "美码 9",
        ])
    func equalsGrammar(_ text: String) {
        #expect(scanned(text) == read(text))
        // Short texts are read as a whole, long ones in windows.
        let marks = String(repeating: "。", count: 40)
        #expect(scanned(marks + text + marks) == read(marks + text + marks))
    }

    @Test("and in texts made at random of what quantities are made of", arguments: UInt64(0)..<60)
    func equalsGrammarAtRandom(_ seed: UInt64) {
        let parts = [
            "3", "12", "1.5", "1/2", "½", "256", "三", "十", "半", "两", "gb", "GB", "g", "ml", "L", "cm", "mm",
            "inch", "in", "\"", "寸", "斤", "公斤",
            "条", "装", "件套", "W", "mAh", "V", "A", "x", "*", "×", "+", "/", "-", " ", " ", " ", "手机", "茶",
            "phone", "of", "set", "size", "us",
            "ａ", "😀", "é", "，", "。", "T恤", "to", "到", "°", "%", "oz", "ft", "岁", "month", "half ",
            "（", "】", "—", "ｘ", "、", "内存", "存", "ram", "ddr4", "pack", "-piece", " of", "year", "-old", "old",
            "fl", ".", "'",
            "件", "个", "片", "瓶", "包装", "克拉", "千克", "多", "码", "英寸", "mb", "pcs", "50", "500", "2", "1",
            "\u{301}", "~", "℃", "度", "零下", "000", "ac", "w", "点", "百", "克", "匹", "空调", "打", "M", "到", "像素",
            "8", "128", "G", "TB", "t", ",", "12GB", "512GB", "RAM", "+", "o元", "．",
        ]
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }.joined()
            guard text.utf8.count <= QuantityScanner.before else { continue }
            #expect(scanned(text) == read(text), "SOUK_SEED=\(seed) \(text)")
        }
    }

    @Test("bytes that are not UTF-8 do no harm, and ranges lie in the text", arguments: UInt64(0)..<4)
    func hostileBytes(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let alphabet: [UInt8] = [
                0x33, 0x20, 0x67, 0x6D, 0xE4, 0xB8, 0x89, 0xE6, 0x96, 0xA4, 0xFF, 0xC2, 0xBD, 0xF0, 0x2F,
                0x2E, 0x78,
            ]
            let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            bytes.withUnsafeBufferPointer { buffer in
                var scanner = QuantityScanner(buffer)
                scanner.forEach { quantity in
                    #expect(
                        quantity.range.lowerBound >= 0 && quantity.range.upperBound <= buffer.count,
                        "SOUK_SEED=\(seed)")
                }
            }
        }
    }
}

@Suite struct QuantityTermTests {
    @Test("values compare as their bytes", arguments: UInt64(0)..<4)
    func order(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let values = (0..<2).map { _ in
                (Double.random(in: 0...10, using: &generator) * Double.random(in: 0...1e6, using: &generator)
                    * 1_000).rounded() / (Bool.random(using: &generator) ? 1_000 : -1_000)
            }
            var bytes: [[UInt8]] = [[], []]
            for index in 0..<2 { QuantityTerm.append(values[index], to: &bytes[index]) }
            if bytes[0] != bytes[1] {
                #expect(
                    bytes[0].lexicographicallyPrecedes(bytes[1]) == (values[0] < values[1]),
                    "SOUK_SEED=\(seed)")
            }
        }
    }

    @Test("equal quantities have one term, whatever their writing")
    func equalTerms() {
        func term(_ text: String) -> [UInt8]? {
            QuantityGrammar(FoldedText(text)).quantities().first.map { QuantityTerm($0.quantity).bytes }
        }
        for (a, b) in [
            ("手机 256G", "手机256GB"), ("1.5L", "1500ml"), ("10斤", "5kg"), ("3条装", "3条"), ("1TB 硬盘", "1024GB硬盘"),
            ("65W", "65瓦"), ("3公斤", "3kg"),
            ("16oz coffee", "Coffee 16 Ounce"), ("三件套", "3件套"), ("20寸", "20英寸"), ("５０㎝", "50cm"),
            ("2㎏", "2公斤"), ("10㍑", "10L"),
        ] {
            #expect(term(a) != nil && term(a) == term(b), "\(a) \(b)")
        }
        #expect(term("1.5l") != term("330ml"))
        #expect(term("12 inch") != term("12cm"))
        #expect(term("20℃") != term("-20℃"))
    }

    @Test("what a term says is read back")
    func roundTrip() throws {
        for text in ["256GB", "6.1 inch", "3-6岁", "0.5kg", "120hz", "-18.5℃", "-20℃~5℃"] {
            let quantity = try #require(QuantityGrammar(FoldedText(text)).quantities().first?.quantity)
            let term = QuantityTerm(quantity)
            let read = try #require(QuantityTerm(term.bytes))
            #expect(read.group == term.group)
            #expect(abs(read.value - term.value) <= 1e-5 * abs(term.value))
        }
        #expect(QuantityTerm([4, 0x61]) == nil)
        #expect(QuantityTerm([4, 0x61, 0xFF, 0, 0, 0, 0, 0, 0]) == nil)
        #expect(QuantityTerm(Array("abc".utf8)) == nil)
    }
}

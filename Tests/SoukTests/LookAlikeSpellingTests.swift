import Souk
import Testing

@Suite struct LookAlikeSpellingTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
        var brand: String
    }

    private static let goods = [
        ("金士顿", "U盘 64G"), ("金士顿", "内存条"), ("蒙牛", "纯牛奶 整箱"), ("罗技", "无线鼠标"), ("罗技", "机械键盘"), ("华为", "手机"),
        ("小米", "手机"), ("松下", "剃须刀 电动"), ("松下", "吹风机"), ("亨氏", "婴儿米粉"), ("爱普生", "投影仪"), ("富光", "保温杯 不锈钢"),
        ("蓝月亮", "洗衣液 薰衣草"), ("立白", "洗衣液 大瓶"), ("天堂", "折叠餐椅 户外"), ("天堂", "折叠伞"), ("海澜", "男士夹克"),
        ("海澜", "男士衬衫"),
        ("红双喜", "乒乓球拍"), ("红双喜", "乒乓球 三星"), ("李宁", "羽毛球拍"), ("西湖", "绿茶 龙井"), ("西湖", "红茶 茶叶"), ("景德镇", "陶瓷茶壶"),
        ("凤凰", "自行车 山地车"), ("永久", "自行车 折叠"), ("格兰仕", "微波炉"), ("飞科", "沐浴露"), ("雀巢", "咖啡豆"), ("探路者", "登山杖"),
        ("九阳", "豆浆机"), ("九阳", "电饭煲"), ("惠普", "打印机"), ("海尔", "洗衣机"), ("宁夏红", "枸杞 特级"), ("宁夏红", "枸杞 礼盒"),
        ("乐高", "积木 玩具"), ("乐高", "积木 拼装"), ("漫步者", "蓝牙耳机"), ("漫步者", "蓝牙音箱"), ("尿布大王", "纸尿裤"), ("百得", "数据线"),
        ("吉利", "行车记录仪"), ("吉利", "休闲裤"), ("吉利", "休闲鞋"), ("全友", "儿童桌椅"), ("全友", "实木桌椅"), ("味好美", "芥末"),
    ]

    private func index() throws -> ProductIndex<Item> {
        let index = try ProductIndex<Item>.inMemory(
            Schema {
                Text(\.title, weight: 4)
                Keyword(\.brand, role: .brand)
            })
        try index.write { batch in
            for (number, goods) in Self.goods.enumerated() {
                try batch.upsert(Item(id: "\(number)", title: "\(goods.0) \(goods.1)", brand: goods.0))
            }
        }
        return index
    }

    private static let pairs = [
        ("金土顿", "金士顿"), ("金土顿u盘", "金士顿u盘"), ("蒙午", "蒙牛"), ("蒙午纯牛奶", "蒙牛纯牛奶"), ("罗枝", "罗技"), ("罗枝鼠标", "罗技鼠标"),
        ("小末手机", "小米手机"), ("松卞剃须刀", "松下剃须刀"), ("爱晋生投影仪", "爱普生投影仪"), ("保温怀", "保温杯"),
        ("洗衣掖", "洗衣液"), ("拆叠餐椅", "折叠餐椅"), ("男土夹克", "男士夹克"), ("兵乓球", "乒乓球"), ("乒乓球柏", "乒乓球拍"),
        ("羽毛球柏", "羽毛球拍"),
        ("绿荼", "绿茶"), ("陶瓷荼壶", "陶瓷茶壶"), ("自行东", "自行车"), ("微波护", "微波炉"), ("沭浴露", "沐浴露"),
        ("登山仗", "登山杖"), ("豆浆杌", "豆浆机"), ("电饭堡", "电饭煲"), ("打印杌", "打印机"), ("洗衣杌", "洗衣机"), ("构杞", "枸杞"),
        ("积术", "积木"),
        ("篮牙耳机", "蓝牙耳机"), ("行车记录议", "行车记录仪"), ("体闲裤", "休闲裤"), ("儿童桌倚", "儿童桌椅"), ("芥未", "芥末"),
    ]

    @Test("Characters of the same shape find the name that the catalogue holds")
    func sameShape() throws {
        let index = try index()
        for (typed, meant) in Self.pairs {
            #expect(try index.search(typed).interpretation.correctedText == meant, "\(typed)")
        }
        let response = try index.search("罗枝鼠标")
        #expect(response.hits.first?.product.title == "罗技 无线鼠标")
        #expect(response.interpretation.corrections.map(\.range) == [0..<6])
    }

    @Test("What a product holds, dictionary words, other names, codes and quoted text stay as they are")
    func leftAlone() throws {
        let index = try index()
        let right =
            Self.pairs.map(\.1) + [
                "大宇蒸锅", "正宇黄瓜", "大马", "拾裳", "三丰深度尺", "天大", "海子诗全集", "\"金土顿\"", "手机 -罗枝", "黑色木柜", "手表", "毛巾",
                "工厂布皮带", "直丝弓矫治", "土", "午", "太阳能", "日历", "田园", "王子", "手工", "五号电池", "充电宝",
            ]
        for text in right {
            #expect(try index.search(text).interpretation.correctedText == nil, "\(text)")
        }
    }

    @Test("A correction can be undone, and traditional text is read as its simplified form")
    func undone() throws {
        let index = try index()
        var request = SearchRequest<Item>("金土顿")
        request.correctsSpelling = false
        #expect(try index.search(request).interpretation.correctedText == nil)
        #expect(try index.search("登山仗 戶外").interpretation.correctedText == "登山杖 戶外")
    }
}

import Foundation
import Souk
import Testing

/// Products are found however their names are written: names known everywhere, Han variants, widths, numerals.
@Suite struct WrittenFormTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
    }

    private func index(_ titles: String...) throws -> ProductIndex<Item> {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            for (number, title) in titles.enumerated() {
                try batch.upsert(Item(id: "\(number)", title: title))
            }
        }
        return index
    }

    @Test("Brands are found under their other name, below what says them as typed; off, only as typed")
    func names() throws {
        let index = try index("Dyson V8 vacuum", "戴森 V8 吸尘器", "苹果 手机壳", "便携 风扇")
        var request = SearchRequest<Item>("戴森")
        #expect(try index.search(request).hits.map(\.product.id) == ["1", "0"])
        request = SearchRequest<Item>("dyson")
        #expect(try index.search(request).hits.map(\.product.id) == ["0", "1"])
        request.usesGeneralNames = false
        #expect(try index.search(request).hits.map(\.product.id) == ["0"])
    }

    @Test(
        "The digits of a code are never parted: another model is no hit for it",
        arguments: [
            ("iphone16", "iPhone 13 screen protector 6 pack 1 year warranty"),
            ("mate70", "华为 Mate 60 Pro 贴膜 70片 2片装 7 0"),
            ("wh1000xm5", "Sony WH-1000XM4 headphones 5 h charge"),
            ("rtx4070", "MSI RTX 4060 with 70 mm fan 40 W"), ("lr21", "①号电池 南孚 LR20 2粒 1"),
        ])
    func codesWhole(_ query: String, _ title: String) throws {
        let index = try index(title, title, title)
        var request = SearchRequest<Item>(query)
        request.profile.match = .all
        #expect(try index.search(request).hits.isEmpty)
    }

    @Test("Words of both shores find each other")
    func shores() throws {
        let index = try index("轻薄 笔记本电脑", "輕薄 筆電", "运动 手表")
        for query in ["筆電", "笔记本电脑"] {
            #expect(Set(try index.search(query).hits.map(\.product.id)) == ["0", "1"], "\(query)")
        }
    }

    @Test(
        "Variants of characters, widths and numerals are one word on both sides",
        arguments: [
            ("吉野家 牛丼", "𠮷野家"), ("薬用 石鹸", "药用"), ("兒童 書包", "儿童书包"), ("儿童书包", "兒童書包"),
            ("髙島屋 タオル", "高岛屋"), ("Ｔ恤 ５０㎝", "T恤 50cm"), ("第①号 笔", "1号"), ("全棉 四件套", "4件套"),
            ("相框 24×34cm", "24x34"), ("罗技G304 后盖", "罗技g304后盖"), ("尼康 Z6II 相机", "尼康z6ii"),
            ("iPhone 15 Pro", "iphone15pro"), ("iPhone15Pro", "iphone 15 pro"), ("RTX-4060Ti", "rtx 4060 ti"),
            ("HUAWEIP60 羽砂黑", "huawei p60"), ("HUAWEIP60 羽砂黑", "华为p60"), ("HUAWEIP60 羽砂黑", "p60"),
            ("SonyWH1000XM5 耳机", "wh-1000xm5"), ("SonyWH1000XM5 耳机", "索尼 wh1000xm5"),
            ("SAMSUNGS24手机", "三星s24"),
            ("SAMSUNGS24手机", "samsung s24"), ("AcmeXQ200 vacuum", "acme xq200"),
            ("AcmeXQ200 vacuum", "xq200"),
            ("RTX 4060 Ti", "RTX-4060Ti"), ("SK-II 神仙水", "skii"), ("Xerox 006R90321 toner", "006r90321"),
        ])
    func oneWord(title: String, query: String) throws {
        let hits = try index(title, "其他 东西").search(query).hits
        #expect(hits.map(\.product.title) == [title])
        #expect(hits.first?.tier == 0)
    }

    @Test(
        "One and many are one word, also where neither is the other without its last letters",
        arguments: [
            ("camera lens", "camera lenses"), ("toy bus", "toy buses"), ("canvas print", "canvases print"),
            ("man watch", "men watch"), ("oak bookshelf", "oak bookshelves"), ("pop quiz", "pop quizzes"),
            ("glass jar", "glasses jars"), ("leather shoe", "leather shoes"), ("berry jam", "berries jam"),
        ])
    func oneAndMany(one: String, many: String) throws {
        let index = try index(one, many, "other thing")
        for query in [one, many] {
            let hits = try index.search(query).hits
            #expect(Set(hits.filter { $0.tier == 0 }.map(\.product.id)) == ["0", "1"], "\(query)")
        }
    }

    @Test("Highlights are bytes of the text as it was written")
    func offsets() throws {
        let hit = try #require(try index("🎁新款𠮷野家馬克杯").search("吉野家 马克杯").hits.first)
        let title = Array(hit.product.title.utf8)
        let marked = (hit.highlights["title"] ?? []).map { String(decoding: title[$0.range], as: UTF8.self) }
        #expect(marked.joined() == "𠮷野家馬克杯")
    }

    private static let huawei = ["HUAWEI/华为 P60 Pro", "Huawei P60 Art", "华为P60 手机壳"]
    private static let iphone = [
        "苹果15pro 手机壳", "Apple iPhone 15 Pro", "iphone15pro 保护壳", "iPhone15ProMax 膜", "iPhone 15 Pro Max case",
    ]

    @Test(
        "Models written to their brand are found however brand and model are written, codes never by a part",
        arguments: [
            ("huaweip60", huawei, 3), ("huawei p60", huawei, 3), ("华为p60", huawei, 3),
            ("samsungs25", ["三星 Galaxy S25 Ultra", "Samsung Galaxy S25 Case"], 2),
            ("三星s25", ["三星 Galaxy S25", "Galaxy S25 保护壳"], 2),
            ("xiaomi11", ["小米11 手机", "小米 11 Pro"], 2), ("sonyxm5", ["Sony WH-1000XM5", "索尼 XM5"], 2),
            ("iphone15pro", iphone, 5), ("iphone 15 pro", iphone, 5), ("苹果15pro", iphone, 5),
            ("apple15pro", iphone, 5), ("iphone15promax", iphone, 2),
            ("huaweip60", ["Huawei P50", "P60 手机壳", "huaweip6", "华为 Mate 60"], 0),
            ("xiaomi11", ["小米 手机 12", "小米1 1"], 0), ("apple15pro", ["红富士苹果 15斤", "apple"], 0),
            ("苹果15pro", ["iPhone 14 Pro", "iphone 手机壳 15斤"], 0),
        ])
    func gluedBrands(query: String, titles: [String], count: Int) throws {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            for (number, title) in (titles + ["其他 东西"]).enumerated() {
                try batch.upsert(Item(id: "\(number)", title: title))
            }
        }
        let found = try index.search(query).hits.filter { $0.tier == 0 }.map(\.product.title)
        #expect(found.count == count, "\(query): \(found)")
    }

    @Test("A model in one word is found apart although another product has the word itself, below that")
    func literalBesideParts() throws {
        let index = try index("iphone15pro 壳", "苹果15pro 壳", "iPhone 15 Pro 壳", "iPhone 15 Pro")
        let hits = try index.search("iphone15pro").hits
        #expect(hits.first?.product.id == "0")
        #expect(hits.filter { $0.tier == 0 }.count == 4)
    }

    @Test(
        "What is written as it was typed stands before other writings, in a title little longer",
        arguments: [
            ("RTX-4060Ti", ["RTX 4060 Ti 显卡", "RTX4060Ti 显卡"], "RTX-4060Ti 显卡"),
            ("grey", ["gray sofa"], "grey sofa cover"), ("1000w", ["吹风机 1kW", "吹风机 1000瓦"], "吹风机 1000W"),
            ("iphone15pro", ["iPhone 15 Pro 壳", "苹果15pro 壳"], "iphone15pro 手机壳"),
        ])
    func asTyped(query: String, others: [String], literal: String) throws {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            for (number, title) in (others + [literal]).enumerated() {
                try batch.upsert(Item(id: "\(number)", title: title))
            }
        }
        #expect(try index.search(query).hits.map(\.product.title).first == literal)
    }

    @Test(
        "A brand with a hyphen is one brand in every writing",
        arguments: ["SK-II", "sk ii", "skii", "SK2", "sk-ii 神仙水"])
    func hyphenatedBrands(query: String) throws {
        let index = try index("SK-II 神仙水", "SK II 神仙水", "SKII 神仙水", "神仙 茶")
        let found = try index.search(query).hits.filter { $0.tier == 0 }.map(\.product.id)
        #expect(Set(found) == ["0", "1", "2"])
    }

    @Test(
        "Plurals of compounds meet the compound, together and apart",
        arguments: [
            ("backpacks", ["backpack black", "back pack kids"]), ("powerbanks", ["power bank 20000"]),
            ("toothbrushes", ["soft tooth brush", "toothbrush"]),
            ("tooth brushes", ["soft tooth brush", "toothbrush"]),
        ])
    func pluralCompounds(query: String, titles: [String]) throws {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            for (number, title) in (titles + ["other things"]).enumerated() {
                try batch.upsert(Item(id: "\(number)", title: title))
            }
        }
        let found = try index.search(query).hits.filter { $0.tier == 0 }.map(\.product.title)
        #expect(Set(found) == Set(titles))
    }

    @Test(
        "British and American spellings meet and are no typing errors",
        arguments: [
            ("colour printer", "color printer"), ("grey", "gray"), ("jewellery box", "jewelry box"),
            ("aluminium", "aluminum"), ("gray", "grey"),
        ])
    func spellings(query: String, title: String) throws {
        let page = try index(title, "other things").search(query)
        #expect(page.hits.map(\.product.title) == [title])
        #expect(page.hits.first?.tier == 0)
        #expect(page.interpretation.correctedText == nil)
    }
}

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
            ("RTX 4060 Ti", "RTX-4060Ti"), ("SK-II 神仙水", "skii"), ("Xerox 006R90321 toner", "006r90321"),
        ])
    func oneWord(title: String, query: String) throws {
        let hits = try index(title, "其他 东西").search(query).hits
        #expect(hits.map(\.product.title) == [title])
        #expect(hits.first?.tier == 0)
    }

    @Test("Highlights are bytes of the text as it was written")
    func offsets() throws {
        let hit = try #require(try index("🎁新款𠮷野家馬克杯").search("吉野家 马克杯").hits.first)
        let title = Array(hit.product.title.utf8)
        let marked = (hit.highlights["title"] ?? []).map { String(decoding: title[$0.range], as: UTF8.self) }
        #expect(marked.joined() == "𠮷野家馬克杯")
    }
}

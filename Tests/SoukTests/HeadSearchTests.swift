import Foundation
import Souk
import Testing

/// Goods before what goes with them, from titles to hits.
@Suite struct HeadSearchTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
        var category = ""
    }

    private let products = [
        Item(id: "battery", title: "Duracell Alkaline Camera Battery"),
        Item(id: "camera", title: "Nikon Digital Camera Silver"),
        Item(id: "filter", title: "Hoya UV Filter for Camera"),
        Item(id: "case", title: "手机壳 透明 防摔 软壳"),
        Item(id: "phone", title: "华为 全网通 手机 黑色"),
        Item(id: "film", title: "钢化膜适用华为手机"),
        Item(id: "drill", title: "Makita DHP482 18V", category: "Tools > Cordless Drills"),
        Item(id: "drillbits", title: "Drill Bits", category: "Tools > Parts"),
    ]

    private func index(commits: Int = 1) throws -> ProductIndex<Item> {
        let schema = Schema<Item> {
            Text(\.title, weight: 4)
            Path(\.category, role: .category)
        }
        let index = try ProductIndex<Item>.inMemory(schema)
        for commit in 0..<commits {
            let part = products.indices.filter { $0 % commits == commit }.map { products[$0] }
            try index.write { try $0.upsert(contentsOf: part) }
        }
        return index
    }

    private func ids(_ query: String, _ index: ProductIndex<Item>) throws -> [String] {
        try index.search(query).hits.map(\.product.id)
    }

    private func headValue(_ hit: SearchResponse<Item>.Hit) -> Double? {
        hit.explanation?.parts.first { $0.label == "head" }?.parts.last?.value
    }

    @Test("Who asks for goods gets them first, and what goes with them after", arguments: [1, 3])
    func order(commits: Int) throws {
        let index = try index(commits: commits)
        for _ in 0..<2 {
            #expect(try ids("camera", index).first == "camera")
            #expect(try ids("手机", index).first == "phone")
            #expect(try ids("camera battery", index).first == "battery")
            #expect(try ids("手机壳", index).first == "case")
            try index.compact()
        }
    }

    @Test("The category names goods too, by its deepest part")
    func category() throws {
        var request = SearchRequest<Item>("drill")
        request.explains = true
        let named = try index().search(request).hits.map { ($0.product.id, headValue($0)) }
        #expect(Dictionary(uniqueKeysWithValues: named) == ["drill": 1, "drillbits": 0])
    }

    @Test("The feature is explained, is 0 or 1, and relevance alone has none")
    func explained() throws {
        let index = try index()
        var request = SearchRequest<Item>("camera")
        request.explains = true
        #expect(try index.search(request).hits.map(headValue) == [1, 0, 0])
        request.profile.strategy = .relevance
        for hit in try index.search(request).hits {
            #expect(hit.explanation?.parts.contains { $0.label == "head" } == false)
        }
    }

    @Test("Cheap and expensive are places among the category's prices, and filter nothing")
    func priceWords() throws {
        struct Priced: Codable, Sendable, Identifiable {
            let id: String
            var title = "手机 黑色"
            var category = "手机"
            var price: Int
            var currency = "CNY"
        }
        let index = try ProductIndex<Priced>.inMemory(
            Schema {
                Text(\.title, weight: 4)
                Path(\.category, role: .category)
                Number(\.price, role: .price)
                Keyword(\.currency, role: .currency)
            })
        try index.write { batch in
            for price in 1...9 {
                try batch.upsert(Priced(id: "\(price)", price: price * 500))
                try batch.upsert(Priced(id: "$\(price)", price: price, currency: "USD"))
            }
        }
        for (query, first) in [
            ("便宜的手机", ["1", "2", "3"]), ("cheap 手机", ["1", "2", "3"]), ("贵一点的手机", ["7", "8", "9"]),
        ] {
            let hits = try index.search(query).hits
            #expect(hits.count == 10, "\(query)")
            let own = hits.map(\.product.id).prefix(6).map { $0.filter { $0 != "$" } }
            #expect(Set(own) == Set(first), "\(query): \(hits.map(\.product.id))")
        }
    }
}

import Foundation
import Souk
import Testing

/// Quantities of products from their texts to filters and hits.
@Suite struct QuantitySearchTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
        var price: Decimal = 10
        var specs: [String: String] = [:]
    }

    private let products = [
        Item(id: "phone128", title: "智能手机 8GB+128GB 黑色", price: 1_000),
        Item(id: "phone256", title: "Smartphone 256 GB black", price: 2_000),
        Item(id: "phone512", title: "智能手机 曜石黑", price: 3_000, specs: ["容量": "512G"]),
        Item(id: "drive", title: "移动硬盘 1TB"),
        Item(id: "cola", title: "可乐 1500ml"),
        Item(id: "colas", title: "可乐 330毫升*24罐"),
        Item(id: "rice", title: "东北大米 5kg 真空"),
        Item(id: "rice2", title: "东北大米 十斤 真空"),
        Item(id: "rice3", title: "东北大米 25公斤 真空"),
        Item(id: "screen", title: "便携显示器 15.5cm 屏"),
        Item(id: "blocks", title: "积木 3-6岁"),
        Item(id: "sheets", title: "全棉三件套 床单"),
        Item(id: "dryer", title: "吹风机 1000W"),
        Item(id: "card", title: "RTX 4060 Ti 显卡"),
    ]

    private func index(commits: Int = 1) throws -> ProductIndex<Item> {
        let schema = Schema<Item> {
            Text(\.title, weight: 4)
            Number(\.price, role: .price)
            Attributes(\.specs)
        }
        let index = try ProductIndex<Item>.inMemory(schema)
        for commit in 0..<commits {
            let part = products.indices.filter { $0 % commits == commit }.map { products[$0] }
            try index.write { try $0.upsert(contentsOf: part) }
        }
        return index
    }

    private func ids(_ query: String, filters: [String] = [], _ index: ProductIndex<Item>) throws -> Set<
        String
    > {
        var request = SearchRequest<Item>(query)
        request.filters = filters
        request.count = 100
        return Set(try index.search(request).hits.map(\.product.id))
    }

    /// Products that give up nothing of the query.
    private func full(_ query: String, _ index: ProductIndex<Item>) throws -> Set<String> {
        Set(try index.search(query).hits.filter { $0.tier == 0 }.map(\.product.id))
    }

    @Test(
        "Filters compare what texts and attributes state, in base units or in any unit of the kind",
        arguments: [
            ("quantity.storage >= 256", ["phone256", "phone512", "drive"]),
            ("quantity.storage >= 256GB AND price <= 2000", ["phone256", "drive"]),
            ("quantity.storage = 0.25TB", ["phone256"]), ("quantity.storage = 1024", ["drive"]),
            ("quantity.storage:100..600", ["phone128", "phone256", "phone512"]),
            ("quantity.memory = 8G", ["phone128"]),
            ("quantity.weight = 10斤", ["rice", "rice2"]), ("quantity.weight > 5000", ["rice3"]),
            ("quantity.weight:\"2 kg\"..50斤", ["rice", "rice2", "rice3"]),
            ("quantity.volume IN (1.5L, 33cl)", ["cola", "colas"]), ("quantity.volume < 1L", ["colas"]),
            ("quantity.count = 24", ["colas"]), ("quantity.count:3..3", ["sheets"]),
            ("quantity.length:6英寸..7英寸", ["screen"]), ("quantity.age = 48", ["blocks"]),
            ("quantity.age > 72", []), ("quantity.power EXISTS", ["dryer"]),
            ("quantity.frequency EXISTS", []),
            ("quantity.weight EXISTS AND NOT quantity.weight = 5kg", ["rice3"]),
        ] as [(String, [String])])
    func filters(filter: String, expected: [String]) throws {
        for commits in [1, 3] {
            #expect(
                try ids("", filters: [filter], index(commits: commits)) == Set(expected), "\(commits) commits"
            )
        }
    }

    @Test("Filters follow what is replaced and deleted, and outlive a merge")
    func changes() throws {
        let index = try index(commits: 2)
        try index.write { batch in
            batch.delete(id: "rice2")
            try batch.upsert(Item(id: "rice3", title: "东北大米 5000克 真空"))
        }
        #expect(try ids("大米", filters: ["quantity.weight = 5kg"], index) == ["rice", "rice3"])
        try index.compact()
        #expect(try ids("大米", filters: ["quantity.weight = 5kg"], index) == ["rice", "rice3"])
        #expect(try ids("大米", filters: ["quantity.weight = 25kg"], index).isEmpty)
    }

    @Test("A filter that names no quantity, or no unit of it, says so and where")
    func mistakes() throws {
        for (filter, message) in [
            ("quantity.colour = 3", "there is no quantity 'colour'"),
            ("quantity.weight > 5cm", "'5cm' is no weight"),
        ] {
            do {
                _ = try ids("", filters: [filter], index())
                Issue.record("\(filter) was read")
            } catch SearchError.invalidFilter(let text) {
                #expect(text.contains(message) && text.contains("^"), "\(text)")
            }
        }
    }

    @Test(
        "A query finds equal quantities however they are written",
        arguments: [
            ("手机 128G", ["phone128"]), ("smartphone 256g", ["phone256"]), ("手机512GB", ["phone512"]),
            ("硬盘 1024GB", ["drive"]), ("可乐1.5L", ["cola"]), ("可乐 1.5升", ["cola"]), ("可乐330ml", ["colas"]),
            ("大米10斤", ["rice", "rice2"]), ("大米 5000g", ["rice", "rice2"]), ("大米50斤", ["rice3"]),
            ("显示器 6.1英寸", ["screen"]), ("床单 3件套", ["sheets"]), ("吹风机 1千瓦", ["dryer"]),
        ] as [(String, [String])])
    func anyWriting(query: String, expected: [String]) throws {
        #expect(try full(query, index()) == Set(expected))
    }

    @Test(
        "Bounds may be signs, single characters, and words with a particle; what is about as large is found too",
        arguments: [
            ("手机 256G+", ["phone512"]), ("手机 ≥256GB", ["phone512"]),
            ("手机 >=256GB", ["phone512"]), ("手机 <200GB", ["phone128"]),
            ("手机 256GB起", ["phone512"]),
            ("2L以内的可乐", ["cola", "colas"]), ("1L以下的可乐", ["colas"]), ("约1.4L 可乐", ["cola"]),
            ("可乐 1.4升左右", ["cola"]), ("大米 约5.2公斤", ["rice", "rice2"]), ("6kg以上的大米", ["rice3"]),
        ] as [(String, [String])])
    func bounds(query: String, expected: [String]) throws {
        #expect(try full(query, index()) == Set(expected))
    }

    @Test("Prices and models are no quantities")
    func others() throws {
        let index = try index()
        #expect(try index.search("手机 1k-2k").interpretation.price == 1_000...2_000)
        #expect(try full("rtx4060ti", index) == ["card"])
        #expect(try ids("", filters: ["quantity.storage = 4060"], index).isEmpty)
    }

    @Test("The value that was found is what is highlighted")
    func highlight() throws {
        let hit = try #require(try index().search("大米10斤").hits.first { $0.product.id == "rice" })
        let title = Array(hit.product.title.utf8)
        let parts = (hit.highlights["title"] ?? []).map { String(decoding: title[$0.range], as: UTF8.self) }
        #expect(parts.contains { $0.contains("5kg") }, "\(parts)")
    }

    @Test(
        "Sizes glued to one word are found however they are written",
        arguments: ["24x34cm", "24×34cm", "24*34cm", "收纳盒 24x34cm"])
    func gluedSizes(query: String) throws {
        let index = try ProductIndex<Item>.inMemory(
            Schema {
                Text(\.title, weight: 4)
                Number(\.price, role: .price)
            })
        let titles = ["收纳盒 24×34厘米", "收纳盒 24*34cm", "收纳盒 240x340mm", "收纳盒 长24cm 宽34cm", "收纳盒 24x34cm"]
        let others = ["收纳盒 30x40cm", "收纳盒 24cm"]
        try index.write { batch in
            for (place, title) in titles.enumerated() {
                try batch.upsert(Item(id: "same\(place)", title: title))
            }
            for (place, title) in others.enumerated() {
                try batch.upsert(Item(id: "other\(place)", title: title))
            }
        }
        #expect(try full(query, index) == Set(titles.indices.map { "same\($0)" }))
    }

    @Test("The translation of a part of a code never stands for the whole code")
    func translatedParts() throws {
        let index = try ProductIndex<Item>.inMemory(
            Schema {
                Text(\.title, weight: 4)
                Number(\.price, role: .price)
            })
        let titles = ["红富士苹果 10斤 新鲜水果", "苹果14pro手机", "手机壳 透明 防摔", "apple15pro 手机"]
        try index.write { batch in
            for (place, title) in titles.enumerated() { try batch.upsert(Item(id: "\(place)", title: title)) }
        }
        #expect(try full("apple15pro", index) == ["3"])
        #expect(try full("case3", index).isEmpty)
        #expect(try full("case", index) == ["2"], "a whole word has its translation")
    }

    @Test(
        "A bound on a quantity finds every product beyond it, a range what lies in it",
        arguments: [
            ("显示器 120hz以上", ["144", "240"]), ("显示器 至少120Hz", ["144", "240"]), ("显示器 120hz以下", ["60", "75"]),
            ("显示器 at least 120hz", ["144", "240"]), ("显示器 70-150hz", ["75", "144"]), ("显示器 144hz", ["144"]),
        ])
    func bounds(query: String, found: [String]) throws {
        let index = try ProductIndex<Item>.inMemory(
            Schema {
                Text(\.title, weight: 4)
                Number(\.price, role: .price)
            })
        try index.write { batch in
            for rate in [60, 75, 144, 240] {
                try batch.upsert(Item(id: "\(rate)", title: "显示器 27寸 \(rate)Hz"))
            }
            try batch.upsert(Item(id: "none", title: "显示器 27寸 以上"))
        }
        #expect(try full(query, index) == Set(found))
    }

    @Test("A weight in a range is found in the other unit; a bound on price stays one")
    func ranges() throws {
        let index = try index()
        #expect(try full("大米 8-12斤", index) == ["rice", "rice2"])
        #expect(try full("大米 20公斤以上", index) == ["rice3"])
        #expect(try full("手机 2000元以上", index) == ["phone512"])
    }
}

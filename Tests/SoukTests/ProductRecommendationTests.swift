import Foundation
import SoukEngine
import SoukRanking
import SoukRecommend
import SoukStorage
import Testing

@testable import Souk

@Suite("Recommendation in the library")
struct ProductRecommendationTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
        var brand: String
        var category: [String]
        var price: Double
    }

    private func index() throws -> ProductIndex<Item> {
        let schema = Schema<Item> {
            Text(\.title, weight: 4)
            Keyword(\.brand, role: .brand)
            Path(\.category, role: .category)
            Number(\.price, role: .price)
        }
        let index = try ProductIndex<Item>.inMemory(schema)
        try index.write { batch in
            for (number, brand) in ["华为", "小米", "苹果"].enumerated() {
                for model in 0..<4 {
                    try batch.upsert(
                        Item(
                            id: "\(brand)\(model)", title: "\(brand) 手机 \(model)", brand: brand,
                            category: ["数码", "手机"], price: Double(1000 * (number + 1) + 100 * model)))
                }
            }
            try batch.upsert(Item(id: "壳", title: "透明 壳", brand: "倍思", category: ["数码", "配件"], price: 20))
        }
        return index
    }

    private func purchases(_ user: String, _ items: String...) -> [ShopperEvent] {
        items.map { ShopperEvent(user: user, item: $0, kind: .purchase) }
    }

    @Test("an event that cannot be meant is refused by name, and none of the others is recorded")
    func invalidEvents() throws {
        let index = try index()
        let good = ShopperEvent(user: "a", item: "华为0", kind: .purchase, timestamp: 1_748_856_206)
        var milliseconds = good
        milliseconds.timestamp = 1_748_856_206_000
        let problems: [ShopperEvent] = [
            milliseconds, ShopperEvent(user: "", item: "i", kind: .view),
            ShopperEvent(user: "u", item: "i", kind: .rating, value: 1000),
            ShopperEvent(user: "u", item: "i", kind: .view, value: .nan),
            ShopperEvent(user: "u", item: "i", kind: .view, timestamp: -1),
        ]
        for bad in problems {
            let error = #expect(throws: SearchError.self) { try index.record([good, bad]) }
            #expect(error?.description.hasPrefix("event 1: ") == true, "\(bad)")
        }
        #expect(try index.events(of: "a").isEmpty)
    }

    @Test("a recorded event changes the next recommendation, by the models that are there")
    func live() throws {
        let index = try index()
        #expect(try index.recommend(to: "me").isEmpty)
        try index.record(
            purchases("a", "华为0", "壳") + purchases("b", "华为0", "壳") + purchases("c", "小米0", "小米1"))
        #expect(try index.recommend(to: "me").first?.product.id == "华为0")
        let models = try index.current.withLock { try #require($0?.history).models() }
        try index.record(purchases("me", "华为0"))
        let forMe = try index.recommend(to: "me", by: .item)
        #expect(forMe.first?.product.id == "壳")
        #expect(forMe.first?.reasons.first == .boughtWith(item: "华为0", shoppers: 2))
        let after = try index.current.withLock { try #require($0?.history).models() }
        #expect(after === models, "nothing is learnt anew for one event")
        #expect(try index.recommend(to: "me", excluding: ["壳"]).contains { $0.product.id == "壳" } == false)
        for algorithm in RecommendationAlgorithm.allCases {
            let found = try index.recommend(to: "me", count: 5, by: algorithm)
            #expect(!found.isEmpty && !found.contains { $0.product.id == "华为0" }, "\(algorithm)")
        }
        try index.record((0..<200).map { ShopperEvent(user: "x\($0)", item: "小米2", kind: .view) })
        #expect(try index.current.withLock { try #require($0?.history).models() } !== models)
    }

    @Test("events and profile of a shopper are shown, and erased with all that was learnt of them")
    func erase() throws {
        let index = try index()
        #expect(try index.events(of: "me").isEmpty)
        #expect(try index.profile(of: "me") == nil)
        try index.record(purchases("a", "华为0", "壳") + purchases("me", "华为0", "苹果1"))
        _ = try index.recommend(to: "a")
        #expect(try index.events(of: "me").map(\.item) == ["华为0", "苹果1"])
        let profile = try #require(try index.profile(of: "me"))
        #expect(profile.choices.map(\.name) == ["苹果1", "华为0"])
        #expect(profile.features.contains { $0.name == "brand 苹果" })
        try index.eraseEvents(of: "me")
        #expect(try index.events(of: "me").isEmpty)
        #expect(try index.profile(of: "me") == nil)
        let models = try index.current.withLock { try #require($0?.history).models() }
        #expect(models.log.users.number(of: "me") == nil)
        #expect(models.log.items.number(of: "苹果1") == nil)
    }

    @Test("a product that nobody chose has products like it, and an app's own recommender is asked")
    func others() throws {
        let index = try index()
        try index.record(purchases("a", "华为0", "壳"))
        let alike = try index.similarProducts(to: "小米3", count: 3)
        #expect(Set(alike.map(\.product.brand)) == ["小米"])
        #expect(try index.similarProducts(to: "华为0").first?.product.id == "壳")
        #expect(try index.similarProducts(to: "no such product").isEmpty)
        struct Fixed: Souk.Recommender {
            func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
                ["gone", "壳"].prefix(count).map {
                    Recommendation(item: $0, score: Double(shopper.choices.count))
                }
            }
        }
        let own = try index.recommend(to: "a", by: Fixed())
        #expect(own.map(\.product.id) == ["壳"] && own.first?.score == 2)
    }

    @Test("a search that finds nothing names products like those asked for, which meet its other conditions")
    func related() throws {
        let index = try index()
        var request = SearchRequest<Item>("华为 手机")
        request.filters = ["price > 2950 AND price < 3050"]
        request.text = "小米 手机"
        request.profile.match = .all
        let apples = try index.search(request)
        #expect(apples.total == 0)
        #expect(apples.related.map(\.product.id) == ["苹果0"])
        #expect(apples.related.first?.reason?.text().contains("category 数码 > 手机") == true)
        request.relatedCount = 0
        #expect(try index.search(request).related.isEmpty)
        #expect(try index.search("手机").related.isEmpty)
        #expect(try index.search("").related.isEmpty)
    }

    @Test("where a shop states no sales, what shoppers chose lately stands for them, under the same cap")
    func popularity() throws {
        let index = try index()
        func order(_ change: (inout SearchRequest<Item>) -> Void = { _ in }) throws -> [(
            id: String, score: Double
        )] {
            var request = SearchRequest<Item>("手机")
            request.count = 20
            request.profile.strategy = .category
            change(&request)
            return try index.search(request).hits.map { ($0.product.id, $0.score) }
        }
        let before = try order()
        try index.record((0..<9).map { ShopperEvent(user: "u\($0)", item: "苹果3", kind: .purchase) })
        let after = try order()
        #expect(after.first?.id == "苹果3")
        let scores = Dictionary(uniqueKeysWithValues: before.map { ($0.id, $0.score) })
        for hit in after { #expect(abs(hit.score - (scores[hit.id] ?? 0)) <= RelevanceProfile().epsilon) }
        let silent = try order { $0.profile.weights = ["sales": 0, "frequency": 0, "recommendation": 0] }
        let other = try self.index()
        var request = SearchRequest<Item>("手机")
        request.count = 20
        request.profile.strategy = .category
        request.profile.weights = ["sales": 0, "frequency": 0, "recommendation": 0]
        let plain = try other.search(request).hits.map { ($0.product.id, $0.score) }
        #expect(silent.map(\.id) == plain.map(\.0) && silent.map(\.score) == plain.map(\.1))
    }
}

import Foundation
import SoukTestKit
import Testing

@testable import SoukRecommend

@Suite("Recommenders")
struct RecommenderTests {
    private static func features(_ items: [String]) -> ItemFeatures {
        ItemFeatures(
            items.enumerated().map { number, item in
                ItemFeatures.Item(
                    id: item, features: ["brand \(number % 3)", "kind \(number % 4)"],
                    vector: number % 5 == 0 ? nil : [Float(number % 7) - 3, 1])
            })
    }

    private static func all(_ log: EventLog, _ eligible: EligibleItems = .all) -> [any Recommender] {
        let matrix = PreferenceMatrix(log)
        var factors = ItemFactors.Options()
        factors.dimension = 6
        let linear = LinearItemModel(matrix)
        let content = ContentRecommender(features(log.items.names), eligible: eligible)
        let item = ItemBasedRecommender(ItemNeighbours(matrix), eligible: eligible)
        let popular = PopularityRecommender(log, halfLife: 30, eligible: eligible)
        return [
            item, UserBasedRecommender(matrix, eligible: eligible),
            FactorRecommender(ItemFactors(matrix, factors), eligible: eligible),
            LinearRecommender(linear, matrix, eligible: eligible), content, popular,
            TrendingRecommender(log, eligible: eligible), BasketRecommender(log, eligible: eligible),
            NextItemRecommender(ItemTransitions(matrix), eligible: eligible),
            FilledRecommender(item, filledBy: popular),
            HybridRecommender([.init(item), .init(content, weight: 0.5)]),
            HybridRecommender([.init(item), .init(content, weight: 0.5)], fusion: .blend),
        ]
    }

    @Test("every recommender keeps what the protocol promises")
    func contract() {
        var random = SeededGenerator(orEnvironment: 81)
        for _ in 0..<4 {
            let log = EventLogTests.randomLog(&random, count: 250)
            let gone = Set(log.items.names.filter { _ in Bool.random(using: &random) }.prefix(4))
            for recommender in Self.all(log, EligibleItems(excluding: gone)) {
                for user in log.users.names.prefix(6) + ["nobody"] {
                    let shopper = log.shopper(user)
                    let seen = Set(shopper.choices.map(\.item))
                    let count = Int.random(in: 0...12, using: &random)
                    let found = recommender.recommend(for: shopper, count: count)
                    let name = "\(type(of: recommender)), \(user), \(random.rerun)"
                    #expect(found.count <= count, "\(name)")
                    #expect(Set(found.map(\.item)).count == found.count, "\(name)")
                    #expect(
                        found.allSatisfy { !seen.contains($0.item) && !gone.contains($0.item) }, "\(name)")
                    #expect(found.allSatisfy { $0.score.isFinite && !$0.reasons.isEmpty }, "\(name)")
                    for (a, b) in zip(found, found.dropFirst()) {
                        #expect(a.score > b.score || (a.score == b.score && a.item < b.item), "\(name)")
                    }
                    #expect(recommender.recommend(for: shopper, count: count) == found, "\(name)")
                    if count > 1 {
                        let fewer = recommender.recommend(for: shopper, count: count - 1)
                        #expect(fewer.map(\.item) == found.prefix(count - 1).map(\.item), "\(name)")
                    }
                }
            }
        }
    }

    @Test("a new event changes the next recommendation of models that were learnt before it")
    func live() {
        var log = EventLog()
        for user in 0..<8 {
            for item in user < 4 ? ["phone", "case", "film"] : ["tent", "stove", "lamp"] {
                log.append(
                    Event(user: "u\(user)", item: item, kind: .purchase, timestamp: Double(user) * 1e6))
            }
        }
        let learnt = Self.all(log)
        log.append(Event(user: "new", item: "phone", kind: .purchase))
        for recommender in learnt
        where !(recommender is TrendingRecommender) && !(recommender is PopularityRecommender) {
            let before = recommender.recommend(for: .unknown, count: 6).map(\.item)
            let after = recommender.recommend(for: log.shopper("new"), count: 6).map(\.item)
            #expect(before != after, "\(type(of: recommender))")
            if !(recommender is ContentRecommender) && !(recommender is HybridRecommender) {
                #expect(Set(after.prefix(2)) == ["case", "film"], "\(type(of: recommender))")
            }
        }
    }

    @Test("what is bought together counts baskets, not shoppers, and leaves chance out")
    func together() {
        var log = EventLog()
        for week in 0..<3 {
            for (hour, item) in ["phone", "case"].enumerated() {
                log.append(
                    Event(
                        user: "u", item: item, kind: .purchase,
                        timestamp: Double(week) * 604_800 + Double(hour) * 3600))
            }
        }
        log.append(Event(user: "v", item: "phone", kind: .purchase))
        log.append(Event(user: "v", item: "tent", kind: .purchase))
        log.append(Event(user: "v", item: "lamp", kind: .view))
        #expect(PurchaseBaskets(log).baskets.count == 4)
        let found = BasketRecommender(log).similarItems(to: "phone", count: 5)
        #expect(found.map(\.item) == ["case"])
        #expect(found.first?.reasons == [.inBasketsWith(item: "phone", baskets: 3)])
        #expect(found.first?.reasons.first?.text { "“\($0)”" } == "bought with “phone” in 3 baskets")
        #expect(
            BasketRecommender(log, leastBaskets: 1).similarItems(to: "tent", count: 5).map(\.item) == [
                "phone"
            ])
        #expect(PurchaseBaskets(log, gap: 1e6).baskets.map(\.count).sorted() == [2, 2])
    }

    @Test("popularity halves in a half-life, and a trend is what grew more than the shop")
    func time() {
        let day = 86_400.0
        var events: [Event] = []
        for number in 0..<3 {
            events.append(Event(user: "u\(number)", item: "old", kind: .purchase, timestamp: 0))
        }
        for number in 0..<2 {
            events.append(Event(user: "v\(number)", item: "new", kind: .purchase, timestamp: 30 * day))
        }
        let log = EventLog(events)
        let popularity = ItemPopularity(log, halfLife: 30)
        #expect(popularity.sums == [1.5, 2])
        #expect(popularity.shoppers == [3, 2])
        #expect(
            PopularityRecommender(log, halfLife: 30).recommend(for: .unknown, count: 2).map(\.item) == [
                "new", "old",
            ])
        #expect(
            PopularityRecommender(log, halfLife: nil).recommend(for: .unknown, count: 2).map(\.item) == [
                "old", "new",
            ])
        var steady = log
        for week in 0..<5 {
            steady.append(
                Event(user: "w\(week)", item: "steady", kind: .purchase, timestamp: Double(week) * 7 * day))
        }
        let trend = TrendingRecommender(steady).recommend(for: .unknown, count: 5)
        #expect(trend.map(\.item) == ["new"])
        #expect(trend.first?.reasons == [.trending(shoppers: 2, days: 7)])
        #expect(TrendingRecommender(EventLog()).recommend(for: .unknown, count: 5).isEmpty)
    }

    @Test("the worked example by what the products are: item4 is of the brand that user1 likes most")
    func content() throws {
        let products: [(String, String, String, Double)] = [
            ("item1", "华为", "智能手机", 4999), ("item2", "小米", "智能手机", 2999), ("item3", "苹果", "智能手机", 6499),
            ("item4", "华为", "平板电脑", 3299), ("item5", "小米", "平板电脑", 1999),
        ]
        let features = ItemFeatures(
            products.map { id, brand, category, price in
                ItemFeatures.Item(
                    id: id,
                    features: ["brand \(brand)", "category \(category)"], price: price)
            })
        let user = PreferenceMatrix(WorkedExampleTests.ratings).shopper("user1")
        let found = ContentRecommender(features).recommend(for: user, count: 5)
        #expect(found.map(\.item) == ["item4", "item5"])
        let reason = try #require(found.first?.reasons.first)
        #expect(reason.text().hasPrefix("like item1: brand 华为"))
        // A product that nobody chose has neighbours all the same.
        let similar = ContentRecommender(features).similarItems(to: "item5", count: 5)
        #expect(similar.first?.item == "item4" || similar.first?.item == "item2")
    }

    @Test("nobody is recommended another variant of what they have")
    func variants() {
        let features = ItemFeatures([
            .init(id: "a1", features: ["kind k"], group: "a"),
            .init(id: "a2", features: ["kind k"], group: "a"),
            .init(id: "b1", features: ["kind k"], group: "b"), .init(id: "c", features: ["kind k"]),
        ])
        let content = ContentRecommender(features)
        #expect(content.similarItems(to: "a1", count: 9).map(\.item) == ["b1", "c"])
        #expect(content.similarItems(to: "c", count: 9).map(\.item) == ["a1", "a2", "b1"])
    }

    @Test("vectors that cannot be compared are left out")
    func vectors() {
        let features = ItemFeatures([
            .init(id: "a", features: [], vector: [1, 0]), .init(id: "b", features: [], vector: [1, 0.1]),
            .init(id: "c", features: [], vector: [0, 1]),
            .init(id: "longer", features: [], vector: [1, 0, 0]),
            .init(id: "nothing", features: [], vector: [0, 0]),
            .init(id: "nan", features: [], vector: [.nan, 0]),
            .init(id: "none", features: []),
        ])
        let found = ContentRecommender(features).similarItems(to: "a", count: 9)
        #expect(found.map(\.item) == ["b"])
        #expect(ContentRecommender(features).similarItems(to: "none", count: 9).isEmpty)
    }

    @Test("ranks are fused by 1 / (k + rank)")
    func fusion() {
        struct Fixed: Recommender {
            var items: [String]
            func recommend(for shopper: Shopper, count: Int) -> [Recommendation] {
                items.prefix(count).enumerated().map {
                    Recommendation(item: $1, score: 1 / Double($0 + 1), reasons: [.popular(shoppers: $0)])
                }
            }
        }
        let hybrid = HybridRecommender(
            [.init(Fixed(items: ["a", "b", "c"])), .init(Fixed(items: ["c", "d"]), weight: 2)],
            fusion: .reciprocalRank(k: 1))
        let found = hybrid.recommend(for: .unknown, count: 9)
        #expect(found.map(\.item) == ["c", "d", "a", "b"])
        for (entry, score) in zip(found, [1 / 4.0 + 2 / 2.0, 2 / 3.0, 1 / 2.0, 1 / 3.0]) {
            #expect(abs(entry.score - score) < 1e-12)
        }
        #expect(found[0].reasons == [.popular(shoppers: 2), .popular(shoppers: 0)])
        let silent = HybridRecommender([.init(Fixed(items: ["a"]), weight: 0)])
        #expect(silent.recommend(for: .unknown, count: 3).isEmpty)
    }
}

import Foundation
import SoukEngine
import SoukTestKit
import Testing

@testable import Souk

/// Merchandising rules in searches, against what they say.
@Suite struct RuleSearchTests {
    private func index() throws -> ProductIndex<Phone> {
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        return index
    }

    private func ids(_ query: String, _ rules: String, _ index: ProductIndex<Phone>) throws -> [String] {
        var request = SearchRequest<Phone>(query)
        request.rules = try MerchandisingRules(rules)
        return try index.search(request).hits.map(\.product.id)
    }

    @Test("Pinned products stand first, also those that the words do not find, and are counted")
    func pins() throws {
        let index = try index()
        var request = SearchRequest<Phone>("华为手机")
        request.facets = [.terms(\.brand)]
        request.profile.match = .all
        let before = try index.search(request)
        #expect(!before.hits.contains { $0.product.id == "p3" })
        request.rules = try MerchandisingRules("rule r\npin p3, p1")
        let after = try index.search(request)
        #expect(after.hits.prefix(2).map(\.product.id) == ["p3", "p1"])
        #expect(after.hits.map(\.isPinned).prefix(3) == [true, true, false])
        #expect(after.total == before.total + 1)
        #expect(after.facets["brand"]?.first { $0.value == "小米" }?.count == 1)
        request.filters = ["stock > 0"]
        #expect(!(try index.search(request).hits.contains { $0.product.id == "p3" }))
        request.filters = []
        request.sort = ("price", true)
        #expect(try index.search(request).total == before.total)
    }

    @Test("Boosts and buries move products within their bound, and explanations name them")
    func boosts() throws {
        let index = try index()
        let rules = "rule red week\nboost 0.5 brand = 小米\nboost 0.5 stock = 0\nbury 0.5 brand = 华为"
        #expect(try ids("智能手机", rules, index).first == "p3")
        var request = SearchRequest<Phone>("智能手机")
        request.explains = true
        let plain = try index.search(request)
        request.rules = try MerchandisingRules(rules)
        let ruled = try index.search(request)
        for hit in ruled.hits {
            let explanation = try #require(hit.explanation)
            #expect(abs(explanation.parts.reduce(0) { $0 + $1.value } - hit.score) < 1e-9)
            let other = try #require(plain.hits.first { $0.product.id == hit.product.id })
            #expect(abs(hit.score - other.score) <= 0.5 + 1e-9)
            let isNamed = explanation.parts.contains { $0.label.contains("red week") }
            #expect(isNamed == (["华为", "小米"].contains(hit.product.brand)))
        }
    }

    @Test("Filters and names of rules count as if the shopper had given them")
    func filters() throws {
        let index = try index()
        #expect(try !ids("智能手机", "rule r\nwhen contains 手机\nfilter stock > 0", index).contains("p3"))
        #expect(try index.search("kwatz").total == 0)
        #expect(try ids("kwatz", "rule r\nsynonym kwatz, iphone", index) == ["p5"])
    }

    @Test("Rules belong to the index, commit by commit, and survive its process")
    func stored() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        do {
            let index = try ProductIndex.open(at: url, schema: Phone.schema())
            try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
            try index.useRules(try MerchandisingRules("rule r\npin p3"))
            #expect(try index.search("华为手机").hits.first?.product.id == "p3")
        }
        let index = try ProductIndex.open(at: url, schema: Phone.schema())
        #expect(index.rules?.names == ["r"])
        #expect(try index.search("华为手机").hits.first?.product.id == "p3")
        try index.useRules(nil)
        #expect(index.rules == nil)
        #expect(try index.search("华为手机").hits.first?.product.id != "p3")
    }

    @Test("Expectations are held against searches, and names that the index lacks are told")
    func expectations() throws {
        let index = try index()
        let rules = try MerchandisingRules(
            """
            rule r
                until 2026-01-31
                pin p3
            expect 华为手机 on 2026-01-31 first p3
            expect 华为手机 on 2026-02-01 first p3
            expect 华为手机 on 2026-02-01 top 3 lacks p3
            expect 华为手机 on 2026-01-01 p3 before p1
            expect 华为手机 on 2026-02-01 total 5
            rule s
                when query x
                pin gone
                filter colour = red
            """)
        let checks = try index.check(rules)
        #expect(checks.filter { $0.failure != nil }.map(\.line) == [5, 11, 12])
        #expect(checks.count == 7)
    }

    /// As ``PageCountTests``, with rules: the list is the pinned products, then the list without them.
    @Test("Pages, totals and facets are right under pins", arguments: [31] as [UInt64])
    func pages(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let (index, goods) = try PageGoods.index(count: 300, &random)
        let rounds = TestTier.isSoak ? 5000 : 60
        for round in 0..<rounds {
            let query = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                PageGoods.words.randomElement(using: &random) ?? ""
            }.joined(separator: " ")
            let pins = (0..<3).map { _ in "g\(Int.random(in: 0..<300, using: &random))" }
            let isGrouped = Bool.random(using: &random)
            let place = "round \(round): \(query) \(pins) \(random.rerun)"
            var request = SearchRequest<PageGoods>(query)
            request.filters = Bool.random(using: &random) ? ["stock > 0"] : []
            request.count = 5
            request.rules = try MerchandisingRules(
                "rule r\npin \(Set(pins).sorted().joined(separator: ", "))\nrule s\nbury 0.3 brand = Acme")
            let first = try index.search(request)
            let list = try self.list(request, index)
            let pinned = Set(pins).sorted().filter { id in
                goods[id].map { request.filters.isEmpty || $0.stock > 0 } ?? false
            }
            #expect(list.prefix(pinned.count).map(\.id) == pinned, "\(place)")
            #expect(first.total == list.count && Set(list.map(\.id)).count == list.count, "\(place)")
            request.facets = ["brand"]
            if isGrouped { request.group = "series" }
            let page = try index.search(request)
            var seen: Set<String> = []
            let products = list.filter { seen.insert(isGrouped ? $0.product : $0.id).inserted }
            guard page.total == products.count else {
                // Fewer products than variants may open one tier more.
                #expect(isGrouped && page.total > products.count, "\(place)")
                continue
            }
            #expect(page.hits.map(\.product.id) == products.prefix(5).map(\.id), "\(place)")
            for count in page.facets["brand"] ?? [] {
                let held = Set(
                    list.filter { $0.brand?.lowercased() == count.value.lowercased() }
                        .map { isGrouped ? $0.product : $0.id })
                #expect(count.count == held.count, "\(place)")
            }
        }
    }

    /// All pages by cursor.
    private func list(
        _ request: SearchRequest<PageGoods>, _ index: ProductIndex<PageGoods>
    ) throws -> [PageGoods] {
        var request = request
        var list: [PageGoods] = []
        repeat {
            let response = try index.search(request)
            list += response.hits.map(\.product)
            request.cursor = response.nextCursor
        } while request.cursor != nil
        return list
    }
}

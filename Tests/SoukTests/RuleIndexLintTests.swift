import Souk
import Testing

/// What an index's products show to be wrong with rules.
@Suite struct RuleIndexLintTests {
    private let index: ProductIndex<Phone>

    init() throws {
        index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
    }

    private func problems(_ text: String) throws -> [String] {
        try index.problems(of: try MerchandisingRules(text)).map(\.description)
    }

    @Test("Unknown products, fields, values and categories are told with line and remedy")
    func unknownNames() throws {
        let found = try problems(
            """
            rule r
              when category 冰箱
              pin p9, p1
              filter colour = red
              boost 0.2 brand = 诺基亚
            """)
        #expect(found.count == 4)
        #expect(found[0].hasPrefix("line 2: no product is in a category '冰箱'"))
        #expect(
            found[1] == "line 3: the index has no product 'p9' to pin: correct the key, or remove the pin")
        #expect(found[2].hasPrefix("line 4: the index cannot follow 'colour = red'"))
        #expect(found[3].hasPrefix("line 5: no product is meant by 'brand = 诺基亚'"))
    }

    @Test("Pinned products that a filter keeps out cannot show, in one rule and over two")
    func hiddenPins() throws {
        let one = try problems("rule r\npin p3\nfilter stock > 0")
        #expect(one.count == 1 && one[0].hasPrefix("line 2: the pinned product 'p3' cannot show"))
        let two = try problems(
            "rule a\nwhen contains 手机\nfilter stock > 0\nrule b\nwhen query 小米手机\npin p3")
        #expect(two.count == 1 && two[0].hasPrefix("line 6:") && two[0].contains("of rule 'a'"))
        let apart = try problems(
            "rule a\nwhen query 华为\nfilter stock > 0\nrule b\nwhen query 小米手机\npin p3")
        #expect(apart.isEmpty)
    }

    @Test("Filters that no product passes together, and boosts and burials of the same products")
    func contradictions() throws {
        let filters = try problems("rule r\nfilter brand = 小米\nfilter price > 5000")
        #expect(filters.count == 1 && filters[0].hasPrefix("line 3: no product passes 'price > 5000' and"))
        let boosts = try problems("rule r\nboost 0.2 brand = 小米\nrule s\nbury 0.1 stock = 0")
        #expect(boosts.count == 1 && boosts[0].hasPrefix("line 4: the products of 'stock = 0' are buried"))
        #expect(try problems("rule r\nboost 0.2 brand = 华为\nbury 0.1 price < 2000").isEmpty)
    }

    @Test("Filters are the same however they are written")
    func sameFilters() {
        let text = "rule r\nboost 0.2 brand=Acme\nbury 0.2 brand = \"acme\""
        #expect(MerchandisingRules.problems(in: text).map(\.line) == [3])
        #expect(MerchandisingRules.problems(in: "rule r\nboost 0.2 a = 1\nbury 0.2 a = 2").isEmpty)
    }
}

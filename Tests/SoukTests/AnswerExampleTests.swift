import Souk
import Testing

/// The examples of the documentation of `understand`, `why`, `whyNot` and the answers to them, as they stand there.
@Suite struct AnswerExampleTests {
    private func index() throws -> ProductIndex<Phone> {
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        return index
    }

    @Test("understand: what a text says, and undone")
    func understand() throws {
        let index = try index()
        let reading = try index.understand("2000元以下的华为手机 不要黑色")
        #expect(reading.intent == "priceComparison" && reading.brand == "华为" && reading.category == "手机")
        #expect(reading.price == 0...2000 && reading.exclusions == ["黑色"])
        let plain = try index.understand("2000元以下的华为手机 不要黑色", ignoring: [.brand, .price, .exclusions])
        #expect(plain.brand == nil && plain.price == nil && plain.exclusions.isEmpty)
        #expect(try ProductIndex<Phone>.inMemory(Phone.schema()).understand("华为手机").text == "华为手机")
    }

    @Test("why: parts that sum to the score; whyNot: the condition in words")
    func answers() throws {
        let index = try index()
        let request = SearchRequest<Phone>("2000元以下的华为手机")
        let why = try #require(try index.why("p1", for: request))
        #expect(abs(why.parts.reduce(0) { $0 + $1.value } - why.value) < 1e-9)
        let whyNot = try #require(try index.whyNot("p2", for: request))
        #expect(whyNot.sentences(.zh).contains("价格 6999 不在查询所说的 …2000 之内。"))
        #expect(try index.whyNot("none", for: request) == nil)
        #expect(try index.search(request).nothingFound == nil)
    }

    @Test("A product that a rule hides is told so; one that a rule buries too")
    func rules() throws {
        let index = try index()
        var request = SearchRequest<Phone>("智能手机")
        request.rules = try MerchandisingRules("rule 有货\n    when contains 智能手机\n    filter stock > 0\n")
        let hidden = try #require(try index.whyNot("p3", for: request))
        #expect(hidden.rank == nil && hidden.reasons == [.rule(name: "有货", filter: "stock > 0")])
        request.rules = try MerchandisingRules("rule 慢\n    when contains 智能手机\n    bury 0.2 brand:小米\n")
        request.count = 1
        let buried = try #require(try index.whyNot("p3", for: request))
        guard case .behindThePage(1, _, let gap) = buried.reasons.first else {
            Issue.record("\(buried.reasons)")
            return
        }
        #expect(gap?.contains("慢") == true, "\(gap ?? "")")
    }

    @Test("Of grouped variants the one that stands for the product is named")
    func variants() throws {
        struct Variant: Codable, Sendable, Identifiable {
            let id: String
            var title: String
            var model: String
        }
        let index = try ProductIndex<Variant>.inMemory(
            Schema {
                Text(\.title, weight: 4)
                Keyword(\.model)
            })
        try index.write { batch in
            try batch.upsert(contentsOf: [
                Variant(id: "a", title: "running shoes", model: "m1"),
                Variant(id: "b", title: "running shoes in a larger size and red", model: "m1"),
                Variant(id: "c", title: "running shoes for rain", model: "m2"),
            ])
        }
        var request = SearchRequest<Variant>("running shoes")
        request.group = FieldName(\.model)
        let answer = try #require(try index.whyNot("b", for: request))
        #expect(answer.total == 2 && answer.rank == nil && answer.reasons == [.variant(of: "a", rank: 1)])
        #expect(try index.whyNot("a", for: request)?.rank == 1)
        #expect(try index.whyNot("c", for: request)?.rank == 2)
        request.group = nil
        #expect(try index.whyNot("b", for: request)?.rank == 3)
    }
}

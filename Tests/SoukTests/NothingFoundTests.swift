import Souk
import SoukTestKit
import Testing

@Suite struct NothingFoundTests {
    private let index: ProductIndex<Phone>

    init() throws {
        index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
    }

    private func answer(
        _ text: String, _ change: (inout SearchRequest<Phone>) -> Void = { _ in }
    ) throws -> NothingFound? {
        var request = SearchRequest<Phone>(text)
        change(&request)
        let response = try index.search(request)
        #expect((response.total == 0) == (response.nothingFound != nil))
        return response.nothingFound
    }

    @Test("The one condition that finds nothing is named, with what is found without it")
    func conditions() throws {
        let price = try #require(try answer("20元以下的华为手机壳"))
        #expect(price.undone == [.price] && price.nearestPrice == 39 && price.total >= 1)
        let filter = try #require(try answer("智能手机") { $0.filters = ["stock > 1000"] })
        #expect(filter.undone == [.filters] && filter.total >= 3)
        let field = try #require(try answer("智能手机 brand:诺基亚"))
        #expect(field.undone == [.fieldFilters] && field.total >= 3)
        let excluded = try #require(try answer("iphone -apple"))
        #expect(excluded.undone == [.exclusions] && excluded.total == 1)
    }

    @Test("Choices and rules that leave nothing are named as they were written; one of two filters is enough")
    func choicesAndRules() throws {
        let chosen = try #require(
            try answer("智能手机") {
                $0.selections = [FacetSelection(\.brand, ["小米"]), FacetSelection(\.price, ["..99"])]
            })
        #expect(chosen.undone == [.selections] && chosen.conditions.count == 1 && chosen.total > 0)
        let rules = try MerchandisingRules("rule r\nfilter stock > 1000")
        let ruled = try #require(try answer("智能手机") { $0.rules = rules })
        #expect(ruled.undone == [.rules] && ruled.conditions == ["stock > 1000"] && ruled.total >= 3)
        #expect(ruled.sentences(.en).last?.contains("the shop's rules (stock > 1000)") == true)
        let one = try #require(try answer("智能手机") { $0.filters = ["stock >= 0", "price < 5"] })
        #expect(one.conditions == ["price < 5"] && one.nearestPrice.map { $0 >= 39 } == true)
        let everything = try #require(try answer("") { $0.filters = ["price < 5"] })
        #expect(everything.undone == [.filters] && everything.total == 5 && everything.nearestPrice == 39)
        let between = try #require(try answer("智能手机") { $0.filters = ["price > 4200 AND price < 6000"] })
        #expect(between.undone == [.filters] && between.nearestPrice == 3_999)
        let typed = try #require(try answer("智能手机 price:4200..6000"))
        #expect(typed.undone == [.fieldFilters] && typed.nearestPrice == 3_999)
        let signs = try answer("！！")
        #expect(signs == nil || signs?.sentences(.zh).isEmpty == false)
    }

    @Test("Words that no product holds are named; several conditions are given up together")
    func words() throws {
        let unknown = try #require(try answer("wardrobe"))
        #expect(unknown.unknownWords == ["wardrobe"] && unknown.undone.isEmpty && unknown.total == 0)
        let several = try #require(try answer("华为 10元以下") { $0.filters = ["stock > 1000"] })
        #expect(several.undone.contains(.price) && several.undone.contains(.filters) && several.total >= 2)
        #expect(several.sentences(.zh).last?.contains("去掉筛选条件和价格范围") == true)
        #expect(price(several.sentences(.en).last) == "39")
        #expect(try answer("") == nil && answer("智能手机") == nil)
    }

    private func price(_ sentence: String?) -> String? {
        sentence?.split(separator: " ").last.map { String($0.dropLast()) }
    }

    /// Undoing what the answer says finds as many products as it says.
    @Test("What is said to be found is found", arguments: TestTier.seeds(3))
    func countsAreRight(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let words = ["华为", "小米", "手机", "手机壳", "mate", "apple", "wardrobe"]
        for _ in 0..<60 {
            let query = (0..<Int.random(in: 1...2, using: &random))
                .compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ")
            let bound = Bool.random(using: &random) ? " 30元以下" : ""
            let filters = Bool.random(using: &random) ? ["stock > 6"] : []
            guard let answer = try answer(query + bound, { $0.filters = filters }) else { continue }
            var request = SearchRequest<Phone>(answer.undone.contains(.price) ? query : query + bound)
            request.filters = answer.undone.contains(.filters) ? [] : filters
            if answer.undone.contains(.words) { request.profile.match = .any }
            let found = try index.search(request).total
            #expect(
                answer.undone.isEmpty ? found == 0 : found == answer.total, "\(query)\(bound) \(random.rerun)"
            )
        }
    }
}

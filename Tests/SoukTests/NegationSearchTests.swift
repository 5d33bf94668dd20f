import Souk
import Testing

@Suite struct NegationSearchTests {
    private let index: ProductIndex<Phone>

    init() throws {
        index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
    }

    private func found(_ text: String, _ change: (inout SearchRequest<Phone>) -> Void = { _ in }) throws
        -> Set<String>
    {
        var request = SearchRequest<Phone>(text)
        change(&request)
        return Set(try index.search(request).hits.map(\.product.id))
    }

    @Test("A brand that is not wanted is left out under all its names, with what is made for it")
    func brands() throws {
        #expect(try found("智能手机 不要华为") == ["p3", "p5"])
        #expect(try found("智能手机 not huawei") == ["p3", "p5"])
        #expect(try found("智能手机不要华为不要小米") == ["p5"])
        #expect(try found("手机壳 不要防摔的").isDisjoint(with: ["p4"]))
        #expect(try found("手机壳 不要镂空").contains("p4"))
        #expect(try found("手机 不要苹果").isDisjoint(with: ["p5"]))
        #expect(try !found("手机壳 不要亿色").contains("p4"))
        let response = try index.search(SearchRequest<Phone>("智能手机 不要华为"))
        #expect(response.interpretation.exclusions == ["华为"] && response.interpretation.brand == nil)
    }

    @Test("An attribute that is not wanted is left out although no text says it")
    func attributes() throws {
        #expect(try found("智能手机 不要黑色") == ["p2", "p4", "p5"])
    }

    @Test("A quoted phrase that is not wanted leaves out what holds its words in a row")
    func phrase() throws {
        #expect(try !found("智能手机 -\"畅享 70\"").contains("p1"))
        #expect(try found("智能手机 -\"70 畅享\"").contains("p1"))
        #expect(try !found("智能手机 -\"华为\"").contains { ["p1", "p2"].contains($0) })
    }

    @Test("The exclusion is undone; alone it asks for everything else")
    func undone() throws {
        #expect(try found("智能手机 不要华为") { $0.ignoredParts = [.exclusions] }.contains("p2"))
        #expect(try found("-智能手机") == ["p4"])
        #expect(try found("不要华为") == ["p3", "p5"])
    }

    @Test("Whoever asks why a product is missing is told")
    func whyNot() throws {
        let answer = try #require(try index.whyNot("p1", for: SearchRequest<Phone>("智能手机 不要huawei")))
        #expect(answer.rank == nil && answer.reasons.contains(.excludedWord("huawei")))
    }

    @Test("A brand filter takes the name as a shopper writes it")
    func brandFilter() throws {
        #expect(try found("brand:apple") == ["p5"])
        #expect(try found("category:智能手机") == ["p1", "p2", "p3", "p5"])
    }
}

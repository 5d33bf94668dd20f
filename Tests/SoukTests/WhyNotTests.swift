import Souk
import SoukTestKit
import Testing

@Suite struct WhyNotTests {
    private func index(_ phones: [Phone] = Phone.catalogue) throws -> ProductIndex<Phone> {
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: phones) }
        return index
    }

    private func reasons(
        _ id: String, _ text: String, _ change: (inout SearchRequest<Phone>) -> Void = { _ in }
    ) throws -> [WhyNot.Reason] {
        var request = SearchRequest<Phone>(text)
        change(&request)
        return try #require(try index().whyNot(id, for: request)).reasons
    }

    @Test("Each condition that a product does not meet is named")
    func conditions() throws {
        #expect(try reasons("p2", "2000元以下的华为手机") == [.price(6999, from: nil, to: 2000)])
        #expect(
            try reasons("p3", "智能手机") { $0.filters = ["stock > 0", "price < 5000"] } == [.filter("stock > 0")]
        )
        #expect(try reasons("p1", "手机 -畅享") == [.excludedWord("畅享")])
        #expect(try reasons("p1", "手机 brand:小米") == [.fieldFilter(field: "brand", value: "小米")])
    }

    @Test("Words that a product lacks are named")
    func words() throws {
        #expect(try reasons("p5", "wardrobe") == [.holdsNothing])
        #expect(try reasons("p1", "华为 mate") { $0.profile.match = .all } == [.lacksWords(["mate"])])
    }

    @Test("The product word is never given up")
    func productWord() throws {
        let tablet = Phone(
            id: "p6", title: "华为 MatePad 平板", brand: "华为", category: ["平板"], price: 2999, stock: 1, sales: 7,
            specs: [:])
        let index = try index(Phone.catalogue + [tablet])
        let answer = try #require(try index.whyNot("p1", for: SearchRequest("华为 平板")))
        #expect(answer.rank == nil && answer.reasons == [.lacksProductWord(["平板"])])
    }

    @Test("A product on the first page has a place and no reason; one behind it has the gap")
    func places() throws {
        let index = try index()
        let first = try #require(try index.whyNot("p2", for: SearchRequest("华为 mate 60 智能手机")))
        #expect(first.rank == 1 && first.reasons.isEmpty && first.tier == 0)
        var request = SearchRequest<Phone>("智能手机")
        request.count = 1
        let hits = try index.search(request).hits
        let behind = ["p1", "p2", "p3"].filter { $0 != hits[0].product.id }
        for id in behind {
            let answer = try #require(try index.whyNot(id, for: request))
            guard case .behindThePage(1, let last, _) = answer.reasons.first else {
                Issue.record("\(answer.reasons)")
                continue
            }
            #expect(last == hits[0].score && (answer.rank ?? 0) > 1)
        }
        #expect(try index.whyNot("none", for: request) == nil)
    }

    @Test("Answers are given in both languages")
    func languages() throws {
        let answer = try #require(try index().whyNot("p2", for: SearchRequest("2000元以下的华为手机")))
        #expect(answer.sentences(.zh).last == "价格 6999 不在查询所说的 …2000 之内。")
        #expect(answer.sentences(.en).last == "Its price of 6999 lies outside …2000, which the query states.")
        #expect(AnswerLanguage(of: "2000元以下") == .zh && AnswerLanguage(of: "under 2000") == .en)
    }

    /// Whatever is asked: a product has the place that paging through the search shows, or at least one reason.
    @Test("Every product has its place in the pages, or a reason", arguments: TestTier.seeds(3))
    func placesOfRandomRequests(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let words = ["华为", "小米", "手机", "智能手机", "手机壳", "mate", "pro", "apple", "iphone", "256GB", "防摔", "女"]
        let phones = (0..<20).map { number in
            var phone = Phone.catalogue[number % Phone.catalogue.count]
            phone.title += " \(words.randomElement(using: &random) ?? "")"
            phone.price = .init(Int.random(in: 10...9000, using: &random))
            return Phone(
                id: "r\(number)", title: phone.title, brand: phone.brand, category: phone.category,
                price: phone.price, stock: Int.random(in: 0...3, using: &random), sales: phone.sales,
                specs: phone.specs)
        }
        let index = try index(phones)
        for _ in 0..<15 {
            let count = Int.random(in: 1...3, using: &random)
            var text = (0..<count).compactMap { _ in words.randomElement(using: &random) }
                .joined(separator: " ")
            if Bool.random(using: &random) { text += " 5000元以下" }
            if Int.random(in: 0..<4, using: &random) == 0 { text += " -pro" }
            var request = SearchRequest<Phone>(text)
            request.count = [1, 5, 20].randomElement(using: &random) ?? 5
            if Int.random(in: 0..<3, using: &random) == 0 { request.filters = ["stock > 1"] }
            let places = try placesByPaging(index, request)
            for phone in phones {
                let answer = try #require(try index.whyNot(phone.id, for: request))
                let note = "\(text) \(phone.id) \(answer) \(random.rerun)"
                #expect(answer.rank == places[phone.id], "\(note)")
                let isOnFirstPage = (answer.rank ?? .max) <= request.count
                #expect(answer.reasons.isEmpty == isOnFirstPage, "\(note)")
            }
        }
    }

    private func placesByPaging(
        _ index: ProductIndex<Phone>, _ request: SearchRequest<Phone>
    ) throws -> [String: Int] {
        var places: [String: Int] = [:]
        var request = request
        while true {
            let page = try index.search(request)
            for hit in page.hits { places[hit.product.id] = places.count + 1 }
            guard let next = page.nextOffset else { return places }
            request.offset = next
        }
    }
}

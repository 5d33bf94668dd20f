import Foundation
import Souk
import SoukTestKit
import Testing

@Suite struct SearchAsYouTypeTests {
    private func index() throws -> ProductIndex<Phone> {
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        return index
    }

    @Test(
        "The page is that of what the text most likely becomes; a complete or a strange word is searched as it is"
    )
    func likeliest() throws {
        let index = try index()
        func searched(_ text: String) throws -> String {
            try index.searchAsYouType().update(text).searchedText
        }
        #expect(try searched("智能手") == "智能手机")
        #expect(try searched("zhinengs") == "智能手机")
        #expect(try searched("iph").hasPrefix("iphone"))
        #expect(try searched("智能手机 ") == "智能手机 ")
        #expect(try searched("5000元以下的智能手") == "5000元以下的智能手机")
        for text in ["智能", "华为", "iph", "mate"] {
            let few = try index.searchAsYouType(suggestions: 0).update(text)
            #expect(try few.searchedText == searched(text) && few.suggestions.isEmpty)
        }
        #expect(try searched("") == "" && searched("xyzzy") == "xyzzy" && searched("\"") == "\"")
        let shown = try index.searchAsYouType().update("5000元以下的智能手")
        #expect(Set(shown.response.hits.prefix(2).map(\.product.id)) == ["p1", "p3"])
        #expect(
            shown.response.hits.allSatisfy { $0.product.price <= 5000 }
                && shown.suggestions.first?.text == shown.searchedText)
    }

    @Test("A last word that nothing has, and that becomes nothing, waits for its next letters")
    func fragments() throws {
        let index = try index()
        let typing = index.searchAsYouType()
        #expect(try typing.update("华为 畅享 qzx").searchedText == "华为 畅享")
        let shown = try typing.update("华为 畅享 qzxv").response
        #expect(try shown.total == index.search("华为 畅享").total && shown.hits.first?.product.id == "p1")
    }

    @Test("Each page is what a search for the text says", arguments: TestTier.seeds(3))
    func pages(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try ProductIndex.inMemory(PageGoods.schema())
        try index.write { batch in
            for number in 0..<200 { try batch.upsert(PageGoods.draw(number, &random)) }
        }
        var request = SearchRequest<PageGoods>("")
        request.facets = [.terms(\.brand), .priceBands(\.price)]
        request.filters = ["stock > 0"]
        for _ in 0..<10 {
            let typing = index.searchAsYouType(request, suggestions: Int.random(in: 0...4, using: &random))
            let whole = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                PageGoods.words.randomElement(using: &random) ?? ""
            }.joined(separator: " ")
            for end in whole.indices {
                let shown = try typing.update(String(whole[...end]))
                var plain = request
                plain.text = shown.searchedText
                let response = try index.search(plain)
                let note: Comment = "'\(whole[...end])' as '\(shown.searchedText)', \(random.rerun)"
                #expect(shown.response.hits.map(\.product) == response.hits.map(\.product), note)
                #expect(shown.response.total == response.total, note)
                #expect(shown.response.facets == response.facets, note)
                if let cursor = shown.response.nextCursor {
                    plain.cursor = cursor
                    #expect(try index.search(plain).total == response.total, note)
                }
            }
        }
    }

    @Test("A page is kept while its text is the same, and made again after a commit")
    func kept() throws {
        let index = try index()
        let typing = index.searchAsYouType()
        let first = try typing.update("智能手")
        let second = try typing.update("智能手机")
        #expect(first.searchedText == second.searchedText)
        #expect(first.response.hits.map(\.product) == second.response.hits.map(\.product))
        #expect(first.response.hits.contains { $0.product.id == "p1" })
        #expect(try typing.update("智能手机 ").searchedText == second.searchedText)
        try index.write { batch in batch.delete(id: "p1") }
        #expect(try !typing.update("智能手").response.hits.contains { $0.product.id == "p1" })
        let empty = try ProductIndex.inMemory(Phone.schema()).searchAsYouType()
        #expect(try empty.update("智能").response.total == 0)
    }
}

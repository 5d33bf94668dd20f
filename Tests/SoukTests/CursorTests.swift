import Foundation
import SoukTestKit
import Testing

@testable import Souk

/// Pages by cursor are parts of one list.
@Suite struct CursorTests {
    private func request(_ query: String, isGrouped: Bool) -> SearchRequest<PageGoods> {
        var request = SearchRequest<PageGoods>(query)
        request.count = 7
        if isGrouped { request.group = FieldName(\.series) }
        return request
    }

    /// The ids of all pages, one after another.
    private func pages(
        _ request: SearchRequest<PageGoods>, _ index: ProductIndex<PageGoods>,
        between: (Int) throws -> Void = { _ in }
    ) throws -> [String] {
        var request = request
        var ids: [String] = []
        while true {
            let response = try index.search(request)
            ids += response.hits.map(\.product.id)
            guard let cursor = response.nextCursor else { return ids }
            request.cursor = cursor
            try between(ids.count)
        }
    }

    @Test("Pages by cursor are one long list, also while products are written", arguments: [true, false])
    func oneList(isGrouped: Bool) throws {
        var random = SeededGenerator(orEnvironment: 5)
        let (index, goods) = try PageGoods.index(count: 300, &random)
        for query in ["amber", "amber cedar", "ember grove", ""] {
            var all = request(query, isGrouped: isGrouped)
            let first = try index.search(all)
            all.count = goods.count
            let lastTier = first.hits.map(\.tier).max() ?? 0
            // The long list opens what the first page opened.
            let list = try index.search(all).hits.filter { $0.tier <= lastTier }.map(\.product.id)
            #expect(try pages(request(query, isGrouped: isGrouped), index) == list)
            var commits = 0
            let written = try pages(request(query, isGrouped: isGrouped), index) { count in
                guard commits < ProductIndex<PageGoods>.keptCommits else { return }
                commits += 1
                try index.write { batch in
                    batch.delete(id: list[min(count, list.count - 1)])
                    try batch.upsert(PageGoods.draw(1000 + count, &random))
                }
            }
            #expect(written == list)
        }
    }

    @Test("A cursor of a commit that is gone, of another search, and a text that is none say so")
    func refused() throws {
        var random = SeededGenerator(orEnvironment: 6)
        let (index, _) = try PageGoods.index(count: 200, &random)
        var first = request("amber", isGrouped: false)
        let cursor = try #require(try index.search(first).nextCursor)
        first.cursor = cursor
        _ = try index.search(first)
        var other = request("cedar", isGrouped: false)
        other.cursor = cursor
        #expect { try index.search(other) } throws: { "\($0)".contains("another search") }
        other.cursor = "x"
        #expect { try index.search(other) } throws: { "\($0)".contains("no cursor") }
        for number in 0..<ProductIndex<PageGoods>.keptCommits + 2 {
            try index.write { try $0.upsert(PageGoods.draw(2000 + number, &random)) }
            _ = try index.search(request("amber", isGrouped: false))
        }
        #expect { try index.search(first) } throws: { "\($0)".contains("begin again with the first page") }
    }

    @Test("Typed filters, selections and facets say what their texts say")
    func typed() throws {
        var random = SeededGenerator(orEnvironment: 7)
        let (index, goods) = try PageGoods.index(count: 200, &random)
        var request = SearchRequest<PageGoods>("")
        request.count = goods.count
        request.filter =
            \PageGoods.stock > 1 && (\PageGoods.brand).isOne(of: ["Acme", "Dane"])
            && !(\PageGoods.price >= 299) || \PageGoods.series == "s\"1"
        request.facets = [.terms(\.brand), .priceBands(\.price), .attribute(\.specs, "colour"), "category"]
        request.selections = [FacetSelection(\.category, ["Home"])]
        let response = try index.search(request)
        let expected = goods.values.filter { product in
            product.stock > 1 && ["Acme", "Dane"].contains(product.brand ?? "")
                && !((product.price ?? 0) >= 299)
        }
        #expect(response.total == expected.filter { $0.category[0] == "Home" }.count)
        #expect(
            response.facets["category"]?.first { $0.value == "Home" }?.count
                == expected.filter { $0.category[0] == "Home" }.count)
        #expect(
            response.facets["category"]?.first { $0.value == "Garden" }?.count
                == expected.filter { $0.category[0] == "Garden" }.count)
        #expect(response.facets["specs.colour"]?.reduce(0) { $0 + $1.count } == response.total)
        let bands = try #require(response.facets["price"])
        #expect(bands.first?.above == nil && bands.last?.upTo == nil && bands.count > 1)
        request.filter = (\PageGoods.brand).isOne(of: [])
        #expect(try index.search(request).total == 0)
    }
}

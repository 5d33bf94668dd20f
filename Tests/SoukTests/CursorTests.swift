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
            all.count = goods.count
            let list = try index.search(all).hits.map(\.product.id)
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

    @Test(
        "Deep pages go on from the last hit and are one long list, sorted or not",
        arguments: [31, 32] as [UInt64])
    func deepPages(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let (index, goods) = try PageGoods.index(count: 400, &random)
        for query in ["amber", "basil amber", "cedar grove", ""] {
            for sort in [nil, "price"] {
                for depth in [0, 5, 40] {
                    for isExhaustive in [false, true] {
                        var all = request(query, isGrouped: false)
                        all.profile.rerank.depth = depth
                        if isExhaustive { all.profile.scorer = .tfidf }
                        if let sort { all.sort = (field: sort, ascending: Bool.random(using: &random)) }
                        var paged = all
                        paged.count = Int.random(in: 1...23, using: &random)
                        all.count = goods.count
                        let list = try index.search(all).hits.map(\.product.id)
                        let context = "\(query) \(sort ?? "") \(depth) \(paged.count) \(random.rerun)"
                        #expect(try pages(paged, index) == list, "\(context)")
                        guard list.count > max(depth, paged.count) + 1 else { continue }
                        var cursor = try index.search(paged).nextCursor
                        while let text = cursor, (Int(text.split(separator: ".")[1]) ?? 0) <= depth {
                            paged.cursor = text
                            cursor = try index.search(paged).nextCursor
                        }
                        if let cursor { #expect(cursor.split(separator: ".").count == 9, "\(context)") }
                    }
                }
            }
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
            product.stock > 1 && ["acme", "dane"].contains(product.brand?.lowercased() ?? "")
                && !((product.price ?? 0) >= 299)
        }
        #expect(response.total == expected.filter { $0.category[0].lowercased() == "home" }.count)
        #expect(
            response.facets["category"]?.first { $0.value.lowercased() == "home" }?.count
                == expected.filter { $0.category[0].lowercased() == "home" }.count)
        #expect(
            response.facets["category"]?.first { $0.value.lowercased() == "garden" }?.count
                == expected.filter { $0.category[0].lowercased() == "garden" }.count)
        #expect(response.facets["specs.colour"]?.reduce(0) { $0 + $1.count } == response.total)
        let bands = try #require(response.facets["price"])
        #expect(bands.first?.above == nil && bands.last?.upTo == nil && bands.count > 1)
        request.filter = (\PageGoods.brand).isOne(of: [])
        #expect(try index.search(request).total == 0)
    }
}

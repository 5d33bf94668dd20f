import Foundation
import Souk
import Testing

@Suite struct ProductIndexTests {
    private func filled() throws -> ProductIndex<Phone> {
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        return index
    }

    @Test("A bound, a brand and a category in the query find the one product that fits")
    func bound() throws {
        let response = try filled().search("2000元以下的华为手机")
        #expect(response.hits.map(\.product.id).first == "p1")
        #expect(response.hits.allSatisfy { $0.product.price <= 2000 })
        #expect(response.interpretation.brand == "华为")
        #expect(response.interpretation.category == "手机")
        #expect(response.interpretation.price == 0...2000)
    }

    @Test("Products come back as they were written, and are replaced and deleted by id")
    func roundTrip() throws {
        let index = try filled()
        #expect(index.count == 5)
        #expect(try index.product(id: "p3") == Phone.catalogue[2])
        var changed = Phone.catalogue[2]
        changed.title = "小米 14 Ultra 影像手机"
        try index.write { batch in
            try batch.upsert(changed)
            batch.delete(id: "p1")
        }
        #expect(index.count == 4)
        #expect(try index.product(id: "p3") == changed)
        #expect(try index.product(id: "p1") == nil)
        #expect(try index.search("Ultra").hits.map(\.product.id) == ["p3"])
    }

    @Test("A write that throws changes nothing")
    func atomicity() throws {
        struct Stop: Error {}
        let index = try filled()
        #expect(throws: Stop.self) {
            try index.write { batch in
                batch.delete(id: "p1")
                throw Stop()
            }
        }
        #expect(index.count == 5)
        #expect(try index.product(id: "p1") != nil)
    }

    @Test("Filters, facets, sorting and paging")
    func request() throws {
        let index = try filled()
        var request = SearchRequest<Phone>("手机")
        request.filters = ["stock > 0", "NOT category:\"手机 > 配件\""]
        request.facets = ["brand", "specs.颜色"]
        request.sort = ("price", true)
        let response = try index.search(request)
        #expect(response.hits.map(\.product.id) == ["p1", "p2", "p5"])
        #expect(response.total == 3)
        #expect(response.facets["brand"]?.map(\.value) == ["华为", "Apple"])
        #expect(response.facets["brand"]?.map(\.count) == [2, 1])
        #expect(response.facets["specs.颜色"]?.map(\.count) == [1, 1, 1])
        request.count = 2
        let first = try index.search(request)
        #expect(first.hits.map(\.product.id) == ["p1", "p2"])
        request.offset = try #require(first.nextOffset)
        let second = try index.search(request)
        #expect(second.hits.map(\.product.id) == ["p5"])
        #expect(second.nextOffset == nil)
        request.filters = ["prize < 3"]
        #expect(throws: SearchError.self) { try index.search(request) }
    }

    @Test("Highlights are ranges of the text as it was written")
    func highlights() throws {
        let hit = try #require(try filled().search("iphone15pro").hits.first)
        let range = try #require(hit.highlights["title"]?.first?.range)
        #expect(String(decoding: Array(hit.product.title.utf8)[range], as: UTF8.self).hasPrefix("iPhone"))
    }

    @Test(
        "The explanation of every hit sums to its score",
        arguments: ["华为手机", "手机", "2000元以下的手机", "mate60", "iphone 256g"])
    func explanation(query: String) throws {
        var request = SearchRequest<Phone>(query)
        request.explains = true
        for hit in try filled().search(request).hits {
            let explanation = try #require(hit.explanation)
            #expect(abs(explanation.value - hit.score) < 1e-12)
            #expect(abs(explanation.parts.reduce(0) { $0 + $1.value } - hit.score) < 1e-9)
        }
    }

    @Test("An index survives its process, and opens again from its folder")
    func persistence() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        do {
            let index = try ProductIndex.open(at: url, schema: Phone.schema())
            #expect(index.count == 0)
            #expect(try index.search("手机").hits.isEmpty)
            try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        }
        let reopened = try ProductIndex.open(at: url, schema: Phone.schema())
        #expect(reopened.count == 5)
        #expect(try reopened.search("华为").hits.first?.product.brand == "华为")
    }

    @Test("Searches run beside a writer, and each sees one commit")
    func concurrency() async throws {
        let index = try filled()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<60 {
                        let response = try index.search("手机")
                        #expect(response.total == response.hits.count)
                    }
                }
            }
            group.addTask {
                for round in 0..<20 {
                    var phone = Phone.catalogue[round % 5]
                    phone.price += 1
                    try index.write { try $0.upsert(phone) }
                }
            }
            try await group.waitForAll()
        }
        #expect(index.count == 5)
    }

    @Test("A schema that contradicts itself names the field", arguments: [true, false])
    func schema(isDuplicate: Bool) throws {
        let schema = Schema<Phone> {
            Text(\.title)
            Keyword(\.brand, role: .brand)
            Keyword(isDuplicate ? \.brand : \.id, role: .brand)
        }
        #expect(throws: SearchError.self) { try ProductIndex.inMemory(schema) }
    }
}

import Foundation
import Souk
import Testing

/// A shop's own words in an open index.
@Suite struct OwnWordsTests {
    private struct Item: Codable, Sendable, Identifiable {
        let id: String
        var title: String
    }

    private func index() throws -> ProductIndex<Item> {
        let index = try ProductIndex<Item>.inMemory(Schema { Text(\.title, weight: 4) })
        try index.write { batch in
            try batch.upsert(Item(id: "apart", title: "显眼的包"))
            try batch.upsert(Item(id: "word", title: "黑色显眼包"))
        }
        return index
    }

    /// The products that give nothing of the query up.
    private func full(_ text: String, _ index: ProductIndex<Item>) throws -> Set<String> {
        Set(try index.search(text).hits.filter { $0.tier == 0 }.map(\.product.id))
    }

    @Test("A dictionary is taken at once, products and queries alike, and can be taken away")
    func hotReload() throws {
        let index = try index()
        #expect(try full("显眼包", index) == ["apart", "word"])
        try index.useDictionary("显眼包\n")
        #expect(try full("显眼包", index) == ["word"])
        try index.write { try $0.upsert(Item(id: "later", title: "红色显眼包")) }
        #expect(try full("显眼包", index) == ["word", "later"])
        try index.compact()
        #expect(index.count == 3)
        #expect(try full("显眼包", index) == ["word", "later"])
        try index.useDictionary("")
        #expect(try full("显眼包", index) == ["apart", "word", "later"])
        #expect(index.lexiconProblem == nil)
    }

    @Test("Searches go on while words change, each with the words of its commit")
    func searchesMeanwhile() async throws {
        let index = try index()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<20 {
                        let ids = try index.search("显眼包").hits.map(\.product.id)
                        #expect(ids.first == "word")
                    }
                }
            }
            group.addTask { for text in ["显眼包\n", ""] { try index.useDictionary(text) } }
            try await group.waitForAll()
        }
    }
}

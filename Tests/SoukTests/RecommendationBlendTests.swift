import SoukEngine
import SoukRanking
import SoukRecommend
import SoukStorage
import SoukTestKit
import Testing

@testable import Souk

@Suite("Recommendation inside search")
struct RecommendationBlendTests {
    /// A hundred phones that only sales tell apart, and events that link every tenth.
    private func catalogue(_ log: EventLog?) throws -> Catalogue {
        let directory = InMemoryDirectory()
        let schema = try SoukEngine.Schema([
            Field(name: "title", type: .text, weight: 4), Field(name: "brand", type: .keyword, role: .brand),
            Field(name: "category", type: .path, role: .category),
            Field(name: "sales", type: .number, role: .sales),
        ])
        let writer = try IndexWriter(directory, schema: schema)
        defer { writer.close() }
        for number in 0..<100 {
            let title = "华为手机 \(number) \(String(repeating: "标准版 ", count: number % 7))"
            let source = "{\"id\":\"p\(number)\",\"title\":\"\(title)\"}"
            let sales = Double(number * 37 % 100)
            var document = Document(id: "p\(number)", source: Array(source.utf8))
            document.values = [
                FieldValue(field: 0, .text(title)), FieldValue(field: 1, .text("华为")),
                FieldValue(field: 2, .path(["手机"])), FieldValue(field: 3, .number(sales)),
            ]
            try writer.upsert(document)
        }
        if let log {
            let name = writer.attachmentName(for: ShopperHistory.purpose)
            try log.write(to: directory, name: name)
            writer.attach(name, as: ShopperHistory.purpose)
        }
        try writer.commit()
        return try Catalogue(directory)
    }

    private var log: EventLog {
        var log = EventLog()
        for user in 0..<8 {
            for item in stride(from: 0, to: 100, by: 10) {
                log.append(Event(user: "u\(user)", item: "p\(item)", kind: .purchase, query: "华为手机"))
            }
        }
        log.append(Event(user: "me", item: "p20", kind: .purchase))
        return log
    }

    private func options(user: String?, _ change: (inout RelevanceProfile) -> Void = { _ in })
        -> SearchOptions
    {
        var options = SearchOptions()
        options.count = 100
        options.user = user
        options.explains = true
        options.profile.strategy = .hybrid
        change(&options.profile)
        return options
    }

    private func hits(_ catalogue: Catalogue, _ options: SearchOptions) throws -> [SearchPage.Hit] {
        try SearchPipeline(catalogue).search("华为手机", options).hits
    }

    @Test("a user's history moves products, and the explanation says which product led there")
    func influence() throws {
        let catalogue = try catalogue(log)
        let without = try hits(catalogue, options(user: nil))
        let with = try hits(catalogue, options(user: "me"))
        #expect(with.map(\.id) != without.map(\.id))
        #expect(Set(with.map(\.id)) == Set(without.map(\.id)))
        let parts = try #require(with.first { $0.id == "p30" }?.explanation).parts
        #expect(
            parts.contains { $0.label == "recommendation: bought with p20 by 8 shoppers" && $0.value > 0 })
        #expect(parts.contains { $0.label == "chosen for this query" && $0.value > 0 })
    }

    @Test("with weight zero the order and the scores are those of a search without a user")
    func weightZero() throws {
        let catalogue = try catalogue(log)
        func silent(_ profile: inout RelevanceProfile) {
            profile.weights = ["recommendation": 0, "frequency": 0]
        }
        let plain = try hits(try self.catalogue(nil), options(user: nil, silent))
        let same = try hits(catalogue, options(user: "me", silent))
        #expect(same.map(\.id) == plain.map(\.id))
        #expect(same.map(\.score) == plain.map(\.score))
    }

    @Test("no product's score moves by more than ε", arguments: [0.0, 0.02, 0.15, 0.5])
    func bound(epsilon: Double) throws {
        let without = try hits(try catalogue(nil), options(user: nil) { $0.epsilon = epsilon })
        let with = try hits(try catalogue(log), options(user: "me") { $0.epsilon = epsilon })
        let scores = Dictionary(uniqueKeysWithValues: without.map { ($0.id, $0.score) })
        for hit in with {
            let before = try #require(scores[hit.id])
            #expect(hit.score - before >= -1e-9)
            #expect(hit.score - before <= epsilon + 1e-9, "\(hit.id)")
        }
        // Products that were further apart than ε keep their order.
        for (index, hit) in with.enumerated() {
            for later in with[(index + 1)...] {
                #expect((scores[later.id] ?? 0) - (scores[hit.id] ?? 0) <= epsilon + 1e-9)
            }
        }
    }

    @Test("an erased user, and one of whom nothing is known, give no signal")
    func erased() throws {
        let catalogue = try catalogue(log.erasing(user: "me"))
        for user in ["me", "stranger"] {
            let hits = try hits(catalogue, options(user: user))
            #expect(hits.map(\.id) == (try self.hits(catalogue, options(user: nil))).map(\.id))
            for hit in hits {
                #expect(hit.explanation?.parts.contains { $0.label.hasPrefix("recommendation") } == false)
            }
        }
    }

    @Test("a damaged event file leaves the search as it is without events, and a note says so")
    func damage() throws {
        let sound = try catalogue(log)
        let memory = try #require(sound.directory as? InMemoryDirectory)
        var files = memory.contents
        let name = try #require(sound.history?.fileName)
        files[name]?[200] ^= 0xFF
        let damaged = try Catalogue(InMemoryDirectory(files))
        let page = try SearchPipeline(damaged).search("华为手机", options(user: "me"))
        #expect(page.hits.map(\.id) == (try hits(try catalogue(nil), options(user: nil))).map(\.id))
        #expect(page.notes.contains { $0.contains(name) })
        #expect(throws: StorageError.self) { try damaged.history?.log() }
    }
}

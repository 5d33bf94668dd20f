import Foundation
import SoukEngine
import SoukStorage
import SoukVectors
import Testing

@testable import Souk

@Suite("Vectors of the catalogue's texts")
struct EmbeddingTests {
    private static func phones() -> [Phone] {
        let things = [("手机", "智能手机", "全面屏"), ("耳机", "蓝牙耳机", "降噪"), ("背包", "双肩背包", "防水")]
        return (0..<90).map { number in
            let thing = things[number % 3]
            return Phone(
                id: "q\(number)", title: "\(thing.1) \(thing.2) 新款 \(number)",
                brand: ["华为", "小米"][number % 2],
                category: ["商品", thing.0], price: Decimal(10 + number), stock: 1, sales: number, specs: [:])
        }
    }

    private func folder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func trained(_ url: URL) throws -> ProductIndex<Phone> {
        let index = try ProductIndex.open(at: url, schema: Phone.schema())
        try index.write { try $0.upsert(contentsOf: Self.phones()) }
        let directory = try FileSystemDirectory(path: url.path, createIfMissing: false)
        let catalogue = try Catalogue(directory)
        let writer = try IndexWriter(directory, schema: catalogue.snapshot.schema)
        var options = SkipGramOptions()
        options.dimension = 12
        options.epochs = 4
        let report = try CatalogueEmbedding(catalogue, threads: 2).train(options, writer)
        writer.close()
        #expect(report.products == 90 && report.embedded == 90 && report.dimension == 12)
        return try ProductIndex.open(at: url, schema: Phone.schema())
    }

    private func vectors(_ url: URL) throws -> [String: [Float]] {
        let snapshot = try IndexSnapshot(try FileSystemDirectory(path: url.path, createIfMissing: false))
        let field = try #require(snapshot.schema.index(withRole: .embedding))
        var result: [String: [Float]] = [:]
        for (index, segment) in snapshot.segments.enumerated() {
            snapshot.live[index].forEach { document in
                let address = DocumentAddress(segment: index, document: document)
                result[snapshot.id(of: address)] = segment.vectors[field]?.vector(of: document)
            }
        }
        return result
    }

    @Test("trained, every product has a vector: those before, those written later, and all after compaction")
    func everyProduct() throws {
        try folder { url in
            let index = try trained(url)
            #expect(try vectors(url).count == 90)
            var later = Self.phones()[0]
            later.title = "智能手机 骨传导"
            try index.write { batch in
                try batch.upsert(later)
                batch.delete(id: "q5")
            }
            let written = try vectors(url)
            #expect(written.count == 89 && written["q0"] != nil)
            let near = CosineSimilarity.cosine(
                try #require(written["q0"]), try #require(written["q3"]))
            let far = CosineSimilarity.cosine(try #require(written["q0"]), try #require(written["q1"]))
            #expect(near > far)
            try index.compact()
            #expect(try vectors(url) == written)
        }
    }

    @Test("weight 0 and no re-ranking give the same bits; explanations sum; totals and facets stay")
    func weightZero() throws {
        try folder { url in
            let index = try trained(url)
            for text in ["手机", "蓝牙 降噪", "华为 背包", "unseen 手", "😀", ""] {
                var request = SearchRequest<Phone>(text)
                request.facets = ["brand"]
                request.explains = true
                request.profile.rerank.weight = 0
                let without = try index.search(request)
                request.profile.rerank = .init(weight: 0.8, sure: 9, unsure: 9)
                let with = try index.search(request)
                request.profile.rerank = .init(weight: 0)
                request.profile.rerank.sure = 3
                let again = try index.search(request)
                #expect(without.hits.map(\.product.id) == again.hits.map(\.product.id))
                #expect(without.hits.map(\.score) == again.hits.map(\.score))
                #expect(with.total == without.total && with.facets == without.facets)
                for hit in with.hits {
                    let parts = try #require(hit.explanation).parts
                    #expect(abs(parts.reduce(0) { $0 + $1.value } - hit.score) < 1e-9)
                }
                if text == "手机" {
                    let labels = try #require(with.hits.first?.explanation).parts.map(\.label)
                    #expect(labels.contains { $0.hasPrefix("cosine re-ranker") })
                }
            }
        }
    }

    @Test("a damaged model leaves searches as they are without vectors, and a writer says what is wrong")
    func damagedModel() throws {
        try folder { url in
            _ = try trained(url)
            let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
            let model = try #require(names.first { $0.hasPrefix("embedding-") })
            var bytes = try Data(contentsOf: url.appendingPathComponent(model))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: url.appendingPathComponent(model))
            let index = try ProductIndex.open(at: url, schema: Phone.schema())
            #expect(try index.search("手机").total == 30)
            #expect(throws: SearchError.self) { try index.write { $0.delete(id: "q1") } }
        }
    }

    @Test("related products are near, pass the filters, and are none of the hits; totals do not change")
    func related() throws {
        try folder { url in
            let index = try trained(url)
            var request = SearchRequest<Phone>("蓝牙耳机")
            request.count = 100
            let plain = try index.search(request)
            #expect(plain.related.isEmpty)
            request.relatedCount = 5
            request.filters = ["brand = \"华为\""]
            let response = try index.search(request)
            #expect(response.related.count == 5)
            let hits = Set(response.hits.map(\.product.id))
            #expect(response.related.allSatisfy { !hits.contains($0.product.id) && $0.product.brand == "华为" })
            let cosines = response.related.compactMap(\.cosine)
            #expect(cosines.count == 5 && cosines == cosines.sorted(by: >))
            #expect(response.total == response.hits.count)
        }
    }

    @Test("diversity permutes the page's first products, keeps tiers and scores, and is named in the notes")
    func diversity() throws {
        try folder { url in
            let index = try trained(url)
            var request = SearchRequest<Phone>("新款")
            request.count = 30
            let plain = try index.search(request)
            request.diversity = 0.9
            let diverse = try index.search(request)
            #expect(Set(diverse.hits.map(\.product.id)).count == 30)
            #expect(diverse.total == plain.total)
            #expect(Set(diverse.hits.prefix(3).map(\.product.category)).count == 3)
            request.diversity = 0
            #expect(try index.search(request).hits.map(\.product.id) == plain.hits.map(\.product.id))
        }
    }

    /// A vector from the first letters alone; none for one product, a broken one for another.
    private struct Letters: Embedder {
        let dimension = 3
        func vector(for text: String) -> [Float]? {
            if text.contains("Mate") { return nil }
            if text.contains("Apple") { return [1, .nan, 0] }
            return text.contains("手机壳") ? [0, 1] : [text.contains("小米") ? 1 : 0.1, 1, 0]
        }
    }

    /// Remembers what it was asked.
    private final class Listener: Embedder {
        let dimension = 1
        let heard = Locked<Set<String>>([])
        func vector(for text: String) -> [Float]? {
            heard.withLock { _ = $0.insert(text) }
            return [1]
        }
    }

    @Test("an embedder reads the title first, and of brand and category what is not said yet")
    func namingText() throws {
        let listener = Listener()
        let index = try ProductIndex.inMemory(Phone.schema(), embedder: listener)
        func phone(_ id: String, _ title: String, _ brand: String, _ category: [String]) -> Phone {
            Phone(
                id: id, title: title, brand: brand, category: category, price: 1, stock: 1, sales: 1,
                specs: [:])
        }
        try index.write {
            try $0.upsert(contentsOf: [
                phone("a", "SONY Cyber-shot W270", "Sony", ["Cameras"]),
                phone("b", "Algorithm game", "LG", ["Game"]),
                phone("c", "华为蓝牙耳机", "华为", ["耳机", "数码"]),
            ])
        }
        #expect(
            listener.heard.withLock { $0 }
                == ["SONY Cyber-shot W270 Cameras", "Algorithm game LG", "华为蓝牙耳机 数码"])
    }

    @Test("an app's own embedder re-ranks; what it cannot embed has no vector and keeps its text's score")
    func customEmbedder() throws {
        let index = try ProductIndex.inMemory(Phone.schema(), embedder: Letters())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        var request = SearchRequest<Phone>("手机 小米")
        request.profile.rerank = .init(weight: 0.5, feedback: 0, sure: 9, unsure: 9)
        request.profile.match = .any
        request.explains = true
        let response = try index.search(request)
        for hit in response.hits {
            let hasPart = try #require(hit.explanation).parts.contains { $0.label.hasPrefix("cosine") }
            #expect(hasPart == ["p1", "p3"].contains(hit.product.id), "\(hit.product.id)")
        }
        try index.compact()
        #expect(try index.search(request).hits.map(\.product.id) == response.hits.map(\.product.id))
    }
}

import Foundation
import Souk
import Testing

@Suite("Copies of a product index")
struct IndexCopyTests {
    @Test("A copy answers as the index did, goes on by itself, and is never written over")
    func snapshot() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appendingPathComponent("copy")
        let index = try ProductIndex.inMemory(Phone.schema())
        try index.write { try $0.upsert(contentsOf: Phone.catalogue) }
        try index.snapshot(to: url)
        let wanted = try index.search("手机").hits.map(\.product)
        try index.write { batch in for phone in Phone.catalogue { batch.delete(id: phone.id) } }

        let copy = try ProductIndex.open(at: url, schema: Phone.schema())
        #expect(copy.count == Phone.catalogue.count && index.count == 0)
        #expect(try copy.search("手机").hits.map(\.product) == wanted && !wanted.isEmpty)
        let refused = #expect(throws: SearchError.self) { try index.snapshot(to: url) }
        #expect(refused.map { "\($0)".contains(url.path) } == true)
        #expect(try ProductIndex.open(at: url, schema: Phone.schema()).count == Phone.catalogue.count)
    }

    @Test("What holds no index cannot be copied")
    func empty() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "souk-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let index = try ProductIndex.inMemory(Phone.schema())
        #expect(throws: SearchError.self) { try index.snapshot(to: folder) }
    }
}

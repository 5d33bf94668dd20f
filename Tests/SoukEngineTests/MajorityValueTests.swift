import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct MajorityValueTests {
    /// Brands drawn so that the first has about half, over one to three segments.
    @Test("Whether a value has more than half is what counting says", arguments: TestTier.seeds(12))
    func equalsCounting(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try SmallCatalogue.schema(), options: IndexWriter.Options(mergeFactor: 1_000))
        var brands: [String: String] = [:]
        let share = Double.random(in: 0.4...0.6, using: &random)
        let others = Int.random(in: 1...300, using: &random)
        for commit in 0..<Int.random(in: 1...3, using: &random) {
            for number in 0..<Int.random(in: 20...400, using: &random) {
                let id = "p\(commit)-\(number)"
                var values = [FieldValue(field: 0, .text("phone"))]
                if Int.random(in: 0..<5, using: &random) > 0 {
                    let isFirst = Double.random(in: 0..<1, using: &random) < share
                    let brand = isFirst ? "most" : "brand\(Int.random(in: 0..<others, using: &random))"
                    brands[id] = brand
                    values.append(FieldValue(field: 1, .text(brand)))
                }
                try writer.upsert(Document(id: id, source: Array("{}".utf8), values: values))
            }
            try writer.commit()
        }
        writer.close()
        let snapshot = try IndexSnapshot(directory)
        for step in [1, 2, 5, 40] {
            var found: [String: Int] = [:]
            let documents = snapshot.segments.map { segment in
                var set = DocumentSet(documentCount: segment.documentCount)
                for document in stride(from: 0, to: segment.documentCount, by: step) {
                    set.insert(UInt32(document))
                    if let brand = brands[segment.ids.id(of: UInt32(document))] {
                        found[brand, default: 0] += 1
                    }
                }
                return set
            }
            let expected = found.values.contains { $0 * 2 > found.values.reduce(0, +) }
            #expect(
                MajorityValue(snapshot, field: 1).mayExist(in: documents) == expected,
                "step \(step) \(random.rerun)")
        }
        let none = snapshot.segments.map { DocumentSet(documentCount: $0.documentCount) }
        #expect(!MajorityValue(snapshot, field: 1).mayExist(in: none))
    }
}

import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct IndexModelTests {
    @Test("Random writes, deletions, commits and reopenings hold what a dictionary holds", arguments: 1...12)
    func model(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let directory = InMemoryDirectory()
        var committed: [String: [UInt8]] = [:]
        var pending: [String: [UInt8]] = [:]
        // A small budget makes segments in the middle of a commit; a small factor makes merges.
        let threads = 1 + Int(seed % 3)
        func open() throws -> IndexWriter {
            try IndexWriter(
                directory, schema: try SmallCatalogue.schema(),
                options: IndexWriter.Options(memoryBudget: 1 << 20, mergeFactor: 3, threads: threads))
        }
        var writer = try open()
        for step in 0..<300 {
            let id = "p\(Int.random(in: 0..<40, using: &random))"
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<70:
                var document = SmallCatalogue.document(id, &random)
                document.source = Array("{\"id\":\"\(id)\",\"step\":\(step)}".utf8)
                try writer.upsert(document)
                pending[id] = document.source
            case 70..<85:
                writer.delete(id)
                pending[id] = nil
            case 85..<95:
                try writer.commit()
                committed = pending
            case 95..<98:
                try writer.rollback()
                pending = committed
            default:
                writer.close()
                writer = try open()
                pending = committed
            }
            if step % 25 == 24 { try compare(directory, committed, random) }
        }
        try writer.commit()
        try compare(directory, pending, random)
        let report = IndexChecker(directory).check()
        #expect(report.isSound, "\(report.problems) \(random.rerun)")
        #expect(report.documents == pending.count)
        writer.close()
    }

    private func compare(
        _ directory: InMemoryDirectory, _ expected: [String: [UInt8]], _ random: SeededGenerator
    ) throws {
        guard try Manifest.read(from: directory) != nil else {
            #expect(expected.isEmpty)
            return
        }
        let snapshot = try IndexSnapshot(directory)
        #expect(snapshot.documentCount == expected.count, "\(random.rerun)")
        for (id, source) in expected {
            let address = try #require(snapshot.address(of: id), "\(id) \(random.rerun)")
            #expect(try snapshot.source(of: address) == source, "\(id) \(random.rerun)")
        }
    }

    @Test("A snapshot does not change when the index does")
    func isolation() throws {
        let (directory, _) = try SmallCatalogue.index(count: 50)
        let before = try IndexSnapshot(directory)
        let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema())
        for number in 0..<50 { writer.delete("p\(number)") }
        try writer.commit()
        #expect(before.documentCount == 50)
        #expect(before.address(of: "p7") != nil)
        #expect(try IndexSnapshot(directory).documentCount == 0)
    }

    @Test("Only one writer opens an index, and the second learns who has it")
    func locking() throws {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema())
        #expect(throws: IndexError.self) { try IndexWriter(directory, schema: try SmallCatalogue.schema()) }
        writer.close()
        #expect(throws: Never.self) { try IndexWriter(directory, schema: try SmallCatalogue.schema()) }
    }

    @Test("Vectors of another dimension, or with values that are no numbers, are refused by name")
    func vectors() throws {
        let schema = try Schema([Field(name: "vector", type: .vector, role: .vector)])
        let writer = try IndexWriter(InMemoryDirectory(), schema: schema)
        func document(_ vector: [Float]) -> Document {
            Document(id: "a", source: Array("{}".utf8), values: [FieldValue(field: 0, .vector(vector))])
        }
        try writer.upsert(document([1, 2, 3]))
        #expect(throws: IndexError.vectorDimension(id: "a", field: "vector", expected: 3, found: 2)) {
            try writer.upsert(document([1, 2]))
        }
        #expect(throws: IndexError.vectorNotFinite(id: "a", field: "vector")) {
            try writer.upsert(document([1, .nan, 3]))
        }
    }
}

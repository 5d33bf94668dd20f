import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite("Copies of an index")
struct CommitCopyTests {
    private func sources(_ directory: any Directory) throws -> [String: [UInt8]] {
        let snapshot = try IndexSnapshot(directory)
        var products: [String: [UInt8]] = [:]
        for (index, segment) in snapshot.segments.enumerated() {
            snapshot.live[index].forEach { document in
                products[segment.ids.id(of: document)] = try? segment.stored.source(of: document)
            }
        }
        return products
    }

    @Test("A copy holds the same products in the same commit, and checks as sound")
    func equal() throws {
        let (source, documents) = try SmallCatalogue.index(count: 90, commits: 3)
        let writer = try IndexWriter(
            source, schema: try SmallCatalogue.schema(), options: .init(mergeFactor: 1000))
        for place in [0, 40, 80] { writer.delete(documents[place].id) }
        try writer.commit()
        writer.close()
        let copy = InMemoryDirectory()
        var last = (0, 0)
        let summary = try CommitCopy(source).write(to: copy) { last = ($0, $1) }
        #expect(last.0 == last.1 && last.0 == summary.bytes)
        #expect(summary.documents == 87)
        #expect(try sources(copy) == sources(source))
        #expect(try IndexSnapshot(copy).manifest == IndexSnapshot(source).manifest)
        #expect(IndexChecker(copy).check { _, _ in }.isSound)
    }

    @Test("A copy that fails at any call is no index, and is made again over what is there")
    func faults() throws {
        let (source, _) = try SmallCatalogue.index(count: 20, commits: 2)
        var occurrence = 0
        var isDone = false
        while !isDone {
            occurrence += 1
            let disk = InMemoryDirectory()
            let faulty = FaultyDirectory(disk)
            faulty.arm(.init(occurrence: occurrence, isLasting: true))
            do {
                _ = try CommitCopy(source).write(to: faulty)
                isDone = faulty.failureCount == 0
            } catch {
                // The last call makes the new name durable: the index may be there before it.
                if disk.fileExists(Manifest.fileName) { #expect(try sources(disk) == sources(source)) }
            }
            faulty.arm(nil)
            _ = try CommitCopy(source).write(to: faulty)
            #expect(try sources(disk) == sources(source), "call \(occurrence)")
            try #require(occurrence < 1000)
        }
        #expect(occurrence > 5)
    }

    @Test("What is no index cannot be copied")
    func missing() {
        #expect(throws: StorageError.notFound(file: Manifest.fileName)) {
            try CommitCopy(InMemoryDirectory()).write(to: InMemoryDirectory())
        }
    }
}

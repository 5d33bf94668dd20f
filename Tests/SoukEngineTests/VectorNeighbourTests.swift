import SoukStorage
import SoukTestKit
import SoukVectors
import Testing

@testable import SoukEngine

@Suite("Neighbours of an index")
struct VectorNeighbourTests {
    private static let schema = Result {
        try Schema([
            Field(name: "title", type: .text), Field(name: "vector", type: .vector, role: .vector),
        ])
    }

    private func document(_ number: Int, _ vector: [Float]?) -> Document {
        var values = [FieldValue(field: 0, .text("product \(number)"))]
        if let vector { values.append(FieldValue(field: 1, .vector(vector))) }
        return Document(id: "p\(number)", source: Array("{}".utf8), values: values)
    }

    private func vector(_ random: inout SeededGenerator) -> [Float] {
        (0..<20).map { _ in Float.random(in: -1...1, using: &random) }
    }

    @Test(
        "over segments, deletions, merges and reopening, neighbours are those of the vectors that were written"
    )
    func neighbours() throws {
        var random = SeededGenerator(orEnvironment: 51)
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(directory, schema: try Self.schema.get())
        defer { writer.close() }
        var expected: [String: [Float]] = [:]
        for round in 0..<4 {
            for number in 0..<150 where Int.random(in: 0..<3, using: &random) > 0 {
                let given = number % 5 == 0 ? nil : vector(&random)
                try writer.upsert(document(number, given))
                expected["p\(number)"] = given
            }
            if round == 2 {
                for number in 40..<60 {
                    writer.delete("p\(number)")
                    expected["p\(number)"] = nil
                }
            }
            if round == 3 { try writer.compact() } else { try writer.commit() }
            let snapshot = try IndexSnapshot(directory)
            let query = vector(&random)
            for precision in NeighbourSearch.Precision.allCases {
                var found: [(id: String, cosine: Float)] = []
                for (index, segment) in snapshot.segments.enumerated() {
                    for neighbour in segment.vectors[1]?.neighbours(
                        of: query, count: 15, allowed: snapshot.live[index], precision: precision) ?? []
                    {
                        let address = DocumentAddress(segment: index, document: neighbour.document)
                        found.append((snapshot.id(of: address), neighbour.cosine))
                    }
                }
                found.sort { $0.cosine > $1.cosine }
                let plain = expected.map { ($0.key, CosineSimilarity.cosine(query, $0.value)) }
                    .sorted { $0.1 > $1.1 }.prefix(15)
                #expect(found.prefix(15).map(\.id) == plain.map(\.0), "\(precision), \(random.rerun)")
            }
        }
    }

    @Test("a segment without the section of codes gives the same neighbours")
    func withoutCodes() throws {
        var random = SeededGenerator(orEnvironment: 52)
        var builder = VectorColumnBuilder()
        for number in 0..<70 where number % 3 > 0 { builder.set(vector(&random), document: number) }
        let directory = InMemoryDirectory()
        let file = try SectionFileWriter(
            directory: directory, name: "a", kind: "TEST", version: 1, fileID: 1)
        let order = DocumentOrder(sourceCount: 70, byKey: Array(0..<70), length: { _ in 0 })
        try builder.write(1, order, to: file)
        _ = try file.finish()
        let sections = try SectionFileReader(directory: directory, name: "a", kind: "TEST", supported: 1...1)
        func column(_ codes: UnsafeRawBufferPointer?) throws(StorageError) -> VectorColumn {
            try VectorColumn(
                try sections.section(SegmentLayout.vectorSection(1)), codes: codes, documentCount: 70,
                file: "a", section: "vector.1")
        }
        let codes = try sections.section(SegmentLayout.vectorCodesSection(1))
        let all = DocumentSet(documentCount: 70, all: true)
        let query = vector(&random)
        let mapped = try column(codes).neighbours(of: query, count: 9, allowed: all)
        #expect(try column(nil).neighbours(of: query, count: 9, allowed: all) == mapped)
        #expect(mapped.count == 9)
        #expect(throws: StorageError.self) {
            try column(UnsafeRawBufferPointer(rebasing: codes.dropLast()))
        }
    }
}

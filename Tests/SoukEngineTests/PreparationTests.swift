import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct PreparationTests {
    /// More brands than have sets of their own, and fewer.
    @Test(
        "what is prepared is what the first fuzzy word, filter and facet would make",
        arguments: [3, 2 * ValueCodes.fewValues])
    func makesTables(brandCount: Int) throws {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema())
        for number in 0..<200 {
            try writer.upsert(
                Document(
                    id: "p\(number)", source: Array("{}".utf8),
                    values: [
                        FieldValue(field: 0, .text("phone case")),
                        FieldValue(field: 1, .text("brand\(number % brandCount)")),
                    ]))
        }
        try writer.commit()
        writer.close()
        let snapshot = try IndexSnapshot(directory)
        let segment = try #require(snapshot.segments.first)
        #expect(segment.wordTable.known == nil && segment.valueCodes[1]?.known == nil)
        #expect(segment.lookups[1]?.known == nil)
        try snapshot.prepare(keywords: [1])
        #expect(segment.wordTable.known != nil && segment.valueCodes[1]?.known != nil)
        #expect(segment.lookups[1]?.known != nil)
        #expect(segment.valueCodes[2]?.known == nil)
    }
}

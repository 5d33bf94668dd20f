import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct PreparationTests {
    @Test("what is prepared is what the first fuzzy word and the first facet would make, and stays")
    func makesTables() throws {
        let (directory, _) = try SmallCatalogue.index(count: 200, commits: 2)
        let snapshot = try IndexSnapshot(directory)
        let brand = try #require(snapshot.schema.index(withRole: .brand))
        for segment in snapshot.segments { #expect(segment.wordTable.known == nil) }
        try snapshot.prepare(keywords: [brand])
        for segment in snapshot.segments {
            let table = segment.wordTable.known
            #expect((table != nil) == (segment.words != nil))
            let (codes, lookup) = (segment.valueCodes(brand), segment.lookup(brand))
            _ = try WordVocabulary(snapshot).neighbours(of: Array("phane".utf8), distance: 1)
            #expect(segment.wordTable.known === table)
            #expect(segment.valueCodes(brand) === codes)
            #expect(segment.lookup(brand) === lookup)
        }
    }
}

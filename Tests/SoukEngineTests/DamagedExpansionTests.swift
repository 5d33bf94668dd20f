import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Searches over damaged segments: an error, or some answer, and never a trap.
@Suite struct DamagedExpansionTests {
    @Test("Any flipped byte of a segment gives an error or an answer", arguments: 1...6)
    func flippedBytes(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        let files = try index.directory.indexFiles()
        let names = files.keys.filter { $0.hasSuffix(".souk") && $0 != Manifest.fileName }.sorted()
        var answers = 0
        for _ in 0..<250 {
            var damaged = files
            let name = try #require(names.randomElement(using: &random))
            var bytes = try #require(files[name])
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            damaged[name] = bytes
            do {
                try search(InMemoryDirectory(damaged), index, &random)
                answers += 1
            } catch is StorageError {}
        }
        #expect(answers > 0)
    }

    private func search(
        _ directory: InMemoryDirectory, _ index: WordIndex, _ random: inout SeededGenerator
    ) throws {
        let snapshot = try IndexSnapshot(directory)
        let word = index.misspelled(&random)
        _ = try PrefixSearch(snapshot).search(Array(word.prefix(2)), count: 10)
        _ = try PrefixSearch(snapshot).count([])
        let (first, second) = (index.word(&random), index.word(&random))
        let phrase = Concept(
            text: "phrase",
            alternatives: [.init(.phrase([PhraseTerm(first, offset: 0), PhraseTerm(second, offset: 1)]))])
        let similarity = SmallCatalogue.bm25(snapshot)
        _ = try PhraseSearch(snapshot, similarity).search(ConceptSearch(concepts: [phrase], match: .all))
        for match in [ConceptSearch.Match.all, .any] {
            let words = [first, second].map {
                Concept(text: "", alternatives: [.init(.term($0))])
            }
            _ = try PrunedTopK(snapshot, similarity).candidates(ConceptSearch(concepts: words, match: match))
        }
        for distance in 1...2 {
            _ = try FuzzySearch(snapshot).search(word, distance: distance, count: 10)
            for segment in snapshot.segments {
                let matcher = FuzzyTermMatcher(word, distance: distance, way: .walk)
                defer { matcher.deallocate() }
                try matcher.forEachTerm(of: segment) { (info, _, _) throws(StorageError) in
                    _ = try segment.cursor(info)
                }
            }
        }
    }
}

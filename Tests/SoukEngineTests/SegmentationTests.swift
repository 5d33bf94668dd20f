import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// How documents are spread over segments, by commits, threads, spills and merges, must not show in any result.
@Suite struct SegmentationTests {
    private struct Hit: Equatable {
        var id: String
        var tier: Int
        var score: UInt64
    }

    private struct Page: Equatable {
        var hits: [Hit]
        var total: Int
        var matched: Set<String>
    }

    @Test(
        "Threads, commits, spills and merges change neither hits, scores, order nor totals", arguments: 1...6)
    func invariance(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let documents = (0..<Int.random(in: 200...400, using: &random)).map {
            SmallCatalogue.document("p\($0)", &random)
        }
        let requests = (0..<30).map { _ in request(&random) }
        let whole = try pages(
            requests, try index(documents, commits: 1, options: IndexWriter.Options(threads: 1)))
        let spread: [(commits: Int, options: IndexWriter.Options)] = [
            (1, IndexWriter.Options(threads: 2)),
            (1, IndexWriter.Options(threads: 5)),
            (7, IndexWriter.Options(mergeFactor: 1000, threads: 1)),
            (9, IndexWriter.Options(mergeFactor: 3, threads: 3)),
            (1, IndexWriter.Options(memoryBudget: 1 << 20, mergeFactor: 1000, threads: 2)),
        ]
        for (commits, options) in spread {
            let directory = try index(documents.shuffled(using: &random), commits: commits, options: options)
            for (place, page) in try pages(requests, directory).enumerated() {
                #expect(
                    page == whole[place], "\(options), \(commits) commits, request \(place) \(random.rerun)")
            }
        }
    }

    @Test(
        "Compacting changes neither hits, scores, order nor totals of an index without deletions",
        arguments: 1...4)
    func compaction(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let documents = (0..<300).map { SmallCatalogue.document("p\($0)", &random) }
        let requests = (0..<30).map { _ in request(&random) }
        let directory = try index(
            documents, commits: 7, options: IndexWriter.Options(mergeFactor: 1000, threads: 2))
        let before = try pages(requests, directory)
        let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema())
        let snapshot = try writer.compact()
        writer.close()
        #expect(snapshot.segments.count == 1)
        #expect(try pages(requests, directory) == before, "\(random.rerun)")
    }

    @Test("A compacted index has the order of the weights it is opened with, and forgets what was deleted")
    func compactionOrder() throws {
        var random = SeededGenerator(orEnvironment: 1)
        let documents = (0..<200).map { SmallCatalogue.document("p\($0)", &random) }
        let directory = try index(documents, commits: 3, options: IndexWriter.Options(mergeFactor: 1000))
        var fields = try SmallCatalogue.schema().fields
        for place in fields.indices where fields[place].isSearched {
            fields[place].weight = Double(place + 1)
        }
        let writer = try IndexWriter(directory, schema: try Schema(fields))
        for number in 0..<50 { writer.delete("p\(number)") }
        let snapshot = try writer.compact()
        writer.close()
        let weights = ScoringParameters().scaledWeights(snapshot.schema)
        let layout = snapshot.segments[0].layout
        #expect(layout.slotWeights == layout.slotFields.map { weights[$0] })
        #expect(layout.documentCount == 150 && snapshot.live[0].count == 150)
        #expect(IndexChecker(directory).check { _, _ in }.isSound)
    }

    private func request(_ random: inout SeededGenerator) -> ConceptSearch {
        let words = SmallCatalogue.words + SmallCatalogue.brands.map { $0.lowercased() }
        let concepts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            SmallCatalogue.term(words.randomElement(using: &random) ?? "")
        }
        var request = ConceptSearch(
            concepts: concepts, match: ConceptSearch.Match.allCases.randomElement(using: &random) ?? .any,
            count: Int.random(in: 1...60, using: &random))
        if Int.random(in: 0..<4, using: &random) == 0 {
            request.sort = .init(field: 5, direction: .ascending)
        }
        return request
    }

    private func index(
        _ documents: [Document], commits: Int, options: IndexWriter.Options
    ) throws -> InMemoryDirectory {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema(), options: options)
        let size = (documents.count + commits - 1) / commits
        for start in stride(from: 0, to: documents.count, by: size) {
            for document in documents[start..<min(start + size, documents.count)] {
                try writer.upsert(document)
            }
            try writer.commit()
        }
        writer.close()
        return directory
    }

    private func pages(_ requests: [ConceptSearch], _ directory: InMemoryDirectory) throws -> [Page] {
        let snapshot = try IndexSnapshot(directory)
        let search = ExhaustiveTopK(snapshot, SmallCatalogue.bm25(snapshot))
        return try requests.map { request in
            let outcome = try search.search(request)
            var matched: Set<String> = []
            for (segment, set) in outcome.matched.enumerated() {
                set.forEach {
                    matched.insert(snapshot.id(of: DocumentAddress(segment: segment, document: $0)))
                }
            }
            return Page(
                hits: outcome.candidates.map {
                    Hit(id: snapshot.id(of: $0.address), tier: $0.tier, score: $0.score.bitPattern)
                }, total: outcome.total, matched: matched)
        }
    }
}

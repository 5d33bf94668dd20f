import Foundation
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// What a segment makes on first use (bitmaps, places, tables of terms) is shared by all threads: whoever comes first, every
/// thread finds the same. Run under the thread sanitizer by CI.
@Suite struct ConcurrentReadingTests {
    private struct Answers: Equatable, Sendable {
        var candidates: [[Candidate]] = []
        var counts: [Int?] = []
        var fuzzy: [Int] = []
        var phrases: [Int?] = []
    }

    private static let threads = 8

    @Test("Threads that open a snapshot's shared tables at once find what one thread finds", arguments: 1...4)
    func firstUse(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try Schema([Field(name: "title", type: .text, weight: 1)]))
        for number in 0..<1500 {
            let words = (0..<6).map { _ in "w\(Int.random(in: 0..<12, using: &random))" }
            try writer.upsert(
                Document(
                    id: "p\(number)", source: [],
                    values: [FieldValue(field: 0, .text(words.joined(separator: " ")))]))
        }
        try writer.commit()
        writer.close()
        let requests = (0..<12).map { number in
            ConceptSearch(
                concepts: ["w\(number)", "w\((number + 1) % 12)"].map(SmallCatalogue.term),
                match: number % 2 == 0 ? .any : .all)
        }
        let expected = try answers(requests, try IndexSnapshot(directory))
        // A fresh snapshot: nothing is made yet.
        let shared = try IndexSnapshot(directory)
        let found = Locked<[Answers]>([])
        let failures = Locked(0)
        let group = DispatchGroup()
        for _ in 0..<Self.threads {
            group.enter()
            Thread.detachNewThread {
                do {
                    let own = try answers(requests, shared)
                    found.withLock { $0.append(own) }
                } catch { failures.withLock { $0 += 1 } }
                group.leave()
            }
        }
        group.wait()
        let all = found.withLock { $0 }
        #expect(failures.withLock { $0 } == 0 && all.count == Self.threads)
        #expect(all.allSatisfy { $0 == expected }, "\(random.rerun)")
    }

    private func answers(_ requests: [ConceptSearch], _ snapshot: IndexSnapshot) throws -> Answers {
        let similarity = SmallCatalogue.bm25(snapshot)
        let best = PrunedTopK(snapshot, similarity)
        let counter = MatchCounter(snapshot, similarity)
        let fuzzy = FuzzySearch(snapshot)
        let phrases = PhraseSearch(snapshot, similarity)
        var answers = Answers()
        for request in requests {
            answers.candidates.append(try best.candidates(request) ?? [])
            answers.counts.append(try counter.count(request))
            let words = request.concepts.enumerated().map { PhraseTerm(Array($1.text.utf8), offset: $0) }
            let phrase = Concept(text: "", alternatives: [.init(.phrase(words))])
            answers.phrases.append(try phrases.search(ConceptSearch(concepts: [phrase], match: .all))?.total)
            answers.fuzzy.append(try fuzzy.count(Array(request.concepts[0].text.utf8), distance: 1))
        }
        return answers
    }
}

import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Prefix and fuzzy search against the plain evaluation of the same query.
@Suite struct ExpansionTests {
    @Test("Prefixes: the documents, their number and their order are the oracle's", arguments: 1...14)
    func prefixes(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for _ in 0..<60 {
            let allowed = index.allowed(&random)
            let count = [0, 1, 3, 10, 100, 5000].randomElement(using: &random) ?? 10
            let word = index.word(&random)
            let prefix = Array(word.prefix(Int.random(in: 0...word.count, using: &random)))
            let expected = try index.expected(.prefix(prefix), allowed, count)
            let search = PrefixSearch(index.snapshot, allowed: allowed)
            let context: Comment = "\(String(decoding: prefix, as: UTF8.self)) \(count) \(random.rerun)"
            #expect(try search.count(prefix) == expected.total, context)
            #expect(try search.search(prefix, count: count) == expected, context)
        }
    }

    @Test("Typing errors: the documents, their number and their order are the oracle's", arguments: 1...14)
    func typingErrors(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for _ in 0..<25 {
            let allowed = index.allowed(&random)
            let count = [0, 1, 10, 5000].randomElement(using: &random) ?? 10
            let distance = Int.random(in: 0...3, using: &random)
            let word = index.misspelled(&random)
            let expected = try index.expected(.fuzzy(word, distance: distance), allowed, count)
            let search = FuzzySearch(index.snapshot, allowed: allowed)
            let context: Comment =
                "\(String(decoding: word, as: UTF8.self)) \(distance) \(count) \(random.rerun)"
            #expect(try search.count(word, distance: distance) == expected.total, context)
            #expect(try search.search(word, distance: distance, count: count) == expected, context)
        }
    }

    @Test("Expansions have their distances and document frequencies, nearest first", arguments: 1...6)
    func expansions(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for _ in 0..<20 {
            let word = index.misspelled(&random)
            let distance = Int.random(in: 1...2, using: &random)
            var expected: [[UInt8]: TermExpansion] = [:]
            for segment in index.snapshot.segments {
                var terms = segment.terms.cursor()
                while try terms.advance() {
                    guard EditDistance.matches(word, terms.term, atMost: distance) else { continue }
                    let found = EditDistance.alignment(
                        Array(String(decoding: word, as: UTF8.self).unicodeScalars),
                        Array(String(decoding: terms.term, as: UTF8.self).unicodeScalars))
                    expected[
                        terms.term,
                        default: TermExpansion(term: terms.term, distance: found, documentFrequency: 0)
                    ].documentFrequency += terms.info.documentFrequency
                }
            }
            let sorted = expected.values.sorted(by: TermExpansion.precedes)
            let search = FuzzySearch(index.snapshot)
            #expect(try search.expansions(of: word, distance: distance) == sorted, "\(random.rerun)")
            #expect(
                try search.expansions(of: word, distance: distance, limit: 3) == Array(sorted.prefix(3)),
                "\(random.rerun)")
        }
    }

    @Test("An index without documents has no matches")
    func empty() throws {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try SmallCatalogue.schema(), options: IndexWriter.Options())
        try writer.commit()
        writer.close()
        let snapshot = try IndexSnapshot(directory)
        #expect(try PrefixSearch(snapshot).search(Array("a".utf8), count: 10).total == 0)
        #expect(try FuzzySearch(snapshot).search(Array("a".utf8), distance: 2, count: 10).total == 0)
    }

    @Test("Words that no keyboard gives are looked up as they stand, or match nothing")
    func hostileWords() throws {
        var random = SeededGenerator(seed: 5)
        let index = try WordIndex(&random)
        let words: [[UInt8]] = [
            [], [0xFF], [0xE4, 0xBD], Array(repeating: 0x61, count: 10_000),
            Array(repeating: 0xF4, count: 300),
            Array("手机".utf8), Array(String(repeating: "é", count: FuzzySearch.longestWord).utf8),
            Array(String(repeating: "é", count: FuzzySearch.longestWord + 1).utf8), [0], [0x7F],
        ]
        for word in words {
            for distance in -1...3 {
                let expected = try index.expected(.fuzzy(word, distance: distance), nil, 10)
                #expect(
                    try FuzzySearch(index.snapshot).search(word, distance: distance, count: 10) == expected)
            }
            let expected = try index.expected(.prefix(word), nil, 10)
            #expect(try PrefixSearch(index.snapshot).search(word, count: 10) == expected)
        }
    }

    @Test("Both ways to choose the first by key choose the same", arguments: 1...8)
    func selection(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for (place, segment) in index.snapshot.segments.enumerated() where segment.terms.count > 0 {
            var union = DocumentUnion.take(documentCount: segment.documentCount)
            defer {
                union.drain()
                union.giveBack()
            }
            var terms = segment.terms.cursor()
            while try terms.advance() {
                if Int.random(in: 0..<9, using: &random) == 0 { try union.insert(terms.info, of: segment) }
            }
            let hits = union.restrict(to: nil, nil)
            guard hits > 0 else { continue }
            let count = Int.random(in: 1...20, using: &random)
            var walked = FirstByKey(capacity: count, index.snapshot.segments)
            var merged = walked
            union.walkKeys(segment.ids, at: place, into: &walked)
            union.mergeRuns(segment.ids, hits: hits, at: place, into: &merged)
            #expect(walked.candidates() == merged.candidates(), "\(random.rerun)")
            #expect(walked.candidates().count == min(hits, count))
        }
    }
}

import Foundation
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Every pruned search against the exhaustive one: same products, same bits of scores, same order.
@Suite struct PrunedTopKTests {
    /// Queries for each random index.
    private let rounds = TestTier.isSoak ? 1000 : 15

    struct Hit: Equatable {
        var id: String
        var relevance: UInt64
    }

    private func hits(_ candidates: [Candidate], _ snapshot: IndexSnapshot) -> [Hit] {
        candidates.map { Hit(id: snapshot.id(of: $0.address), relevance: $0.relevance.bitPattern) }
    }

    @Test("Unions and conjunctions equal the exhaustive search, bit for bit", arguments: TestTier.seeds(6))
    func equality(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try RandomIndex(&random)
        let snapshot = try IndexSnapshot(index.directory)
        var parameters = ScoringParameters(k1: Double.random(in: 0...2, using: &random))
        if Bool.random(using: &random) { parameters.b = Double.random(in: 0...1, using: &random) }
        // Without a length in the score, documents of different lengths tie.
        if Int.random(in: 0..<6, using: &random) == 0 { parameters.b = 0 }
        if Int.random(in: 0..<6, using: &random) == 0 { parameters.k1 = 0 }
        // Other weights than the index's own put its order and bounds to the test.
        if Int.random(in: 0..<3, using: &random) == 0 {
            parameters.fieldWeights = ["title": 1, "description": Double.random(in: 0.1...5, using: &random)]
        }
        let similarity = SmallCatalogue.bm25(snapshot, parameters)
        let pruned = PrunedTopK(snapshot, similarity)
        let counter = MatchCounter(snapshot, similarity)
        let exhaustive = ExhaustiveTopK(snapshot, similarity)
        for _ in 0..<rounds {
            let request = index.request(snapshot, &random)
            let outcome = try exhaustive.search(request)
            let expected = outcome.candidates
            #expect(
                try counter.count(request) == outcome.total, "\(request.concepts.map(\.text)) \(random.rerun)"
            )
            let found = try #require(try pruned.candidates(request))
            let difference = zip(hits(found, snapshot), hits(expected, snapshot)).enumerated()
                .first { $1.0 != $1.1 }
            #expect(
                difference == nil && found.count == expected.count,
                "\(request.concepts.map(\.text)) \(request.match) \(request.count): \(difference.map { "\($0)" } ?? "other counts") \(random.rerun)"
            )
        }
    }
}

extension PrunedTopKTests {
    @Test(
        "Phrases equal the exhaustive search: documents, bits of scores, totals", arguments: TestTier.seeds(3)
    )
    func phrases(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try RandomIndex(&random)
        let snapshot = try IndexSnapshot(index.directory)
        var parameters = ScoringParameters()
        if Bool.random(using: &random) { parameters.fieldWeights = ["title": 0, "description": 1] }
        let similarity = SmallCatalogue.bm25(snapshot, parameters)
        let search = PhraseSearch(snapshot, similarity)
        let exhaustive = ExhaustiveTopK(snapshot, similarity)
        for _ in 0..<rounds {
            let request = index.phrase(snapshot, &random)
            let expected = try exhaustive.search(request)
            let found = try #require(try search.search(request))
            #expect(found.total == expected.total, "\(request.concepts.map(\.text)) \(random.rerun)")
            #expect(
                hits(found.candidates, snapshot) == hits(expected.candidates, snapshot),
                "\(request.concepts.map(\.text)) \(random.rerun)")
        }
    }

    @Test("Phrases in long texts, of words that stand often or far apart", arguments: TestTier.seeds(3))
    func phrasesInLongTexts(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let directory = InMemoryDirectory()
        let fields = (0..<10).map { Field(name: "field\($0)", type: .text, weight: 1) }
        let writer = try IndexWriter(directory, schema: try Schema(fields))
        // The commonest words stand in all documents, the last in few.
        func word() -> String {
            let share = Double.random(in: 0..<1, using: &random)
            return "w\(Int(share * share * share * 60))"
        }
        for number in 0..<600 {
            let length = number % 100 == 0 ? 4000 : Int.random(in: 1...30, using: &random)
            let text = (0..<length).map { _ in word() }.joined(separator: " ")
            let field = number % 7 == 0 ? Int.random(in: 0..<10, using: &random) : 0
            var values = [FieldValue(field: field, .text(text))]
            if number % 5 == 0 && field > 0 { values.insert(FieldValue(field: 0, .text(word())), at: 0) }
            try writer.upsert(Document(id: "p\(number)", source: [], values: values))
        }
        let snapshot = try writer.commit()
        writer.close()
        let similarity = SmallCatalogue.bm25(snapshot)
        for _ in 0..<rounds * 4 {
            let distances = [1, 1, 1, 2, 900, 1023, 1024, 3000]
            var offset = Int.random(in: -2...2, using: &random)
            let words = (0..<Int.random(in: 2...3, using: &random)).map { _ in
                defer { offset += distances.randomElement(using: &random) ?? 1 }
                return PhraseTerm(Array(word().utf8), offset: offset)
            }
            let text = words.map { "\(String(decoding: $0.term, as: UTF8.self))@\($0.offset)" }
                .joined(separator: " ")
            let request = ConceptSearch(
                concepts: [Concept(text: text, alternatives: [.init(.phrase(words))])], match: .all,
                count: [0, 10, 1000].randomElement(using: &random) ?? 10)
            let expected = try ExhaustiveTopK(snapshot, similarity).search(request)
            let found = try #require(try PhraseSearch(snapshot, similarity).search(request))
            #expect(found.total == expected.total, "\(text) \(random.rerun)")
            #expect(
                hits(found.candidates, snapshot) == hits(expected.candidates, snapshot),
                "\(text) \(random.rerun)")
        }
    }

    @Test("A segment of one document is searched like any other")
    func oneDocument() throws {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try Schema([Field(name: "title", type: .text, weight: 1)]))
        try writer.upsert(
            Document(id: "p", source: [], values: [FieldValue(field: 0, .text("blue shoes"))]))
        let snapshot = try writer.commit()
        writer.close()
        let similarity = SmallCatalogue.bm25(snapshot)
        for words in [["blue"], ["blue", "shoes"], ["blue", "green"]] {
            for match in [ConceptSearch.Match.any, .all] {
                let request = ConceptSearch(
                    concepts: words.map(SmallCatalogue.term), match: match, count: 10)
                let expected = try ExhaustiveTopK(snapshot, similarity).search(request).candidates
                let found = try #require(try PrunedTopK(snapshot, similarity).candidates(request))
                #expect(hits(found, snapshot) == hits(expected, snapshot))
            }
        }
    }

    @Test("A batch of the rarest term may span many blocks of the others: scores are exact all the same")
    func batchesOverBlocks() throws {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try Schema([Field(name: "title", type: .text, weight: 1)]))
        // Just too rare for bitmaps, in several blocks.
        for number in 0..<20_000 {
            var words = Array(repeating: "filler", count: 1 + number % 5)
            if number % 70 == 0 { words.append("common") }
            if number % 70 == 0 && number % 3 != 0 {
                words += number % 11 == 0 ? ["rare", "rare"] : ["rare"]
            }
            try writer.upsert(
                Document(
                    id: "p\(number)", source: [],
                    values: [FieldValue(field: 0, .text(words.joined(separator: " ")))]))
        }
        let snapshot = try writer.commit()
        writer.close()
        let similarity = SmallCatalogue.bm25(snapshot)
        for count in [1, 10, 60, 500] {
            let request = ConceptSearch(
                concepts: ["common", "rare"].map(SmallCatalogue.term), match: .all, count: count)
            let expected = try ExhaustiveTopK(snapshot, similarity).search(request).candidates
            let found = try #require(try PrunedTopK(snapshot, similarity).candidates(request))
            #expect(hits(found, snapshot) == hits(expected, snapshot), "\(count)")
        }
    }

    @Test("Matched sets are those of the exhaustive search", arguments: TestTier.seeds(3))
    func matchedSets(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try RandomIndex(&random)
        let snapshot = try IndexSnapshot(index.directory)
        let similarity = SmallCatalogue.bm25(snapshot)
        let counter = MatchCounter(snapshot, similarity)
        for _ in 0..<rounds {
            let request = index.request(snapshot, &random)
            let expected = try ExhaustiveTopK(snapshot, similarity).search(request)
            let found = try #require(try counter.matches(request))
            #expect(found == expected.matched, "\(request.concepts.map(\.text)) \(random.rerun)")
        }
    }
}

/// An index of one text field with Zipf-like words, large enough for several windows and blocks.
struct RandomIndex {
    let directory = InMemoryDirectory()
    private let vocabulary: [String]
    /// How much longer the last texts are than the first: averages and frequencies drift from segment to segment.
    private let drift: Double

    init(_ random: inout SeededGenerator) throws {
        vocabulary = (0..<Int.random(in: 5...400, using: &random)).map { "w\($0)" }
        drift = [0, 0, 2, 8].randomElement(using: &random) ?? 0
        let schema = try Schema([
            Field(name: "title", type: .text, weight: 4), Field(name: "description", type: .text, weight: 1),
        ])
        let writer = try IndexWriter(
            directory, schema: schema,
            options: IndexWriter.Options(
                memoryBudget: 2 << 20, mergeFactor: Int.random(in: 2...6, using: &random)))
        let count = [50, 500, 3000, 12_000].randomElement(using: &random) ?? 500
        for number in 0..<count {
            try writer.upsert(document(number, length: 1 + drift * Double(number) / Double(count), &random))
            if Int.random(in: 0..<2000, using: &random) == 0 { try writer.commit() }
        }
        for _ in 0..<count / 20 { writer.delete("p\(Int.random(in: 0..<count, using: &random))") }
        try writer.commit()
        writer.close()
    }

    private func document(_ number: Int, length: Double, _ random: inout SeededGenerator) -> Document {
        func text(_ words: Int) -> String {
            (0..<Int(Double(words) * length)).map { _ in word(&random) }.joined(separator: " ")
        }
        var values = [FieldValue(field: 0, .text(text(Int.random(in: 1...12, using: &random))))]
        if Int.random(in: 0..<4, using: &random) == 0 {
            values.append(FieldValue(field: 1, .text(text(Int.random(in: 1...40, using: &random)))))
        }
        return Document(id: "p\(number)", source: Array("{}".utf8), values: values)
    }

    private func word(_ random: inout SeededGenerator) -> String {
        let share = Double.random(in: 0..<1, using: &random)
        return vocabulary[Int(share * share * share * Double(vocabulary.count))]
    }

    /// Two or three words, side by side or with a gap.
    func phrase(_ snapshot: IndexSnapshot, _ random: inout SeededGenerator) -> ConceptSearch {
        var offset = 0
        let words = (0..<Int.random(in: 2...3, using: &random)).map { _ in
            defer { offset += Int.random(in: 0..<8, using: &random) == 0 ? 2 : 1 }
            return PhraseTerm(Array(word(&random).utf8), offset: offset)
        }
        var request = self.request(snapshot, &random)
        let text = words.map { "\(String(decoding: $0.term, as: UTF8.self))@\($0.offset)" }.joined(
            separator: " ")
        request.concepts = [Concept(text: text, alternatives: [.init(.phrase(words))])]
        request.match = .all
        return request
    }

    func request(_ snapshot: IndexSnapshot, _ random: inout SeededGenerator) -> ConceptSearch {
        var words: Set<String> = []
        for _ in 0..<Int.random(in: 1...8, using: &random) { words.insert(word(&random)) }
        if Int.random(in: 0..<10, using: &random) == 0 { words.insert("unknown") }
        var request = ConceptSearch(
            concepts: words.sorted().map(SmallCatalogue.term),
            match: Bool.random(using: &random) ? .any : .all,
            count: [1, 3, 10, 100, 5000].randomElement(using: &random) ?? 10)
        if Int.random(in: 0..<3, using: &random) == 0 {
            request.allowed = snapshot.segments.map { segment in
                var set = DocumentSet(documentCount: segment.documentCount)
                for document in 0..<UInt32(segment.documentCount) where document % 3 == 0 {
                    set.insert(document)
                }
                return set
            }
        }
        return request
    }
}

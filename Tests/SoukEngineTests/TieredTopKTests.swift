import Foundation
import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Tiers by sets against the exhaustive search: everything that a search returns, bit for bit.
@Suite struct TieredTopKTests {
    private let rounds = TestTier.isSoak ? 1000 : 40

    /// Products of a small catalogue in several segments, some of them deleted.
    private func smallIndex(_ random: inout SeededGenerator) throws -> IndexSnapshot {
        let count = [30, 150, 900].randomElement(using: &random) ?? 150
        let (directory, _) = try SmallCatalogue.index(
            count: count, commits: Int.random(in: 1...4, using: &random), seed: random.next())
        let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema())
        for _ in 0..<count / 10 { writer.delete("p\(Int.random(in: 0..<count, using: &random))") }
        let snapshot = try writer.commit()
        writer.close()
        return snapshot
    }

    @Test(
        "Readings, tiers, filters, sorting and features equal the exhaustive search",
        arguments: TestTier.seeds(8))
    func equality(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let snapshot = try smallIndex(&random)
        try check(
            snapshot, RequestDrawing(words: SmallCatalogue.words + ["unknown"], hasColumns: true), &random)
    }

    @Test("So they do where lists have many blocks", arguments: TestTier.seeds(4))
    func manyBlocks(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try RandomIndex(&random)
        let words = (0..<60).map { "w\($0 * $0 / 20)" }
        try check(
            try IndexSnapshot(index.directory), RequestDrawing(words: words, hasColumns: false), &random)
    }

    private func check(
        _ snapshot: IndexSnapshot, _ drawing: RequestDrawing, _ random: inout SeededGenerator
    ) throws {
        var parameters = ScoringParameters(
            k1: Double.random(in: 0...2, using: &random), b: Double.random(in: 0...1, using: &random))
        if Int.random(in: 0..<3, using: &random) == 0 {
            parameters.fieldWeights = ["title": Double.random(in: 0.1...5, using: &random)]
        }
        let similarity = SmallCatalogue.bm25(snapshot, parameters)
        let tiered = try #require(TieredTopK(snapshot, similarity))
        let exhaustive = ExhaustiveTopK(snapshot, similarity)
        for _ in 0..<rounds {
            let request = drawing.request(snapshot, &random)
            let features = RandomFeatures(
                seed: random.next(), most: [0, 0.1, 1].randomElement(using: &random) ?? 0)
            let expected = try exhaustive.search(request, features: features)
            let found = try tiered.search(request, features: features)
            let about = "\(request.concepts) \(request.match) \(random.rerun)"
            #expect(found.total == expected.total, "\(about)")
            #expect(found.lastTier == expected.lastTier, "\(about)")
            let sameSets = found.matched == expected.matched
            #expect(sameSets, "\(about)")
            let firstDifference = zip(found.candidates, expected.candidates).first { $0 != $1 }
            #expect(firstDifference == nil && found.candidates.count == expected.candidates.count, "\(about)")
            #expect(found.conceptWeights == expected.conceptWeights, "\(about)")
            #expect(found.documentFrequencies == expected.documentFrequencies, "\(about)")
        }
    }

    @Test("Fields and readings of weight 0 are left to the exhaustive search")
    func weightZero() throws {
        let (directory, _) = try SmallCatalogue.index(count: 20)
        let snapshot = try IndexSnapshot(directory)
        for parameters in [
            ScoringParameters(fieldWeights: ["title": 0]), ScoringParameters(innerReading: 0),
            ScoringParameters(crossingReading: 0),
        ] {
            #expect(TieredTopK(snapshot, SmallCatalogue.bm25(snapshot, parameters)) == nil)
        }
        #expect(TieredTopK(snapshot, SmallCatalogue.bm25(snapshot)) != nil)
    }
}

/// A bonus of every document that depends on nothing else.
private struct RandomFeatures: DocumentFeatures {
    let seed: UInt64
    let most: Double
    var largestBonus: Double { most }

    func bonus(segment: Int, document: UInt32) -> Double {
        var hash = (seed &+ UInt64(segment) &* 7919 &+ UInt64(document)) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        return most * Double(hash % 5) / 4
    }
}

/// Draws requests that use everything a concept can be.
private struct RequestDrawing {
    let words: [String]
    let hasColumns: Bool

    func request(_ snapshot: IndexSnapshot, _ random: inout SeededGenerator) -> ConceptSearch {
        var request = ConceptSearch(
            // Of more than eight concepts, what documents hold of them is in no table.
            concepts: (0..<([0, 1, 2, 3, 4, 5, 9].randomElement(using: &random) ?? 2)).map { _ in
                concept(&random)
            },
            match: ConceptSearch.Match.allCases.randomElement(using: &random) ?? .auto,
            enoughHits: [0, 1, 10, 200].randomElement(using: &random) ?? 10,
            count: [0, 1, 7, 50, 10_000].randomElement(using: &random) ?? 10)
        if Int.random(in: 0..<3, using: &random) == 0 {
            request.exclusions = [
                .boolean(
                    must: (0..<Int.random(in: 0...2, using: &random)).map { _ in .concept(concept(&random)) })
            ]
            if Bool.random(using: &random) {
                request.exclusions.append(.term(Array(word(&random).utf8)))
            }
        }
        if Int.random(in: 0..<3, using: &random) == 0 { request.allowed = set(snapshot, &random) }
        if Int.random(in: 0..<3, using: &random) == 0 { request.demoted = set(snapshot, &random) }
        if hasColumns, Int.random(in: 0..<3, using: &random) == 0 {
            let lower = Double.random(in: 0...9999, using: &random)
            let range = NumberRange(lower: lower, upper: Bool.random(using: &random) ? nil : lower + 3000)
            request.filter = .all([
                .number(field: 5, range), .not(.value(field: 1, attribute: nil, values: ["nike"])),
            ])
            if Bool.random(using: &random) {
                let least = [0.0, 4_000, 20_000].randomElement(using: &random)
                request.filter = .quantity(.weight, NumberRange(lower: least))
            }
        }
        if hasColumns, Int.random(in: 0..<4, using: &random) == 0 {
            request.sort = .init(field: 5, direction: Bool.random(using: &random) ? .ascending : .descending)
        }
        return request
    }

    private func set(_ snapshot: IndexSnapshot, _ random: inout SeededGenerator) -> [DocumentSet] {
        let step = UInt32.random(in: 2...5, using: &random)
        return snapshot.segments.map { segment in
            var set = DocumentSet(documentCount: segment.documentCount)
            for document in 0..<UInt32(segment.documentCount) where document % step == 0 {
                set.insert(document)
            }
            return set
        }
    }

    private func word(_ random: inout SeededGenerator) -> String { words.randomElement(using: &random) ?? "" }

    private func concept(_ random: inout SeededGenerator) -> Concept {
        let readings = (0..<Int.random(in: 1...3, using: &random)).map { index in
            let origins: [Concept.Origin] = [.literal, .parts, .alias, .synonym]
            var reading = Concept.Alternative(
                pattern(&random), weight: index == 0 ? 1 : [1, 0.3, 0.9].randomElement(using: &random) ?? 1,
                origin: index == 0 ? .literal : origins.randomElement(using: &random) ?? .literal,
                fulfils: index == 0 || Bool.random(using: &random))
            reading.countsOnce = Int.random(in: 0..<4, using: &random) == 0
            return reading
        }
        let roles: [Concept.Role] = [
            .head, .shapedHead, .goods, .brand, .attribute, .attribute, .attribute, .optional,
        ]
        return Concept(
            text: "", role: roles.randomElement(using: &random) ?? .attribute, alternatives: readings,
            boost: [1, 1, 2].randomElement(using: &random) ?? 1)
    }

    private func pattern(_ random: inout SeededGenerator) -> Concept.Alternative.Pattern {
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            return .phrase(
                (0..<Int.random(in: 1...3, using: &random)).map {
                    PhraseTerm(Array(word(&random).utf8), offset: $0)
                })
        case 1: return .character(Array((["手", "华", "洗", "w"].randomElement(using: &random) ?? "").utf8))
        case 2:
            let ends = [Array(word(&random).utf8), Array(word(&random).utf8)]
            let isRising = ends[0].lexicographicallyPrecedes(ends[1])
            return .terms(from: ends[isRising ? 0 : 1], through: ends[isRising ? 1 : 0])
        case 3:
            // All quantities of weights, or none: the letters of the kinds rise.
            return .terms(
                from: [QuantityTerm.pointMark, 0x64], through: [Bool.random(using: &random) ? 4 : 3, 0x65])
        default: return .term(Array(word(&random).utf8))
        }
    }
}

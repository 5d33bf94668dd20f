import SoukTestKit
import Testing

@testable import SoukEngine
@testable import SoukRanking
@testable import SoukVectors

@Suite struct RerankAndBlendTests {
    private func list(_ count: Int, _ random: inout SeededGenerator) -> RankedList {
        var candidates = (0..<count).map { index in
            Candidate(
                address: DocumentAddress(segment: 0, document: UInt32(index)),
                tier: Int.random(in: 0...1, using: &random),
                relevance: Double.random(in: 0...1.5, using: &random),
                bonus: Double.random(in: 0...0.1, using: &random),
                sortValue: nil)
        }
        candidates.sort { ($0.tier, -$0.score) < ($1.tier, -$1.score) }
        return RankedList(candidates)
    }

    private func vectors(_ count: Int, _ random: inout SeededGenerator) -> [UInt32: [Float]] {
        var result: [UInt32: [Float]] = [:]
        for index in 0..<count where index % 5 != 0 {
            result[UInt32(index)] = (0..<8).map { _ in Float.random(in: -1...1, using: &random) }
        }
        result[1] = [Float](repeating: 0, count: 8)
        result[2] = [1, 2]
        return result
    }

    private func documents(_ list: RankedList) -> [UInt32] { list.entries.map(\.candidate.address.document) }

    @Test("Weight 0 leaves every place as it was", arguments: 1...10)
    func weightZero(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let list = list(50, &random)
        let vectors = vectors(50, &random)
        let reranked = CosineReranker(.init(weight: 0)).rerank(list, query: nil) { vectors[$0.document] }
        #expect(documents(reranked) == documents(list))
        let source = RecommendationSource(preference: { _ in (1, "") }, frequency: { _ in 1 })
        let blended = Blender(weights: FeatureWeights(), depth: 200).blend(list, source) { "\($0.document)" }
        #expect(documents(blended) == documents(list))
        #expect(zip(blended.entries, list.entries).allSatisfy { $0.score == $1.score })
    }

    @Test("The re-ranker permutes the first candidates, keeps tiers, and leaves the rest", arguments: 1...20)
    func rerank(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let list = list(60, &random)
        let vectors = vectors(60, &random)
        let query = (0..<8).map { _ in Float.random(in: -1...1, using: &random) }
        let depth = 40
        let options = RelevanceProfile.Rerank(weight: 0.2, depth: depth, sure: 9, unsure: 8)
        let reranked = CosineReranker(options).rerank(list, query: query) { vectors[$0.document] }
        #expect(
            Set(documents(reranked).prefix(depth)) == Set(documents(list).prefix(depth)), "\(random.rerun)")
        #expect(documents(reranked).dropFirst(depth) == documents(list).dropFirst(depth))
        let head = reranked.entries.prefix(depth)
        for (a, b) in zip(head, head.dropFirst()) {
            #expect((a.candidate.tier, -a.score) <= (b.candidate.tier, -b.score), "\(random.rerun)")
        }
        // By the definition, the nearest found by sorting; without a vector, the mean of each part.
        let known = head.filter { $0.cosine != nil }
        let cosines = known.compactMap(\.cosine)
        let units = known.map { VectorMath.normalized(vectors[$0.candidate.address.document] ?? []) ?? [] }
        let near = units.map { unit in
            let alike = units.map { CosineSimilarity.cosine(unit, $0) }
            let nearest = alike.indices.sorted { alike[$0] > alike[$1] }.prefix(min(20, units.count / 4))
            return nearest.reduce(0) { $0 + cosines[$1] } / Double(nearest.count)
        }
        let (own, agreed) = (Spread(cosines), Spread(near))
        let factor = 0.2 * Spread(head.map(\.candidate.score)).deviation / 2
        for entry in head {
            let place = known.firstIndex { $0.candidate.address == entry.candidate.address }
            let expected =
                factor * (own.standing(place.map { cosines[$0] }) + agreed.standing(place.map { near[$0] }))
            #expect(abs(entry.vectorScore - expected) < 1e-6, "\(random.rerun)")
            // None at all, one of another dimension and one of zeros have no cosine.
            let document = entry.candidate.address.document
            #expect((entry.cosine == nil) == ([1, 2].contains(document) || document % 5 == 0))
        }
    }

    private struct Spread {
        var (least, mean, deviation) = (0.0, 0.0, 0.0)

        init(_ values: [Double]) {
            least = values.min() ?? 0
            mean = values.reduce(0, +) / Double(values.count)
            deviation = (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count))
                .squareRoot()
        }

        func standing(_ value: Double?) -> Double { ((value ?? mean) - least) / deviation }
    }

    @Test("Products whose nearest are what was asked for come before a stray that is as near itself")
    func agreement() {
        // Forty products in two crowds, the first about the query; two strays of the same cosine, one beside each crowd.
        var vectors: [[Float]] = []
        for number in 0..<20 { vectors.append([1, 0.01 * Float(number), 0]) }
        for number in 0..<20 { vectors.append([0, 1, 0.01 * Float(number)]) }
        vectors += [[0.6, 0.8, 0], [0.6, 0, 0.8]]
        let candidates = vectors.indices.map { number in
            Candidate(
                address: DocumentAddress(segment: 0, document: UInt32(number)), tier: 0,
                relevance: 1 - 0.001 * Double(number), bonus: 0, sortValue: nil)
        }
        func entries(_ agreement: Double) -> [RankedList.Entry] {
            CosineReranker(.init(weight: 1, feedback: 0, agreement: agreement, sure: 9, unsure: 9))
                .rerank(RankedList(candidates), query: [1, 0, 0]) { vectors[Int($0.document)] }.entries
                .sorted { $0.candidate.address.document < $1.candidate.address.document }
        }
        let alone = entries(0)
        #expect(abs(alone[40].vectorScore - alone[41].vectorScore) < 1e-6)
        let agreed = entries(0.5)
        #expect(agreed[41].vectorScore > agreed[40].vectorScore + 0.1 * agreed[0].vectorScore)
    }

    @Test("A hit that stands out by its words stays first, however small its score; near ties go by meaning")
    func spread() {
        func list(_ scores: [Double]) -> RankedList {
            RankedList(
                scores.enumerated().map { number, score in
                    Candidate(
                        address: DocumentAddress(segment: 0, document: UInt32(number)), tier: 0,
                        relevance: score, bonus: 0, sortValue: nil)
                })
        }
        let vectors: [[Float]] = [[1, 0]] + (0..<19).map { [1, Float($0) / 10] }
        let reranker = CosineReranker(.init(weight: 0.5, feedback: 0, agreement: 0, sure: 9, unsure: 9))
        let clear = reranker.rerank(list([0.3] + [Double](repeating: 0.1, count: 19)), query: [0, 1]) {
            vectors[Int($0.document)]
        }
        #expect(documents(clear).first == 0)
        // Of half the weight of the words' spread, an even slope is theirs; of twice, it is the vectors'.
        let meaning = CosineReranker(.init(weight: 2, feedback: 0, agreement: 0, sure: 9, unsure: 9))
        let near = meaning.rerank(list((0..<20).map { 0.3 - 0.001 * Double($0) }), query: [0, 1]) {
            vectors[Int($0.document)]
        }
        #expect(documents(near).first != 0)
        // Vectors that are all the same say nothing.
        let equal = reranker.rerank(list([0.3, 0.2, 0.1]), query: [0, 1]) { _ in [0.6, 0.8] }
        #expect(equal.entries.allSatisfy { $0.vectorScore == 0 })
    }

    @Test("The better the best match of the words, the less vectors weigh, down to nothing")
    func confidence() {
        let options = RelevanceProfile.Rerank(weight: 0.6, sure: 1.6, unsure: 1.2)
        #expect(options.weight(bestScore: 0) == 0.6 && options.weight(bestScore: 1.2) == 0.6)
        #expect(abs(options.weight(bestScore: 1.5) - 0.15) < 1e-12)
        #expect(options.weight(bestScore: 1.6) == 0 && options.weight(bestScore: 3) == 0)
        #expect(RelevanceProfile.Rerank(weight: 1, sure: 1, unsure: 1).weight(bestScore: 1) == 1)
        var random = SeededGenerator(orEnvironment: 5)
        let list = list(30, &random)
        let vectors = vectors(30, &random)
        let certain = RelevanceProfile.Rerank(weight: 5, sure: 0, unsure: 0)
        let reranked = CosineReranker(certain).rerank(list, query: [1, 0, 0, 0, 0, 0, 0, 0]) {
            vectors[$0.document]
        }
        #expect(documents(reranked) == documents(list))
        #expect(zip(reranked.entries, list.entries).allSatisfy { $0.score == $1.score && $0.cosine == nil })
    }

    @Test("Feedback mixes the first hits into the query, and stands for it where it has no vector")
    func feedback() {
        func candidate(_ number: UInt32, _ relevance: Double) -> Candidate {
            Candidate(
                address: DocumentAddress(segment: 0, document: number), tier: 0, relevance: relevance,
                bonus: 0,
                sortValue: nil)
        }
        let list = RankedList([candidate(0, 1), candidate(1, 0.9), candidate(2, 0.5), candidate(3, 0.4)])
        let vectors: [UInt32: [Float]] = [0: [1, 0], 1: [1, 0.1], 2: [0, 1], 3: [1, 0]]
        let alone = RelevanceProfile.Rerank(weight: 1, feedback: 1, sure: 9, unsure: 9)
        for query: [Float]? in [nil, [0, 0], [.nan, 1]] {
            let reranked = CosineReranker(alone).rerank(list, query: query) { vectors[$0.document] }
            #expect(documents(reranked) == [0, 1, 3, 2])
        }
        let none = RelevanceProfile.Rerank(weight: 2, feedback: 0, sure: 9, unsure: 9)
        let reranked = CosineReranker(none).rerank(list, query: [0, 1]) { vectors[$0.document] }
        #expect(documents(reranked) == [2, 1, 0, 3])
        #expect(abs((reranked.entries[0].cosine ?? 0) - 1) < 1e-6)
    }

    @Test(
        "The first hits that are heard are the first by words and the query's own vector together",
        arguments: 1...10)
    func feedbackOfSecondLook(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let list = list(60, &random)
        let vectors = vectors(60, &random)
        let query = (0..<8).map { _ in Float.random(in: -1...1, using: &random) }
        func reranked(_ feedback: Double) -> RankedList {
            let options = RelevanceProfile.Rerank(weight: 1, depth: 40, feedback: feedback).forSentences
            return CosineReranker(options).rerank(list, query: query) { vectors[$0.document] }
        }
        // By the definition: the order without feedback, its first ten of the first tier with vectors of the query's dimension.
        let looked = reranked(0).entries
        let heard = looked.prefix(CosineReranker.feedbackDepth).filter {
            $0.candidate.tier == looked[0].candidate.tier
        }
        var mean = [Double](repeating: 0, count: 8)
        for entry in heard {
            let vector = vectors[entry.candidate.address.document] ?? []
            guard vector.count == 8, let unit = VectorMath.normalized(vector) else { continue }
            for place in 0..<8 { mean[place] += entry.score * Double(unit[place]) }
        }
        let own = try #require(VectorMath.normalized(query))
        let first = try #require(VectorMath.normalized(mean.map(Float.init)))
        let direction = zip(own, first).map { 0.6 * $0 + 0.4 * $1 }
        for entry in reranked(0.4).entries {
            guard let cosine = entry.cosine else { continue }
            let vector = vectors[entry.candidate.address.document] ?? []
            #expect(
                abs(cosine - Double(CosineSimilarity.cosine(direction, vector))) < 1e-4, "\(random.rerun)")
        }
    }

    @Test("History moves no product by more than its weights, and never across a tier", arguments: 1...20)
    func blend(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let list = list(60, &random)
        let weights = FeatureWeights.standard(.hybrid).scaled(by: [:], epsilon: 0.15)
        var values: [String: Double] = [:]
        for index in 0..<60 { values["\(index)"] = Double.random(in: -1...3, using: &random) }
        let known = values
        let source = RecommendationSource(
            preference: { (known[$0] ?? 0, "because") }, frequency: { known[$0] ?? 0 })
        let blended = Blender(weights: weights, depth: 60).blend(list, source) { "\($0.document)" }
        #expect(Set(documents(blended)) == Set(documents(list)))
        for entry in blended.entries {
            let added = entry.score - entry.candidate.score
            #expect(
                added >= 0 && added <= weights.recommendation + weights.frequency + 1e-12, "\(random.rerun)")
        }
        #expect(blended.entries.map(\.candidate.tier) == blended.entries.map(\.candidate.tier).sorted())
    }
}

import SoukTestKit
import Testing

@testable import SoukEngine
@testable import SoukRanking

@Suite("Diversity of the first products")
struct DiversifierTests {
    private struct Sample {
        var list: RankedList
        var vectors: [UInt32: [Float]]

        /// Products in one or two tiers, their vectors about `kinds` centres; every ninth has none where `gaps` are wanted.
        init(_ count: Int, kinds: Int, tiers: Int, gaps: Bool, _ random: inout SeededGenerator) {
            func vector() -> [Float] { (0..<6).map { _ in Float.random(in: -1...1, using: &random) } }
            let centres = (0..<kinds).map { _ in vector() }
            vectors = [:]
            var candidates: [Candidate] = []
            for number in 0..<UInt32(count) {
                let kind = Int.random(in: 0..<kinds, using: &random)
                vectors[number] = zip(centres[kind], vector()).map { $0 + 0.3 * $1 }
                // Kinds are found together, as words find them.
                let score =
                    1 - 0.2 * Double(kind) / Double(kinds) + Double.random(in: 0...0.1, using: &random)
                candidates.append(
                    Candidate(
                        address: DocumentAddress(segment: 0, document: number),
                        tier: Int.random(in: 0..<tiers, using: &random), relevance: score, bonus: 0,
                        sortValue: nil))
            }
            candidates.sort { ($0.tier, -$0.score) < ($1.tier, -$1.score) }
            list = RankedList(candidates)
            guard gaps else { return }
            for number in stride(from: UInt32(4), to: UInt32(count), by: 9) { vectors[number] = nil }
            vectors[1] = [Float](repeating: 0, count: 6)
            vectors[2] = [1, 2]
        }

        func order(_ share: Double) -> [UInt32] {
            Diversifier(share: share).diversify(list) { vectors[$0.document] }.entries.map(
                \.candidate.address.document)
        }
    }

    private func cosine(_ a: [Float], _ b: [Float]) -> Double {
        func product(_ a: [Float], _ b: [Float]) -> Double {
            zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
    }

    /// By the definition, everything worked out anew for every place: whether an order takes each time what has the most, up to
    /// the rounding of single precision.
    private func isMaximal(_ order: [UInt32], _ sample: Sample, _ share: Double) -> Bool {
        let entries = sample.list.entries
        let head = entries.prefix(Diversifier.depth)
        let all = entries.map(\.candidate.address.document)
        guard order.count == all.count, order.dropFirst(head.count) == all.dropFirst(head.count) else {
            return false
        }
        var start = 0
        for tier in 0...1 {
            let members = head.filter { $0.candidate.tier == tier }
            let documents = members.map(\.candidate.address.document)
            let found = Array(order[start..<start + members.count])
            start += members.count
            guard found.first == documents.first, Set(found) == Set(documents) else { return false }
            let vectors = documents.map {
                sample.vectors[$0].flatMap { $0.count == 6 && $0.contains { $0 != 0 } ? $0 : nil }
            }
            let cosines = vectors.map { a in vectors.map { b in a.flatMap { a in b.map { cosine(a, $0) } } } }
            let pairs = documents.indices.flatMap { a in cosines[a][..<a].compactMap(\.self) }
            guard let least = pairs.min(), let most = pairs.max(), most - least > 1e-6 else {
                if found != documents { return false }
                continue
            }
            let mean = pairs.reduce(0, +) / Double(pairs.count)
            let (worst, best) = (members.map(\.score).min() ?? 0, members.map(\.score).max() ?? 1)
            let places = found.map { documents.firstIndex(of: $0) ?? 0 }
            for next in places.indices.dropFirst() {
                let values = places[next...].map { place in
                    let nearest = places[..<next].map { cosines[place][$0] ?? mean }.max() ?? 0
                    return (1 - share) * (members[place].score - worst) / (best - worst)
                        - share * (nearest - least) / (most - least)
                }
                guard let taken = values.first, taken >= (values.max() ?? 0) - 1e-5 else { return false }
            }
        }
        return true
    }

    @Test("It is maximal marginal relevance, as brute force finds it", arguments: 1...40)
    func exact(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let count = [3, 12, 25, 110][Int(seed) % 4]
        let sample = Sample(
            count, kinds: Int.random(in: 1...5, using: &random), tiers: 1 + Int(seed) / 4 % 2,
            gaps: seed % 3 > 0,
            &random)
        for share in count > 100 ? [0.5] : [0.05, 0.3, 0.5, 0.9, 1] {
            #expect(isMaximal(sample.order(share), sample, share), "\(share), \(random.rerun)")
        }
    }

    @Test("A share of 0, one that is no number, and vectors that tell nothing change nothing")
    func unchanged() {
        var random = SeededGenerator(orEnvironment: 3)
        var sample = Sample(60, kinds: 3, tiers: 2, gaps: true, &random)
        let plain = sample.list.entries.map(\.candidate.address.document)
        for share in [0, -1, Double.nan] { #expect(sample.order(share) == plain) }
        #expect(sample.order(0.5) != plain)
        for document in plain { sample.vectors[document] = [0.6, 0.8, 0, 0, 0, 0] }
        #expect(sample.order(1) == plain)
        sample.vectors = [:]
        #expect(sample.order(1) == plain)
    }

    @Test("Whether scores lie close or far apart, and however alike all vectors are, a share means the same")
    func scales() {
        var random = SeededGenerator(orEnvironment: 7)
        let sample = Sample(50, kinds: 4, tiers: 1, gaps: false, &random)
        var other = sample
        for index in other.list.entries.indices {
            let score = other.list.entries[index].candidate.relevance
            other.list.entries[index].candidate.relevance = 0.25 + score / 64
        }
        // A direction that all share, however strong, leaves the differences between cosines in proportion.
        let length = 3.0
        for (document, vector) in sample.vectors {
            let norm = Float(cosine(vector, [1, 0, 0, 0, 0, 0])) / vector[0]
            other.vectors[document] = vector.map { $0 * norm } + [Float(length)]
        }
        for share in [0.3, 0.7] { #expect(sample.order(share) == other.order(share)) }
    }

    @Test("The greater the share, the less alike the first ten are, and the less relevant")
    func distance() {
        let shares = [0, 0.25, 0.5, 0.75, 1]
        var distances = [Double](repeating: 0, count: shares.count)
        var scores = distances
        for seed in 1...60 as ClosedRange<UInt64> {
            var random = SeededGenerator(orEnvironment: seed)
            let sample = Sample(80, kinds: 6, tiers: 1, gaps: false, &random)
            for (place, share) in shares.enumerated() {
                let first = Array(sample.order(share).prefix(10))
                for a in first.indices {
                    scores[place] +=
                        sample.list.entries.first { $0.candidate.address.document == first[a] }?.score ?? 0
                    for b in 0..<a {
                        distances[place] +=
                            1 - cosine(sample.vectors[first[a]] ?? [], sample.vectors[first[b]] ?? [])
                    }
                }
            }
        }
        #expect(distances == distances.sorted(), "\(distances)")
        #expect(scores == scores.sorted(by: >), "\(scores)")
        #expect(distances[0] < distances[4] && scores[0] > scores[4])
    }
}

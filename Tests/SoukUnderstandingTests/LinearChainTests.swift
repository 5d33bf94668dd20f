import Foundation
import Testing

@testable import SoukUnderstanding

@Suite
struct LinearChainTests {
    /// Every labelling with its sum, worked out one by one.
    private func labellings(_ chain: LinearChain, _ scores: [Float]) -> [(labels: [UInt8], sum: Double)] {
        let count = chain.labelCount
        let places = scores.count / count
        var all: [[UInt8]] = [[]]
        for _ in 0..<places { all = all.flatMap { start in (0..<count).map { start + [UInt8($0)] } } }
        return all.map { labels in
            var sum = 0.0
            var previous = 0
            for (place, label) in labels.enumerated() {
                sum += Double(scores[place * count + Int(label)])
                sum += Double(chain.transitions[previous * count + Int(label)])
                previous = Int(label) + 1
            }
            return (labels, sum)
        }
    }

    @Test("best labelling and probabilities are those of all labellings", arguments: [1, 2, 3, 6])
    func exhaustive(_ places: Int) {
        var random = SeededFloats(state: UInt64(places))
        print("seed \(places)")
        for _ in 0..<20 {
            let count = 3
            let chain = LinearChain(
                labelCount: count, transitions: (0..<(count + 1) * count).map { _ in random.next() })
            let scores = (0..<places * count).map { _ in random.next() }
            let all = labellings(chain, scores)
            let total = all.reduce(0) { $0 + exp($1.sum) }
            let best = all.max { $0.sum < $1.sum }
            #expect(chain.best(scores) == best?.labels)
            let (marginals, logSum) = chain.marginals(scores)
            #expect(abs(Double(logSum) - log(total)) < 1e-3)
            for place in 0..<places {
                for label in 0..<count {
                    let with = all.filter { $0.labels[place] == UInt8(label) }.reduce(0) { $0 + exp($1.sum) }
                    #expect(abs(Double(marginals[place * count + label]) - with / total) < 1e-4)
                }
            }
        }
    }

    @Test("a chain of few labels gives the same bits as one of any number", arguments: 1...8)
    func narrow(_ count: Int) throws {
        var random = SeededFloats(state: UInt64(count) + 40)
        for places in [0, 1, 2, 5, 17] {
            let transitions = (0..<(count + 1) * count).map { _ in random.next() }
            let chain = LinearChain(labelCount: count, transitions: transitions)
            let narrow = try #require(NarrowChain(labelCount: count, transitions: transitions))
            // Equal scores too: of equals the lowest label.
            for scale: Float in [0, 1, 40] {
                let scores = (0..<places * count).map { _ in random.next() * scale }
                #expect(narrow.best(scores) == chain.best(scores))
                let lanes = narrow.marginals(scores)
                let flat = lanes.flatMap { lane in (0..<count).map { lane[$0] } }
                #expect(flat.map(\.bitPattern) == chain.marginals(scores).marginals.map(\.bitPattern))
            }
        }
        #expect(NarrowChain(labelCount: 9, transitions: Array(repeating: 0, count: 90)) == nil)
    }

    @Test("probabilities of neighbours add up to the number of pairs, the beginning's to one")
    func pairs() {
        var random = SeededFloats(state: 5)
        let chain = LinearChain(labelCount: 3, transitions: (0..<12).map { _ in random.next() })
        var sums = [Float](repeating: 0, count: 12)
        _ = chain.marginals((0..<15).map { _ in random.next() }) { sums[$0] += $1 }
        #expect(abs(sums[..<3].reduce(0, +) - 1) < 1e-4)
        #expect(abs(sums[3...].reduce(0, +) - 4) < 1e-3)
    }

    @Test("scores far apart give no infinite or missing probability")
    func extremes() {
        let chain = LinearChain(labelCount: 2, transitions: [0, 0, 40, -40, -40, 40])
        let (marginals, logSum) = chain.marginals([300, -300, -300, 300, 300, -300])
        #expect(marginals.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1.001 })
        #expect(logSum.isFinite)
        #expect(chain.best([]).isEmpty)
    }
}

private struct SeededFloats {
    var state: UInt64

    mutating func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int64(state >> 33) % 4_000) / 1_000 - 2
    }
}

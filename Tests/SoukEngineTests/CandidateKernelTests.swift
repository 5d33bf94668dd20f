import CSoukKernels
import SoukTestKit
import Testing

/// The kernels over a window's candidates against plain loops.
@Suite struct CandidateKernelTests {
    private struct Candidates: Equatable {
        var documents: [UInt32]
        var bounds: [Float]

        init(_ documents: [UInt32] = [], _ bounds: [Float] = []) {
            self.documents = documents
            self.bounds = bounds
        }

        /// What a kernel that works in place makes of them; there is room for twice as many and the slack.
        func mapped(
            _ kernel: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Float>, Int) -> Int
        ) -> Candidates {
            let room = Int(SOUK_CANDIDATE_SLACK) + documents.count
            var numbers = documents + [UInt32](repeating: 7, count: room)
            var values = bounds + [Float](repeating: 7, count: room)
            let kept = kernel(&numbers, &values, documents.count)
            return Candidates(Array(numbers.prefix(kept)), Array(values.prefix(kept)))
        }
    }

    private func random(
        _ count: Int, limit: UInt32 = 5000, _ generator: inout SeededGenerator
    ) -> Candidates {
        var documents: Set<UInt32> = []
        while documents.count < count { documents.insert(UInt32.random(in: 0..<limit, using: &generator)) }
        return Candidates(
            documents.sorted(), (0..<count).map { _ in Float(Int.random(in: 0...20, using: &generator)) / 4 })
    }

    @Test("Sums that are high enough", arguments: TestTier.seeds(3))
    func collecting(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        for _ in 0..<300 {
            let count = Int.random(in: 0...200, using: &generator)
            let sums = (0..<count).map { _ in Float(Int.random(in: 0...8, using: &generator)) / 4 }
            let needed = Float(Int.random(in: 1...8, using: &generator)) / 4
            let places = sums.indices.filter { sums[$0] >= needed }
            let expected = Candidates(places.map { UInt32($0) + 9 }, places.map { sums[$0] })
            for kernel in [souk_collect_above, souk_collect_above_scalar] {
                let found = Candidates(
                    [UInt32](repeating: 0, count: count), [Float](repeating: 0, count: count)
                ).mapped { documents, bounds, _ in kernel(sums, count, 9, needed, documents, bounds) }
                #expect(found == expected, "\(generator.rerun)")
            }
        }
    }

    @Test("Sums of marked lines are taken, and nothing is left of them", arguments: TestTier.seeds(3))
    func collectingMarked(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        for _ in 0..<100 {
            let held = random(Int.random(in: 0...300, using: &generator), limit: 4096, &generator)
            let needed = Float(Int.random(in: 1...20, using: &generator)) / 4
            let places = held.documents.indices.filter { held.bounds[$0] >= needed }
            let expected = Candidates(
                places.map { held.documents[$0] + 30 }, places.map { held.bounds[$0] })
            for kernel in [souk_collect_marked, souk_collect_marked_scalar] {
                var sums = [Float](repeating: 0, count: 4096)
                var lines = [UInt64](repeating: 0, count: 4)
                for (document, sum) in zip(held.documents, held.bounds) { sums[Int(document)] = sum }
                souk_mark_lines(held.documents.map { $0 + 30 }, held.documents.count, 30, &lines)
                let found = Candidates(held.documents, held.bounds).mapped { documents, bounds, _ in
                    kernel(&sums, &lines, 4, 30, needed, documents, bounds)
                }
                #expect(found == expected, "\(generator.rerun)")
                #expect(sums.allSatisfy { $0 == 0 } && lines.allSatisfy { $0 == 0 }, "\(generator.rerun)")
            }
        }
    }

    @Test("Documents that lack a term lose its bound", arguments: TestTier.seeds(3))
    func dropping(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        let words = (0..<80).map { _ in generator.next() }
        for _ in 0..<300 {
            let candidates = random(Int.random(in: 0...100, using: &generator), &generator)
            let less = Float(Int.random(in: 0...8, using: &generator)) / 4
            let limit = Float(Int.random(in: 0...20, using: &generator)) / 4
            var expected = Candidates()
            for (document, bound) in zip(candidates.documents, candidates.bounds) {
                let isHeld = words[Int(document / 64)] >> UInt64(document % 64) & 1 == 1
                let lowered = isHeld ? bound : bound - less
                guard lowered >= limit else { continue }
                expected.documents.append(document)
                expected.bounds.append(lowered)
            }
            for kernel in [souk_drop_absent, souk_drop_absent_scalar] {
                let found = candidates.mapped { kernel(words, less, limit, $0, $1, $2) }
                #expect(found == expected, "\(generator.rerun)")
            }
        }
    }
}

import CSoukKernels
import SoukTestKit
import Testing

/// The kernels over bitmaps and columns against sets and plain loops.
@Suite struct BitmapKernelTests {
    /// A set of numbers below `count`, about one in `rarity`, and its bits.
    private func random(
        _ count: Int, _ rarity: Int, _ generator: inout SeededGenerator
    ) -> (members: Set<Int>, words: [UInt64]) {
        let members = (0..<count).filter { _ in Int.random(in: 0..<rarity, using: &generator) == 0 }
        return (Set(members), words(of: members, count))
    }

    private func words(of members: some Sequence<Int>, _ count: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for member in members { words[member / 64] |= 1 << UInt64(member % 64) }
        return words
    }

    @Test("Ranges of codes and of numbers", arguments: TestTier.seeds(3))
    func ranges(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        for count in [0, 1, 31, 63, 64, 65, 128, 1000] {
            let codes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let bounds = [
                UInt8.random(in: 0...255, using: &generator), UInt8.random(in: 0...255, using: &generator), 0,
                255,
            ].sorted()
            for (low, high) in [(bounds[1], bounds[2]), (bounds[0], bounds[1]), (bounds[2], bounds[3])] {
                let expected = words(of: codes.indices.filter { (low...high).contains(codes[$0]) }, count)
                for select in [souk_select_codes, souk_select_codes_scalar] {
                    var found = [UInt64](repeating: .max, count: expected.count)
                    select(codes, count, low, high, &found)
                    #expect(found == expected, "\(generator.rerun)")
                }
            }
            let numbers = codes.map { $0 == 0 ? Double.nan : Double($0) / 4 }
            let range = Double(bounds[1]) / 4...Double(bounds[2]) / 4
            var found = [UInt64](repeating: .max, count: (count + 63) / 64)
            souk_select_range(numbers, count, range.lowerBound, range.upperBound, &found)
            #expect(
                found == words(of: numbers.indices.filter { range.contains(numbers[$0]) }, count),
                "\(generator.rerun)")
        }
    }

    @Test("Counts over bitmaps", arguments: TestTier.seeds(3))
    func counts(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        for count in [1, 64, 500, 515, 40_000] {
            let sets = (1...3).map { random(count, $0 * 2, &generator) }
            let (a, b) = (sets[0], sets[1])
            for kernel in [souk_count_both, souk_count_both_scalar] {
                #expect(
                    kernel(a.words, b.words, a.words.count) == a.members.intersection(b.members).count,
                    "\(generator.rerun)")
            }
            let both = words(of: a.members.intersection(b.members).sorted(), count)
            for kernel in [souk_intersect, souk_intersect_scalar] {
                var found = [UInt64](repeating: .max, count: both.count)
                #expect(
                    kernel(a.words, b.words, both.count, &found)
                        == a.members.intersection(b.members).count)
                #expect(found == both, "\(generator.rerun)")
            }
            let all = sets.map(\.members)
            let union = all[0].union(all[1]).union(all[2])
            let intersection = all[0].intersection(all[1]).intersection(all[2])
            sets[0].words.withUnsafeBufferPointer { first in
                sets[1].words.withUnsafeBufferPointer { second in
                    sets[2].words.withUnsafeBufferPointer { third in
                        let pointers = [first.baseAddress, second.baseAddress, third.baseAddress]
                        for (isUnion, members) in [(1, union), (0, intersection)] {
                            let size = first.count
                            #expect(
                                souk_count_combined(pointers, 3, Int32(isUnion), nil, size) == members.count)
                            #expect(
                                souk_count_combined(pointers, 3, Int32(isUnion), first.baseAddress, size)
                                    == members.intersection(all[0]).count, "\(generator.rerun)")
                        }
                    }
                }
            }
        }
    }

    @Test("Members kept, bits set, codes counted", arguments: TestTier.seeds(3))
    func members(seed: UInt64) {
        var generator = SeededGenerator(orEnvironment: seed)
        for count in [1, 64, 100, 3000] {
            let (members, bits) = random(count, 3, &generator)
            var documents = (0..<UInt32(count)).filter { _ in Bool.random(using: &generator) }
            let expected = documents.filter { members.contains(Int($0)) }
            let kept = souk_keep_members(bits, &documents, documents.count)
            #expect(Array(documents.prefix(kept)) == expected, "\(generator.rerun)")
            var found = [UInt64](repeating: 0, count: bits.count)
            souk_set_bits(members.sorted().map(UInt32.init), members.count, &found)
            #expect(found == bits)
            let codes = (0..<bits.count * 64).map { _ in UInt16.random(in: 0..<9, using: &generator) }
            var counters = [UInt32](repeating: 0, count: 9)
            souk_count_codes(bits, bits.count, codes, &counters)
            var sums = [UInt32](repeating: 0, count: 9)
            for member in members { sums[Int(codes[member])] += 1 }
            #expect(counters == sums, "\(generator.rerun)")
        }
    }
}

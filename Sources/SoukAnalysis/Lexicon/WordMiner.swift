#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds strings of a catalogue's text that behave as words: they come often, their parts hold together, and what stands
/// beside them varies.
///
/// - Holding together: the least pointwise mutual information over the ways to cut the string in two.
/// - Varying neighbours: the lesser entropy of the characters before and after; the end of a run is a neighbour of its own
///   each time.
/// - Complexity: O(characters) time and memory.
/// - Papers: Church and Hanks, "Word Association Norms, Mutual Information, and Lexicography", 1990; Huang and Powers,
///   "Chinese Word Segmentation Based on Contextual Entropy", 2003.
struct WordMiner {
    /// Fewer occurrences are chance.
    static let leastCount = 5
    /// In nats. A string so common that it could not reach it, such as the only brand of a shop, needs ``leastShare`` of
    /// what its frequency allows.
    static let leastCohesion = 4.0
    static let leastShare = 0.8
    static let leastEntropy = 1.2

    private let units: [UInt16]
    private let counts: GramCounts

    init(_ units: [UInt16]) {
        self.units = units
        var counts = GramCounts(expected: units.count)
        Gram.forEach(units) { _, key, _ in counts.add(key) }
        self.counts = counts
    }

    /// The words of two to four characters, in a fixed order.
    ///
    /// - Parameter isCandidate: whether a string may be a word at all; asked before the neighbours are looked at.
    func words(where isCandidate: ([UInt16]) -> Bool) -> [[UInt16]] {
        let candidates = counts.keys(atLeast: Self.leastCount).filter { key in
            Gram.length(key) > 1 && holdsTogether(key) && isCandidate(Gram.units(key))
        }
        let neighbours = Neighbours(units, of: candidates)
        return candidates.indices.filter { neighbours.entropy($0) >= Self.leastEntropy }
            .map { Gram.units(candidates[$0]) }
    }

    private func holdsTogether(_ key: UInt64) -> Bool {
        let count = Double(counts.count(of: key))
        let total = Double(units.count)
        let cohesion = (1..<Gram.length(key)).map { cut in
            let shift = UInt64(16 * cut)
            let first = counts.count(of: key >> shift)
            let second = counts.count(of: key & (1 << shift - 1))
            return log(count * total / (Double(first) * Double(second)))
        }.min()
        return cohesion ?? 0 >= min(Self.leastCohesion, Self.leastShare * log(total / count))
    }
}

/// What stands before and after each of several strings.
private struct Neighbours {
    private var before: [[UInt16]]
    private var after: [[UInt16]]

    init(_ units: [UInt16], of candidates: [UInt64]) {
        var before = [[UInt16]](repeating: [], count: candidates.count)
        var after = before
        let numbers = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, $0) })
        let firsts = Set(candidates.map { Gram.units($0)[0] })
        Gram.forEach(units) { start, key, length in
            guard length > 1, firsts.contains(units[start]), let number = numbers[key] else { return }
            before[number].append(start > 0 ? units[start - 1] : 0)
            after[number].append(start + length < units.count ? units[start + length] : 0)
        }
        (self.before, self.after) = (before, after)
    }

    func entropy(_ number: Int) -> Double { min(Self.entropy(before[number]), Self.entropy(after[number])) }

    private static func entropy(_ neighbours: [UInt16]) -> Double {
        var counts: [UInt16: Int] = [:]
        for unit in neighbours { counts[unit, default: 0] += 1 }
        let total = Double(neighbours.count)
        // The ends of runs, counted under 0, are all different.
        let ends = Double(counts.removeValue(forKey: 0) ?? 0)
        return counts.values.sorted().reduce(ends / total * log(total)) { sum, count in
            let share = Double(count) / total
            return sum - share * log(share)
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A ``LinearChain`` of up to eight labels, which are worked on side by side: its sums are the same, bit for bit.
///
/// Made once for many texts; training, which changes the transitions with each, keeps to the other.
/// - Complexity: O(places · labels) time.
struct NarrowChain: Sendable {
    typealias Lanes = SIMD8<Float>
    static let widest = Lanes.scalarCount

    private let labelCount: Int
    /// Transitions from nothing, and from each label; lanes that are no label are -∞.
    private let first: Lanes
    private let rows: [Lanes]
    /// Their exponentials, and those from each label to one; lanes that are no label are 0.
    private let firstFactors: Lanes
    private let factorRows: [Lanes]
    private let factorColumns: [Lanes]

    /// - Returns: nil for a chain of more labels.
    init?(labelCount count: Int, transitions: [Float]) {
        precondition(transitions.count == (count + 1) * count)
        guard count <= Self.widest else { return nil }
        func row(_ index: Int) -> Lanes {
            var lanes = Lanes(repeating: -.infinity)
            for label in 0..<count { lanes[label] = transitions[index * count + label] }
            return lanes
        }
        func exponentials(_ place: (Int) -> Int) -> Lanes {
            var lanes = Lanes.zero
            for lane in 0..<count { lanes[lane] = expf(transitions[place(lane)]) }
            return lanes
        }
        labelCount = count
        first = row(0)
        rows = (0..<count).map { row($0 + 1) }
        firstFactors = exponentials { $0 }
        factorRows = (0..<count).map { previous in exponentials { (previous + 1) * count + $0 } }
        factorColumns = (0..<count).map { label in exponentials { ($0 + 1) * count + label } }
    }

    private func lanes(_ scores: [Float], _ place: Int) -> Lanes {
        var lanes = Lanes.zero
        for label in 0..<labelCount { lanes[label] = scores[place * labelCount + label] }
        return lanes
    }

    /// See ``LinearChain/best(_:)``.
    func best(_ scores: [Float]) -> [UInt8] {
        let places = scores.count / labelCount
        guard places > 0 else { return [] }
        var sums = lanes(scores, 0) + first
        var origins = [SIMD8<Int32>](repeating: .zero, count: places)
        for place in 1..<max(places, 1) {
            var best = Lanes(repeating: -.infinity)
            for previous in 0..<labelCount {
                let sum = Lanes(repeating: sums[previous]) + rows[previous]
                let isBetter = sum .> best
                best.replace(with: sum, where: isBetter)
                origins[place].replace(with: SIMD8(repeating: Int32(previous)), where: isBetter)
            }
            sums = best + lanes(scores, place)
        }
        var label = 0
        for other in 0..<labelCount where sums[other] > sums[label] { label = other }
        var labels = [UInt8](repeating: 0, count: places)
        for place in stride(from: places - 1, through: 0, by: -1) {
            labels[place] = UInt8(truncatingIfNeeded: label)
            label = Int(origins[place][label])
        }
        return labels
    }

    /// Probabilities of the labels at every place; see ``LinearChain/marginals(_:pairs:)``.
    func marginals(_ scores: [Float]) -> [Lanes] {
        let places = scores.count / labelCount
        guard places > 0 else { return [] }
        var factors = [Lanes](repeating: .zero, count: places)
        var marginals = factors
        var scales = [Float](repeating: 1, count: places)
        for place in 0..<places {
            let scores = lanes(scores, place)
            var top = -Float.infinity
            for label in 0..<labelCount { top = max(top, scores[label]) }
            for label in 0..<labelCount { factors[place][label] = expf(scores[label] - top) }
            var sums = firstFactors
            if place > 0 {
                sums = .zero
                for previous in 0..<labelCount {
                    sums += Lanes(repeating: marginals[place - 1][previous]) * factorRows[previous]
                }
            }
            sums *= factors[place]
            var total: Float = 0
            for label in 0..<labelCount { total += sums[label] }
            scales[place] = max(total, .leastNormalMagnitude)
            marginals[place] = sums / scales[place]
        }
        var backward = Lanes(repeating: 1)
        for place in stride(from: places - 2, through: 0, by: -1) {
            let weighted = factors[place + 1] * backward / scales[place + 1]
            backward = .zero
            for label in 0..<labelCount {
                backward += factorColumns[label] * Lanes(repeating: weighted[label])
            }
            marginals[place] *= backward
        }
        return marginals
    }
}

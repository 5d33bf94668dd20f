#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A chain of labels over places: the best labelling, and the probability of every label at every place.
///
/// Scores of places and transitions add up; the probability of a labelling is the exponential of its sum over that of all.
/// A chain of one place is a softmax.
/// - Paper: Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001.
/// - Complexity: O(places · labels²) time and O(places · labels) memory for each of the two.
package struct LinearChain: Sendable {
    package let labelCount: Int
    /// `(labels + 1) × labels`; the first row is of the beginning.
    package var transitions: [Float]
    private var exponentials: [Float]

    package init(labelCount: Int, transitions: [Float]) {
        precondition(transitions.count == (labelCount + 1) * labelCount)
        self.labelCount = labelCount
        self.transitions = transitions
        exponentials = transitions.map { expf($0) }
    }

    /// The labelling with the greatest sum; of equals the lowest label.
    /// - Parameter scores: places × labels.
    package func best(_ scores: [Float]) -> [UInt8] {
        let count = labelCount
        let places = scores.count / count
        guard places > 0 else { return [] }
        var sums = (0..<count).map { scores[$0] + transitions[$0] }
        var origins = [UInt8](repeating: 0, count: scores.count)
        var next = sums
        for place in 1..<max(places, 1) {
            for label in 0..<count {
                var (best, origin) = (-Float.infinity, 0)
                for previous in 0..<count {
                    let sum = sums[previous] + transitions[(previous + 1) * count + label]
                    if sum > best { (best, origin) = (sum, previous) }
                }
                next[label] = best + scores[place * count + label]
                origins[place * count + label] = UInt8(origin)
            }
            swap(&sums, &next)
        }
        var label = sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0
        var labels = [UInt8](repeating: 0, count: places)
        for place in stride(from: places - 1, through: 0, by: -1) {
            labels[place] = UInt8(label)
            label = Int(origins[place * count + label])
        }
        return labels
    }

    /// Probabilities of the labels at every place, places × labels.
    ///
    /// - Parameter pairs: takes the probability of each pair of neighbours, laid out as ``transitions``.
    /// - Returns: the probabilities, and the logarithm of the sum over all labellings.
    package func marginals(
        _ scores: [Float], pairs: ((Int, Float) -> Void)? = nil
    ) -> (marginals: [Float], logSum: Float) {
        let count = labelCount
        let places = scores.count / count
        guard places > 0 else { return ([], 0) }
        var factors = [Float](repeating: 0, count: scores.count)
        var logSum: Float = 0
        for place in 0..<places {
            var top = -Float.infinity
            for label in 0..<count { top = max(top, scores[place * count + label]) }
            logSum += top
            for label in 0..<count {
                factors[place * count + label] = expf(scores[place * count + label] - top)
            }
        }
        let (forward, scales) = forwardSums(factors, places)
        for scale in scales { logSum += logf(scale) }
        var backward = [Float](repeating: 1, count: count)
        var marginals = forward
        var weighted = backward
        for place in stride(from: places - 2, through: 0, by: -1) {
            for label in 0..<count {
                weighted[label] =
                    factors[(place + 1) * count + label] * backward[label] / scales[place + 1]
            }
            for previous in 0..<count {
                var sum: Float = 0
                for label in 0..<count {
                    let rest = exponentials[(previous + 1) * count + label] * weighted[label]
                    sum += rest
                    if let pairs {
                        pairs((previous + 1) * count + label, forward[place * count + previous] * rest)
                    }
                }
                backward[previous] = sum
            }
            for label in 0..<count { marginals[place * count + label] *= backward[label] }
        }
        if let pairs { for label in 0..<count { pairs(label, marginals[label]) } }
        return (marginals, logSum)
    }

    /// Sums over all beginnings, each place's scaled to 1.
    private func forwardSums(_ factors: [Float], _ places: Int) -> (sums: [Float], scales: [Float]) {
        let count = labelCount
        var sums = [Float](repeating: 0, count: factors.count)
        var scales = [Float](repeating: 1, count: places)
        for place in 0..<places {
            var total: Float = 0
            for label in 0..<count {
                var sum: Float = 0
                if place == 0 {
                    sum = exponentials[label]
                } else {
                    for previous in 0..<count {
                        sum +=
                            sums[(place - 1) * count + previous]
                            * exponentials[(previous + 1) * count + label]
                    }
                }
                sums[place * count + label] = sum * factors[place * count + label]
                total += sums[place * count + label]
            }
            scales[place] = max(total, .leastNormalMagnitude)
            for label in 0..<count { sums[place * count + label] /= scales[place] }
        }
        return (sums, scales)
    }
}

/// The numbers that training changes: rows of inputs, then rows of outputs.
final class Parameters: @unchecked Sendable {
    // SAFETY: one thread at a time writes a part; `SkipGramTrainer` gives each thread its own copy, or its own part.
    let values: UnsafeMutablePointer<Float>
    let inputCount: Int
    private let count: Int

    init(input: Int, output: Int) {
        inputCount = input
        count = input + output
        values = .allocate(capacity: max(count, 1))
        values.initialize(repeating: 0, count: count)
    }

    init(copying other: Parameters) {
        inputCount = other.inputCount
        count = other.count
        values = .allocate(capacity: max(count, 1))
        values.initialize(from: other.values, count: count)
    }

    deinit { values.deallocate() }

    /// Adds what the copies differ by, in their order, and makes them equal again, in one of as many parts as there are copies.
    func addChanges(of copies: [Parameters], part: Int) {
        let range = count * part / copies.count..<count * (part + 1) / copies.count
        for index in range {
            let old = values[index]
            var sum = old
            for copy in copies { sum += copy.values[index] - old }
            values[index] = sum
            for copy in copies { copy.values[index] = sum }
        }
    }

    func bucketRows(from start: Int) -> [Float] {
        Array(UnsafeBufferPointer(start: values + start, count: inputCount - start))
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct TrainingRandom: Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }

    /// 0 ..< 1.
    mutating func unit() -> Float { Float(next() &>> 40) * 0x1p-24 }

    /// 0 ..< bound.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }
}

/// Draws words with probabilities like count^¾ (Mikolov et al. 2013), in constant time: Walker's alias method (1977).
struct NegativeTable: Sendable {
    private var limits: [Float] = []
    private var aliases: [UInt32] = []

    init(_ counts: [Int]) {
        let weights = counts.map { Double($0).squareRoot() * Double($0).squareRoot().squareRoot() }
        let sum = weights.reduce(0, +)
        var shares = weights.map { $0 / max(sum, 1e-300) * Double(counts.count) }
        limits = [Float](repeating: 1, count: counts.count)
        aliases = Array(0..<UInt32(counts.count))
        var small = shares.indices.filter { shares[$0] < 1 }
        var large = shares.indices.filter { shares[$0] >= 1 }
        while let low = small.popLast(), let high = large.last {
            limits[low] = Float(shares[low])
            aliases[low] = UInt32(high)
            shares[high] -= 1 - shares[low]
            if shares[high] < 1 {
                large.removeLast()
                small.append(high)
            }
        }
    }

    /// - Precondition: there are words.
    func draw(_ random: inout TrainingRandom) -> UInt32 {
        let place = random.below(limits.count)
        return random.unit() < limits[place] ? UInt32(place) : aliases[place]
    }
}

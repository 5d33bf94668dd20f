/// Byte keys in order, each with a weight: the heaviest of those that begin with given bytes are found first.
///
/// - Complexity: a range O(length × log n), each key of it O(log n) by a tree of maxima.
/// - Memory: the bytes of the keys and 16 bytes a key.
struct RankedKeys: Sendable {
    private let bytes: [UInt8]
    private let starts: [UInt32]
    /// What was added under each key.
    private let payloads: [UInt32]
    private let maxima: RangeMaxima

    /// Keys as they are collected.
    struct Builder {
        fileprivate var bytes: [UInt8] = []
        fileprivate var ends: [UInt32] = []
        fileprivate var payloads: [UInt32] = []
        fileprivate var weights: [Float] = []

        init() {}

        var count: Int { ends.count }

        mutating func add(_ key: some Sequence<UInt8>, payload: UInt32, weight: Float) {
            bytes.append(contentsOf: key)
            ends.append(UInt32(bytes.count))
            payloads.append(payload)
            weights.append(weight)
        }
    }

    init(_ builder: Builder) {
        let count = builder.count
        func range(_ index: Int) -> Range<Int> {
            (index == 0 ? 0 : Int(builder.ends[index - 1]))..<Int(builder.ends[index])
        }
        let heads = (0..<count).map { index in
            builder.bytes[range(index)].prefix(8).enumerated().reduce(UInt64(0)) { head, byte in
                head | UInt64(byte.element) << UInt64(56 - 8 * byte.offset)
            }
        }
        let order = (0..<count).sorted { a, b in
            if heads[a] != heads[b] { return heads[a] < heads[b] }
            let (left, right) = (builder.bytes[range(a)], builder.bytes[range(b)])
            if left.elementsEqual(right) { return builder.payloads[a] < builder.payloads[b] }
            return left.lexicographicallyPrecedes(right)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(builder.bytes.count)
        var starts: [UInt32] = [0]
        for index in order {
            bytes.append(contentsOf: builder.bytes[range(index)])
            starts.append(UInt32(bytes.count))
        }
        self.bytes = bytes
        self.starts = starts
        payloads = order.map { builder.payloads[$0] }
        maxima = RangeMaxima(order.map { builder.weights[$0] })
    }

    var count: Int { payloads.count }

    func payload(_ place: Int) -> UInt32 { payloads[place] }

    func key(_ place: Int) -> ArraySlice<UInt8> { bytes[Int(starts[place])..<Int(starts[place + 1])] }

    /// The places of the keys that begin with `prefix`.
    func range(withPrefix prefix: [UInt8]) -> Range<Int> {
        let low = firstPlace { compare($0, prefix) < 0 }
        let high = firstPlace { compare($0, prefix) <= 0 }
        return low..<max(low, high)
    }

    /// The heaviest of some places first, at equal weight the first by key; until `body` returns false.
    func forEachHeaviest(in range: Range<Int>, _ body: (_ place: Int, _ weight: Float) -> Bool) {
        maxima.forEachLargest(in: range, body)
    }

    /// Negative: before all keys that begin with `prefix`; 0: one of them; positive: after them.
    private func compare(_ place: Int, _ prefix: [UInt8]) -> Int {
        let start = Int(starts[place])
        let length = Int(starts[place + 1]) - start
        for index in 0..<min(length, prefix.count) where bytes[start + index] != prefix[index] {
            return bytes[start + index] < prefix[index] ? -1 : 1
        }
        return length < prefix.count ? -1 : 0
    }

    private func firstPlace(_ precedes: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Finds the largest of neighbouring numbers, and the next ones after it.
///
/// A tree of maxima in one array; the next largest lies on one side of the last, so that k numbers cost k searches and
/// k entries of a queue.
/// - Complexity: building O(n), each number O(log n).
/// - Paper: Bast & Weber, "Type Less, Find More: Fast Autocompletion Search with a Succinct Index", SIGIR 2006, section 3,
///   for the problem; the tree is the textbook's.
struct RangeMaxima: Sendable {
    private let values: [Float]
    private let size: Int
    /// The place of the largest number below each node; the leaves begin at `size`.
    private let tree: [UInt32]

    init(_ values: [Float]) {
        self.values = values
        size = values.count
        var tree = [UInt32](repeating: 0, count: 2 * values.count)
        for place in values.indices { tree[values.count + place] = UInt32(place) }
        for node in stride(from: values.count - 1, to: 0, by: -1) {
            let (left, right) = (tree[2 * node], tree[2 * node + 1])
            tree[node] = Self.better(left, right, values) ? left : right
        }
        self.tree = tree
    }

    @inline(__always)
    private static func better(_ a: UInt32, _ b: UInt32, _ values: [Float]) -> Bool {
        let (left, right) = (values[Int(a)], values[Int(b)])
        return left != right ? left > right : a < b
    }

    /// - Precondition: the range is not empty.
    private func largest(in range: Range<Int>) -> Int {
        var best = UInt32(range.lowerBound)
        var (low, high) = (range.lowerBound + size, range.upperBound + size)
        while low < high {
            if low & 1 == 1 {
                if Self.better(tree[low], best, values) { best = tree[low] }
                low += 1
            }
            if high & 1 == 1 {
                high -= 1
                if Self.better(tree[high], best, values) { best = tree[high] }
            }
            low /= 2
            high /= 2
        }
        return Int(best)
    }

    func forEachLargest(in range: Range<Int>, _ body: (Int, Float) -> Bool) {
        guard !range.isEmpty else { return }
        var open = [(place: largest(in: range), range: range)]
        while let index = open.indices.max(by: {
            Self.better(UInt32(open[$1].place), UInt32(open[$0].place), values)
        }) {
            let (place, range) = open[index]
            open.remove(at: index)
            guard body(place, values[place]) else { return }
            for part in [range.lowerBound..<place, place + 1..<range.upperBound] where !part.isEmpty {
                open.append((largest(in: part), part))
            }
        }
    }
}

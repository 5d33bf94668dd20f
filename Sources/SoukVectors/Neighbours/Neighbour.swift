/// A document near a query.
package struct Neighbour: Sendable, Equatable {
    package var document: UInt32
    package var cosine: Float

    package init(document: UInt32, cosine: Float) {
        self.document = document
        self.cosine = cosine
    }

    /// Nearer first, then by document.
    static func precedes(_ a: Neighbour, _ b: Neighbour) -> Bool {
        a.cosine != b.cosine ? a.cosine > b.cosine : a.document < b.document
    }
}

/// The `limit` largest of many numbers.
struct LargestNumbers {
    private let limit: Int
    /// A heap whose root is the smallest.
    private var heap: [Float] = []

    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(limit)
    }

    /// What a further number must reach: the smallest of `limit` numbers, −∞ before there are so many.
    var least: Float { heap.count < limit ? -.infinity : heap[0] }

    mutating func insert(_ value: Float) {
        if heap.count < limit {
            heap.append(value)
            var child = heap.count - 1
            while child > 0, heap[child] < heap[(child - 1) / 2] {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        } else if value > heap[0] {
            heap[0] = value
            var parent = 0
            while true {
                var child = 2 * parent + 1
                guard child < heap.count else { return }
                if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
                guard heap[child] < heap[parent] else { return }
                heap.swapAt(child, parent)
                parent = child
            }
        }
    }
}

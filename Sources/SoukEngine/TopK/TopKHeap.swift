/// Keeps the first `capacity` candidates of an order.
///
/// A binary heap with the last of those kept on top.
/// - Complexity: O(log k) for a candidate that enters, O(1) for one that does not.
package struct TopKHeap {
    private let capacity: Int
    private let order: CandidateOrder
    private let after: Candidate?
    private var heap: [Candidate] = []

    /// - Parameter after: candidates that do not stand behind this one are left out; nil: all are taken.
    package init(capacity: Int, order: CandidateOrder, after: Candidate? = nil) {
        self.capacity = capacity
        self.order = order
        self.after = after
    }

    package mutating func insert(_ candidate: Candidate) {
        if let after, !order.precedes(after, candidate) { return }
        if heap.count < capacity {
            heap.append(candidate)
            siftUp(heap.count - 1)
        } else if capacity > 0, order.precedes(candidate, heap[0]) {
            heap[0] = candidate
            siftDown(0)
        }
    }

    var count: Int { heap.count }

    /// The last of the candidates kept.
    var last: Candidate? { heap.first }

    /// The last of the candidates kept, once there are as many as there may be.
    var lastOfFull: Candidate? { heap.count == capacity ? heap.first : nil }

    /// The candidates kept, in order.
    package func sorted() -> [Candidate] { heap.sorted(by: order.precedes) }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard order.precedes(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var last = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if order.precedes(heap[last], heap[child]) { last = child }
            }
            guard last != parent else { return }
            heap.swapAt(parent, last)
            parent = last
        }
    }
}

/// Keeps the first k documents by key, of any number of segments.
///
/// For matches that all have one score, whose order the key alone decides: see ``CandidateOrder``.
/// - Complexity: O(1) for a document that does not enter, O(log k) for one that does.
struct FirstByKey {
    private struct Entry {
        /// First bytes of the key, which decide most comparisons.
        var head: UInt64
        var segment: Int
        var document: UInt32
    }

    private let capacity: Int
    private let segments: [SegmentReader]
    /// A binary heap with the last by key on top.
    private var heap: [Entry] = []
    /// Keys whose first bytes are larger do not enter.
    private var limit = UInt64.max

    init(capacity: Int, _ segments: [SegmentReader]) {
        self.capacity = max(capacity, 0)
        self.segments = segments
    }

    /// - Returns: whether the document is among the first so far; those after it by key need not be tried.
    @inline(__always)
    mutating func insert(_ document: UInt32, of ids: ProductIDColumn, segment: Int) -> Bool {
        let head = ids.head(of: document)
        return head <= limit && insert(Entry(head: head, segment: segment, document: document))
    }

    private mutating func insert(_ entry: Entry) -> Bool {
        if heap.count < capacity {
            heap.append(entry)
            siftUp(heap.count - 1)
        } else {
            guard capacity > 0, precedes(entry, heap[0]) else { return false }
            heap[0] = entry
            siftDown(0)
        }
        if heap.count == capacity { limit = heap[0].head }
        return true
    }

    /// The documents kept, in order, as candidates of the full score 1.
    func candidates() -> [Candidate] {
        heap.sorted(by: precedes).map {
            Candidate(
                address: DocumentAddress(segment: $0.segment, document: $0.document), tier: 0, relevance: 1,
                bonus: 0, sortValue: nil)
        }
    }

    @inline(__always)
    private func precedes(_ a: Entry, _ b: Entry) -> Bool {
        if a.head != b.head { return a.head < b.head }
        return compareTerms(
            segments[a.segment].ids.bytes(of: a.document), segments[b.segment].ids.bytes(of: b.document)) < 0
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard precedes(heap[parent], heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var last = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if precedes(heap[last], heap[child]) { last = child }
            }
            guard last != parent else { return }
            heap.swapAt(parent, last)
            parent = last
        }
    }
}

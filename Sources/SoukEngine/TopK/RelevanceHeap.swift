/// Keeps the first `capacity` documents by falling relevance, the product key deciding ties.
///
/// What ``TopKHeap`` is for candidates with tiers, bonus and column, for searches by text alone: sixteen bytes an entry, and
/// no look at a key where the places of two documents tell which of them is smaller.
/// - Complexity: O(log k) for a document that enters, O(1) for one that does not; O(k log k) for the sorted list.
struct RelevanceHeap {
    struct Entry {
        let relevance: Double
        let segment: UInt32
        let document: UInt32

        var address: DocumentAddress { DocumentAddress(segment: Int(segment), document: document) }
    }

    private let capacity: Int
    /// The last of those kept on top.
    private var entries: [Entry] = []
    private var order: RelevanceOrder

    init(capacity: Int, snapshot: IndexSnapshot) {
        self.capacity = capacity
        order = RelevanceOrder(snapshot: snapshot)
        entries.reserveCapacity(min(capacity, 1000))
    }

    /// Says which segment the documents come from until the next call.
    mutating func begin(segment index: Int, _ tables: ScoringTables) {
        order.segment = UInt32(index)
        order.norms = tables.isOrdered ? tables.norms : nil
    }

    var isEmpty: Bool { entries.isEmpty }

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    var isFull: Bool { entries.count == capacity }

    /// The last of those kept, once there are as many as there may be.
    var lastOfFull: Entry? { isFull ? entries.first : nil }

    mutating func insert(_ document: UInt32, relevance: Double) {
        let entry = Entry(relevance: relevance, segment: order.segment, document: document)
        if entries.count < capacity {
            entries.append(entry)
            entries.withUnsafeMutableBufferPointer { order.siftUp($0, entry) }
        } else if capacity > 0, order.stands(entry, before: entries[0]) {
            entries.withUnsafeMutableBufferPointer { order.siftDown($0, entry, count: $0.count) }
        }
    }

    /// The documents kept, in order; nothing is inserted after.
    mutating func sorted() -> [Candidate] {
        let count = entries.count
        entries.withUnsafeMutableBufferPointer { heap in
            for end in stride(from: count - 1, to: 0, by: -1) {
                let last = heap[0]
                order.siftDown(heap, heap[end], count: end)
                heap[end] = last
            }
        }
        return entries.map {
            Candidate(address: $0.address, tier: 0, relevance: $0.relevance, bonus: 0, sortValue: nil)
        }
    }
}

/// The order of a ``RelevanceHeap``, and its steps.
private struct RelevanceOrder {
    typealias Entry = RelevanceHeap.Entry

    let snapshot: IndexSnapshot
    var segment = UInt32.max
    // SAFETY: the norms of `segment`'s documents, while its tables are searched; nil where keys do not rise with them.
    var norms: UnsafeMutablePointer<Float>?

    @inline(__always)
    func stands(_ a: Entry, before b: Entry) -> Bool {
        a.relevance != b.relevance ? a.relevance > b.relevance : standsInTie(a, before: b)
    }

    private func standsInTie(_ a: Entry, before b: Entry) -> Bool {
        if let norms, a.segment == segment, b.segment == segment,
            norms[Int(a.document)] == norms[Int(b.document)]
        {
            return a.document < b.document
        }
        let segments = snapshot.segments
        return compareTerms(
            segments[Int(a.segment)].ids.bytes(of: a.document),
            segments[Int(b.segment)].ids.bytes(of: b.document)) < 0
    }

    /// Finds the place of an entry that was put at the end.
    func siftUp(_ heap: UnsafeMutableBufferPointer<Entry>, _ entry: Entry) {
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard stands(heap[parent], before: entry) else { break }
            heap[place] = heap[parent]
            place = parent
        }
        heap[place] = entry
    }

    /// Puts an entry in the place of the one on top, of the first `count`.
    func siftDown(_ heap: UnsafeMutableBufferPointer<Entry>, _ entry: Entry, count: Int) {
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < count else { break }
            if child + 1 < count, stands(heap[child], before: heap[child + 1]) { child += 1 }
            guard stands(entry, before: heap[child]) else { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = entry
    }
}

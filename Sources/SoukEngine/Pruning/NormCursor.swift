/// Norms of documents that come in rising order.
///
/// A norm lies apart from every other thing that a document is asked for. Where the segment's documents stand by their norms it
/// is looked up once for each run of equal ones, not once for each document.
struct NormCursor {
    // SAFETY: the snapshot keeps the tables, and with them the norms and ends, alive while it is searched.
    private let norms: UnsafeMutablePointer<Float>
    private let ends: UnsafeMutableBufferPointer<UInt32>
    private var next = 0
    private var norm = Float.nan
    /// Documents before it have `norm`.
    private var end: UInt32 = 0

    /// - Parameter isSparse: so few documents that hardly two share a norm: each is looked up.
    init(_ tables: ScoringTables, isSparse: Bool = false) {
        norms = tables.norms
        ends = isSparse ? UnsafeMutableBufferPointer(start: nil, count: 0) : tables.normEnds
    }

    @inline(__always)
    mutating func norm(of document: UInt32) -> Float {
        if document >= end { move(to: document) }
        return norm
    }

    /// - Complexity: O(1) for the next runs, O(log runs) for those far away.
    private mutating func move(to document: UInt32) {
        norm = norms[Int(document)]
        guard !ends.isEmpty else { return }
        let near = min(next + 8, ends.count - 1)
        while next < near && ends[next] <= document { next += 1 }
        if ends[next] <= document {
            var high = ends.count - 1
            while next < high {
                let middle = (next + high) / 2
                if ends[middle] <= document { next = middle + 1 } else { high = middle }
            }
        }
        end = ends[next]
    }
}

import SoukStorage

/// Documents that hold any of the terms that a pattern stands for: how many, and the first of them.
///
/// Every match has the score 1, whatever the weights of the fields that hold the term, so that the key alone decides
/// the order. What the pattern is, ``PrefixSearch`` and ``FuzzySearch`` say.
struct ExpansionSearch {
    let snapshot: IndexSnapshot
    /// Documents to search, by segment, beside those that are not deleted; nil: all.
    let allowed: [DocumentSet]?

    /// - Precondition: `allowed` has a set for every segment.
    init(_ snapshot: IndexSnapshot, allowed: [DocumentSet]?) {
        precondition(allowed.map { $0.count == snapshot.segments.count } ?? true, "a set for every segment")
        self.snapshot = snapshot
        self.allowed = allowed
    }

    /// - Parameter fill: adds the documents of the pattern's terms in one segment.
    func count(
        _ fill: (Int, inout DocumentUnion) throws(StorageError) -> Void
    ) throws(StorageError) -> Int {
        var total = 0
        for index in snapshot.segments.indices {
            try withUnion(index, fill) { total += restrict(&$0, index) }
        }
        return total
    }

    /// How many documents match, and the first `count` of them.
    func search(
        _ count: Int, _ fill: (Int, inout DocumentUnion) throws(StorageError) -> Void
    ) throws(StorageError) -> ExpansionOutcome {
        var total = 0
        var first = FirstByKey(capacity: count, snapshot.segments)
        for index in snapshot.segments.indices {
            try withUnion(index, fill) { union in
                let hits = restrict(&union, index)
                total += hits
                union.select(count, of: hits, snapshot.segments[index], at: index, into: &first)
            }
        }
        return ExpansionOutcome(candidates: first.candidates(), total: total)
    }

    /// The first `count` documents, where nobody asks how many match.
    func first(
        _ count: Int, _ fill: (Int, inout DocumentUnion) throws(StorageError) -> Void
    ) throws(StorageError) -> [Candidate] {
        var first = FirstByKey(capacity: count, snapshot.segments)
        for (index, segment) in snapshot.segments.enumerated() {
            let wanted = FirstWanted(
                count: count, ids: segment.ids, live: live(index), allowed: allowed?[index])
            try withUnion(index, wanted: wanted, fill) {
                wanted.select(&$0, of: segment, at: index, into: &first)
            }
        }
        return first.candidates()
    }

    private func withUnion(
        _ index: Int, wanted: FirstWanted? = nil,
        _ fill: (Int, inout DocumentUnion) throws(StorageError) -> Void,
        _ use: (inout DocumentUnion) -> Void
    ) throws(StorageError) {
        var union = DocumentUnion.take(documentCount: snapshot.segments[index].documentCount, wanted: wanted)
        defer {
            union.drain()
            union.giveBack()
        }
        try fill(index, &union)
        use(&union)
    }

    private func restrict(_ union: inout DocumentUnion, _ index: Int) -> Int {
        live(index).withWords { live in
            (allowed?[index]).withWords { union.restrict(to: live, $0) }
        }
    }

    /// The documents that are not deleted; nil: all of them.
    private func live(_ index: Int) -> DocumentSet? {
        snapshot.manifest.segments[index].deletedFile == nil ? nil : snapshot.live[index]
    }
}

/// What an expansion found.
package struct ExpansionOutcome: Sendable, Equatable {
    /// The first documents, by key; every one has the score 1.
    package var candidates: [Candidate]
    /// All documents that match, exactly.
    package var total: Int
}

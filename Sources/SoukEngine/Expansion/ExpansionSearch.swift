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
            try withUnion(index, fill) { union, live, allowed in
                total += union.restrict(to: live, allowed)
            }
        }
        return total
    }

    func search(
        _ count: Int, _ fill: (Int, inout DocumentUnion) throws(StorageError) -> Void
    ) throws(StorageError) -> ExpansionOutcome {
        var total = 0
        var first = FirstByKey(capacity: count, snapshot.segments)
        for index in snapshot.segments.indices {
            try withUnion(index, fill) { union, live, allowed in
                let hits = union.restrict(to: live, allowed)
                total += hits
                union.select(count, of: hits, snapshot.segments[index], at: index, into: &first)
            }
        }
        return ExpansionOutcome(candidates: first.candidates(), total: total)
    }

    /// - Parameter use: gets the union, and what restricts it: the live documents, if some are not, and the allowed.
    private func withUnion(
        _ index: Int, _ fill: (Int, inout DocumentUnion) throws(StorageError) -> Void,
        _ use: (inout DocumentUnion, UnsafePointer<UInt64>?, UnsafePointer<UInt64>?) -> Void
    ) throws(StorageError) {
        var union = DocumentUnion.take(documentCount: snapshot.segments[index].documentCount)
        defer {
            union.drain()
            union.giveBack()
        }
        try fill(index, &union)
        let hasDeletions = snapshot.manifest.segments[index].deletedFile != nil
        snapshot.live[index].withWords { live in
            let live = hasDeletions ? live.baseAddress : nil
            if let allowed {
                allowed[index].withWords { use(&union, live, $0.baseAddress) }
            } else {
                use(&union, live, nil)
            }
        }
    }
}

/// What an expansion found.
package struct ExpansionOutcome: Sendable, Equatable {
    /// The first documents, by key; every one has the score 1.
    package var candidates: [Candidate]
    /// All documents that match, exactly.
    package var total: Int
}

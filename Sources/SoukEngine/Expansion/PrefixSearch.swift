import SoukStorage

/// Finds the documents that hold a term beginning with given bytes.
///
/// ```swift
/// let outcome = try PrefixSearch(snapshot).search(Array("pho".utf8), count: 10)
/// ```
/// Equal to ``QueryEvaluator`` with `Query.prefix`. The empty prefix stands for every term.
/// - Complexity: O(terms of the range + their postings) for each segment.
package struct PrefixSearch {
    private let search: ExpansionSearch

    /// - Parameter allowed: documents to search, by segment; nil: all that are not deleted.
    /// - Precondition: `allowed` has a set for every segment.
    package init(_ snapshot: IndexSnapshot, allowed: [DocumentSet]? = nil) {
        search = ExpansionSearch(snapshot, allowed: allowed)
    }

    /// How many documents match.
    package func count(_ prefix: [UInt8]) throws(StorageError) -> Int {
        try search.count { (index, union) throws(StorageError) in
            try fill(prefix, search.snapshot.segments[index], &union)
        }
    }

    /// How many documents match, and the first `count` of them.
    package func search(_ prefix: [UInt8], count: Int) throws(StorageError) -> ExpansionOutcome {
        try search.search(count) { (index, union) throws(StorageError) in
            try fill(prefix, search.snapshot.segments[index], &union)
        }
    }

    /// The first `count` documents alone: less work than ``search(_:count:)`` where many match.
    package func first(_ prefix: [UInt8], count: Int) throws(StorageError) -> [Candidate] {
        try search.first(count) { (index, union) throws(StorageError) in
            try fill(prefix, search.snapshot.segments[index], &union)
        }
    }

    private func fill(
        _ prefix: [UInt8], _ segment: SegmentReader, _ union: inout DocumentUnion
    ) throws(StorageError) {
        var failure: StorageError?
        prefix.withUnsafeBufferPointer { prefix in
            do throws(StorageError) {
                try fill(prefix, segment, &union)
            } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private func fill(
        _ prefix: UnsafeBufferPointer<UInt8>, _ segment: SegmentReader, _ union: inout DocumentUnion
    ) throws(StorageError) {
        var terms = try TermRangeScanner(segment.terms, prefix: prefix)
        while true {
            let info: TermInfo?
            do throws(PostingScanner.Damage) { info = try terms.next() } catch {
                throw segment.terms.error(error)
            }
            guard let info else { return }
            try union.insert(info, of: segment)
        }
    }
}

import SoukStorage

/// Finds the documents that hold a term within a few typing errors of a word.
///
/// ```swift
/// let outcome = try FuzzySearch(snapshot).search(Array("keybord".utf8), distance: 1, count: 10)
/// ```
/// Errors are insertions, deletions and substitutions of one Unicode scalar and exchanges of two neighbours (optimal
/// string alignment); a shared beginning is not asked for. Considered are the terms without a Han character, of any
/// script; a word with a Han character, or of more than ``longestWord`` scalars, is found as it stands and no other
/// way. Equal to ``QueryEvaluator`` with `Query.fuzzy`.
package struct FuzzySearch {
    /// Longer words are looked up as they stand.
    package static let longestWord = FuzzyPattern.longest
    /// Larger distances are taken for this one.
    package static let largestDistance = FuzzyPattern.largestDistance

    private let search: ExpansionSearch

    /// - Parameter allowed: documents to search, by segment; nil: all that are not deleted.
    /// - Precondition: `allowed` has a set for every segment.
    package init(_ snapshot: IndexSnapshot, allowed: [DocumentSet]? = nil) {
        search = ExpansionSearch(snapshot, allowed: allowed)
    }

    /// How many documents match.
    package func count(_ word: [UInt8], distance: Int) throws(StorageError) -> Int {
        let matcher = FuzzyTermMatcher(word, distance: distance)
        defer { matcher.deallocate() }
        return try search.count { (index, union) throws(StorageError) in
            let segment = search.snapshot.segments[index]
            try matcher.forEachTerm(of: segment) { (info, _, _) throws(StorageError) in
                try union.insert(info, of: segment)
            }
        }
    }

    /// How many documents match, and the first `count` of them.
    package func search(
        _ word: [UInt8], distance: Int, count: Int
    ) throws(StorageError) -> ExpansionOutcome {
        let matcher = FuzzyTermMatcher(word, distance: distance)
        defer { matcher.deallocate() }
        return try search.search(count) { (index, union) throws(StorageError) in
            let segment = search.snapshot.segments[index]
            try matcher.forEachTerm(of: segment) { (info, _, _) throws(StorageError) in
                try union.insert(info, of: segment)
            }
        }
    }

    /// The terms within the distance: nearest first, then by falling number of documents, then by bytes.
    ///
    /// - Parameter limit: how many at most.
    package func expansions(
        of word: [UInt8], distance: Int, limit: Int = .max
    ) throws(StorageError) -> [TermExpansion] {
        let matcher = FuzzyTermMatcher(word, distance: distance)
        defer { matcher.deallocate() }
        var found: [[UInt8]: TermExpansion] = [:]
        for segment in search.snapshot.segments {
            try matcher.forEachTerm(of: segment) { (info, distance, bytes) throws(StorageError) in
                let term = Array(bytes)
                found[term, default: TermExpansion(term: term, distance: distance, documentFrequency: 0)]
                    .documentFrequency += info.documentFrequency
            }
        }
        return Array(found.values.sorted(by: TermExpansion.precedes).prefix(max(limit, 0)))
    }
}

/// A term that stands for a word with typing errors.
package struct TermExpansion: Sendable, Equatable {
    package var term: [UInt8]
    /// Typing errors between the word and the term.
    package var distance: Int
    /// Documents that hold the term, deleted ones included until they are merged away.
    package var documentFrequency: Int

    package init(term: [UInt8], distance: Int, documentFrequency: Int) {
        self.term = term
        self.distance = distance
        self.documentFrequency = documentFrequency
    }

    static func precedes(_ a: TermExpansion, _ b: TermExpansion) -> Bool {
        if a.distance != b.distance { return a.distance < b.distance }
        if a.documentFrequency != b.documentFrequency { return a.documentFrequency > b.documentFrequency }
        return a.term.lexicographicallyPrecedes(b.term)
    }
}

import SoukStorage

/// Finds the first candidates of a query of plain terms without scoring what cannot be among them.
///
/// ```swift
/// let search = PrunedTopK(snapshot, similarity)
/// let candidates = try search.candidates(request) ?? ExhaustiveTopK(snapshot, similarity).search(request).candidates
/// ```
/// Gives the candidates of ``ExhaustiveTopK``, bit for bit in scores and with the same ties, and no total.
package struct PrunedTopK {
    private let snapshot: IndexSnapshot
    private let similarity: BM25Similarity
    private let tables: [ScoringTables]

    /// - Complexity: O(documents) the first time for a snapshot and its parameters, O(1) after.
    package init(_ snapshot: IndexSnapshot, _ similarity: BM25Similarity) {
        self.snapshot = snapshot
        self.similarity = similarity
        tables = snapshot.scoringTables(similarity)
    }

    /// - Returns: nil when the request is more than plain terms, of which any or all are asked for, by score.
    package func candidates(_ request: ConceptSearch) throws(StorageError) -> [Candidate]? {
        var work = SearchWork()
        return try candidates(request, &work)
    }

    /// The same, adding what was done to `work`.
    package func candidates(
        _ request: ConceptSearch, _ work: inout SearchWork
    ) throws(StorageError) -> [Candidate]? {
        guard request.exclusions.isEmpty, request.filter == nil, request.demoted == nil, request.sort == nil,
            request.count > 0,
            request.match != .auto, request.concepts.allSatisfy(\.isRequired),
            let query = try TermQuery(request.concepts, snapshot, similarity, tables)
        else { return nil }
        var threshold = TopKThreshold(
            capacity: request.count, snapshot: snapshot, normalizer: query.normalizer)
        for index in snapshot.segments.indices {
            threshold.begin(segment: index, tables[index])
            let allowed = snapshot.allowed(request, segment: index)
            if request.match == .all {
                try ConjunctionSearch(query, allowed: allowed)
                    .search(segment: index, tables[index], &threshold)
            } else {
                try UnionSearch(query, allowed: allowed).search(segment: index, tables[index], &threshold)
            }
        }
        work += threshold.work
        return threshold.candidates()
    }
}

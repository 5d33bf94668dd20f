import SoukStorage

/// Evaluates any ``Query`` in the plainest way: every match of every part, merged by document.
///
/// The oracle of all faster ways. Scores are sums in the order of the query's parts, deleted documents included.
/// - Complexity: O(postings of all terms).
package struct QueryEvaluator<S: Similarity> {
    private let snapshot: IndexSnapshot
    private let similarity: S
    private let patterns: [PatternEvaluator<S>]

    package init(_ snapshot: IndexSnapshot, _ similarity: S) {
        self.snapshot = snapshot
        self.similarity = similarity
        patterns = snapshot.segments.map { PatternEvaluator($0, similarity) }
    }

    /// Matching documents of every segment, with their scores.
    package func evaluate(_ query: Query) throws(StorageError) -> [Matches] {
        switch query {
        case .all: return snapshot.segments.map { everything($0) { _ in true } }
        case .range(let field, let range):
            return snapshot.segments.map { segment in
                everything(segment) { document in
                    segment.numbers[field]?.value(of: document).map(range.contains) ?? false
                }
            }
        case .term(let term): return try score(Concept.Alternative(.term(term)))
        case .phrase(let terms): return try score(Concept.Alternative(.phrase(terms)))
        case .prefix(let prefix): return try expansion { $0.starts(with: prefix) }
        case .fuzzy(let word, let distance):
            return try expansion { term in EditDistance.matches(word, term, atMost: distance) }
        case .concept(let concept): return try score(concept)
        case .boolean(let must, let should, let mustNot): return try boolean(must, should, mustNot)
        }
    }

    private func everything(_ segment: SegmentReader, where accept: (UInt32) -> Bool) -> Matches {
        var matches = Matches()
        for document in 0..<UInt32(segment.documentCount) where accept(document) {
            matches.append(document, 0)
        }
        return matches
    }

    /// Documents that hold any term that `accept` takes, in whatever field; every match scores 1.
    private func expansion(_ accept: ([UInt8]) -> Bool) throws(StorageError) -> [Matches] {
        var results: [Matches] = []
        for segment in snapshot.segments {
            var found = DocumentSet(documentCount: segment.documentCount)
            var terms = segment.terms.cursor()
            while try terms.advance() {
                guard accept(terms.term) else { continue }
                var cursor = try segment.cursor(terms.info)
                while try cursor.advance() { found.insert(cursor.document) }
            }
            var matches = Matches()
            found.forEach { matches.append($0, 1) }
            results.append(matches)
        }
        return results
    }

    private func score(_ alternative: Concept.Alternative) throws(StorageError) -> [Matches] {
        try score(Concept(text: "", alternatives: [alternative]))
    }

    private func score(_ concept: Concept) throws(StorageError) -> [Matches] {
        let evaluator = ConceptEvaluator(snapshot: snapshot, similarity: similarity, patterns: patterns)
        let result = try evaluator.evaluate(concept)
        return result.hits.map { hits in hits.scores.mapValues { _, score in score * result.weight } }
    }

    private func boolean(_ must: [Query], _ should: [Query], _ mustNot: [Query]) throws(StorageError)
        -> [Matches]
    {
        var result: [Matches]?
        for query in must {
            let found = try evaluate(query)
            result = result.map { zip($0, found).map { $0.intersection($1, +) } } ?? found
        }
        var optional: [Matches]?
        for query in should {
            let found = try evaluate(query)
            optional = optional.map { zip($0, found).map { $0.union($1, +) } } ?? found
        }
        var combined = result ?? optional ?? snapshot.segments.map { _ in Matches() }
        if let result, let optional {
            combined = zip(result, optional).map { required, extra in
                required.union(extra.intersection(required) { a, _ in a }, +)
            }
        }
        for query in mustNot {
            combined = zip(combined, try evaluate(query)).map { $0.subtracting($1) }
        }
        return combined
    }
}

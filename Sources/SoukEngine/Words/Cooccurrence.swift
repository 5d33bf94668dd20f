import SoukStorage

/// How often terms stand together: the cheap evidence that words belong to one query.
package struct Cooccurrence {
    private let snapshot: IndexSnapshot
    private let counter: MatchCounter
    private let phrases: PhraseSearch

    package init(_ snapshot: IndexSnapshot) {
        self.snapshot = snapshot
        let similarity = BM25Similarity(
            ScoringParameters(), schema: snapshot.schema, statistics: snapshot.statistics)
        counter = MatchCounter(snapshot, similarity)
        phrases = PhraseSearch(snapshot, similarity)
    }

    /// Documents that hold a term.
    package func count(of term: [UInt8]) throws(StorageError) -> Int {
        var sum = 0
        for segment in snapshot.segments { sum += try segment.terms.find(term)?.documentFrequency ?? 0 }
        return sum
    }

    /// Documents that hold both terms, anywhere.
    /// - Complexity: O(documents of the rarer one), O(documents / 64) for two common ones.
    package func count(of a: [UInt8], with b: [UInt8]) throws(StorageError) -> Int {
        try counter.count(request([.term(a), .term(b)])) ?? 0
    }

    /// Documents that hold the terms in a row.
    package func count(ofPhrase terms: [[UInt8]]) throws(StorageError) -> Int {
        let phrase = terms.enumerated().map { PhraseTerm($1, offset: $0) }
        return try phrases.search(request([.phrase(phrase)], count: 0))?.total ?? 0
    }

    private func request(_ patterns: [Concept.Alternative.Pattern], count: Int = 0) -> ConceptSearch {
        ConceptSearch(
            concepts: patterns.map { Concept(text: "", alternatives: [Concept.Alternative($0)]) },
            match: .all, count: count)
    }
}

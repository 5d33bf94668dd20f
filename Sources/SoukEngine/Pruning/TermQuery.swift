import SoukStorage

/// A query of plain terms, prepared for one snapshot: the form that the pruned searches take.
///
/// Each concept has one reading, a term. Everything else (phrases, alternatives, tiers) is the exhaustive search's.
struct TermQuery {
    let snapshot: IndexSnapshot
    let similarity: BM25Similarity
    /// idf × boost of every term, in query order.
    let weights: [Double]
    let readingWeights: [Double]
    let documentFrequencies: [Int]
    /// The terms' lists by segment, in query order; nil where the segment lacks the term.
    let lists: [[PostingList?]]
    let normalizer: Double

    /// - Returns: nil when the concepts are not plain terms.
    init?(
        _ concepts: [Concept], _ snapshot: IndexSnapshot, _ similarity: BM25Similarity
    ) throws(StorageError) {
        guard concepts.count <= ConceptSearch.maximumConcepts, !concepts.isEmpty else { return nil }
        var terms: [[UInt8]] = []
        var readingWeights: [Double] = []
        for concept in concepts {
            guard concept.alternatives.count == 1, let reading = concept.alternatives.first,
                case .term(let term) = reading.pattern, reading.fulfils, reading.weight == 1,
                concept.boost > 0
            else { return nil }
            terms.append(term)
            readingWeights.append(reading.weight)
        }
        // A term that stands only in fields of weight 0 is not found, which lists alone do not tell.
        guard similarity.findsEveryOccurrence(snapshot) else { return nil }
        var lists: [[PostingList?]] = []
        var frequencies = [Int](repeating: 0, count: terms.count)
        for segment in snapshot.segments {
            var found: [PostingList?] = []
            for (place, term) in terms.enumerated() {
                let list = try segment.list(of: term)
                frequencies[place] += list?.documentFrequency ?? 0
                found.append(list)
            }
            lists.append(found)
        }
        self.snapshot = snapshot
        self.similarity = similarity
        self.lists = lists
        self.readingWeights = readingWeights
        documentFrequencies = frequencies
        weights = zip(concepts, frequencies).map { concept, frequency in
            similarity.idf(
                documentFrequency: frequency, documentCount: snapshot.statistics.documentCount)
                * concept.boost
        }
        normalizer = similarity.normalizer(weights)
    }

    /// The terms that segment `index` holds.
    func terms(_ index: Int, _ tables: ScoringTables) throws(StorageError) -> [TermPostings] {
        var scratch = PostingBlock.allocate()
        defer { scratch.deallocate() }
        var terms: [TermPostings] = []
        terms.reserveCapacity(weights.count)
        for (place, list) in lists[index].enumerated() {
            guard let list else { continue }
            terms.append(
                try TermPostings(
                    list, place: place, tables, bitmaps: snapshot.segments[index].bitmaps,
                    readingWeight: readingWeights[place],
                    conceptWeight: weights[place], scratch: &scratch))
        }
        return terms
    }
}

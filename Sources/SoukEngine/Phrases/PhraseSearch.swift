import SoukStorage

/// Finds the documents that hold a phrase, and the best of them.
///
/// Returns exactly what ``ExhaustiveTopK`` returns for a query of one phrase. How many documents hold it decides what it
/// weighs: all are found by a ``PhraseMatcher``, then the best are scored.
/// - Complexity: that of ``PhraseMatcher``.
package struct PhraseSearch {
    private let snapshot: IndexSnapshot
    private let similarity: BM25Similarity
    private let tables: [ScoringTables]

    package init(_ snapshot: IndexSnapshot, _ similarity: BM25Similarity) {
        self.snapshot = snapshot
        self.similarity = similarity
        tables = snapshot.scoringTables(similarity)
    }

    /// - Returns: nil when the request is more than one phrase.
    package func search(
        _ request: ConceptSearch
    ) throws(StorageError) -> (candidates: [Candidate], total: Int)? {
        guard request.exclusions.isEmpty, request.filter == nil, request.demoted == nil, request.sort == nil,
            request.concepts.count == 1, let concept = request.concepts.first, concept.isRequired,
            concept.boost > 0, concept.alternatives.count == 1, let reading = concept.alternatives.first,
            case .phrase(let words) = reading.pattern, reading.fulfils, reading.weight == 1,
            !reading.countsOnce,
            words.count > 1
        else { return nil }
        var segments: [SegmentPhrase] = []
        for index in snapshot.segments.indices {
            let allowed = snapshot.allowed(request, segment: index)
            segments.append(
                try SegmentPhrase(
                    words, allowed: allowed, snapshot.segments[index], tables[index], similarity,
                    index: index,
                    keepsDocuments: request.count > 0 || allowed != nil))
        }
        // Deleted documents and those that the filter keeps out count in the frequency, as in all statistics.
        let frequency = segments.reduce(0) { $0 + $1.matches.count }
        let weight =
            similarity.idf(documentFrequency: frequency, documentCount: snapshot.statistics.documentCount)
            * concept.boost
        var threshold = TopKThreshold(
            capacity: request.count, snapshot: snapshot,
            normalizer: similarity.normalizer([weight]))
        if request.count > 0 {
            for segment in segments {
                threshold.begin(segment: segment.index, tables[segment.index])
                segment.select(weight: weight, tables[segment.index], &threshold)
            }
        }
        return (threshold.candidates(), segments.reduce(0) { $0 + $1.total })
    }

    /// The documents of a segment that hold the phrase, deleted ones included, and their scores with idf 1.
    /// - Parameter isOrdered: whether scores are asked for; else there are none.
    func matches(
        _ words: [PhraseTerm], segment index: Int, isOrdered: Bool
    ) throws(StorageError) -> (documents: [UInt32], scores: [Double]) {
        let phrase = try SegmentPhrase(
            words, allowed: nil, snapshot.segments[index], tables[index], similarity, index: index,
            keepsDocuments: true)
        return (phrase.matches.documents, isOrdered ? phrase.scores(tables[index]) : [])
    }
}

/// The phrase's documents in one segment, and those of them that are asked for.
private struct SegmentPhrase {
    let index: Int
    let matches: PhraseMatches
    /// nil: all of the segment's documents are asked for.
    private let allowed: DocumentSet?
    /// Weighted frequency of a phrase that stands once, by slot.
    private let single: [Double]
    private let similarity: BM25Similarity

    init(
        _ words: [PhraseTerm], allowed: DocumentSet?, _ segment: SegmentReader, _ tables: ScoringTables,
        _ similarity: BM25Similarity, index: Int, keepsDocuments: Bool
    ) throws(StorageError) {
        self.index = index
        self.similarity = similarity
        self.allowed = allowed
        single = tables.phraseFrequencies
        matches = try PhraseMatches(
            words, segment, similarity, single: single, slotWeights: tables.slotWeights,
            keepsDocuments: keepsDocuments)
    }

    /// Documents that are asked for.
    var total: Int {
        guard let allowed else { return matches.count }
        return matches.documents.reduce(0) { $0 + (allowed.contains($1) ? 1 : 0) }
    }

    /// Scores of all documents, with idf 1.
    func scores(_ tables: ScoringTables) -> [Double] {
        var otherPlace = 0
        var norms = NormCursor(tables)
        return matches.documents.indices.map { place in
            let slot = matches.slots[place]
            let norm = norms.norm(of: matches.documents[place])
            guard slot == PhraseMatches.other else { return termScore(single[Int(slot)], norm) }
            otherPlace += 1
            return termScore(matches.frequencies[otherPlace - 1], norm)
        }
    }

    /// Scores the documents, and gives those that may be candidates to `threshold`.
    func select(weight: Double, _ tables: ScoringTables, _ threshold: inout TopKThreshold) {
        var (norm, slot, score, losingNorm) = (Float.nan, PhraseMatches.other, 0.0, Float.nan)
        var otherPlace = 0
        var norms = NormCursor(tables)
        for (place, document) in matches.documents.enumerated() {
            let documentNorm = norms.norm(of: document)
            let documentSlot = matches.slots[place]
            if documentSlot == PhraseMatches.other || documentSlot != slot || documentNorm != norm {
                var frequency = 0.0
                if documentSlot == PhraseMatches.other {
                    frequency = matches.frequencies[otherPlace]
                    otherPlace += 1
                } else {
                    frequency = single[Int(documentSlot)]
                }
                if documentNorm != norm, tables.isOrdered, threshold.last != nil {
                    // Norms rise: what follows is worth no more than the highest frequency is here.
                    let bound = termScore(matches.highestFrequency, documentNorm) * weight
                    if bound * TermPostings.slack < threshold.sum { return }
                }
                (norm, slot) = (documentNorm, documentSlot)
                score = termScore(frequency, norm) * weight
            }
            if score < threshold.sum || (norm == losingNorm && !threshold.exceeds(score)) { continue }
            if let allowed, !allowed.contains(document) { continue }
            threshold.insert(document, sum: score)
            losingNorm = threshold.losingNorm(segment: index, tables)
        }
    }

    private func termScore(_ frequency: Double, _ norm: Float) -> Double {
        similarity.termScore(frequency: frequency, norm: Double(norm))
    }
}

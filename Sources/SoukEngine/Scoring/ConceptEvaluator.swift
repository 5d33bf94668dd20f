import SoukStorage

/// Scores one concept over all segments of a snapshot.
///
/// The documents that match a literal reading are counted over the whole snapshot first: their number is the
/// concept's document frequency, from which its idf follows.
struct ConceptEvaluator<S: Similarity> {
    /// A document that matches the concept in one segment.
    struct Hits {
        /// Scores with idf 1 and the concept's boost left out.
        var scores = Matches()
        /// Whether a fulfilling reading matched, in step with `scores`.
        var fulfilled: [Bool] = []
    }

    struct Result {
        var hits: [Hits]
        /// idf of the literal reading times the concept's boost.
        var weight: Double
        /// Documents that match a literal reading.
        var documentFrequency: Int
    }

    let snapshot: IndexSnapshot
    let similarity: S
    let patterns: [PatternEvaluator<S>]

    func evaluate(_ concept: Concept) throws(StorageError) -> Result {
        var hits: [Hits] = []
        var literalCount = 0
        var largestCount = 0
        var counts = [Int](repeating: 0, count: concept.alternatives.count)
        for index in snapshot.segments.indices {
            var literal = Matches()
            var result = Hits()
            for (place, alternative) in concept.alternatives.enumerated() {
                let found = try patterns[index].matches(alternative.pattern)
                counts[place] += found.count
                if alternative.fulfils && alternative.weight == 1 {
                    literal = literal.union(found) { a, _ in a }
                }
                merge(score(found, alternative, segment: index), fulfils: alternative.fulfils, into: &result)
            }
            literalCount += literal.count
            hits.append(result)
        }
        largestCount = counts.max() ?? 0
        // A word that no document holds takes the frequency of its commonest other reading.
        let frequency = literalCount > 0 ? literalCount : largestCount
        let idf = similarity.idf(
            documentFrequency: frequency, documentCount: snapshot.statistics.documentCount)
        return Result(hits: hits, weight: idf * concept.boost, documentFrequency: literalCount)
    }

    private func score(_ found: Matches, _ alternative: Concept.Alternative, segment index: Int) -> Matches {
        let evaluator = patterns[index]
        return found.mapValues { document, frequency in
            let norm = similarity.norm(
                of: document, in: evaluator.segment, slotWeights: evaluator.slotWeights)
            let score = similarity.termScore(frequency: alternative.counted(frequency), norm: norm)
            return min(alternative.weight * score, alternative.limit)
        }
    }

    private func merge(_ scores: Matches, fulfils: Bool, into hits: inout Hits) {
        guard hits.scores.count > 0 else {
            hits = Hits(scores: scores, fulfilled: [Bool](repeating: fulfils, count: scores.count))
            return
        }
        let merged = hits.scores.union(scores, max)
        var fulfilled: [Bool] = []
        fulfilled.reserveCapacity(merged.count)
        var a = 0
        var b = 0
        for document in merged.documents {
            var isFulfilled = false
            if a < hits.scores.count, hits.scores.documents[a] == document {
                isFulfilled = hits.fulfilled[a]
                a += 1
            }
            if b < scores.count, scores.documents[b] == document {
                isFulfilled = isFulfilled || fulfils
                b += 1
            }
            fulfilled.append(isFulfilled)
        }
        hits = Hits(scores: merged, fulfilled: fulfilled)
    }
}

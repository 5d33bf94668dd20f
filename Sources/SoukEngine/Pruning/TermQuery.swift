import SoukStorage

/// A query of plain terms, prepared for one snapshot: the form that the pruned searches take.
///
/// Each concept has one reading, a term. Everything else (phrases, alternatives, tiers) is the exhaustive search's.
struct TermQuery {
    /// idf × boost of every term, in query order.
    let weights: [Double]
    let normalizer: Double
    /// The terms' lists, segment by segment in query order; nil where a segment lacks the term.
    private let lists: [PostingList?]
    private let snapshot: IndexSnapshot
    private let tables: [ScoringTables]

    /// - Returns: nil when the concepts are not plain terms, or their lists do not tell what they find.
    init?(
        _ concepts: [Concept], _ snapshot: IndexSnapshot, _ similarity: BM25Similarity,
        _ tables: [ScoringTables]
    ) throws(StorageError) {
        guard concepts.count <= ConceptSearch.maximumConcepts, !concepts.isEmpty,
            concepts.allSatisfy({ $0.plainTerm != nil }), tables.allSatisfy(\.findsEveryOccurrence)
        else { return nil }
        var lists: [PostingList?] = []
        lists.reserveCapacity(concepts.count * snapshot.segments.count)
        for segment in snapshot.segments {
            for concept in concepts { lists.append(try concept.plainTerm.flatMap(segment.list)) }
        }
        let documentCount = snapshot.statistics.documentCount
        weights = concepts.indices.map { place in
            var frequency = 0
            for index in stride(from: place, to: lists.count, by: concepts.count) {
                frequency += lists[index]?.documentFrequency ?? 0
            }
            return similarity.idf(documentFrequency: frequency, documentCount: documentCount)
                * concepts[place].boost
        }
        normalizer = similarity.normalizer(weights)
        self.lists = lists
        self.snapshot = snapshot
        self.tables = tables
    }

    /// How many terms there are.
    var count: Int { weights.count }

    /// The terms that a segment holds, in query order. The caller deallocates the blocks of small lists
    /// (`deallocateBlocks()`), which are decoded once for all that a search does with them.
    func terms(inSegment segment: Int) throws(StorageError) -> [TermPostings] {
        var scratch = PostingBlock.allocate()
        defer { scratch.deallocate() }
        var terms: [TermPostings] = []
        terms.reserveCapacity(count)
        let bitmaps = snapshot.segments[segment].bitmaps
        do throws(StorageError) {
            for place in 0..<count {
                guard let list = lists[segment * count + place] else { continue }
                var term = try TermPostings(
                    list, place: place, tables[segment], bitmaps: bitmaps, readingWeight: 1,
                    conceptWeight: weights[place], scratch: &scratch)
                if !list.isLarge {
                    term.block = scratch
                    scratch = .allocate()
                }
                terms.append(term)
            }
        } catch {
            terms.deallocateBlocks()
            throw error
        }
        return terms
    }
}

extension [TermPostings] {
    func deallocateBlocks() { for term in self { term.block?.deallocate() } }
}

extension Concept {
    /// The term that the concept is, when it is no more than that.
    fileprivate var plainTerm: [UInt8]? {
        guard alternatives.count == 1, boost > 0 else { return nil }
        let reading = alternatives[0]
        guard case .term(let term) = reading.pattern, reading.fulfils, reading.weight == 1,
            !reading.countsOnce
        else { return nil }
        return term
    }
}

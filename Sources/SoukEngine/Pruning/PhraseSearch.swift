import SoukStorage

/// Finds the documents that hold a phrase, and the best of them.
///
/// Returns exactly what ``ExhaustiveTopK`` returns for a query of one phrase. Documents that hold all words come from a
/// ``Conjunction``; only of these are positions read, each from its place in the block.
/// - Complexity: O(postings of the rarest word × words).
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
            case .phrase(let words) = reading.pattern, reading.fulfils, reading.weight == 1, words.count > 1
        else { return nil }
        var matches: [SegmentMatches] = []
        for index in snapshot.segments.indices { matches.append(try self.matches(words, segment: index)) }
        // Deleted documents and those that the filter keeps out count in the frequency, as in all statistics.
        let frequency = matches.reduce(0) { $0 + $1.documents.count }
        let weight =
            similarity.idf(documentFrequency: frequency, documentCount: snapshot.statistics.documentCount)
            * concept.boost
        var threshold = TopKThreshold(
            capacity: request.count, order: CandidateOrder(snapshot: snapshot, direction: nil),
            normalizer: similarity.normalizer([weight]))
        var total = 0
        for (index, found) in matches.enumerated() {
            var allowed = snapshot.live[index]
            if let filter = request.allowed { allowed.formIntersection(filter[index]) }
            for (place, document) in found.documents.enumerated() where allowed.contains(document) {
                total += 1
                let sum = found.scores[place] * weight
                if sum < threshold.sum || request.count == 0 { continue }
                threshold.insert(DocumentAddress(segment: index, document: document), sum: sum)
            }
        }
        return (threshold.candidates, total)
    }

    struct SegmentMatches {
        var documents: [UInt32] = []
        /// With idf 1.
        var scores: [Double] = []
    }

    /// The documents of a segment that hold the phrase, deleted ones included.
    func matches(_ words: [PhraseTerm], segment index: Int) throws(StorageError) -> SegmentMatches {
        let segment = snapshot.segments[index]
        var terms: [TermPostings] = []
        var scratch = PostingBlock.allocate()
        defer { scratch.deallocate() }
        for (place, word) in words.enumerated() {
            guard let list = try segment.list(of: word.term) else { return SegmentMatches() }
            terms.append(
                try TermPostings(
                    list, place: place, tables[index], bitmaps: segment.bitmaps, readingWeight: 1,
                    conceptWeight: 1, scratch: &scratch))
        }
        var phrase = SegmentPhrase(
            words, terms, tables[index], similarity, slotWeights: similarity.slotWeights(of: segment),
            allowed: DocumentSet(documentCount: segment.documentCount, all: true))
        defer { phrase.deallocate() }
        var matches = SegmentMatches()
        for block in 0..<phrase.blockCount {
            try phrase.forEachMatch(ofBlock: block) { document, score in
                matches.documents.append(document)
                matches.scores.append(score)
            }
        }
        return matches
    }
}

/// The phrase's state in one segment.
private struct SegmentPhrase {
    private let offsets: [Int]
    private let similarity: BM25Similarity
    private unowned(unsafe) let tables: ScoringTables
    private let slotWeights: [Double]
    private var conjunction: Conjunction
    // SAFETY: as many as terms of the conjunction until `deallocate`.
    private let readers: UnsafeMutablePointer<PostingSeeker>
    private let thoroughReaders: UnsafeMutablePointer<PostingSeeker>
    /// Beginnings of the batch's documents, by the first term and by another.
    private let keys: UnsafeMutablePointer<UInt64>
    private let otherKeys: UnsafeMutablePointer<UInt64>
    /// Weighted frequency of a phrase that stands once, by slot.
    private let single: [Double]
    private var starts = PhraseStarts()
    private var others = PhraseStarts()

    init(
        _ words: [PhraseTerm], _ terms: [TermPostings], _ tables: ScoringTables,
        _ similarity: BM25Similarity, slotWeights: [Double], allowed: DocumentSet
    ) {
        offsets = words.map(\.offset)
        self.similarity = similarity
        self.tables = tables
        self.slotWeights = slotWeights
        conjunction = Conjunction(terms, allowed: allowed)
        readers = .allocate(capacity: terms.count)
        thoroughReaders = .allocate(capacity: terms.count)
        for index in 0..<terms.count {
            (readers + index).initialize(to: .allocate())
            (thoroughReaders + index).initialize(to: .allocate())
        }
        keys = .allocate(capacity: BitPacking.blockSize)
        otherKeys = .allocate(capacity: BitPacking.blockSize)
        single = slotWeights.indices.map {
            similarity.frequency(
                [FieldFrequency(slot: $0, reading: .aligned, count: 1)], slotWeights: slotWeights)
        }
    }

    func deallocate() {
        for index in 0..<conjunction.count {
            readers[index].deallocate()
            thoroughReaders[index].deallocate()
        }
        readers.deallocate()
        thoroughReaders.deallocate()
        keys.deallocate()
        otherKeys.deallocate()
        conjunction.deallocate()
    }

    var blockCount: Int { conjunction.rarest.list.blockCount }

    mutating func forEachMatch(
        ofBlock block: Int, _ body: (UInt32, Double) -> Void
    ) throws(StorageError) {
        let count = try retainAligned(try conjunction.batch(block))
        for index in 0..<count {
            let document = conjunction.documents[index]
            let slot = PhraseStarts.slot(ofKey: keys[index])
            let frequency =
                keys[index] == PhraseStarts.several
                ? try self.frequency(document) : slot < single.count ? single[slot] : 0
            // A phrase that stands only in fields of weight 0 is not found.
            guard frequency > 0 else { continue }
            let norm = Double(tables.norms[Int(document)])
            body(document, similarity.termScore(frequency: frequency, norm: norm))
        }
    }

    /// Keeps those of the batch's documents that may hold the phrase: where all words stand once, they do; where one
    /// stands more often, the key says ``PhraseStarts/several``.
    private mutating func retainAligned(_ batch: Int) throws(StorageError) -> Int {
        var count = batch
        for term in 0..<conjunction.count where count > 0 {
            let postings = conjunction.terms[term].postings
            try readers[term].readSingleStarts(
                postings, offset: offsets[postings.place], conjunction.documents, count,
                into: term == 0 ? keys : otherKeys)
            if term == 0 { continue }
            var kept = 0
            for index in 0..<count {
                let (a, b) = (keys[index], otherKeys[index])
                let isUnclear = a == PhraseStarts.several || b == PhraseStarts.several
                conjunction.documents[kept] = conjunction.documents[index]
                keys[kept] = isUnclear ? PhraseStarts.several : a
                kept += isUnclear || a == b ? 1 : 0
            }
            count = kept
        }
        return count
    }

    private mutating func frequency(_ document: UInt32) throws(StorageError) -> Double {
        for term in 0..<conjunction.count {
            let postings = conjunction.terms[term].postings
            guard try thoroughReaders[term].seek(postings, document) else { return 0 }
            let offset = offsets[postings.place]
            if term == 0 {
                try thoroughReaders[term].readStarts(postings, offset: offset, into: &starts)
            } else {
                try thoroughReaders[term].readStarts(postings, offset: offset, into: &others)
                starts.formIntersection(others)
            }
            if starts.keys.isEmpty { return 0 }
        }
        return similarity.frequency(starts.frequencies, slotWeights: slotWeights)
    }
}

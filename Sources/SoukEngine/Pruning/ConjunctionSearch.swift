import CSoukKernels
import SoukStorage

/// Finds the best documents that hold every term of a query.
///
/// Returns exactly the candidates that ``ExhaustiveTopK`` returns for `match: .all`. Documents are met by rising length:
/// when there are enough candidates of a length, a longer document needs a strong posting to be one, so that from there
/// on the strong postings lead instead of the rarest term.
/// - Complexity: O(postings of the rarest term × terms) lookups in the worst case.
struct ConjunctionSearch {
    private let query: TermQuery
    private let allowed: DocumentSet?

    init(_ query: TermQuery, allowed: DocumentSet?) {
        self.query = query
        self.allowed = allowed
    }

    func search(
        segment index: Int, _ tables: ScoringTables, _ threshold: inout TopKThreshold
    ) throws(StorageError) {
        let terms = try query.terms(inSegment: index)
        defer { terms.deallocateBlocks() }
        guard terms.count == query.count else { return }
        if terms.count == 1 {
            return try SingleTermSearch(segment: index, allowed: allowed, tables: tables)
                .search(terms[0], &threshold)
        }
        var search = SegmentConjunction(segment: index, allowed: allowed, terms: terms, tables)
        defer { search.deallocate() }
        try search.search(&threshold)
        threshold.work.blocks += search.decodedCount
    }
}

/// The conjunction's state in one segment.
private struct SegmentConjunction {
    /// What documents from one on can still be.
    private enum Outlook { case any, strongOnly, none }

    private let segment: Int
    private unowned(unsafe) let tables: ScoringTables
    private let query: [TermPostings]
    private var conjunction: Conjunction
    private var batch: ConjunctionBatch
    private var highestSum = 0.0
    private var norms: NormCursor

    init(segment: Int, allowed: DocumentSet?, terms: [TermPostings], _ tables: ScoringTables) {
        self.segment = segment
        self.tables = tables
        norms = NormCursor(tables)
        query = terms
        conjunction = Conjunction(terms, allowed: allowed)
        batch = ConjunctionBatch(termCount: terms.count)
    }

    var decodedCount: Int { conjunction.decodedCount }

    func deallocate() {
        conjunction.deallocate()
        batch.deallocate()
    }

    mutating func search(_ threshold: inout TopKThreshold) throws(StorageError) {
        let list = conjunction.rarest.list
        var start: UInt32 = 0
        for index in 0..<list.blockCount {
            switch outlook(start, threshold) {
            case .none: return
            case .strongOnly where isWorthwhile(index): return try searchStrong(from: start, &threshold)
            case .any, .strongOnly: break
            }
            start = tables.document(after: list.lastDocument(index))
            let found = try conjunction.batch(index)
            try consider(found, &threshold)
        }
    }

    /// What documents from `start` on can be. Sums in query order, so that equal scores give equal sums.
    private mutating func outlook(_ start: UInt32, _ threshold: TopKThreshold) -> Outlook {
        let norm = tables.floors[Int(start)]
        let limit = threshold.limit(losingTies: threshold.losesTies(segment: segment, from: start, tables))
        var ordinarySum = 0.0
        highestSum = 0
        for postings in query {
            ordinarySum += postings.ordinaryBound(norm: norm)
            highestSum += postings.highestBound(norm: norm)
        }
        return highestSum < limit ? .none : ordinarySum < limit ? .strongOnly : .any
    }

    /// Whether walking the strong postings costs less than the rest of the rarest term.
    private func isWorthwhile(_ block: Int) -> Bool {
        let rest = conjunction.rarest.list.documentFrequency - block * BitPacking.blockSize
        var strongCount = tables.documentCount / 1024
        for postings in query { strongCount += postings.strong?.documentFrequency ?? 0 }
        return strongCount < rest
    }

    private mutating func searchStrong(
        from start: UInt32, _ threshold: inout TopKThreshold
    ) throws(StorageError) {
        let bits = ScratchBits(documentCount: tables.documentCount)
        defer { bits.deallocate() }
        for postings in query {
            guard let strong = postings.strong else { continue }
            try bits.insert(strong, from: start)
        }
        var size = 0
        var word = Int(start >> 6)
        while word < bits.wordCount {
            size = bits.documents(ofWord: word, from: start, into: conjunction.documents, after: size)
            word += 1
            // The next word may hold 64.
            guard size > BitPacking.blockSize - 64 || word == bits.wordCount else { continue }
            if size > 0 {
                if outlook(conjunction.documents[0], threshold) == .none { return }
                try consider(try conjunction.retain(size, from: 0), &threshold)
            }
            size = 0
        }
    }

    /// Scores the documents of the batch, term by term, and drops those that fall below the threshold.
    private mutating func consider(_ count: Int, _ threshold: inout TopKThreshold) throws(StorageError) {
        threshold.work.candidates += count
        let documents = conjunction.documents
        batch.begin(documents, count, bound: highestSum, &norms)
        let limit = threshold.sum
        for term in 0..<conjunction.count where batch.count > 0 {
            let postings = conjunction.terms[term].postings
            try conjunction.terms[term].seeker.readFrequencies(
                postings, documents, batch.count, into: batch.frequencies)
            batch.add(postings, documents, limit: limit)
        }
        for index in 0..<batch.count {
            let sum = batch.sum(index)
            if sum >= threshold.sum { threshold.insert(documents[index], sum: sum) }
        }
    }
}

/// What is known of the scores of a batch of documents.
private struct ConjunctionBatch {
    // SAFETY: room for a block of documents each, `scores` for every term of every document, until `deallocate`.
    /// Weighted frequencies of the term that comes next.
    let frequencies: UnsafeMutablePointer<Double>
    private let norms: UnsafeMutablePointer<Float>
    /// At least the sum of a document: the scores so far, and the most that the other terms can give.
    private let bounds: UnsafeMutablePointer<Double>
    /// Scores of a document one after another, in query order.
    private let scores: UnsafeMutablePointer<Double>
    private let termCount: Int
    private(set) var count = 0

    init(termCount: Int) {
        self.termCount = termCount
        frequencies = .borrow(BitPacking.blockSize)
        norms = .borrow(BitPacking.blockSize)
        bounds = .borrow(BitPacking.blockSize)
        scores = .borrow(BitPacking.blockSize * termCount)
    }

    func deallocate() {
        frequencies.giveBack()
        norms.giveBack()
        bounds.giveBack()
        scores.giveBack()
    }

    mutating func begin(
        _ documents: UnsafePointer<UInt32>, _ count: Int, bound: Double, _ cursor: inout NormCursor
    ) {
        self.count = count
        for index in 0..<count {
            norms[index] = cursor.norm(of: documents[index])
            bounds[index] = bound
        }
    }

    /// Adds the scores of a term, whose ``frequencies`` were read, and drops documents that cannot reach `limit`.
    ///
    /// Documents next to each other mostly share norm and frequency, and then the score.
    mutating func add(_ postings: TermPostings, _ documents: UnsafeMutablePointer<UInt32>, limit: Double) {
        var kept = 0
        var norm = Float.nan
        var frequency = Double.nan
        var highest = 0.0
        var score = 0.0
        for index in 0..<count {
            if norms[index] != norm {
                norm = norms[index]
                highest = postings.highestBound(norm: norm)
                frequency = .nan
            }
            if frequencies[index] != frequency {
                frequency = frequencies[index]
                score = postings.score(frequency: frequency, norm: norm)
            }
            let bound = bounds[index] + (score - highest)
            // What is left of the bound is rounding.
            if bound * TermPostings.slack < limit { continue }
            if kept != index {
                documents[kept] = documents[index]
                norms[kept] = norm
                (scores + kept * termCount).update(from: scores + index * termCount, count: termCount)
            }
            bounds[kept] = bound
            scores[kept * termCount + postings.place] = score
            kept += 1
        }
        count = kept
    }

    /// Summed in query order, as the exhaustive search does.
    func sum(_ index: Int) -> Double {
        var sum = 0.0
        for place in 0..<termCount { sum += scores[index * termCount + place] }
        return sum
    }
}

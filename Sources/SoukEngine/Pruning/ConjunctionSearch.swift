import SoukStorage

/// Finds the best documents that hold every term of a query.
///
/// Returns exactly the candidates that ``ExhaustiveTopK`` returns for `match: .all`. The rarest term leads; blocks of
/// it whose bound stays below the threshold together with the others' are left out undecoded.
/// - Complexity: O(postings of the rarest term × log) lookups in the worst case.
struct ConjunctionSearch {
    private let query: TermQuery
    private let allowed: [DocumentSet]

    init(_ query: TermQuery, allowed: [DocumentSet]) {
        self.query = query
        self.allowed = allowed
    }

    func search(
        segment index: Int, _ tables: ScoringTables, _ threshold: inout TopKThreshold
    ) throws(StorageError) {
        var terms = try query.terms(index, tables)
        guard terms.count == query.weights.count else { return }
        if terms.count == 1 {
            return try SingleTermSearch(segment: index, allowed: allowed[index], tables: tables)
                .search(terms[0], &threshold)
        }
        terms.sort { $0.list.documentFrequency < $1.list.documentFrequency }
        let evaluation = SegmentConjunction(segment: index, allowed: allowed[index], terms: terms)
        defer { evaluation.deallocate() }
        try evaluation.search(&threshold)
    }
}

/// The conjunction's state in one segment.
private struct SegmentConjunction {
    private struct Term {
        var postings: TermPostings
        var seeker: PostingSeeker
    }

    private let segment: Int
    private let allowed: DocumentSet
    // SAFETY: `termCount` terms and scores until `deallocate`.
    /// The rarest first.
    private let terms: UnsafeMutablePointer<Term>
    private let termCount: Int
    /// Exact scores of the document looked at, in query order.
    private let exact: UnsafeMutablePointer<Double>

    init(segment: Int, allowed: DocumentSet, terms: [TermPostings]) {
        self.segment = segment
        self.allowed = allowed
        termCount = terms.count
        self.terms = .allocate(capacity: terms.count)
        for (index, postings) in terms.enumerated() {
            (self.terms + index).initialize(to: Term(postings: postings, seeker: .allocate()))
        }
        exact = .allocate(capacity: terms.count)
    }

    func deallocate() {
        for index in 0..<termCount { terms[index].seeker.deallocate() }
        terms.deallocate()
        exact.deallocate()
    }

    func search(_ threshold: inout TopKThreshold) throws(StorageError) {
        let lead = terms[0].postings
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        var start: UInt32 = 0
        for index in 0..<lead.list.blockCount {
            let last = lead.list.lastDocument(index)
            defer { start = last + 1 }
            if threshold.sum > 0 && bound(block: index, start, last) < threshold.sum { continue }
            try lead.list.decode(index, into: &block)
            for place in 0..<block.count where allowed.contains(block.documents[place]) {
                let document = block.documents[place]
                exact[lead.place] = lead.score(document, frequency: lead.tables.frequency(block, place))
                guard try scoreFollowers(document) else { continue }
                var sum = 0.0
                for place in 0..<termCount { sum += exact[place] }
                if sum < threshold.sum { continue }
                threshold.insert(DocumentAddress(segment: segment, document: document), sum: sum)
            }
        }
    }

    private func bound(block: Int, _ start: UInt32, _ last: UInt32) -> Double {
        var bound = terms[0].postings.bound(block: block, start: start)
        for index in 1..<max(termCount, 1) { bound += terms[index].postings.bound(start, last + 1) }
        return bound * TermPostings.slack
    }

    /// - Returns: whether all of the other terms stand in the document.
    private func scoreFollowers(_ document: UInt32) throws(StorageError) -> Bool {
        for index in 1..<max(termCount, 1) {
            let postings = terms[index].postings
            guard let frequency = try terms[index].seeker.frequency(postings, document) else { return false }
            exact[postings.place] = postings.score(document, frequency: frequency)
        }
        return true
    }
}

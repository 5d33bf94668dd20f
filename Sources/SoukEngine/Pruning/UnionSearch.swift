import SoukStorage

/// Finds the best documents that hold any of a query's terms, leaving out what cannot be among them.
///
/// Returns exactly the candidates that ``ExhaustiveTopK`` returns for `match: .any`; only the work differs. Documents
/// are taken in windows, by rising length. In each, the essential postings (see ``EssentialPostings``) are summed up in
/// single precision, and only documents whose sum and the rest's bound reach the threshold are scored exactly.
/// - Complexity: O(postings of the query's terms) in the worst case; O(window) memory.
/// - Paper: Ding & Suel, "Faster top-k document retrieval using block-max indexes", 2011.
struct UnionSearch {
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
        guard let first = terms.first else { return }
        if terms.count == 1 {
            return try SingleTermSearch(segment: index, allowed: allowed, tables: tables)
                .search(first, &threshold)
        }
        try prime(segment: index, terms, tables, &threshold)
        var union = SegmentUnion(
            segment: index, allowed: allowed, tables: tables, terms: terms,
            placeCount: query.count)
        defer { union.deallocate() }
        try union.search(&threshold)
        threshold.work.blocks += union.decodedCount
    }

    /// Raises an empty threshold to what the best documents of the rarest term reach by that term alone: the other terms
    /// only add to it.
    private func prime(
        segment index: Int, _ terms: [TermPostings], _ tables: ScoringTables, _ threshold: inout TopKThreshold
    ) throws(StorageError) {
        guard threshold.isEmpty, threshold.sum == 0 else { return }
        var rarest: Int?
        for (place, postings) in terms.enumerated() {
            let frequency = postings.list.documentFrequency
            guard frequency >= threshold.capacity else { continue }
            if rarest.map({ terms[$0].list.documentFrequency > frequency }) ?? true { rarest = place }
        }
        guard let rarest else { return }
        try SingleTermSearch(segment: index, allowed: allowed, tables: tables)
            .search(terms[rarest], &threshold)
        threshold.restart()
    }
}

/// The union's state in one segment.
private struct SegmentUnion {
    private struct Term {
        let postings: TermPostings
        var essential: PostingWindow
        /// Asks which candidates hold the term at all, and then what it gives to those that are left.
        var filter: PostingSeeker
        var seeker: PostingSeeker
    }

    private let segment: Int
    private let allowed: DocumentSet?
    unowned(unsafe) private let tables: ScoringTables
    // SAFETY: `termCount` terms and places, `placeCount` scores until `deallocate`.
    private let terms: UnsafeMutablePointer<Term>
    private let termCount: Int
    private let choice: EssentialPostings
    /// The terms to look candidates up in, the most decisive first.
    private let lookups: UnsafeMutablePointer<Int>
    private var lookupCount = 0
    /// Exact scores of the document looked at, in query order.
    private let exact: UnsafeMutablePointer<Double>
    private let placeCount: Int
    private var sums: WindowSums
    private var norms: NormCursor

    init(
        segment: Int, allowed: DocumentSet?, tables: ScoringTables, terms: [TermPostings], placeCount: Int
    ) {
        self.segment = segment
        self.allowed = allowed
        self.tables = tables
        self.placeCount = placeCount
        termCount = terms.count
        self.terms = .borrow(terms.count)
        for (index, postings) in terms.enumerated() {
            (self.terms + index).initialize(
                to: Term(
                    postings: postings, essential: .allocate(for: postings),
                    filter: .allocate(for: postings), seeker: .allocate(for: postings)))
        }
        choice = EssentialPostings(terms)
        lookups = .borrow(terms.count)
        exact = .borrow(placeCount)
        exact.initialize(repeating: 0, count: placeCount)
        sums = WindowSums(tables)
        norms = NormCursor(tables)
    }

    var decodedCount: Int {
        var sum = 0
        for index in 0..<termCount {
            let term = terms + index
            sum += term.pointee.essential.decodedCount + term.pointee.filter.decodedCount
            sum += term.pointee.seeker.decodedCount
        }
        return sum
    }

    func deallocate() {
        for index in 0..<termCount {
            terms[index].essential.deallocate()
            terms[index].filter.deallocate()
            terms[index].seeker.deallocate()
        }
        terms.giveBack()
        choice.deallocate()
        lookups.giveBack()
        exact.giveBack()
        sums.deallocate()
    }

    mutating func search(_ threshold: inout TopKThreshold) throws(StorageError) {
        var start = 0
        var norm = Float.nan
        var limit = -1.0
        while start < tables.documentCount {
            let losesTies = threshold.losesTies(segment: segment, from: UInt32(start), tables)
            let nextLimit = threshold.limit(losingTies: losesTies)
            if tables.floors[start] != norm || nextLimit != limit {
                norm = tables.floors[start]
                limit = nextLimit
                guard choose(UInt32(start), norm, limit) else { return }
            }
            let end = WindowSums.end(from: start, walked: choice.walkedCount, tables)
            try search(UInt32(start), UInt32(end), limit, &threshold)
            start = end
        }
    }

    /// Chooses the essential postings from `start` on.
    /// - Returns: false when nothing from there on can be a candidate.
    private mutating func choose(_ start: UInt32, _ norm: Float, _ limit: Double) -> Bool {
        for index in 0..<termCount {
            let postings = terms[index].postings
            let isOver = postings.lastDocument < start
            choice.terms[index].ordinaryBound = isOver ? 0 : postings.ordinaryBound(norm: norm)
            choice.terms[index].highestBound = isOver ? 0 : postings.highestBound(norm: norm)
            guard isOver else { continue }
            (choice.terms[index].postingCount, choice.terms[index].strongCount) = (0, 0)
            exact[postings.place] = 0
        }
        let highest = choice.highestSum
        if highest == 0 || highest < limit { return false }
        choice.choose(limit: limit)
        lookupCount = 0
        for index in 0..<termCount {
            let part = choice.terms[index].part
            terms[index].essential.select(terms[index].postings, part)
            guard part != .all, choice.terms[index].highestBound > 0 else { continue }
            var place = lookupCount
            while place > 0 && isMoreDecisive(index, lookups[place - 1]) {
                lookups[place] = lookups[place - 1]
                place -= 1
            }
            lookups[place] = index
            lookupCount += 1
        }
        return true
    }

    /// What may take most away comes first, with a preference for bitmaps, which cost least.
    private func isMoreDecisive(_ a: Int, _ b: Int) -> Bool {
        func worth(_ index: Int) -> Double {
            choice.terms[index].boundLeftOut * (terms[index].postings.bitmap == nil ? 1 : 4)
        }
        return worth(a) > worth(b)
    }

    private mutating func search(
        _ start: UInt32, _ end: UInt32, _ limit: Double, _ threshold: inout TopKThreshold
    ) throws(StorageError) {
        var walked = 0
        for index in 0..<termCount where choice.terms[index].part != .none {
            try terms[index].essential.fill(terms[index].postings, start, end)
            walked += terms[index].essential.postingCount
        }
        threshold.work.windows += 1
        threshold.work.postings += walked
        guard walked > 0 else { return }
        let leftOut = choice.sumLeftOut
        let error = Float(choice.highestSum) * WindowSums.largestError
        sums.begin(start, end, tables, walked: walked)
        for index in 0..<termCount where choice.terms[index].part != .none {
            // Of a strong posting only what is beyond the ordinary: the rest is left out and bounded. A little more, so
            // that rounding leaves no sum at 0.
            let isStrong = choice.terms[index].part == .strong
            let less = isStrong ? Float(choice.terms[index].ordinaryBound) - error : 0
            sums.add(terms[index].essential, terms[index].postings, less: less)
        }
        sums.collect(atLeast: Float(limit - leftOut) - error)
        if let allowed { sums.retain(allowed) }
        sums.raise(by: Float(leftOut) + error)
        threshold.work.candidates += sums.candidateCount
        for lookup in 0..<lookupCount {
            let index = lookups[lookup]
            sums.candidateCount = try terms[index].filter.dropAbsent(
                terms[index].postings, less: Float(choice.terms[index].boundLeftOut),
                limit: Float(threshold.sum) - error, sums.documents, sums.bounds, sums.candidateCount)
        }
        for candidate in 0..<sums.candidateCount {
            try consider(
                sums.documents[candidate], Double(sums.bounds[candidate] + error), &threshold)
        }
    }

    /// Scores a document exactly unless its bound, tightened term by term, falls below the threshold.
    private mutating func consider(
        _ document: UInt32, _ bound: Double, _ threshold: inout TopKThreshold
    ) throws(StorageError) {
        let limit = threshold.sum
        let norm = norms.norm(of: document)
        var bound = bound
        for lookup in 0..<lookupCount {
            if bound < limit { return }
            let index = lookups[lookup]
            let term = terms + index
            guard term.pointee.postings.mayHold(document) else {
                exact[term.pointee.postings.place] = 0
                continue
            }
            let score = try term.pointee.seeker.score(term.pointee.postings, document, norm: norm)
            exact[term.pointee.postings.place] = score
            // What is beyond the ordinary is in the sum already, what is missing was taken away before.
            let leftOut = choice.terms[index].boundLeftOut
            if score > 0 && score < leftOut { bound += score - leftOut }
        }
        if bound < limit { return }
        for index in 0..<termCount where choice.terms[index].part == .all {
            let term = terms + index
            exact[term.pointee.postings.place] = term.pointee.essential.score(
                term.pointee.postings, document, norm: norm)
        }
        // Summed in query order, as the exhaustive search does.
        var total = 0.0
        for place in 0..<placeCount { total += exact[place] }
        if total < limit { return }
        threshold.insert(document, sum: total)
    }
}

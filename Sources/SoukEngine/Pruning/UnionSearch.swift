import CSoukKernels
import SoukStorage

/// Finds the best documents that hold any of a query's terms, leaving out what cannot be among them.
///
/// Returns exactly the candidates that ``ExhaustiveTopK`` returns for `match: .any`; only the work differs. Documents
/// are taken in windows. In each, terms whose bounds together stay below the threshold are set apart (they cannot bring
/// a document in by themselves), the others' scores are summed up in single precision, and only documents whose sum
/// and the rest's bound reach the threshold are scored exactly.
/// - Complexity: O(postings of the query's terms) in the worst case; O(window) memory.
/// - Papers: Turtle & Flood, "Query evaluation: strategies and optimizations", 1995 (MaxScore); Ding & Suel, "Faster
///   top-k document retrieval using block-max indexes", 2011.
struct UnionSearch {
    private static let smallWindow = 4096
    private static let largeWindow = 65_536
    /// Single-precision sums of up to 64 terms are this near to the exact ones.
    private static let sumSlack = 1 - 2e-5

    private let query: TermQuery
    private let allowed: [DocumentSet]

    init(_ query: TermQuery, allowed: [DocumentSet]) {
        self.query = query
        self.allowed = allowed
    }

    func search(
        segment index: Int, _ tables: ScoringTables, _ threshold: inout TopKThreshold
    ) throws(StorageError) {
        let terms = try query.terms(index, tables)
        guard let first = terms.first else { return }
        if terms.count == 1 {
            return try SingleTermSearch(segment: index, allowed: allowed[index], tables: tables)
                .search(first, &threshold)
        }
        let postingCount = terms.reduce(0) { $0 + $1.list.documentFrequency }
        let isSparse = postingCount < tables.documentCount / 16
        let window = isSparse ? Self.largeWindow : Self.smallWindow
        let sums = WindowSums(capacity: min(window, tables.documentCount))
        defer { sums.deallocate() }
        let evaluation = SegmentUnion(
            segment: index, allowed: allowed[index], tables: tables, terms: terms,
            placeCount: query.weights.count, sums: sums)
        defer { evaluation.deallocate() }
        var start = 0
        while start < tables.documentCount {
            let end = min(start + window, tables.documentCount)
            let isDone = try evaluation.search(UInt32(start), UInt32(end), &threshold, slack: Self.sumSlack)
            if isDone { return }
            start = end
        }
    }
}

/// Single-precision sums of a window's documents, all 0 between windows.
private struct WindowSums {
    // SAFETY: `capacity` sums, room for as many places and 8 more, 256 units; until `deallocate`.
    let sums: UnsafeMutablePointer<Float>
    let places: UnsafeMutablePointer<UInt32>
    let units: UnsafeMutablePointer<Float>

    init(capacity: Int) {
        sums = .allocate(capacity: capacity)
        sums.initialize(repeating: 0, count: capacity)
        places = .allocate(capacity: capacity + 8)
        units = .allocate(capacity: 256)
    }

    func deallocate() {
        sums.deallocate()
        places.deallocate()
        units.deallocate()
    }
}

/// The union's state in one segment.
private struct SegmentUnion {
    let segment: Int
    let allowed: DocumentSet
    unowned(unsafe) let tables: ScoringTables
    let sums: WindowSums

    private struct Term {
        var postings: TermPostings
        var window: PostingWindow
        var seeker: PostingSeeker
        /// What the term can give in the current window.
        var bound = 0.0
        /// What it and all before it in the order of bounds can give.
        var boundSum = 0.0
    }

    // SAFETY: `termCount` terms and `placeCount` scores until `deallocate`.
    /// By rising bound in the current window.
    private let terms: UnsafeMutablePointer<Term>
    private let termCount: Int
    /// Exact scores of the document looked at, in query order.
    private let exact: UnsafeMutablePointer<Double>
    private let placeCount: Int

    init(
        segment: Int, allowed: DocumentSet, tables: ScoringTables, terms: [TermPostings], placeCount: Int,
        sums: WindowSums
    ) {
        self.segment = segment
        self.allowed = allowed
        self.tables = tables
        self.sums = sums
        self.placeCount = placeCount
        termCount = terms.count
        self.terms = .allocate(capacity: terms.count)
        for (index, postings) in terms.enumerated() {
            (self.terms + index).initialize(
                to: Term(postings: postings, window: .allocate(), seeker: .allocate()))
        }
        exact = .allocate(capacity: placeCount)
    }

    func deallocate() {
        for index in 0..<termCount {
            terms[index].window.deallocate()
            terms[index].seeker.deallocate()
        }
        terms.deallocate()
        exact.deallocate()
    }

    /// - Returns: whether no later window can hold a candidate either.
    func search(
        _ start: UInt32, _ end: UInt32, _ threshold: inout TopKThreshold, slack: Double
    ) throws(StorageError) -> Bool {
        computeBounds(start, end)
        let limit = threshold.sum
        let total = terms[termCount - 1].boundSum
        if total == 0 { return (0..<termCount).allSatisfy { terms[$0].postings.isAtEnd } }
        if total < limit { return false }
        // The terms whose bounds together stay below the limit.
        var optionalCount = 0
        while optionalCount < termCount - 1 && terms[optionalCount].boundSum < limit { optionalCount += 1 }
        let optionalBound = optionalCount > 0 ? terms[optionalCount - 1].boundSum : 0
        var found = 0
        for index in optionalCount..<termCount {
            try terms[index].window.fill(terms[index].postings, start, end)
            found += terms[index].window.postingCount
        }
        guard found > 0 else { return false }
        accumulate(optionalCount..<termCount, start, end)
        let needed = Float(max((limit - optionalBound) * slack, Double(Float.leastNormalMagnitude)))
        let isSparse = found * 16 < Int(end - start)
        var candidateCount = collect(needed, optionalCount, start, end, isSparse: isSparse)
        if candidateCount > 4 * threshold.capacity {
            let raised = raisedLimit(candidateCount, threshold.capacity, start) * Float(slack)
            if raised - Float(optionalBound) > needed {
                candidateCount = collect(
                    raised - Float(optionalBound), optionalCount, start, end, isSparse: isSparse)
            }
        }
        for candidate in 0..<candidateCount {
            let place = sums.places[candidate]
            let document = start + place
            guard allowed.contains(document) else { continue }
            try consider(document, Double(sums.sums[Int(place)]), optionalCount, &threshold, slack)
        }
        clear(optionalCount, start, end, isSparse: isSparse)
        return false
    }

    /// Puts the places of all sums of at least `needed` into `sums.places`, rising.
    private func collect(
        _ needed: Float, _ optionalCount: Int, _ start: UInt32, _ end: UInt32, isSparse: Bool
    ) -> Int {
        guard isSparse else {
            return souk_collect_above(sums.sums, Int(end - start), needed, sums.places)
        }
        var count = 0
        for index in optionalCount..<termCount {
            let window = terms[index].window
            for place in window.first..<window.end {
                let candidate = window.documents[place] - start
                guard sums.sums[Int(candidate)] >= needed else { continue }
                sums.places[count] = candidate
                count += 1
            }
        }
        guard termCount - optionalCount > 1 else { return count }
        var places = UnsafeMutableBufferPointer(start: sums.places, count: count)
        places.sort()
        var kept = 0
        for place in 0..<count where kept == 0 || sums.places[kept - 1] != sums.places[place] {
            sums.places[kept] = sums.places[place]
            kept += 1
        }
        return kept
    }

    private func clear(_ optionalCount: Int, _ start: UInt32, _ end: UInt32, isSparse: Bool) {
        guard isSparse else {
            sums.sums.update(repeating: 0, count: Int(end - start))
            return
        }
        for index in optionalCount..<termCount {
            let window = terms[index].window
            for place in window.first..<window.end { sums.sums[Int(window.documents[place] - start)] = 0 }
        }
    }

    private func computeBounds(_ start: UInt32, _ end: UInt32) {
        for index in 0..<termCount { terms[index].bound = terms[index].postings.bound(start, end) }
        // Nearly in order from the last window.
        for index in 1..<max(termCount, 1) {
            var place = index
            while place > 0 && terms[place].bound < terms[place - 1].bound {
                swap(&terms[place], &terms[place - 1])
                place -= 1
            }
        }
        var sum = 0.0
        for index in 0..<termCount {
            sum += terms[index].bound
            terms[index].boundSum = sum * TermPostings.slack
        }
    }

    private func accumulate(_ range: Range<Int>, _ start: UInt32, _ end: UInt32) {
        let norms = tables.norms + Int(start)
        let isOneNorm = tables.isOrdered && norms[0] == norms[Int(end - start) - 1]
        if isOneNorm {
            for code in 0..<256 {
                let frequency = tables.singleFrequencies[code]
                sums.units[code] = frequency > 0 ? frequency / (frequency + norms[0]) : 0
            }
        }
        for index in range {
            let window = terms[index].window
            let count = window.postingCount
            guard count > 0 else { continue }
            let weight = terms[index].postings.singleWeight
            if isOneNorm {
                souk_accumulate_units(
                    window.documents + window.first, window.codes + window.first, count, start, sums.units,
                    weight, sums.sums)
            } else {
                souk_accumulate_norms(
                    window.documents + window.first, window.codes + window.first, count, start, norms,
                    tables.singleFrequencies, weight, sums.sums)
            }
            if window.hasEscapes { addEscapes(terms[index].postings, window, start) }
        }
    }

    /// The kernels give postings with the escape code 0.
    private func addEscapes(_ postings: TermPostings, _ window: PostingWindow, _ start: UInt32) {
        for place in window.first..<window.end where window.codes[place] == PostingCode.escape {
            let document = window.documents[place]
            let score = postings.score(document, frequency: window.frequency(postings, place))
            sums.sums[Int(document - start)] += Float(score)
        }
    }

    /// The k-th largest sum of allowed documents bounds the threshold from below before any is scored exactly.
    private func raisedLimit(_ candidateCount: Int, _ capacity: Int, _ start: UInt32) -> Float {
        var best: [Float] = []
        best.reserveCapacity(candidateCount)
        for candidate in 0..<candidateCount where allowed.contains(start + sums.places[candidate]) {
            best.append(sums.sums[Int(sums.places[candidate])])
        }
        guard best.count >= capacity, capacity > 0 else { return 0 }
        return best.nthLargest(capacity)
    }

    /// Scores a document exactly unless the optional terms cannot lift it over the threshold.
    private func consider(
        _ document: UInt32, _ sum: Double, _ optionalCount: Int, _ threshold: inout TopKThreshold,
        _ slack: Double
    ) throws(StorageError) {
        exact.update(repeating: 0, count: placeCount)
        var known = sum / slack
        for index in (0..<optionalCount).reversed() {
            if known + terms[index].boundSum < threshold.sum { return }
            let score = try terms[index].seeker.score(terms[index].postings, document)
            exact[terms[index].postings.place] = score
            known += score
        }
        if known < threshold.sum { return }
        for index in optionalCount..<termCount {
            let postings = terms[index].postings
            exact[postings.place] = terms[index].window.score(postings, document)
        }
        // Summed in query order, as the exhaustive search does.
        var total = 0.0
        for place in 0..<placeCount { total += exact[place] }
        threshold.insert(DocumentAddress(segment: segment, document: document), sum: total)
    }
}

extension [Float] {
    /// The n-th largest element, found by partitioning.
    /// - Precondition: 1 ≤ n ≤ count.
    fileprivate consuming func nthLargest(_ n: Int) -> Float {
        var values = self
        var low = 0
        var high = values.count - 1
        while low < high {
            let pivot = values[(low + high) / 2]
            var left = low
            var right = high
            while left <= right {
                while values[left] > pivot { left += 1 }
                while values[right] < pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if n - 1 <= right { high = right } else if n - 1 >= left { low = left } else { break }
        }
        return values[n - 1]
    }
}

import SoukStorage

/// Scores given documents of one segment exactly: concept by concept, in query order, as the exhaustive search does.
struct ConceptScorer {
    private struct Reading {
        let postings: ReadingPostings
        var seeker: PostingSeeker
        /// The next match, of a reading that is not a list.
        var next = 0
    }

    private struct Column {
        /// Share of ``readings``.
        let range: Range<Int>
        let weight: Double
    }

    /// Documents scored at once.
    static let chunk = 256

    private let formula: BM25Formula
    private let columns: [Column]
    // SAFETY: `readingCount` readings, `chunk` scores and norms until `deallocate`.
    private let readings: UnsafeMutablePointer<Reading>
    private let readingCount: Int
    private let scores: UnsafeMutablePointer<Double>
    /// Norms of the documents.
    private let norms: UnsafeMutablePointer<Double>
    private var cursor: NormCursor
    /// Sums of the documents scored last.
    let sums: UnsafeMutablePointer<Double>

    /// - Parameter weights: idf × boost of every concept.
    init(_ concepts: [ConceptPostings], weights: [Double], _ tables: ScoringTables) {
        formula = tables.formula
        readingCount = concepts.reduce(0) { $0 + $1.readings.count }
        readings = .borrow(readingCount)
        var columns: [Column] = []
        var place = 0
        for (concept, weight) in zip(concepts, weights) {
            columns.append(Column(range: place..<place + concept.readings.count, weight: weight))
            for reading in concept.readings {
                (readings + place).initialize(to: Reading(postings: reading, seeker: .allocate()))
                place += 1
            }
        }
        self.columns = columns
        cursor = NormCursor(tables)
        norms = .borrow(Self.chunk)
        scores = .borrow(Self.chunk)
        sums = .borrow(Self.chunk)
    }

    func deallocate() {
        for index in 0..<readingCount { readings[index].seeker.deallocate() }
        readings.deinitialize(count: readingCount)
        readings.giveBack()
        scores.giveBack()
        norms.giveBack()
        sums.giveBack()
    }

    /// At least the sum of any document whose norm is at least `norm`.
    func bound(norm: Float) -> Double {
        var sum = 0.0
        for place in columns.indices { sum += bound(of: place, norm: norm) }
        return sum * TermPostings.slack
    }

    /// At least what the concept at a place adds to the sum of any document whose norm is at least `norm`.
    @inline(__always)
    func bound(of place: Int, norm: Float) -> Double {
        var highest = 0.0
        for reading in columns[place].range {
            highest = max(highest, readings[reading].postings.bound(norm: norm))
        }
        return highest * columns[place].weight
    }

    /// Puts the sums of at most ``chunk`` documents, rising from call to call, into ``sums``.
    mutating func score(_ documents: UnsafePointer<UInt32>, _ count: Int) throws(StorageError) {
        sums.update(repeating: 0, count: count)
        for index in 0..<count { norms[index] = Double(cursor.norm(of: documents[index])) }
        for column in columns where !column.range.isEmpty {
            scores.update(repeating: 0, count: count)
            for reading in column.range { try add(reading, documents, count) }
            for index in 0..<count { sums[index] += scores[index] * column.weight }
        }
    }

    /// The best reading of a concept counts.
    private func add(
        _ place: Int, _ documents: UnsafePointer<UInt32>, _ count: Int
    ) throws(StorageError) {
        let reading = readings[place].postings
        let (weight, limit, countsOnce) = (reading.weight, reading.limit, reading.countsOnce)
        switch readings[place].postings.source {
        case .list(let postings):
            try readings[place].seeker.forEachHeld(postings, documents, count) { index, frequency in
                let counted = countsOnce ? min(frequency, 1) : frequency
                let score = weight * formula.termScore(frequency: counted, norm: norms[index])
                scores[index] = max(scores[index], min(score, limit))
            }
        case .matches(let matches):
            readings[place].next = matches._withUnsafeGuaranteedRef { matches in
                add(matches, from: readings[place].next, reading, documents, count)
            }
        }
    }

    /// - Returns: the place of the first match behind the documents.
    private func add(
        _ matches: ReadingMatches, from start: Int, _ reading: ReadingPostings,
        _ documents: UnsafePointer<UInt32>, _ count: Int
    ) -> Int {
        let found = matches.documents
        var next = start
        for index in 0..<count {
            while next < found.count && found[next] < documents[index] { next += 1 }
            guard next < found.count else { break }
            if found[next] == documents[index] {
                var score = matches.scores[next]
                // What was found once earns as much or less.
                if reading.countsOnce {
                    score = min(score, formula.termScore(frequency: 1, norm: norms[index]))
                }
                scores[index] = max(scores[index], min(reading.weight * score, reading.limit))
            }
        }
        return next
    }
}

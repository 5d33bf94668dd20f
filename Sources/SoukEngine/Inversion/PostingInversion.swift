import CSoukKernels

/// Turns the logs of documents into records by term: a distribution sort of the tokens.
///
/// How many records a term takes is known, so that each has its room; documents are read in the order of the segment,
/// and their tokens put where their terms' next ones go. So every term's postings come sorted.
/// - Complexity: O(tokens) for each range of terms, and 8 bytes for each of its tokens.
struct PostingInversion: Sendable {
    let ranking: TermRanking
    let order: DocumentOrder
    /// Number of each builder's first document among all that come.
    private let firstDocuments: [Int]

    /// Documents whose memory is fetched ahead of the one at work.
    private static let distance = 8

    init(_ ranking: TermRanking, order: DocumentOrder) {
        self.ranking = ranking
        self.order = order
        var sum = 0
        firstDocuments = ranking.builders.map { builder in
            defer { sum += builder.documentCount }
            return sum
        }
    }

    /// Cuts the ranks of all terms so that a range has at most `limit` records or one term, and that there are at
    /// least `minimum` ranges of about equal size where there are so many terms.
    func ranges(limit: Int, minimum: Int) -> [Range<Int>] {
        let total = ranking.recordCounts.reduce(0) { $0 + Int($1) }
        let size = max(1, min(limit, (total + minimum - 1) / max(minimum, 1)))
        var ranges: [Range<Int>] = []
        var start = 0
        var sum = 0
        for rank in 0..<ranking.count {
            let count = Int(ranking.recordCounts[rank])
            if sum + count > size, rank > start {
                ranges.append(start..<rank)
                start = rank
                sum = 0
            }
            sum += count
        }
        if start < ranking.count { ranges.append(start..<ranking.count) }
        return ranges
    }

    /// The records of the terms of a range of ranks. The caller deallocates them.
    func records(of range: Range<Int>) -> PostingRecords {
        let records = PostingRecords(counts: ranking.recordCounts[range])
        order.sources.withUnsafeBufferPointer { sources in
            withBuilders { builders in fill(records, range, sources, builders) }
        }
        return records
    }

    /// A value of every document, in the order of the segment.
    func inOrder<Value>(_ value: (_ builder: Int, _ document: Int) -> Value) -> [Value] {
        order.sources.map { source in
            let builder = firstDocuments.lastIndex { $0 <= Int(source) } ?? 0
            return value(builder, Int(source) - firstDocuments[builder])
        }
    }

    /// What the inner loop needs of a builder.
    private struct Builder: BitwiseCopyable {
        let firstDocument: Int
        let log: TokenLog
        let ranks: UnsafeMutablePointer<UInt32>
    }

    private func withBuilders(_ body: (UnsafePointer<Builder>) -> Void) {
        let builders = ranking.builders.indices.map {
            Builder(
                firstDocument: firstDocuments[$0], log: ranking.builders[$0].log, ranks: ranking.ranks[$0])
        }
        builders.withUnsafeBufferPointer { if let base = $0.baseAddress { body(base) } }
    }

    private func fill(
        _ records: PostingRecords, _ range: Range<Int>, _ sources: UnsafeBufferPointer<UInt32>,
        _ builders: UnsafePointer<Builder>
    ) {
        let last = builders + (ranking.builders.count - 1)
        func builder(of source: Int) -> UnsafePointer<Builder> {
            var builder = last
            while builder.pointee.firstDocument > source { builder -= 1 }
            return builder
        }
        for number in sources.indices {
            let ahead = number &+ Self.distance
            if ahead &+ Self.distance < sources.count {
                let far = Int(sources[ahead &+ Self.distance])
                let farBuilder = builder(of: far)
                farBuilder.pointee.log.prefetchStart(far &- farBuilder.pointee.firstDocument)
                let near = Int(sources[ahead])
                let nearBuilder = builder(of: near)
                nearBuilder.pointee.log.prefetchWords(near &- nearBuilder.pointee.firstDocument)
            }
            let source = Int(sources[number])
            let own = builder(of: source)
            put(
                own.pointee.log, source &- own.pointee.firstDocument, UInt32(truncatingIfNeeded: number),
                own.pointee.ranks, range, records)
        }
    }

    @inline(__always)
    private func put(
        _ log: TokenLog, _ source: Int, _ document: UInt32, _ ranks: UnsafePointer<UInt32>,
        _ range: Range<Int>, _ records: PostingRecords
    ) {
        let first = UInt32(truncatingIfNeeded: range.lowerBound)
        let count = UInt32(truncatingIfNeeded: range.count)
        log.forEachToken(of: source) { term, place, position in
            let index = ranks[Int(term)] &- first
            guard index < count else { return }
            records.append(document, place, position, to: Int(index))
        }
    }
}

/// The records of some neighbouring terms, by term and document.
struct PostingRecords: @unchecked Sendable {
    // SAFETY: `starts` has an element more than `ends`; a term's records lie from its start to its end, which never
    // passes the next start. Freed by `deallocate`.
    private let records: UnsafeMutablePointer<UInt64>
    private let starts: UnsafeMutablePointer<Int>
    private let ends: UnsafeMutablePointer<Int>

    /// - Parameter counts: records of each term at most.
    init(counts: ArraySlice<UInt32>) {
        starts = .allocate(capacity: counts.count)
        ends = .allocate(capacity: counts.count)
        var sum = 0
        for (index, count) in counts.enumerated() {
            starts[index] = sum
            ends[index] = sum
            sum += Int(count)
        }
        records = .allocate(capacity: max(sum, 1))
    }

    func deallocate() {
        records.deallocate()
        starts.deallocate()
        ends.deallocate()
    }

    @inline(__always)
    func append(_ document: UInt32, _ place: TokenPlace, _ position: UInt32, to term: Int) {
        let end = ends[term]
        ends[term] = end &+ Int(PostingRecord.write(document, place, position, to: records + end))
    }

    /// A term's records.
    @inline(__always)
    subscript(term: Int) -> UnsafeBufferPointer<UInt64> {
        UnsafeBufferPointer(start: records + starts[term], count: ends[term] &- starts[term])
    }
}

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

    /// Cuts the ranks of all terms into ranges of about equal size, as many for each thread: every range costs each
    /// document's tokens a look. A range has at most `limit` records and those of one term more.
    func ranges(limit: Int, threads: Int) -> [Range<Int>] {
        let total = ranking.recordCounts.reduce(0) { $0 + Int($1) }
        let threads = max(threads, 1)
        let shares = threads * max(1, (total / threads + limit) / limit)
        var ranges: [Range<Int>] = []
        var start = 0
        var sum = 0
        var reached = 0
        for rank in 0..<ranking.count {
            sum += Int(ranking.recordCounts[rank])
            let share = sum * shares / total
            guard share > reached else { continue }
            reached = share
            ranges.append(start..<rank + 1)
            start = rank + 1
        }
        if start < ranking.count { ranges.append(start..<ranking.count) }
        return ranges
    }

    /// The records of the terms of a range of ranks. The caller deallocates them.
    func records(of range: Range<Int>) -> PostingRecords {
        let records = PostingRecords(ranking, range)
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
        let commonNumbers: UnsafeMutablePointer<UInt32>?
    }

    private func withBuilders(_ body: (UnsafePointer<Builder>) -> Void) {
        let builders = ranking.builders.indices.map {
            Builder(
                firstDocument: firstDocuments[$0], log: ranking.builders[$0].log,
                commonNumbers: ranking.commonNumbers[$0])
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
                own.pointee, source &- own.pointee.firstDocument, UInt32(truncatingIfNeeded: number), records)
        }
    }

    @inline(__always)
    private func put(_ builder: Builder, _ source: Int, _ document: UInt32, _ records: PostingRecords) {
        if let numbers = builder.commonNumbers {
            builder.log.forEachToken(of: source) { term, place, position in
                records.append(document, place, position, to: Int(numbers[Int(term)]))
            }
        } else {
            builder.log.forEachToken(of: source) { term, place, position in
                records.append(document, place, position, to: Int(term))
            }
        }
    }
}

/// The records of the terms of a range of ranks, by term and document.
struct PostingRecords: @unchecked Sendable {
    // SAFETY: a term's records lie from its start to its end, which never passes the next start. Freed by `deallocate`.
    private let records: UnsafeMutablePointer<UInt64>
    /// Where each term's records begin, by its place in the range.
    private let starts: UnsafeMutablePointer<UInt32>
    /// Where they end, by common number; ``none`` for terms out of the range.
    private let ends: UnsafeMutablePointer<UInt32>
    private let ranking: TermRanking
    private let firstRank: Int

    private static let none = UInt32.max

    init(_ ranking: TermRanking, _ range: Range<Int>) {
        self.ranking = ranking
        firstRank = range.lowerBound
        starts = TableMemory.allocate(count: range.count)
        ends = TableMemory.allocate(count: ranking.count)
        ends.initialize(repeating: Self.none, count: ranking.count)
        var sum: UInt32 = 0
        for (place, rank) in range.enumerated() {
            starts[place] = sum
            ends[Int(ranking.numbers[rank])] = sum
            sum += ranking.recordCounts[rank]
        }
        records = TableMemory.allocate(count: Int(sum))
    }

    func deallocate() {
        TableMemory.deallocate(records)
        TableMemory.deallocate(starts)
        TableMemory.deallocate(ends)
    }

    /// Adds a token of the term with a common number, unless the term is out of the range.
    @inline(__always)
    func append(_ document: UInt32, _ place: TokenPlace, _ position: UInt32, to term: Int) {
        let end = ends[term]
        guard end != Self.none else { return }
        ends[term] = end &+ PostingRecord.write(document, place, position, to: records + Int(end))
    }

    /// The records of a term, by its place in the range.
    @inline(__always)
    subscript(place: Int) -> UnsafeBufferPointer<UInt64> {
        let start = starts[place]
        let end = ends[Int(ranking.numbers[firstRank + place])]
        return UnsafeBufferPointer(start: records + Int(start), count: Int(end &- start))
    }
}

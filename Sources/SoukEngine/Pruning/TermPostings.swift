import SoukStorage

/// One term of a query in one segment: its list, how much it weighs, and how to bound what it can give.
struct TermPostings {
    /// The term's place in the query.
    let place: Int
    let list: PostingList
    // SAFETY: the snapshot keeps the tables alive while it is searched.
    unowned(unsafe) let tables: ScoringTables
    private let formula: BM25Formula
    private let norms: UnsafeMutablePointer<Float>
    private let floors: UnsafeMutablePointer<Float>
    private let ceilings: UnsafeMutablePointer<Double>
    /// Weight of the reading, then that of the concept: multiplied in this order, as the exhaustive search does.
    private let readingWeight: Double
    private let conceptWeight: Double
    /// The first block that reaches the documents looked at last.
    private(set) var nextBlock = 0
    /// First and last document and the highest frequency of a small list, which has no table that tells them.
    private var smallFirst: UInt32 = 0
    private var smallLast: UInt32 = 0
    private var smallCeiling = 0.0

    /// - Parameter scratch: holds the block of a small list afterwards.
    init(
        _ list: PostingList, place: Int, _ tables: ScoringTables, readingWeight: Double,
        conceptWeight: Double, scratch: inout PostingBlock
    ) throws(StorageError) {
        self.list = list
        self.place = place
        self.tables = tables
        formula = tables.formula
        norms = tables.norms
        floors = tables.floors
        ceilings = tables.ceilings
        self.readingWeight = readingWeight
        self.conceptWeight = conceptWeight
        guard !list.isLarge else { return }
        try list.decode(0, into: &scratch)
        smallFirst = scratch.documents[0]
        smallLast = scratch.documents[scratch.count - 1]
        for place in 0..<scratch.count {
            smallCeiling = max(smallCeiling, ceilings[Int(scratch.codes[place])])
        }
    }

    /// What the term gives to a document's sum: bit for bit what the exhaustive search computes.
    @inline(__always)
    func score(_ document: UInt32, frequency: Double) -> Double {
        score(frequency: frequency, norm: norms[Int(document)])
    }

    @inline(__always)
    func score(frequency: Double, norm: Float) -> Double {
        readingWeight * formula.termScore(frequency: frequency, norm: Double(norm)) * conceptWeight
    }

    /// The same weight in single precision, for sums that are checked exactly later.
    var singleWeight: Float { Float(readingWeight * conceptWeight * (formula.k1 + 1)) }

    /// At least the score of any posting of that frequency or less in documents of that norm or more.
    @inline(__always)
    func bound(frequency: Double, norm: Float) -> Double {
        let score =
            frequency.isInfinite
            ? readingWeight * (formula.k1 + 1) * conceptWeight : score(frequency: frequency, norm: norm)
        // Rounding is monotone only up to the last bits.
        return score * Self.slack
    }

    static let slack = 1 + 1e-12

    /// Moves to the first block that reaches `start`.
    @inline(__always)
    mutating func skip(to start: UInt32) {
        if nextBlock >= list.blockCount { return }
        if list.isLarge {
            nextBlock = list.block(atOrAfter: start, from: nextBlock)
        } else if smallLast < start {
            nextBlock = 1
        }
    }

    var isAtEnd: Bool { nextBlock >= list.blockCount }

    /// Bounds what the term can give to documents in `start..<end`, and skips to `start`.
    @inline(__always)
    mutating func bound(_ start: UInt32, _ end: UInt32) -> Double {
        skip(to: start)
        guard nextBlock < list.blockCount else { return 0 }
        guard list.isLarge else {
            return smallFirst < end ? bound(frequency: smallCeiling, norm: floors[Int(start)]) : 0
        }
        var ceiling = 0.0
        var block = nextBlock
        while block < list.blockCount {
            ceiling = max(ceiling, ceilings[Int(list.strongestCode(block))])
            if list.lastDocument(block) >= end - 1 { break }
            block += 1
        }
        return bound(frequency: ceiling, norm: floors[Int(start)])
    }

    /// Bounds what the term can give to the documents of one of its blocks, the first of which is at least `start`.
    @inline(__always)
    func bound(block: Int, start: UInt32) -> Double {
        let ceiling = list.isLarge ? ceilings[Int(list.strongestCode(block))] : smallCeiling
        return bound(frequency: ceiling, norm: floors[Int(start)])
    }
}

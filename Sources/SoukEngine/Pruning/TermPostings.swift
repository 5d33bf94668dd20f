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
    /// The postings of high frequency on their own; nil when they are not told apart, or there are none.
    let strong: PostingList?
    /// The documents as a bitmap, of a common term.
    // SAFETY: the segment keeps it as long as it is open.
    let bitmap: TermBitmap?
    /// Highest weighted frequency of a posting outside ``strong``, and of any posting.
    let ordinaryFrequency: Double
    let highestFrequency: Double
    /// First and last document of the list.
    let firstDocument: UInt32
    let lastDocument: UInt32
    /// The only block of a small list, decoded; nil for a large one, or where nobody keeps it.
    // SAFETY: whoever sets it keeps it as long as the term is used.
    var block: PostingBlock?

    /// - Parameter scratch: room for a block; a small list leaves its own there.
    init(
        _ list: PostingList, place: Int, _ tables: ScoringTables, bitmaps: TermBitmaps,
        readingWeight: Double, conceptWeight: Double, scratch: inout PostingBlock
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
        bitmap = try bitmaps.bitmap(of: list)
        if list.isLarge {
            strong = list.isSplit ? try list.strongList() : nil
            highestFrequency = tables.ceilings[Int(list.strongestCode)]
            ordinaryFrequency =
                list.isSplit ? tables.ordinaryFrequencies[Int(list.cut)] : highestFrequency
            firstDocument = 0
            lastDocument = list.lastDocument(list.blockCount - 1)
        } else {
            // A small list has no table that would tell.
            try list.decode(0, into: &scratch)
            var highest = 0.0
            if let code = scratch.uniformCode {
                highest = ceilings[Int(code)]
            } else {
                for place in 0..<scratch.count {
                    highest = max(highest, ceilings[Int(scratch.codes[place])])
                }
            }
            strong = nil
            highestFrequency = highest
            ordinaryFrequency = highest
            firstDocument = scratch.documents[0]
            lastDocument = scratch.documents[scratch.count - 1]
        }
    }

    /// Whether the postings of high frequency are told from the others.
    var isSplit: Bool { list.isSplit }

    /// Whether a document may hold the term; what says no is right.
    @inline(__always)
    func mayHold(_ document: UInt32) -> Bool {
        guard let bitmap else { return document >= firstDocument && document <= lastDocument }
        return bitmap.contains(document)
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

    /// The highest score of an ordinary posting in documents of that norm or more: what one has, to the last bit.
    @inline(__always)
    func ordinaryBound(norm: Float) -> Double {
        list.isSplit && ordinaryFrequency.isFinite
            ? score(frequency: ordinaryFrequency, norm: norm)
            : bound(frequency: ordinaryFrequency, norm: norm)
    }

    /// The same of another list of the term's: strong postings that are split again. Infinite for one that is not.
    func ordinaryBound(of list: PostingList, norm: Float) -> Double {
        guard list.isSplit else { return .infinity }
        let frequency = tables.ordinaryFrequencies[Int(list.cut)]
        return frequency.isFinite ? score(frequency: frequency, norm: norm) : .infinity
    }

    @inline(__always)
    func highestBound(norm: Float) -> Double { bound(frequency: highestFrequency, norm: norm) }

    /// Bounds what postings of a block with that strongest code can give.
    @inline(__always)
    func bound(code: UInt8, norm: Float) -> Double { bound(frequency: ceilings[Int(code)], norm: norm) }
}

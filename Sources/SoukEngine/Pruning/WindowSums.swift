import CSoukKernels

/// Single-precision sums of the scores in a window of documents, and the documents whose sums are high.
///
/// A crowded window is small and is looked through whole; a sparse one is large, and only where there are postings is it
/// looked at. The memory belongs to the thread and is all 0 between windows.
struct WindowSums {
    static let crowdedWindow = 4096
    static let sparseWindow = 65_536
    /// A window with fewer postings than one to so many documents is sparse.
    private static let sparsity = 24
    /// Postings that a window is worth its own choice of parts for.
    private static let worthwhilePostings = 256
    /// Scores of so many postings are computed one by one.
    private static let fewPostings = 64
    /// Documents that one word of marks stands for.
    private static let documentsOfMarks = 1024
    /// How far a sum of up to 64 scores is from the exact one, as a share of the highest sum.
    static let largestError: Float = 5e-6

    // SAFETY: room for the documents of a window, and the kernels' slack, until `deallocate`.
    private let sums: UnsafeMutablePointer<Float>
    /// A mark for every 16 sums that hold any, in a sparse window.
    private let lines: UnsafeMutablePointer<UInt64>
    /// The candidates, and their sums, later at most their scores.
    let documents: UnsafeMutablePointer<UInt32>
    let bounds: UnsafeMutablePointer<Float>
    private let units: UnsafeMutablePointer<Float>
    /// The norm that ``units`` is for.
    private var unitsNorm = Float.nan
    private let capacity: Int
    var candidateCount = 0
    private var start: UInt32 = 0
    private var size = 0
    private var isSparse = false
    private var isOneNorm = false
    private var norms: UnsafeMutablePointer<Float>

    init(_ tables: ScoringTables) {
        capacity = (min(Self.sparseWindow, tables.documentCount) + 127) & ~63
        sums = .borrowZeros(capacity)
        lines = .borrowZeros(capacity / Self.documentsOfMarks + 1)
        documents = .borrow(capacity)
        bounds = .borrow(capacity)
        units = .borrow(256)
        norms = tables.norms
    }

    func deallocate() {
        sums.giveBackZeros()
        lines.giveBackZeros()
        documents.giveBack()
        bounds.giveBack()
        units.giveBack()
    }

    /// The end of a window from `start` on, when `walked` postings of all the segment's documents are to be walked.
    ///
    /// A window ends with the documents of one norm, where that leaves it postings enough: the norm is then looked up once.
    static func end(from start: Int, walked: Int, _ tables: ScoringTables) -> Int {
        let size = walked * sparsity < tables.documentCount ? sparseWindow : crowdedWindow
        let end = min(start + size, tables.documentCount)
        guard tables.isOrdered, tables.norms[start] != tables.norms[end - 1] else { return end }
        let enough = max(crowdedWindow, worthwhilePostings * tables.documentCount / max(walked, 1))
        return min(end, max(tables.endOfNorm(start), start + enough))
    }

    /// Begins a window that holds `walked` postings.
    mutating func begin(_ start: UInt32, _ end: UInt32, _ tables: ScoringTables, walked: Int) {
        self.start = start
        size = Int(end - start)
        isSparse = size > Self.crowdedWindow || walked * Self.sparsity < size
        candidateCount = 0
        norms = tables.norms + Int(start)
        // A table for all codes pays for itself only with many postings.
        isOneNorm = walked >= Self.fewPostings && tables.isOrdered && norms[0] == norms[size - 1]
        guard isOneNorm, unitsNorm != norms[0] else { return }
        souk_fill_units(tables.singleFrequencies, 256, norms[0], units)
        unitsNorm = norms[0]
    }

    /// Adds a term's scores, each less `less`, where they are above 0.
    func add(_ window: PostingWindow, _ postings: TermPostings, less: Float) {
        let count = window.postingCount
        guard count > 0 else { return }
        let documents = window.documents + window.first
        let codes = window.codes + window.first
        let weight = postings.singleWeight
        if isOneNorm {
            souk_accumulate_units(documents, codes, count, start, units, weight, less, sums)
        } else {
            souk_accumulate_norms(
                documents, codes, count, start, norms, postings.tables.singleFrequencies, weight, less, sums)
        }
        if window.hasEscapes { addEscapes(window, postings, less: less) }
        if isSparse { souk_mark_lines(documents, count, start, lines) }
    }

    /// The kernels give postings with the escape code a frequency of 0.
    private func addEscapes(_ window: PostingWindow, _ postings: TermPostings, less: Float) {
        var place = PostingCode.nextEscape(window.codes, from: window.first, to: window.end)
        while place < window.end {
            let document = window.documents[place]
            let score = postings.score(document, frequency: window.escapes[place])
            sums[Int(document - start)] += max(Float(score) - less, 0)
            place = PostingCode.nextEscape(window.codes, from: place + 1, to: window.end)
        }
    }

    /// Ends the window: the documents with a sum of at least `needed`, and above 0, become the candidates.
    mutating func collect(atLeast needed: Float) {
        let needed = max(needed, .leastNormalMagnitude)
        if isSparse {
            candidateCount = souk_collect_marked(
                sums, lines, (size + Self.documentsOfMarks - 1) / Self.documentsOfMarks, start, needed,
                documents, bounds)
        } else {
            candidateCount = souk_collect_above(sums, size, start, needed, documents, bounds)
            sums.update(repeating: 0, count: size)
        }
    }

    /// Keeps the candidates that are allowed.
    mutating func retain(_ allowed: DocumentSet) {
        var count = 0
        for candidate in 0..<candidateCount {
            documents[count] = documents[candidate]
            bounds[count] = bounds[candidate]
            count += allowed.contains(documents[candidate]) ? 1 : 0
        }
        candidateCount = count
    }

    /// Adds what was left out of the sums: they are bounds from here on.
    func raise(by leftOut: Float) {
        for candidate in 0..<candidateCount { bounds[candidate] += leftOut }
    }
}

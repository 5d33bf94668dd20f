import CSoukKernels

/// Single-precision sums of the scores in a window of documents, and the documents whose sums are high.
///
/// A crowded window is small and is looked through whole; a sparse one is large, and only the documents with a posting
/// are looked at. The memory belongs to the thread and is all 0 between windows.
struct WindowSums {
    static let crowdedWindow = 4096
    static let sparseWindow = 65_536
    /// A window with fewer postings than one to so many documents is sparse.
    private static let sparsity = 24
    /// How far a sum of up to 64 scores is from the exact one, as a share of the highest sum.
    static let largestError: Float = 5e-6

    // SAFETY: room for the documents of a window (and 8 places more) until `deallocate`.
    let sums: UnsafeMutablePointer<Float>
    /// Places of the candidates in the window; after ``takeCandidates(_:leftOut:)`` their documents.
    let places: UnsafeMutablePointer<UInt32>
    /// At most the scores of the candidates.
    let bounds: UnsafeMutablePointer<Float>
    /// Documents with a posting, in a sparse window.
    private let touched: UnsafeMutablePointer<UInt64>
    private let units: UnsafeMutablePointer<Float>
    private let capacity: Int
    var candidateCount = 0
    private var start: UInt32 = 0
    private var size = 0
    private var isSparse = false
    private var isOpen = false
    private var isOneNorm = false
    private var norms: UnsafeMutablePointer<Float>

    init(_ tables: ScoringTables) {
        capacity = (min(Self.sparseWindow, tables.documentCount) + 127) & ~63
        let bytes = Self.byteCount(capacity)
        guard let memory = souk_take_scratch(bytes) else { fatalError("no memory for \(bytes) bytes") }
        sums = memory.bindMemory(to: Float.self, capacity: capacity)
        let touched = memory + 4 * capacity
        self.touched = touched.bindMemory(to: UInt64.self, capacity: capacity / 64 + 1)
        places = .allocate(capacity: capacity)
        bounds = .allocate(capacity: capacity)
        units = .allocate(capacity: 256)
        norms = tables.norms
    }

    private static func byteCount(_ capacity: Int) -> Int { 4 * capacity + 8 * (capacity / 64 + 1) + 8 }

    func deallocate() {
        // An error may have ended a window early.
        if isOpen { clear() }
        souk_give_scratch(sums, Self.byteCount(capacity))
        places.deallocate()
        bounds.deallocate()
        units.deallocate()
    }

    /// Documents to take at once when `walked` postings of all the segment's documents are left to walk.
    static func windowSize(walked: Int, documentCount: Int) -> Int {
        walked * sparsity < documentCount ? sparseWindow : crowdedWindow
    }

    /// Begins a window that holds `walked` postings.
    mutating func begin(_ start: UInt32, _ end: UInt32, _ tables: ScoringTables, walked: Int) {
        self.start = start
        size = Int(end - start)
        isSparse = size > Self.crowdedWindow || walked * Self.sparsity < size
        isOpen = true
        candidateCount = 0
        norms = tables.norms + Int(start)
        isOneNorm = tables.isOrdered && norms[0] == norms[size - 1]
        guard isOneNorm else { return }
        for code in 0..<256 {
            let frequency = tables.singleFrequencies[code]
            units[code] = frequency > 0 ? frequency / (frequency + norms[0]) : 0
        }
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
        guard isSparse else { return }
        for index in 0..<count {
            let place = documents[index] - start
            touched[Int(place >> 6)] |= 1 << UInt64(place & 63)
        }
    }

    /// The kernels give postings with the escape code a frequency of 0.
    private func addEscapes(_ window: PostingWindow, _ postings: TermPostings, less: Float) {
        for place in window.first..<window.end where window.codes[place] == PostingCode.escape {
            let document = window.documents[place]
            let score = postings.score(document, frequency: window.frequency(postings, place))
            sums[Int(document - start)] += max(Float(score) - less, 0)
        }
    }

    /// Puts the places of all sums of at least `needed`, and above 0, into ``places``, rising.
    mutating func collect(atLeast needed: Float) {
        let needed = max(needed, .leastNormalMagnitude)
        guard isSparse else {
            candidateCount = souk_collect_above(sums, size, needed, places)
            return
        }
        var count = 0
        for word in 0..<(size + 63) / 64 {
            var rest = touched[word]
            while rest != 0 {
                let place = UInt32(word * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
                places[count] = place
                count += sums[Int(place)] >= needed ? 1 : 0
            }
        }
        candidateCount = count
    }

    /// The n-th largest sum of the collected documents that are allowed; 0 if there are fewer.
    func nthLargest(_ n: Int, _ allowed: DocumentSet) -> Float {
        var best: [Float] = []
        best.reserveCapacity(candidateCount)
        for candidate in 0..<candidateCount where allowed.contains(start + places[candidate]) {
            best.append(sums[Int(places[candidate])])
        }
        return best.count >= n && n > 0 ? best.nthLargest(n) : 0
    }

    /// Turns places into documents, keeps the allowed ones, and bounds them by their sums and what was left out of them.
    mutating func takeCandidates(_ allowed: DocumentSet, leftOut: Float) {
        var count = 0
        for candidate in 0..<candidateCount {
            let place = places[candidate]
            places[count] = start + place
            bounds[count] = sums[Int(place)] + leftOut
            count += allowed.contains(start + place) ? 1 : 0
        }
        candidateCount = count
    }

    /// Ends the window.
    mutating func end() {
        clear()
        isOpen = false
    }

    private func clear() {
        guard isSparse else {
            sums.update(repeating: 0, count: size)
            return
        }
        for word in 0..<(size + 63) / 64 where touched[word] != 0 {
            // A whole row of sums is cleared as fast as one.
            (sums + word * 64).update(repeating: 0, count: 64)
            touched[word] = 0
        }
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

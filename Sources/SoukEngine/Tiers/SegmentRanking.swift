import SoukStorage

/// Puts the documents of one tier of one segment into the list.
struct SegmentRanking {
    private let tier: Int
    private let segment: Int
    private let request: ConceptSearch
    private unowned(unsafe) let tables: ScoringTables
    private let sortColumn: NumberColumn?
    private var scorer: ConceptScorer
    private let normalizer: Double
    /// The documents that match any reading of each concept; empty: nothing is left out by what it lacks.
    private let holders: [DocumentSet]
    /// The most that a document's sum is by which concepts it holds.
    private var bounds: [Double]
    // SAFETY: room for a chunk of documents and their bonuses until `deallocate`.
    private let documents: UnsafeMutablePointer<UInt32>
    private let bonuses: UnsafeMutablePointer<Double>

    init(
        tier: Int, segment: Int, _ snapshot: IndexSnapshot, _ request: ConceptSearch, _ tables: ScoringTables,
        _ scorer: ConceptScorer, normalizer: Double, holders: [DocumentSet] = []
    ) {
        self.holders = holders.count <= Self.fewConcepts ? holders : []
        bounds = self.holders.isEmpty ? [] : [Double](repeating: 0, count: 1 << self.holders.count)
        self.tier = tier
        self.segment = segment
        self.request = request
        self.tables = tables
        self.scorer = scorer
        self.normalizer = normalizer
        sortColumn = request.sort.flatMap { snapshot.segments[segment].numbers[$0.field] }
        documents = .borrow(ConceptScorer.chunk)
        bonuses = .borrow(ConceptScorer.chunk)
    }

    /// So many concepts have a bound for each choice of them.
    static let fewConcepts = 8

    func deallocate() {
        scorer.deallocate()
        documents.giveBack()
        bonuses.giveBack()
    }

    mutating func rank(
        _ set: DocumentSet, _ features: some DocumentFeatures, _ heap: inout TopKHeap
    ) throws(StorageError) {
        var set = set
        if let sort = request.sort, let sortColumn, request.after == nil {
            sortColumn.keepFirst(request.count, of: &set, rising: sort.direction == .ascending)
        }
        if let listing = set.listing {
            for start in stride(from: 0, to: listing.count, by: ConceptScorer.chunk) {
                let size = min(ConceptScorer.chunk, listing.count - start)
                for index in 0..<size { documents[index] = listing[start + index] }
                guard try add(size, features, &heap) else { return }
            }
            return
        }
        var size = 0
        var next = set.wordWithDocuments(from: 0)
        while next < set.wordCount {
            let index = next
            next = set.wordWithDocuments(from: index + 1)
            var rest = set.word(index)
            while rest != 0 {
                documents[size] = UInt32(index * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
                size += 1
                guard size == ConceptScorer.chunk else { continue }
                guard try add(size, features, &heap) else { return }
                size = 0
            }
        }
        if size > 0 { _ = try add(size, features, &heap) }
    }

    /// - Returns: false when neither these documents nor any after them can enter the list.
    private mutating func add(
        _ size: Int, _ features: some DocumentFeatures, _ heap: inout TopKHeap
    ) throws(StorageError) -> Bool {
        let most = features.largestBonus * TermPostings.slack
        var size = size
        var knowsBonuses = false
        if request.sort == nil, let last = heap.lastOfFull, normalizer > 0 {
            let bound = scorer.bound(norm: tables.floors[Int(documents[0])]) / normalizer
            if bound * TermPostings.slack + most < last.score { return false }
            if !holders.isEmpty {
                size = keepPromising(size, features, most, last.score)
                if size == 0 { return true }
                knowsBonuses = true
            }
        }
        try scorer.score(documents, size)
        for index in 0..<size {
            let relevance = normalizer > 0 ? scorer.sums[index] / normalizer : 0
            if request.sort == nil, let last = heap.lastOfFull, relevance + most < last.score { continue }
            heap.insert(
                Candidate(
                    address: DocumentAddress(segment: segment, document: documents[index]), tier: tier,
                    relevance: relevance,
                    bonus: knowsBonuses
                        ? bonuses[index] : features.bonus(segment: segment, document: documents[index]),
                    sortValue: sortColumn?.value(of: documents[index])))
        }
        return true
    }

    /// Keeps, in front, the documents that may enter the list by the concepts that they hold.
    /// - Returns: how many they are.
    private mutating func keepPromising(
        _ size: Int, _ features: some DocumentFeatures, _ most: Double, _ least: Double
    ) -> Int {
        let norm = tables.floors[Int(documents[0])]
        for place in holders.indices {
            let bound = scorer.bound(of: place, norm: norm) * TermPostings.slack * TermPostings.slack
            let count = 1 << place
            for held in 0..<count { bounds[count + held] = bounds[held] + bound }
        }
        var kept = 0
        for index in 0..<size {
            let document = documents[index]
            var held = 0
            for place in holders.indices where holders[place].contains(document) { held |= 1 << place }
            let bound = bounds[held] / normalizer
            if bound + most < least { continue }
            let bonus = features.bonus(segment: segment, document: document)
            if bound + max(bonus, bonus * TermPostings.slack) < least { continue }
            documents[kept] = document
            bonuses[kept] = bonus
            kept += 1
        }
        return kept
    }
}

extension NumberColumn {
    /// Takes from a set the documents that stand behind `count` others whatever else decides.
    /// - Complexity: O(documents of the set) on average.
    fileprivate func keepFirst(_ count: Int, of set: inout DocumentSet, rising: Bool) {
        guard count > 0 else { return }
        // Falling keys, so that no number stands last in both directions.
        func key(_ document: UInt32) -> Double {
            guard let value = value(of: document) else { return -.infinity }
            return rising ? -value : value
        }
        var keys: [Double] = []
        set.forEach { keys.append(key($0)) }
        guard keys.count > count else { return }
        let last = keys.nthLargest(count)
        set.keep { key($0) >= last }
    }
}

import CSoukKernels
import SoukStorage

/// Looks the readings of concepts up in one segment.
struct PatternMatches {
    let segment: SegmentReader
    let similarity: BM25Similarity
    // SAFETY: the snapshot keeps the tables alive while it is searched.
    unowned(unsafe) let tables: ScoringTables
    let phrases: PhraseSearch
    let segmentIndex: Int
    /// Whether documents are put in order; what is only counted earns nothing.
    let isOrdered: Bool

    /// The reading's documents; nil when the segment holds none.
    /// - Parameter kept: takes what has to live as long as the reading.
    func reading(
        _ alternative: Concept.Alternative, place: Int, keeping kept: inout [ReadingMatches]
    ) throws(StorageError) -> ReadingPostings? {
        guard let source = try source(alternative, &kept) else { return nil }
        return ReadingPostings(
            source: source, place: place, weight: alternative.weight, limit: alternative.limit,
            fulfils: alternative.fulfils, countsOnce: alternative.countsOnce)
    }

    private func source(
        _ alternative: Concept.Alternative, _ kept: inout [ReadingMatches]
    ) throws(StorageError) -> ReadingPostings.Source? {
        switch alternative.pattern {
        case .term(let term): return try list(term, alternative.weight)
        case .phrase(let words):
            let found = try phrases.matches(words, segment: segmentIndex, isOrdered: isOrdered)
            return matches(found.documents, found.scores, &kept)
        case .character(let character):
            if let known = tables.unions[character] {
                kept.append(known)
                return .matches(.passUnretained(known))
            }
            let found = try union(from: character) {
                $0.starts(with: character) ? PatternEvaluator<BM25Similarity>.isTwoCharacters($0) : nil
            }
            let source = matches(found.documents, found.scores, &kept)
            if isOrdered, source != nil, let union = kept.last { tables.unions[character] = union }
            return source
        case .terms(let first, let last):
            let found = try union(from: first) { last.lexicographicallyPrecedes($0) ? nil : true }
            return matches(found.documents, found.scores, &kept)
        }
    }

    private func matches(
        _ documents: [UInt32], _ scores: [Double], _ kept: inout [ReadingMatches]
    ) -> ReadingPostings.Source? {
        guard !documents.isEmpty else { return nil }
        let matches = ReadingMatches(documents, scores: scores)
        kept.append(matches)
        return .matches(.passUnretained(matches))
    }

    private func list(_ term: [UInt8], _ weight: Double) throws(StorageError) -> ReadingPostings.Source? {
        guard let list = try segment.list(of: term) else { return nil }
        var scratch = PostingBlock.allocate()
        defer { scratch.deallocate() }
        return .list(
            try TermPostings(
                list, place: 0, tables, bitmaps: segment.bitmaps, readingWeight: weight, conceptWeight: 1,
                scratch: &scratch))
    }

    /// The union of the terms from `first` on that `accept` takes, up to the one for which it is nil; frequencies add up.
    /// - Complexity: O(terms + postings of those taken + documents / 64).
    private func union(
        from first: [UInt8], _ accept: ([UInt8]) -> Bool?
    ) throws(StorageError) -> (documents: [UInt32], scores: [Double]) {
        let count = segment.documentCount
        guard isOrdered else {
            var found = DocumentSet(documentCount: count)
            try forEachBlock(from: first, accept) { (list, index, block) throws(StorageError) in
                try list.decodeDocuments(index, into: &block)
                found.insert(block.documents, block.count)
            }
            return (found.documents, [])
        }
        // SAFETY: a place for each document, all 0, and 0 again before the memory is given back.
        let sums = UnsafeMutablePointer<Double>.borrowZeros(count + 1)
        var found = DocumentSet(documentCount: count)
        defer {
            found.forEach { sums[Int($0)] = 0 }
            sums.giveBackZeros()
        }
        try forEachBlock(from: first, accept) { (list, index, block) throws(StorageError) in
            try list.decode(index, into: &block)
            found.insert(block.documents, block.count)
            for place in 0..<block.count {
                sums[Int(block.documents[place])] += tables.frequency(block, place)
            }
        }
        var documents: [UInt32] = []
        var scores: [Double] = []
        var norms = NormCursor(tables)
        found.forEach { document in
            let norm = Double(norms.norm(of: document))
            documents.append(document)
            scores.append(similarity.termScore(frequency: sums[Int(document)], norm: norm))
        }
        return (documents, scores)
    }

    /// Every block of the lists of the terms from `first` on that `accept` takes, up to the one for which it is nil.
    private func forEachBlock(
        from first: [UInt8], _ accept: ([UInt8]) -> Bool?,
        _ body: (PostingList, Int, inout PostingBlock) throws(StorageError) -> Void
    ) throws(StorageError) {
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        var terms = try segment.terms.cursor(atOrAfter: first)
        while try terms.advance(), let isTaken = accept(terms.term) {
            guard isTaken else { continue }
            let list = try segment.list(terms.info)
            for index in 0..<list.blockCount { try body(list, index, &block) }
        }
    }
}

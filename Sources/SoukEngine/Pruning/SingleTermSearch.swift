import SoukStorage

/// Finds the best documents that hold one term.
///
/// Blocks are met by rising norm, so that after the first few only those with a higher frequency are decoded.
/// - Complexity: O(blocks of the term), plus 128 for every block decoded.
struct SingleTermSearch {
    private let segment: Int
    private let allowed: DocumentSet?
    private let tables: ScoringTables

    init(segment: Int, allowed: DocumentSet?, tables: ScoringTables) {
        self.segment = segment
        self.allowed = allowed
        self.tables = tables
    }

    func search(_ postings: TermPostings, _ threshold: inout TopKThreshold) throws(StorageError) {
        if let block = postings.block { return search(block, from: 0, postings, &threshold) }
        var block = PostingBlock.allocate()
        defer {
            threshold.work.blocks += block.decodedCount
            block.deallocate()
        }
        var list = postings.list
        var index = 0
        var start: UInt32 = 0
        while index < list.blockCount {
            let norm = tables.floors[Int(start)]
            let limit = threshold.limit(
                losingTies: threshold.losesTies(segment: segment, from: start, tables))
            if postings.highestBound(norm: norm) < limit { return }
            if postings.ordinaryBound(of: list, norm: norm) < limit {
                // From here on a candidate needs a higher frequency.
                guard let strong = try list.strongList() else { return }
                list = strong
                index = strong.block(atOrAfter: start, from: 0)
                continue
            }
            let bound = list.isLarge ? postings.bound(code: list.strongestCode(index), norm: norm) : .infinity
            if bound >= limit {
                try list.decode(index, into: &block)
                search(block, from: start, postings, &threshold)
            }
            start = max(start, tables.document(after: list.lastDocument(index)))
            index += 1
        }
    }

    private func search(
        _ block: PostingBlock, from start: UInt32, _ postings: TermPostings, _ threshold: inout TopKThreshold
    ) {
        var norms = NormCursor(tables, isSparse: !postings.list.isLarge)
        var code: UInt8 = PostingCode.escape
        var norm = Float.nan
        var score = 0.0
        // A document behind the last candidate, of its norm and its segment, loses a tie: its key is larger.
        var losingNorm = threshold.losingNorm(segment: segment, tables)
        for place in block.place(atOrAfter: start, from: 0)..<block.count {
            let document = block.documents[place]
            let documentNorm = norms.norm(of: document)
            if block.codes[place] != code || documentNorm != norm || code == PostingCode.escape {
                code = block.codes[place]
                norm = documentNorm
                score = postings.score(frequency: tables.frequency(block, place), norm: norm)
            }
            if score < threshold.sum || (norm == losingNorm && !threshold.exceeds(score)) { continue }
            if let allowed, !allowed.contains(document) { continue }
            threshold.insert(document, sum: score)
            losingNorm = threshold.losingNorm(segment: segment, tables)
        }
    }
}

import CSoukKernels
import SoukStorage

/// Counts the documents that match any or all of a query's terms, without scoring them.
///
/// Equal to the number of documents that ``ExhaustiveTopK`` finds. Common terms are combined 64 documents at a time.
/// - Complexity: O(documents / 64 + postings of the terms that have no bitmap).
package struct MatchCounter {
    /// Below so many postings, setting bits one by one is cheaper than going through all words.
    private static let fewPostings = 2048

    private let snapshot: IndexSnapshot
    private let similarity: BM25Similarity
    private let tables: [ScoringTables]

    package init(_ snapshot: IndexSnapshot, _ similarity: BM25Similarity) {
        self.snapshot = snapshot
        self.similarity = similarity
        tables = snapshot.scoringTables(similarity)
    }

    /// - Returns: nil when the request is more than plain terms, of which any or all are asked for.
    package func count(_ request: ConceptSearch) throws(StorageError) -> Int? {
        guard request.exclusions.isEmpty, request.filter == nil, request.match != .auto,
            request.concepts.allSatisfy(\.isRequired),
            let query = try TermQuery(request.concepts, snapshot, similarity, tables)
        else { return nil }
        var sum = 0
        for index in snapshot.segments.indices {
            let terms = try query.terms(inSegment: index)
            defer { terms.deallocateBlocks() }
            if request.match == .all && terms.count < query.count { continue }
            guard !terms.isEmpty else { continue }
            let allowed = Allowed(snapshot, request, segment: index)
            if terms.count == 1, allowed.isAll {
                sum += terms[0].list.documentFrequency
            } else if request.match == .all {
                sum += try countAll(terms, allowed)
            } else {
                sum += try countAny(terms, allowed)
            }
        }
        return sum
    }

    /// The documents that match, by segment: of a request that ``count(_:)`` can count.
    package func matches(_ request: ConceptSearch) throws(StorageError) -> [DocumentSet]? {
        guard request.exclusions.isEmpty, request.filter == nil, request.match != .auto,
            request.concepts.allSatisfy(\.isRequired),
            let query = try TermQuery(request.concepts, snapshot, similarity, tables)
        else { return nil }
        var result: [DocumentSet] = []
        for index in snapshot.segments.indices {
            let terms = try query.terms(inSegment: index)
            defer { terms.deallocateBlocks() }
            let allowed = Allowed(snapshot, request, segment: index).set
            if request.match == .all {
                let isMissing = terms.count < query.count
                result.append(
                    isMissing
                        ? DocumentSet(documentCount: allowed.documentCount) : try holdingAll(terms, allowed))
            } else {
                result.append(try holdingAny(terms, allowed))
            }
        }
        return result
    }

    private func holdingAll(_ terms: [TermPostings], _ allowed: DocumentSet) throws(StorageError)
        -> DocumentSet
    {
        if terms.allSatisfy({ $0.bitmap != nil }) {
            var result = allowed
            for postings in terms {
                if let bitmap = postings.bitmap { result.formIntersection(bitmap.words) }
            }
            return result
        }
        var result = DocumentSet(documentCount: allowed.documentCount)
        var conjunction = Conjunction(terms, allowed: allowed)
        defer { conjunction.deallocate() }
        for index in 0..<conjunction.rarest.list.blockCount {
            let count = try conjunction.batch(index)
            result.insert(conjunction.documents, count)
        }
        return result
    }

    private func holdingAny(_ terms: [TermPostings], _ allowed: DocumentSet) throws(StorageError)
        -> DocumentSet
    {
        var result = DocumentSet(documentCount: allowed.documentCount)
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        for postings in terms {
            if let bitmap = postings.bitmap {
                result.formUnion(bitmap.words)
                continue
            }
            for index in 0..<postings.list.blockCount {
                try postings.list.decodeDocuments(index, into: &block)
                result.insert(block.documents, block.count)
            }
        }
        result.formIntersection(allowed)
        return result
    }

    /// The documents of a segment that may count.
    private struct Allowed {
        let set: DocumentSet
        let isAll: Bool

        init(_ snapshot: IndexSnapshot, _ request: ConceptSearch, segment: Int) {
            var set = snapshot.live[segment]
            if let filter = request.allowed { set.formIntersection(filter[segment]) }
            self.set = set
            isAll = request.allowed == nil && !snapshot.hasDeletions(segment)
        }
    }

    private func countAll(_ terms: [TermPostings], _ allowed: Allowed) throws(StorageError) -> Int {
        let bitmaps = terms.compactMap { $0.bitmap.map { Optional($0.words) } }
        if bitmaps.count == terms.count { return count(bitmaps, isUnion: false, allowed) }
        var conjunction = Conjunction(terms, allowed: allowed.isAll ? nil : allowed.set)
        defer { conjunction.deallocate() }
        var sum = 0
        for index in 0..<conjunction.rarest.list.blockCount { sum += try conjunction.batch(index) }
        return sum
    }

    private func countAny(_ terms: [TermPostings], _ allowed: Allowed) throws(StorageError) -> Int {
        let sparse = terms.filter { $0.bitmap == nil }
        var bitmaps = terms.compactMap { $0.bitmap.map { Optional($0.words) } }
        if sparse.isEmpty { return count(bitmaps, isUnion: true, allowed) }
        let bits = ScratchBits(documentCount: allowed.set.documentCount)
        defer { bits.deallocate() }
        let postingCount = sparse.reduce(0) { $0 + $1.list.documentFrequency }
        if bitmaps.isEmpty && postingCount < Self.fewPostings {
            return try countFew(sparse, allowed, bits)
        }
        for postings in sparse { try bits.insert(postings.list) }
        bitmaps.append(UnsafePointer(bits.words))
        return count(bitmaps, isUnion: true, allowed)
    }

    private func countFew(
        _ terms: [TermPostings], _ allowed: Allowed, _ bits: ScratchBits
    ) throws(StorageError) -> Int {
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        var sum = 0
        for postings in terms {
            for index in 0..<postings.list.blockCount {
                try postings.list.decodeDocuments(index, into: &block)
                for place in 0..<block.count {
                    let document = block.documents[place]
                    let bit: UInt64 = 1 << UInt64(document & 63)
                    let isNew = bits.words[Int(document >> 6)] & bit == 0
                    bits.words[Int(document >> 6)] |= bit
                    sum += isNew && (allowed.isAll || allowed.set.contains(document)) ? 1 : 0
                }
            }
        }
        return sum
    }

    private func count(_ sets: [UnsafePointer<UInt64>?], isUnion: Bool, _ allowed: Allowed) -> Int {
        let count = allowed.set.wordCount
        if allowed.isAll { return souk_count_combined(sets, sets.count, isUnion ? 1 : 0, nil, count) }
        return allowed.set.withWords {
            souk_count_combined(sets, sets.count, isUnion ? 1 : 0, $0.baseAddress, count)
        }
    }
}

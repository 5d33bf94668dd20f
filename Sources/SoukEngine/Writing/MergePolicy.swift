import SoukStorage

/// Decides which segments become one.
///
/// Neighbours of similar size are merged when there are ``mergeFactor`` of them (logarithmic merging, as in Lesk's and
/// Lucene's tradition), and a segment alone when more than ``largestDeletedShare`` of it is deleted. A document is
/// rewritten O(log n) times.
struct MergePolicy {
    var mergeFactor: Int
    static let largestDeletedShare = 0.2
    private static let smallestLevel = 1000

    func merge(_ pending: inout PendingCommit, in directory: any Directory) throws(StorageError) {
        pending.dropEmptySegments()
        while let range = next(pending) {
            try Self.merge(range, &pending, in: directory)
        }
    }

    /// Makes all segments one, without deleted documents, in the order of the schema's weights; leaves alone an index
    /// that is so already.
    ///
    /// - Parameter replacing: vectors in place of a field's, by segment; merges in any case.
    static func mergeAll(
        _ pending: inout PendingCommit, in directory: any Directory, replacing: VectorReplacement? = nil
    ) throws(StorageError) {
        if replacing != nil {
            if !pending.segments.isEmpty {
                try merge(pending.segments.indices, &pending, in: directory, replacing: replacing)
            }
            return
        }
        pending.dropEmptySegments()
        let weights = ScoringParameters().scaledWeights(pending.manifest.schema)
        let isCompact =
            pending.segments.isEmpty
            || pending.segments.count == 1 && pending.deleted[0].count == 0
                && pending.segments[0].numberPages.isEmpty
                && pending.segments[0].layout.slotWeights
                    == pending.segments[0].layout.slotFields.map { weights[$0] }
        if !isCompact { try merge(pending.segments.indices, &pending, in: directory) }
    }

    private static func merge(
        _ range: Range<Int>, _ pending: inout PendingCommit, in directory: any Directory,
        replacing: VectorReplacement? = nil
    ) throws(StorageError) {
        let id = SegmentID(pending.takeNumber())
        let merger = SegmentMerger(
            Array(pending.segments[range]), deleted: Array(pending.deleted[range]),
            schema: pending.manifest.schema, replacing: replacing)
        try merger.write(id, to: directory)
        pending.replace(range, with: try SegmentReader(id, in: directory))
    }

    private func next(_ pending: PendingCommit) -> Range<Int>? {
        for (index, deleted) in pending.deleted.enumerated() {
            let share = Double(deleted.count) / Double(max(deleted.documentCount, 1))
            if share > Self.largestDeletedShare { return index..<index + 1 }
        }
        let levels = pending.segments.indices.map {
            level(of: pending.segments[$0].documentCount - pending.deleted[$0].count)
        }
        for limit in 0...(levels.max() ?? 0) {
            var start = 0
            for end in 0...levels.count where end == levels.count || levels[end] > limit {
                if end - start >= mergeFactor { return start..<end }
                start = end + 1
            }
        }
        return nil
    }

    private func level(of documentCount: Int) -> Int {
        var level = 0
        var size = Self.smallestLevel
        while size < documentCount {
            size *= max(mergeFactor, 2)
            level += 1
        }
        return level
    }
}

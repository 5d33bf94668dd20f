import SoukStorage

/// What the next commit will publish: segments written so far, and the documents deleted from each.
struct PendingCommit {
    var manifest: Manifest
    var segments: [SegmentReader] = []
    /// Numbers that the next commit changes, by segment.
    var updates: [SegmentID: ColumnUpdates] = [:]
    private(set) var deleted: [DocumentSet] = []
    private var changed: Set<SegmentID> = []
    /// Dimension of each vector field, by place in the schema.
    var dimensions: [Int: Int] = [:]

    init(_ manifest: Manifest, in directory: any Directory, reusing open: [SegmentID: SegmentReader] = [:])
        throws(StorageError)
    {
        self.manifest = manifest
        let snapshot = try IndexSnapshot(manifest, in: directory, reusing: open)
        segments = snapshot.segments
        deleted = snapshot.live.map { live in
            var set = live
            set.formComplement()
            return set
        }
        for segment in segments {
            for (field, column) in segment.vectors where column.dimension > 0 {
                dimensions[field] = column.dimension
            }
        }
    }

    var openSegments: [SegmentID: SegmentReader] {
        var open: [SegmentID: SegmentReader] = [:]
        for segment in segments { open[segment.id] = segment }
        return open
    }

    /// A number that no file of the index has had.
    mutating func takeNumber() -> UInt64 {
        defer { manifest.nextSegment += 1 }
        return manifest.nextSegment
    }

    /// Takes over a segment that replaces products with the same keys in the older ones.
    mutating func add(_ id: SegmentID, in directory: any Directory) throws(StorageError) {
        let segment = try SegmentReader(id, in: directory)
        for index in segments.indices { replace(productsOf: segment, inSegmentAt: index) }
        append(segment)
    }

    /// Deletes products by key from every segment written so far.
    mutating func delete(_ ids: [String]) {
        for id in ids {
            for index in segments.indices {
                for document in segments[index].ids.documents(withID: id) {
                    markDeleted(document, segment: index)
                }
            }
        }
    }

    private mutating func append(_ segment: SegmentReader) {
        segments.append(segment)
        deleted.append(DocumentSet(documentCount: segment.documentCount))
        changed.insert(segment.id)
    }

    /// Puts `segment` in the place of the segments at `indexes`.
    mutating func replace(_ indexes: Range<Int>, with segment: SegmentReader) {
        segments.replaceSubrange(indexes, with: [segment])
        deleted.replaceSubrange(indexes, with: [DocumentSet(documentCount: segment.documentCount)])
        changed.insert(segment.id)
    }

    /// Removes segments that hold no live document.
    mutating func dropEmptySegments() {
        for index in segments.indices.reversed() where deleted[index].count == segments[index].documentCount {
            segments.remove(at: index)
            deleted.remove(at: index)
        }
    }

    private mutating func markDeleted(_ document: UInt32, segment: Int) {
        if deleted[segment].insert(document) { changed.insert(segments[segment].id) }
    }

    /// Both key lists are sorted, so that the newer one gallops through the older.
    private mutating func replace(productsOf newer: SegmentReader, inSegmentAt index: Int) {
        let older = segments[index]
        var place = 0
        for newPlace in 0..<newer.documentCount {
            let id = newer.ids.bytes(of: newer.ids.document(atSortedPlace: newPlace))
            place = older.ids.lowerBound(id, from: place)
            guard place < older.documentCount else { return }
            var match = place
            while match < older.documentCount {
                let document = older.ids.document(atSortedPlace: match)
                guard compareTerms(older.ids.bytes(of: document), id) == 0 else { break }
                markDeleted(document, segment: index)
                match += 1
            }
        }
    }

    /// Writes the deleted documents of segments where they changed, and returns the manifest to publish.
    mutating func writeDeletions(in directory: any Directory) throws(StorageError) -> Manifest {
        dropEmptySegments()
        try writeUpdates(in: directory)
        var known: [SegmentID: Manifest.Segment] = [:]
        for entry in manifest.segments { known[entry.id] = entry }
        var entries: [Manifest.Segment] = []
        for (index, segment) in segments.enumerated() {
            var entry =
                known[segment.id]
                ?? Manifest.Segment(
                    id: segment.id, documentCount: segment.documentCount, byteCount: segment.byteCount,
                    deletedFile: nil,
                    deletedCount: 0)
            if changed.contains(segment.id), deleted[index].count > 0 {
                let name = segment.id.deletedFileName(generation: takeNumber())
                _ = try DeletedDocuments.write(deleted[index], to: name, segment: segment.id, in: directory)
                entry.deletedFile = name
                entry.deletedCount = deleted[index].count
            }
            entry.columnFiles = segment.columnFiles.isEmpty ? nil : segment.columnFiles
            entries.append(entry)
        }
        manifest.segments = entries
        return manifest
    }
}

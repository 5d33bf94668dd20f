import SoukAnalysis
import SoukStorage

/// What a reader sees: one commit of an index, unchanged however long it is held.
///
/// Readers on any number of threads share a snapshot without a lock.
package final class IndexSnapshot: Sendable {
    package let manifest: Manifest
    package let segments: [SegmentReader]
    /// Documents not deleted, by segment.
    package let live: [DocumentSet]
    package let statistics: CollectionStatistics
    private let scoring = Locked<[(key: ScoringKey, tables: [ScoringTables])]>([])

    /// Opens the current commit.
    ///
    /// - Parameter previous: an older commit of the same index, whose open files serve on.
    /// - Throws: `StorageError.notFound` when the directory holds no index.
    package convenience init(
        _ directory: any Directory, after previous: IndexSnapshot? = nil
    ) throws(StorageError) {
        let open = Dictionary(
            (previous?.segments ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // A writer may publish and remove old files between our two reads; the newer manifest is then there.
        var attempts = 0
        while true {
            guard let manifest = try Manifest.read(from: directory) else {
                throw .notFound(file: Manifest.fileName)
            }
            do throws(StorageError) {
                try self.init(manifest, in: directory, reusing: open)
                return
            } catch .notFound(let file) {
                attempts += 1
                guard attempts < 8, try Manifest.read(from: directory)?.generation != manifest.generation
                else {
                    throw .notFound(file: file)
                }
            }
        }
    }

    init(_ manifest: Manifest, in directory: any Directory, reusing open: [SegmentID: SegmentReader] = [:])
        throws(StorageError)
    {
        self.manifest = manifest
        var segments: [SegmentReader] = []
        var live: [DocumentSet] = []
        for entry in manifest.segments {
            var segment: SegmentReader
            // An index built anew in the same folder numbers its segments as the old one did.
            if let opened = open[entry.id], opened.byteCount == entry.byteCount {
                segment = opened
            } else {
                segment = try SegmentReader(entry.id, in: directory)
            }
            guard segment.documentCount == entry.documentCount else {
                throw .corrupt(
                    Corruption(
                        file: segment.fileName, section: "layout", byteOffset: 0,
                        expected: "\(entry.documentCount) documents", found: "\(segment.documentCount)"))
            }
            segment = try segment.updating(from: entry.columnFiles ?? [], in: directory)
            var set = DocumentSet(documentCount: segment.documentCount, all: true)
            if let deletedFile = entry.deletedFile {
                set.subtract(
                    try DeletedDocuments.read(
                        deletedFile, segment: entry.id, documentCount: segment.documentCount, in: directory))
            }
            segments.append(segment)
            live.append(set)
        }
        self.segments = segments
        self.live = live
        statistics = CollectionStatistics(segments, fieldCount: manifest.schema.fields.count)
    }

    /// What decides the tables of a similarity; the statistics are the snapshot's own.
    private struct ScoringKey: Equatable {
        var parameters: ScoringParameters
        var fieldWeights: [Double]
    }

    /// Norms and frequencies for a similarity, computed once and kept for the parameters used last.
    func scoringTables(_ similarity: BM25Similarity) -> [ScoringTables] {
        let key = ScoringKey(parameters: similarity.parameters, fieldWeights: similarity.fieldWeights)
        if let known = scoring.withLock({ $0.first { $0.key == key }?.tables }) { return known }
        let tables = segments.map { ScoringTables($0, similarity) }
        scoring.withLock { kept in
            kept.append((key, tables))
            if kept.count > Self.keptScorings { kept.removeFirst() }
        }
        return tables
    }

    private static let keptScorings = 4

    package var schema: Schema { manifest.schema }

    /// Whether documents of a segment were deleted since it was written.
    func hasDeletions(_ segment: Int) -> Bool { manifest.segments[segment].deletedCount > 0 }

    /// Products that a search can find.
    package var documentCount: Int { manifest.documentCount }

    /// Documents that hold a term, deleted ones included until they are merged away; 0 where the dictionary cannot be read.
    package func documentFrequency(of term: [UInt8]) -> Int {
        segments.reduce(0) { sum, segment in
            sum + ((try? segment.terms.find(term))?.documentFrequency ?? 0)
        }
    }

    /// Where the product with this key is; nil when the index does not hold it.
    package func address(of id: String) -> DocumentAddress? {
        for (index, segment) in segments.enumerated() {
            for document in segment.ids.documents(withID: id) where live[index].contains(document) {
                return DocumentAddress(segment: index, document: document)
            }
        }
        return nil
    }

    package func id(of address: DocumentAddress) -> String {
        segments[address.segment].ids.id(of: address.document)
    }

    /// The product's JSON as it was given.
    package func source(of address: DocumentAddress) throws(StorageError) -> [UInt8] {
        try segments[address.segment].source(of: address.document, schema)
    }

    /// A file that belongs to the index beside its segments.
    package func attachment(_ purpose: String) -> String? { manifest.attachments[purpose] }
}

/// A document of a snapshot: its segment, and its number inside it.
package struct DocumentAddress: Hashable, Sendable {
    package var segment: Int
    package var document: UInt32

    package init(segment: Int, document: UInt32) {
        self.segment = segment
        self.document = document
    }
}

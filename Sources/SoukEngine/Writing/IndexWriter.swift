import SoukAnalysis
import SoukStorage

/// Adds, replaces and deletes products; one writer at a time for an index.
///
/// Nothing is visible before ``commit()``, which is atomic and durable: after a crash the index holds all of a
/// commit or none of it. Memory stays near ``Options/memoryBudget``: when it is reached, segments are written.
/// After an error the changes since the last commit are lost, and adding and committing throw it again until ``rollback()``.
package final class IndexWriter {
    package struct Options: Sendable {
        /// Bytes that the writer may hold in memory.
        package var memoryBudget: Int
        /// Largest number of segments of similar size before they are merged.
        package var mergeFactor: Int
        /// Threads that analyse and collect documents, and that write segments.
        package var threads: Int

        /// The token rules of a new index; one that exists keeps its own.
        package var analyzer: AnalyzerConfiguration
        /// Whether a new index learns words from its first products, and keeps its lexicon in a file.
        package var learnsWords: Bool
        /// Whether a product whose JSON differs from the stored one in numbers alone is an update of these numbers. Its values have to
        /// follow from its JSON.
        package var comparesSources: Bool
        /// Opens what gives products their vectors; nil: nothing does, and products that are written now have none.
        package var embedding: EmbeddingOpener?

        package init(
            memoryBudget: Int = 512 << 20, mergeFactor: Int = 10, threads: Int = 1,
            analyzer: AnalyzerConfiguration = .current, learnsWords: Bool = false,
            comparesSources: Bool = false, embedding: EmbeddingOpener? = nil
        ) {
            self.embedding = embedding
            self.memoryBudget = memoryBudget
            self.mergeFactor = mergeFactor
            self.threads = threads
            self.analyzer = analyzer
            self.learnsWords = learnsWords
            self.comparesSources = comparesSources
        }
    }

    package static let lockName = "write.lock"

    /// Memory is held against the budget after so many documents, and after those of so many bytes.
    private static let budgetInterval = 16
    private static let largeDocument = 1 << 15

    package let directory: any Directory
    package private(set) var schema: Schema { didSet { learnFields() } }
    let options: Options
    private let lock: DirectoryLock
    /// What the pending changes start from: the last commit, or nothing when the index is being replaced.
    private(set) var base: Manifest
    /// What the directory's manifest says: no file that it names is removed.
    private var published: Manifest?
    var pending: PendingCommit
    let workers: [SegmentWorker]
    private(set) var failure: IndexError?
    // SAFETY: no access overlaps another: none calls back, and one thread at a time writes.
    @exclusivity(unchecked) private(set) var unflushed = UnflushedKeys()
    var storedSources = StoredSources()
    /// Names of number fields, as bytes.
    private(set) var numberNames: Set<[UInt8]> = []
    private var hasVectors = false
    /// Holds the first products of a new index; nil once its words are settled.
    // SAFETY: as of `unflushed`.
    @exclusivity(unchecked) var gathering: WordGathering?
    /// Why the lexicon of the index is not used; nil when it is, or when there is none.
    package private(set) var lexiconProblem: LexiconProblem?

    /// Opens the index in `directory` for writing, or begins one.
    ///
    /// - Parameters:
    ///   - schema: fields of a new index; for an existing one, fields it lacks are added and weights taken over.
    ///   - previous: a commit of the index whose open files serve on.
    ///   - replace: begin anew: the old products go with the first commit.
    /// - Throws: ``IndexError/storage(_:)`` with `locked` when another process writes; ``IndexError/schema(_:)`` when a
    ///   field of the index has another type.
    package init(
        _ directory: any Directory, schema: Schema, options: Options = Options(), replace: Bool = false,
        after previous: IndexSnapshot? = nil
    ) throws(IndexError) {
        self.directory = directory
        self.options = options
        do throws(StorageError) {
            lock = try directory.lock(Self.lockName)
            published = try Manifest.read(from: directory)
            base = published ?? Manifest(schema: .empty)
            if replace || published == nil {
                base.schema = schema
                base.segments = []
                base.analyzer = options.analyzer
                base.attachments = [:]
            }
            let open = (previous?.segments ?? []).map { ($0.id, $0) }
            pending = try PendingCommit(
                base, in: directory, reusing: Dictionary(open, uniquingKeysWith: { first, _ in first }))
        } catch { throw .storage(error) }
        let configuration = base.analyzer
        let baseSchema = base.schema
        let lexicon = IndexLexicon(base, in: directory)
        lexiconProblem = lexicon.problem
        do throws(AnalysisError) {
            var workers: [SegmentWorker] = []
            for _ in 0..<max(1, options.threads) {
                let analyzer = try Analyzer(configuration, hanWords: lexicon.hanWords)
                workers.append(
                    SegmentWorker(schema: baseSchema, analyzer: analyzer, isConcurrent: options.threads > 1))
            }
            self.workers = workers
        } catch { throw .analysis(error) }
        self.schema = baseSchema
        learnFields()
        removeUnusedFiles()
        try beginGathering()
        try adopt(schema)
        try beginEmbedding()
    }

    private func learnFields() {
        hasVectors = schema.fields.contains { $0.type == .vector }
        numberNames = Set(schema.fields.filter { $0.type == .number }.map { Array($0.name.utf8) })
    }

    /// Documents added since the last commit.
    @exclusivity(unchecked) package private(set) var pendingCount = 0
    @exclusivity(unchecked) private var collectedCount = 0

    /// Products that the pending changes start from.
    package var committedCount: Int { base.documentCount }

    /// Takes over the fields of `schema` that the index lacks, and its weights, roles and facets.
    package func adopt(_ schema: Schema) throws(IndexError) {
        let grown: Schema
        do throws(SchemaError) { grown = try self.schema.merging(schema) } catch { throw .schema(error) }
        guard grown != self.schema else { return }
        // Text slots belong to a segment: a field that stops to be searched begins a new one.
        let slotsChange = grown.searchedFields.starts(with: self.schema.searchedFields) == false
        self.schema = grown
        if slotsChange { try flush() } else { for worker in workers { worker.grow(grown) } }
    }

    /// Adds a product, or replaces the one with the same key.
    package func upsert(_ document: Document) throws(IndexError) {
        if let failure { throw failure }
        if hasVectors { try checkVectors(of: document) }
        pendingCount += 1
        if options.comparesSources, updatesNumbers(with: document) { return }
        try analyse(document)
    }

    /// Adds a product that is new in more than its numbers.
    func analyse(_ document: Document) throws(IndexError) {
        unflushed.insert(document.id, isNeeded: !pending.segments.isEmpty)
        guard gathering?.take(document, schema) == true else { return try collect(document) }
        if gathering?.isFull == true { try settleWords() }
    }

    /// Gives a product to its worker, and writes a segment when memory is full.
    func collect(_ document: Document) throws(IndexError) {
        worker(for: document.id).upsert(document)
        collectedCount += 1
        if collectedCount % Self.budgetInterval == 0 || document.source.count > Self.largeDocument {
            if workers.reduce(0, { $0 + $1.byteCount }) > flushThreshold { try flush() }
        }
    }

    /// Deletes the product with this key, if there is one.
    package func delete(_ id: String) {
        unflushed.insert(id, isNeeded: !pending.segments.isEmpty)
        if gathering?.take(deletionOf: id) != true { worker(for: id).delete(id) }
    }

    /// Makes everything added and deleted since the last commit visible, durably and at once.
    ///
    /// - Returns: the snapshot of the new commit.
    @discardableResult
    package func commit() throws(IndexError) -> IndexSnapshot {
        try flush()
        return try recordingFailure { writer throws(StorageError) in
            writer.pending.manifest.schema = writer.schema
            writer.pending.applyUpdates()
            try MergePolicy(mergeFactor: writer.options.mergeFactor).merge(
                &writer.pending, in: writer.directory)
            var manifest = try writer.pending.writeDeletions(in: writer.directory)
            manifest.schema = writer.schema
            manifest.generation = writer.base.generation + 1
            try manifest.publish(to: writer.directory)
            writer.base = manifest
            writer.published = manifest
            writer.pending = try PendingCommit(
                manifest, in: writer.directory, reusing: writer.pending.openSegments)
            writer.pendingCount = 0
            writer.removeUnusedFiles()
            return try IndexSnapshot(manifest, in: writer.directory, reusing: writer.pending.openSegments)
        }
    }

    /// Commits, with all segments made one: deleted products leave the files, and searches are fastest.
    ///
    /// - Complexity: O(postings of the index); the old files are removed once the new commit stands.
    @discardableResult
    package func compact() throws(IndexError) -> IndexSnapshot {
        try flush()
        try recordingFailure { writer throws(StorageError) in
            writer.pending.manifest.schema = writer.schema
            writer.pending.foldUpdates()
            try MergePolicy.mergeAll(&writer.pending, in: writer.directory)
        }
        return try commit()
    }

    /// Forgets everything since the last commit, and the error that lost it.
    package func rollback() throws(IndexError) {
        failure = nil
        pendingCount = 0
        unflushed.removeAll()
        try recordingFailure { writer throws(StorageError) in
            // A commit that threw may be there all the same.
            writer.published = try Manifest.read(from: writer.directory)
            if let found = writer.published, found.generation > writer.base.generation { writer.base = found }
            writer.pending = try PendingCommit(writer.base, in: writer.directory)
            writer.schema = writer.base.schema
            let lexicon = IndexLexicon(writer.base, in: writer.directory)
            writer.lexiconProblem = lexicon.problem
            for worker in writer.workers {
                worker.use(lexicon.hanWords)
                worker.restart(writer.schema)
            }
            writer.removeUnusedFiles()
        }
        try beginGathering()
        try beginEmbedding()
    }

    /// Puts a file, already written and synchronised, under a purpose with the next commit; nil removes it.
    package func attach(_ fileName: String?, as purpose: String) {
        pending.manifest.attachments[purpose] = fileName
    }

    /// A name for a new attachment that no file of the index has.
    package func attachmentName(for purpose: String) -> String { "\(purpose)-\(pending.takeNumber()).souk" }

    package func attachment(_ purpose: String) -> String? { pending.manifest.attachments[purpose] }

    /// Ends writing: gives the lock back. What was not committed is forgotten.
    package func close() { lock.release() }

    // Writing a segment needs room for records, lists and columns beside what was collected.
    private var flushThreshold: Int { max(options.memoryBudget * 6 / 10, 1 << 20) }

    func worker(for id: String) -> SegmentWorker {
        guard workers.count > 1 else { return workers[0] }
        var id = id
        let hash = id.withUTF8 { CRC32C.checksum(UnsafeRawBufferPointer($0), seed: 0) }
        return workers[Int(hash) % workers.count]
    }

    /// Writes what the workers hold as one segment.
    func flush() throws(IndexError) {
        try settleWords()
        try recordingFailure { writer throws(StorageError) in
            var shares: [SegmentWorker.Share] = []
            for worker in writer.workers {
                if worker.isEmpty {
                    worker.restart(writer.schema)
                } else {
                    shares.append(worker.take(writer.schema))
                }
            }
            writer.unflushed.removeAll()
            guard let builder = shares.first?.builder else { return }
            for share in shares { writer.pending.delete(share.deletions) }
            for share in shares.dropFirst() { builder.absorb(share.builder) }
            let id = SegmentID(writer.pending.takeNumber())
            let resources = WritingResources(
                threads: writer.workers.count, memory: max(writer.options.memoryBudget * 4 / 10, 1 << 20))
            if try builder.write(id, to: writer.directory, resources: resources) {
                try writer.pending.add(id, in: writer.directory)
            }
        }
    }

    func recordingFailure<Success>(
        _ body: (IndexWriter) throws(StorageError) -> Success
    ) throws(IndexError) -> Success {
        if let failure { throw failure }
        do throws(StorageError) { return try body(self) } catch {
            failure = .storage(error)
            throw .storage(error)
        }
    }

    private func checkVectors(of document: Document) throws(IndexError) {
        for value in document.values {
            guard case .vector(let vector) = value.content else { continue }
            let name = schema.fields[value.field].name
            guard !vector.isEmpty, vector.allSatisfy(\.isFinite) else {
                throw .vectorNotFinite(id: document.id, field: name)
            }
            if let expected = pending.dimensions[value.field], expected != vector.count {
                throw .vectorDimension(id: document.id, field: name, expected: expected, found: vector.count)
            }
            pending.dimensions[value.field] = vector.count
        }
    }

    /// Removes files that no commit names: left by a crash, or replaced. Snapshots that hold them keep them mapped.
    private func removeUnusedFiles() {
        let used = base.fileNames.union(published?.fileNames ?? []).union([Self.lockName])
        guard let names = try? directory.fileNames() else { return }
        for name in names where !used.contains(name) && Self.isOwn(name) { try? directory.delete(name) }
    }

    /// Whether a name follows the index's own patterns: other files in the folder are not touched.
    private static func isOwn(_ name: String) -> Bool {
        name.hasSuffix(".souk") || name.hasSuffix(".deleted") || name == "manifest.tmp"
    }
}

import SoukAnalysis
import SoukStorage

/// Adds, replaces and deletes products; one writer at a time for an index.
///
/// Nothing is visible before ``commit()``, which is atomic and durable: after a crash the index holds all of a
/// commit or none of it. Memory stays near ``Options/memoryBudget``: when it is reached, a segment is written.
package final class IndexWriter {
    package struct Options: Sendable {
        /// Bytes that the writer may hold in memory.
        package var memoryBudget: Int
        /// Largest number of segments of similar size before they are merged.
        package var mergeFactor: Int

        package init(memoryBudget: Int = 512 << 20, mergeFactor: Int = 10) {
            self.memoryBudget = memoryBudget
            self.mergeFactor = mergeFactor
        }
    }

    package static let lockName = "write.lock"

    package let directory: any Directory
    package private(set) var schema: Schema
    private let options: Options
    private let lock: DirectoryLock
    private let analyzer: Analyzer
    private var committed: Manifest
    private var pending: PendingCommit
    private var builder: SegmentBuilder
    /// Keys deleted since the open builder began, with the number of its documents at that moment.
    private var deletions: [(id: String, documentCount: Int)] = []

    /// Opens the index in `directory` for writing, or begins one.
    ///
    /// - Parameters:
    ///   - schema: fields of a new index; for an existing one, fields it lacks are added and weights taken over.
    ///   - replace: begin anew: the old products go with the first commit.
    /// - Throws: ``IndexError/storage(_:)`` with `locked` when another process writes; ``IndexError/schema(_:)`` when a
    ///   field of the index has another type.
    package init(
        _ directory: any Directory, schema: Schema, options: Options = Options(), replace: Bool = false
    ) throws(IndexError) {
        self.directory = directory
        self.options = options
        do throws(StorageError) {
            lock = try directory.lock(Self.lockName)
            let found = try Manifest.read(from: directory)
            var manifest = found ?? Manifest(schema: .empty)
            if replace || found == nil {
                manifest.schema = schema
                manifest.segments = []
                manifest.analyzer = .current
                manifest.attachments = replace ? [:] : manifest.attachments
            }
            committed = manifest
        } catch { throw .storage(error) }
        do throws(AnalysisError) { analyzer = try Analyzer(committed.analyzer) } catch {
            throw .analysis(error)
        }
        self.schema = committed.schema
        builder = SegmentBuilder(schema: committed.schema, analyzer: analyzer)
        do throws(StorageError) { pending = try PendingCommit(committed, in: directory) } catch {
            throw .storage(error)
        }
        removeUnusedFiles()
        try adopt(schema)
    }

    /// Documents added since the last commit.
    package private(set) var pendingCount = 0

    /// Products in the last commit.
    package var committedCount: Int { committed.documentCount }

    /// Takes over the fields of `schema` that the index lacks, and its weights, roles and facets.
    package func adopt(_ schema: Schema) throws(IndexError) {
        let grown: Schema
        do throws(SchemaError) { grown = try self.schema.merging(schema) } catch { throw .schema(error) }
        guard grown != self.schema else { return }
        let slotsChange = grown.searchedFields.starts(with: self.schema.searchedFields) == false
        self.schema = grown
        if builder.documentCount == 0 {
            builder = SegmentBuilder(schema: grown, analyzer: analyzer)
        } else if slotsChange {
            // Text slots belong to a segment: a field that stops to be searched begins a new one.
            do throws(StorageError) { try flush() } catch { throw .storage(error) }
        } else {
            builder.grow(grown)
        }
    }

    /// Adds a product, or replaces the one with the same key.
    package func upsert(_ document: Document) throws(IndexError) {
        try checkVectors(of: document)
        builder.add(document)
        pendingCount += 1
        guard builder.byteCount > flushThreshold else { return }
        do throws(StorageError) { try flush() } catch { throw .storage(error) }
    }

    /// Deletes the product with this key, if there is one.
    package func delete(_ id: String) {
        deletions.append((id, builder.documentCount))
    }

    /// Makes everything added and deleted since the last commit visible, durably and at once.
    ///
    /// - Returns: the snapshot of the new commit.
    @discardableResult
    package func commit() throws(IndexError) -> IndexSnapshot {
        do throws(StorageError) {
            try flush()
            try MergePolicy(mergeFactor: options.mergeFactor).merge(&pending, in: directory)
            var manifest = try pending.writeDeletions(in: directory)
            manifest.schema = schema
            manifest.generation = committed.generation + 1
            try manifest.publish(to: directory)
            committed = manifest
            pending = try PendingCommit(committed, in: directory, reusing: pending)
            pendingCount = 0
            removeUnusedFiles()
            return try IndexSnapshot(committed, in: directory, reusing: pending.openSegments)
        } catch {
            throw .storage(error)
        }
    }

    /// Forgets everything since the last commit.
    package func rollback() throws(IndexError) {
        builder = SegmentBuilder(schema: committed.schema, analyzer: analyzer)
        schema = committed.schema
        deletions = []
        pendingCount = 0
        do throws(StorageError) { pending = try PendingCommit(committed, in: directory) } catch {
            throw .storage(error)
        }
        removeUnusedFiles()
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

    // Writing a segment needs room for its columns and dictionary beside what was collected.
    private var flushThreshold: Int { max(options.memoryBudget * 6 / 10, 1 << 20) }

    private func flush() throws(StorageError) {
        if builder.documentCount > 0 {
            let spent = builder
            builder = SegmentBuilder(schema: schema, analyzer: analyzer)
            let deletions = self.deletions
            self.deletions = []
            try pending.add(spent, deletions: deletions, in: directory)
        } else {
            pending.delete(deletions.map(\.id))
            deletions = []
            if builder.schema != schema { builder = SegmentBuilder(schema: schema, analyzer: analyzer) }
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
        let used = committed.fileNames.union([Self.lockName])
        guard let names = try? directory.fileNames() else { return }
        for name in names where !used.contains(name) && Self.isOwn(name) { try? directory.delete(name) }
    }

    /// Whether a name follows the index's own patterns: other files in the folder are not touched.
    private static func isOwn(_ name: String) -> Bool {
        name.hasSuffix(".souk") || name.hasSuffix(".deleted") || name == "manifest.tmp"
    }
}

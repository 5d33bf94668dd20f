import Foundation
import SoukAnalysis
import SoukEngine
import SoukImport
import SoukStorage

/// A searchable catalogue of products, in a folder or in memory.
///
/// ```swift
/// let index = try ProductIndex.open(at: url, schema: schema)
/// try index.write { try $0.upsert(contentsOf: phones) }
/// let response = try index.search("2000元以下的华为手机")
/// ```
/// Any number of tasks search at once; each search sees one commit. Writing is atomic and durable: after a crash the
/// index holds all of a `write` or none of it. One process writes at a time.
public final class ProductIndex<Product: Codable & Sendable & Identifiable>: Sendable
where Product.ID == String {
    let directory: any Directory
    private let schema: SoukEngine.Schema
    /// JSON names of properties that are stored under another than their own.
    let propertyNames: [String: String]
    private let embedder: (any Embedder)?
    let current: Locked<Catalogue?>
    /// Commits that gave a cursor, the newest last.
    private let listed = Locked<[Catalogue]>([])
    private let writing = Locked<Void>(())

    private init(
        _ directory: any Directory, _ schema: Schema<Product>, embedder: (any Embedder)?
    ) throws(SearchError) {
        self.directory = directory
        self.schema = try schema.engineSchema()
        self.embedder = embedder
        propertyNames = schema.propertyNames
        var catalogue: Catalogue?
        if directory.fileExists(Manifest.fileName) {
            catalogue = try Catalogue(directory, embedder: embedder)
        }
        current = Locked(catalogue)
    }

    /// Opens the index in a folder, or begins one there with the first write.
    ///
    /// - Parameter embedder: gives products and queries vectors, in place of what the index has from `souk embed`; always the same
    ///   one for an index. Products that were written before have none.
    /// - Throws: ``SearchError`` when the folder cannot be read, the index is damaged or of another version, or the
    ///   schema contradicts itself.
    public static func open(
        at url: URL, schema: Schema<Product>, embedder: (any Embedder)? = nil
    ) throws(SearchError) -> ProductIndex {
        let directory = try SearchError.wrapping { () throws(StorageError) in
            try FileSystemDirectory(path: url.path, createIfMissing: true)
        }
        return try ProductIndex(directory, schema, embedder: embedder)
    }

    /// An index that lives in memory and ends with the value.
    ///
    /// - Parameter embedder: gives products and queries vectors.
    public static func inMemory(
        _ schema: Schema<Product>, embedder: (any Embedder)? = nil
    ) throws(SearchError) -> ProductIndex {
        try ProductIndex(InMemoryDirectory(), schema, embedder: embedder)
    }

    /// Products in the current commit.
    public var count: Int { current.withLock { $0?.snapshot.documentCount ?? 0 } }

    /// Changes the catalogue: everything that `body` does becomes visible at once, or nothing when it throws.
    public func write(_ body: (inout WriteBatch<Product>) throws -> Void) throws {
        try commit { writer in
            var batch = WriteBatch<Product>(writer: writer, propertyNames: propertyNames)
            try body(&batch)
            do { _ = try writer.commit() } catch let error as IndexError { throw SearchError(error) }
        }
    }

    /// Makes the index as small and as fast as it can be: deleted products leave the files, and Chinese text is cut by the
    /// words that the catalogue teaches now.
    ///
    /// - Complexity: O(size of the index). Searches go on meanwhile.
    public func compact() throws {
        try commit { writer in
            do { _ = try Compaction.compact(writer) } catch let error as IndexError {
                throw SearchError(error)
            }
        }
    }

    /// Copies the index as it is now into another folder, while searches and writes go on.
    ///
    /// - Parameter url: a folder without an index; made if it is missing. A copy that was interrupted is none.
    /// - Throws: ``SearchError``, also when the folder holds an index already.
    /// - Complexity: O(size of the index).
    public func snapshot(to url: URL) throws(SearchError) {
        try SearchError.wrapping { () throws(StorageError) in
            let copy = try FileSystemDirectory(path: url.path, createIfMissing: true)
            guard !copy.fileExists(Manifest.fileName) else {
                throw .io(operation: "copy an index to", file: url.path, errno: EEXIST)
            }
            _ = try CommitCopy(directory).write(to: copy)
        }
    }

    /// Puts words of the shop's own in the place of those given before, and cuts the catalogue by them.
    ///
    /// Each search sees either the old words or the new ones, in its products and in its text: searches that are under way
    /// keep the commit they began with. Words that are there already change nothing.
    /// - Parameter text: a word a line in jieba's format, `尼康 300 n`, frequency and tag optional; empty takes them away.
    /// - Complexity: O(size of the index).
    public func useDictionary(_ text: String) throws {
        try commit { writer in
            do {
                guard try writer.useDictionary(text) else { return }
                if writer.committedCount > 0 {
                    _ = try Compaction.compact(writer)
                } else {
                    _ = try writer.commit()
                }
            } catch let error as IndexError { throw SearchError(error) }
        }
    }

    /// Why the index's own words are not used, and ICU's are; nil when all is well.
    public var lexiconProblem: SearchError? {
        current.withLock { $0?.lexicon.problem }.map { .corrupt($0.description) }
    }

    /// Runs `body` with the index open for writing, and shows searches what it committed.
    func commit(_ body: (IndexWriter) throws -> Void) throws {
        try writing.withLock { _ in
            let writer: IndexWriter
            do {
                writer = try IndexWriter(
                    directory, schema: schema,
                    options: IndexWriter.Options(
                        learnsWords: true, comparesSources: true,
                        embedding: IndexEmbedding.opener(embedder, reusing: current.withLock { $0 })),
                    after: current.withLock { $0?.snapshot })
            } catch let error as IndexError {
                throw SearchError(error)
            }
            defer { writer.close() }
            try body(writer)
            let catalogue = try Catalogue(
                directory, after: current.withLock { $0 }, embedder: embedder)
            current.withLock { $0 = catalogue }
        }
    }

    /// Searches with defaults: the first ten products for a text.
    public func search(_ text: String) throws(SearchError) -> SearchResponse<Product> {
        try search(SearchRequest(text))
    }

    /// Searches the current commit. No text makes it throw: only reading, or a filter of the caller's, can fail.
    public func search(_ request: SearchRequest<Product>) throws(SearchError) -> SearchResponse<Product> {
        guard var catalogue = current.withLock({ $0 }) else { return SearchResponse.empty(request.text) }
        var options = request.options(propertyNames)
        if let text = request.cursor {
            guard let cursor = PageCursor(text: text) else {
                throw .invalidCursor("'\(text)' is no cursor: give the nextCursor of an earlier page")
            }
            catalogue = try self.catalogue(of: cursor, catalogue)
            try cursor.apply(to: &options, request.text, catalogue.snapshot)
        }
        return try response(
            SearchPipeline(catalogue).search(request.text, options), request.text, options, catalogue)
    }

    /// A page with its products, and the cursor of the next one.
    func response(
        _ page: SearchPage, _ text: String, _ options: SearchOptions, _ catalogue: Catalogue
    ) throws(SearchError) -> SearchResponse<Product> {
        let next = PageCursor(after: page, text, options, catalogue.snapshot)
        if next != nil { keep(catalogue) }
        return try SearchResponse(page, nextCursor: next?.text)
    }

    /// How many commits are kept for the cursors that they gave, beside the current one.
    public static var keptCommits: Int { 8 }

    /// The commit of a cursor, while it is kept.
    private func catalogue(
        of cursor: PageCursor, _ current: Catalogue
    ) throws(SearchError) -> Catalogue {
        func isOne(_ catalogue: Catalogue) -> Bool {
            catalogue.snapshot.manifest.generation == cursor.generation
        }
        if isOne(current) { return current }
        guard let kept = listed.withLock({ $0.first(where: isOne) }) else { throw cursor.expired }
        return kept
    }

    private func keep(_ catalogue: Catalogue) {
        listed.withLock { kept in
            guard !kept.contains(where: { $0 === catalogue }) else { return }
            kept.append(catalogue)
            if kept.count > Self.keptCommits + 1 { kept.removeFirst() }
        }
    }

    /// The product with this key; nil when the index does not hold it.
    public func product(id: String) throws(SearchError) -> Product? {
        guard let catalogue = current.withLock({ $0 }), let address = catalogue.snapshot.address(of: id)
        else { return nil }
        let source = try SearchError.wrapping { () throws(StorageError) in
            try catalogue.snapshot.source(of: address)
        }
        return try ProductCoding.decode(source, id: id)
    }
}

import SoukAnalysis
import SoukStorage

/// Gives products the vectors of their texts as they are written, into the field with the role `embedding`.
package protocol DocumentEmbedding: Sendable {
    /// Components of every vector.
    var dimension: Int { get }

    /// The vector of a product; nil when its text says nothing. Called on the writer's threads, with the analyzer of each.
    func vector(of document: Document, _ schema: Schema, _ analyzer: Analyzer) -> [Float]?
}

/// Opens what embeds the products of an index; nil: nothing does.
package typealias EmbeddingOpener =
    @Sendable (Manifest, any Directory) throws(StorageError) -> (any DocumentEmbedding)?

/// Takes the place of one field's vectors when segments are merged.
struct VectorReplacement {
    var field: Int
    /// By segment and document.
    var vectors: [[[Float]?]]
}

extension IndexWriter {
    /// Lets the workers embed what they write, where the options say by what.
    func beginEmbedding() throws(IndexError) {
        guard let opener = options.embedding else { return }
        let embedding: (any DocumentEmbedding)?
        do throws(StorageError) { embedding = try opener(base, directory) } catch { throw .storage(error) }
        guard let embedding else { return }
        if schema.index(withRole: .embedding) == nil {
            var grown = schema
            do throws(SchemaError) { try grown.add(.embedding) } catch { throw .schema(error) }
            try adopt(grown)
        }
        guard let field = schema.index(withRole: .embedding) else { return }
        if let expected = pending.dimensions[field], expected != embedding.dimension {
            throw .embeddingDimension(expected: expected, found: embedding.dimension)
        }
        for worker in workers { worker.use(embedding, field: field) }
    }

    /// Puts a vector of its text beside every product, with the next commit: into the field with the role `embedding`, which
    /// is added where the index has none.
    ///
    /// - Parameters:
    ///   - vectors: for each of the snapshot's segments, by document; all of one dimension. The snapshot must be of the
    ///     writer's last commit, and nothing may wait to be committed.
    ///   - attachment: the file of what made them, see ``attach(_:as:)``.
    /// - Complexity: O(size of the index): all segments become one.
    @discardableResult
    package func embed(_ vectors: [[[Float]?]], dimension: Int) throws(IndexError) -> IndexSnapshot {
        try flush()
        var grown = schema
        if grown.index(withRole: .embedding) == nil {
            do throws(SchemaError) { try grown.add(.embedding) } catch { throw .schema(error) }
            try adopt(grown)
        }
        guard let field = schema.index(withRole: .embedding) else { return try commit() }
        precondition(
            vectors.map(\.count) == pending.segments.map(\.documentCount),
            "one vector or none for each product")
        pending.dimensions[field] = dimension
        try recordingFailure { writer throws(StorageError) in
            writer.pending.manifest.schema = writer.schema
            try MergePolicy.mergeAll(
                &writer.pending, in: writer.directory,
                replacing: VectorReplacement(field: field, vectors: vectors))
        }
        return try commit()
    }
}

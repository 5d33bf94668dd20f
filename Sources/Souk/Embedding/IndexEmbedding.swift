import SoukEngine
import SoukStorage
import SoukVectors

/// The model that an index keeps beside its segments, so that what is written later, and every query, is embedded as the rest was.
package enum IndexEmbedding {
    /// The attachment's purpose in an index.
    package static let purpose = "embedding"
    /// That of a sentence encoder, in its place.
    package static let encoderPurpose = "encoder"

    /// Opens the model that a commit names; nil when it names none.
    static func model(_ manifest: Manifest, _ directory: any Directory) throws(StorageError) -> (
        any TextEmbedding
    )? {
        if let name = manifest.attachments[encoderPurpose] { return try encoder(name, directory) }
        guard let name = manifest.attachments[purpose] else { return nil }
        return WordEmbedding(vectors: try WordVectors(name, in: directory))
    }

    private static func encoder(_ name: String, _ directory: any Directory) throws(StorageError)
        -> any TextEmbedding
    {
        func unusable(_ expected: String, _ found: String) -> StorageError {
            .corrupt(
                Corruption(file: name, section: "weights", byteOffset: 0, expected: expected, found: found))
        }
        #if Transformer
            do {
                return TransformerEmbedding(encoder: try TransformerFile.open(name, in: directory))
            } catch let error
                as StorageError
            { throw error } catch { throw unusable("an encoder of BERT's kind", "\(error)") }
        #else
            throw unusable("a program with sentence encoders", "one built without the trait Transformer")
        #endif
    }

    /// What writers embed products with.
    ///
    /// - Parameters:
    ///   - embedder: in place of the index's own model.
    ///   - catalogue: whose model is used where it is the same, without reading it again.
    package static func opener(
        _ embedder: (any Embedder)? = nil, reusing catalogue: Catalogue? = nil
    ) -> EmbeddingOpener {
        if let embedder { return { (_, _) in CustomEmbedding(embedder) } }
        return { (manifest, directory) throws(StorageError) in
            if let catalogue, hasModel(of: manifest, catalogue) { return catalogue.embedding }
            return try model(manifest, directory)
        }
    }

    /// Whether a catalogue has opened the very model that a commit names.
    private static func hasModel(of manifest: Manifest, _ catalogue: Catalogue) -> Bool {
        catalogue.embeddingProblem == nil
            && [purpose, encoderPurpose].allSatisfy {
                catalogue.snapshot.attachment($0) == manifest.attachments[$0]
            }
    }

    /// The model for queries: that of an older commit while it is the same. What cannot be read is a problem, never an error.
    static func open(
        _ manifest: Manifest, _ directory: any Directory, after previous: Catalogue?
    ) -> ((any TextEmbedding)?, StorageError?) {
        if let previous, hasModel(of: manifest, previous) { return (previous.embedding, nil) }
        do throws(StorageError) { return (try model(manifest, directory), nil) } catch { return (nil, error) }
    }
}

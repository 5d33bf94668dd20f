import SoukEngine
import SoukImport

/// Compaction with what the engine does not know: how a stored product is read.
package enum Compaction {
    /// Commits, with all segments made one and Chinese text cut by the words that the catalogue teaches now.
    @discardableResult
    package static func compact(_ writer: IndexWriter) throws(IndexError) -> IndexSnapshot {
        // What was refused at import is not stored; what was left out then is left out again.
        let decoder = ProductDecoder(schema: writer.schema, strictness: .lenient)
        return try writer.compact { source in try? decoder.decode(json: source).document }
    }
}

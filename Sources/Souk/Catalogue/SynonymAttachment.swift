import SoukEngine
import SoukStorage
import SoukUnderstanding

/// The synonym file that belongs to an index, as it was given.
package enum SynonymAttachment {
    private static let attachment = TextAttachment(purpose: CatalogueAliases.purpose, kind: "SYNO")

    /// The synonyms of a commit; empty when it has none.
    ///
    /// - Throws: `StorageError` when the file cannot be read, or is not the text that was written.
    static func read(_ snapshot: IndexSnapshot, in directory: any Directory) throws(StorageError)
        -> AliasTable
    {
        guard let (text, file) = try attachment.read(snapshot, in: directory) else { return AliasTable() }
        do throws(SynonymFileError) { return try SynonymFile(text, file: file).table } catch {
            throw attachment.damage(in: file, expected: "synonym rules", found: "\(error)")
        }
    }

    /// Puts synonyms in the place of the index's; they take effect with the writer's next commit.
    ///
    /// - Parameter text: rules as ``SynonymFile`` reads them; nil or without rules: none.
    /// - Throws: ``SynonymFileError`` before anything is written; `StorageError`.
    package static func write(
        _ text: String?, file: String, to directory: any Directory, _ writer: IndexWriter
    ) throws {
        let holdsRules = try text.map { try !SynonymFile($0, file: file).entries.isEmpty } ?? false
        try attachment.write(holdsRules ? text : nil, to: directory, writer)
    }
}

import SoukEngine
import SoukStorage
import SoukUnderstanding

/// The synonym file that belongs to an index, as it was given.
package enum SynonymAttachment {
    private static let purpose = CatalogueAliases.purpose

    /// The synonyms of a commit; empty when it has none.
    ///
    /// - Throws: `StorageError` when the file cannot be read, or is not the text that was written.
    static func read(_ snapshot: IndexSnapshot, in directory: any Directory) throws(StorageError)
        -> AliasTable
    {
        guard let name = snapshot.attachment(purpose) else { return AliasTable() }
        let sections = try SectionFileReader(directory: directory, name: name, kind: kind, supported: 1...1)
        try sections.verifyChecksums()
        let text = String(decoding: try sections.section("text"), as: UTF8.self)
        do throws(SynonymFileError) { return try SynonymFile(text, file: name).table } catch {
            throw .corrupt(
                Corruption(
                    file: name, section: "text", byteOffset: 0, expected: "synonym rules", found: "\(error)"))
        }
    }

    /// Puts synonyms in the place of the index's; they take effect with the writer's next commit.
    ///
    /// - Parameter text: rules as ``SynonymFile`` reads them; nil or without rules: none.
    /// - Throws: ``SynonymFileError`` before anything is written; `StorageError`.
    package static func write(
        _ text: String?, file: String, to directory: any Directory, _ writer: IndexWriter
    ) throws {
        guard let text, try !SynonymFile(text, file: file).entries.isEmpty else {
            writer.attach(nil, as: purpose)
            return
        }
        let name = writer.attachmentName(for: purpose)
        let sections = try SectionFileWriter(
            directory: directory, name: name, kind: kind, version: 1, fileID: 0)
        try sections.beginSection("text")
        try sections.append(Array(text.utf8))
        _ = try sections.finish()
        writer.attach(name, as: purpose)
    }

    private static let kind = "SYNO"
}

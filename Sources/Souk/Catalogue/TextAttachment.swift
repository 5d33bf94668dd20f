import SoukEngine
import SoukStorage

/// A text file of the user's that belongs to an index, kept as it was given, under a checksum.
struct TextAttachment {
    /// What the index knows it as.
    let purpose: String
    /// Four letters that the file begins with.
    let kind: String

    private static let section = "text"

    /// The text of a commit, and the file that holds it; nil when it has none.
    ///
    /// - Throws: `StorageError` when the file cannot be read, or is not what was written.
    func read(
        _ snapshot: IndexSnapshot, in directory: any Directory
    ) throws(StorageError) -> (text: String, file: String)? {
        guard let file = snapshot.attachment(purpose) else { return nil }
        let sections = try SectionFileReader(directory: directory, name: file, kind: kind, supported: 1...1)
        try sections.verifyChecksums()
        return (String(decoding: try sections.section(Self.section), as: UTF8.self), file)
    }

    /// Puts a text in the place of the index's with the writer's next commit; nil leaves it without one.
    func write(_ text: String?, to directory: any Directory, _ writer: IndexWriter) throws(StorageError) {
        guard let text else { return writer.attach(nil, as: purpose) }
        let name = writer.attachmentName(for: purpose)
        let sections = try SectionFileWriter(
            directory: directory, name: name, kind: kind, version: 1, fileID: 0)
        do throws(StorageError) {
            try sections.beginSection(Self.section)
            try sections.append(Array(text.utf8))
            _ = try sections.finish()
        } catch {
            sections.abandon()
            throw error
        }
        writer.attach(name, as: purpose)
    }

    /// What to throw when a text reads otherwise than it was written.
    func damage(in file: String, expected: String, found: String) -> StorageError {
        .corrupt(
            Corruption(file: file, section: Self.section, byteOffset: 0, expected: expected, found: found))
    }
}

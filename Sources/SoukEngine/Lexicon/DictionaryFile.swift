import SoukAnalysis
import SoukStorage

/// The user dictionary that belongs to an index, as it was given, in jieba's format.
package enum DictionaryFile {
    /// The attachment's purpose in an index.
    package static let purpose = "dictionary"
    private static let kind = "DICT"

    /// The text of an index's dictionary; nil when it has none.
    ///
    /// - Throws: `StorageError` when the file cannot be read, or is not the text that was written.
    static func text(_ manifest: Manifest, in directory: any Directory) throws(StorageError) -> String? {
        guard let name = manifest.attachments[purpose] else { return nil }
        let sections = try SectionFileReader(directory: directory, name: name, kind: kind, supported: 1...1)
        try sections.verifyChecksums()
        return String(decoding: try sections.section("text"), as: UTF8.self)
    }

    static func write(_ text: String, to name: String, in directory: any Directory) throws(StorageError) {
        let file = try SectionFileWriter(
            directory: directory, name: name, kind: kind, version: 1, fileID: 0)
        do throws(StorageError) {
            try file.beginSection("text")
            try file.append(Array(text.utf8))
            _ = try file.finish()
        } catch {
            file.abandon()
            throw error
        }
    }
}

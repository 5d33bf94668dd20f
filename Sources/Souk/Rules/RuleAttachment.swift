import SoukEngine
import SoukRanking
import SoukStorage

/// The merchandising rules that belong to an index, as they were given.
package enum RuleAttachment {
    private static let purpose = "rules"
    private static let kind = "RULE"

    /// The rules of a commit; empty when it has none.
    ///
    /// - Throws: `StorageError` when the file cannot be read, or is not the text that was written.
    static func read(_ snapshot: IndexSnapshot, in directory: any Directory) throws(StorageError) -> RuleSet {
        guard let name = snapshot.attachment(purpose) else { return RuleSet() }
        let sections = try SectionFileReader(directory: directory, name: name, kind: kind, supported: 1...1)
        try sections.verifyChecksums()
        let file = RuleFile(String(decoding: try sections.section("text"), as: UTF8.self))
        guard let problem = file.problems.first else { return file.set }
        throw .corrupt(
            Corruption(
                file: name, section: "text", byteOffset: 0, expected: "rules", found: problem.description))
    }

    /// Puts rules in the place of the index's; they take effect with the writer's next commit.
    ///
    /// - Parameter text: nil or without rules: none.
    /// - Throws: ``SearchError/invalidRules(_:)`` before anything is written.
    package static func write(_ text: String?, to directory: any Directory, _ writer: IndexWriter) throws {
        let text = text ?? ""
        let problems = RuleLint.problems(in: text)
        guard problems.isEmpty else { throw SearchError.invalidRules(problems) }
        guard !RuleFile(text).set.rules.isEmpty else {
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
}

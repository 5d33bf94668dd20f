import SoukEngine
import SoukRanking
import SoukStorage

/// The merchandising rules that belong to an index, as they were given.
package enum RuleAttachment {
    private static let attachment = TextAttachment(purpose: "rules", kind: "RULE")

    /// The rules of a commit; empty when it has none.
    ///
    /// - Throws: `StorageError` when the file cannot be read, or is not the text that was written.
    static func read(_ snapshot: IndexSnapshot, in directory: any Directory) throws(StorageError) -> RuleSet {
        guard let (text, name) = try attachment.read(snapshot, in: directory) else { return RuleSet() }
        let file = RuleFile(text)
        guard let problem = file.problems.first else { return file.set }
        throw attachment.damage(in: name, expected: "rules", found: problem.description)
    }

    /// Puts rules in the place of the index's; they take effect with the writer's next commit.
    ///
    /// - Parameter text: nil or without rules: none.
    /// - Throws: ``SearchError/invalidRules(_:)`` before anything is written.
    package static func write(_ text: String?, to directory: any Directory, _ writer: IndexWriter) throws {
        let text = text ?? ""
        let problems = RuleLint.problems(in: text)
        guard problems.isEmpty else { throw SearchError.invalidRules(problems) }
        try attachment.write(RuleFile(text).set.rules.isEmpty ? nil : text, to: directory, writer)
    }
}

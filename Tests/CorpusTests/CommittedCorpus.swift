import Foundation

@testable import CorpusGenerator

/// The corpus as it stands in the repository, and the vocabulary that it is made from.
enum CommittedCorpus {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("corpus")

    /// Generated once for all tests.
    private static let generated = Result {
        try Corpus(
            vocabulary: folder.appendingPathComponent("vocabulary"),
            judgements: folder.appendingPathComponent("judgements.json"))
    }

    static func generate() throws -> Corpus { try generated.get() }

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    static func lines(_ name: String) throws -> [String] {
        try text(name).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// The products as Foundation reads them.
    static func products() throws -> [[String: Any]] {
        try lines("products.jsonl").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }
}

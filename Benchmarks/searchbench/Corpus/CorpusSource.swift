import Foundation
import SoukConsole

/// A corpus as the command line names it: a catalogue, or a token file made before.
///
/// `products.jsonl.gz:title` takes the titles alone; without the suffix the description follows the title, or brand
/// and category where there is none.
struct CorpusSource: ArgumentValue {
    let argumentText: String
    let path: String
    let takesTitlesOnly: Bool

    private static let titleSuffix = ":title"
    private static let tokenSuffix = ".tok.tsv"

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        argumentText = argument
        takesTitlesOnly = argument.hasSuffix(Self.titleSuffix)
        path = takesTitlesOnly ? String(argument.dropLast(Self.titleSuffix.count)) : argument
    }

    static var expectation: String { "a file .jsonl, .jsonl.gz or .tok.tsv" }

    var isTokenFile: Bool { path.hasSuffix(Self.tokenSuffix) }

    /// What the results call the corpus: `short-texts`, `products-en-titles`.
    var name: String {
        var name = URL(fileURLWithPath: path).lastPathComponent
        for suffix in [".gz", ".jsonl", ".json", Self.tokenSuffix] where name.hasSuffix(suffix) {
            name.removeLast(suffix.count)
        }
        return takesTitlesOnly ? name + "-titles" : name
    }

    /// The folder of query files that stands beside a corpus: `short-texts-queries` beside `short-texts.jsonl.gz`.
    var queryFolder: String? {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            .appendingPathComponent(name + "-queries").path
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }
}

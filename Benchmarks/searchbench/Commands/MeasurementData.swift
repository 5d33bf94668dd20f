import Foundation
import SoukConsole

/// The measurement data, which is not part of the repository: `SOUK_DATA` names its folder.
enum MeasurementData {
    static func path(_ name: String) throws -> String {
        guard let folder = ProcessInfo.processInfo.environment["SOUK_DATA"], !folder.isEmpty else {
            throw CommandFailure(
                "SOUK_DATA names no folder: set it to that of the measurement data (\(name) is needed), or name a file by the "
                    + "command's options where it has some")
        }
        let path = "\(folder)/\(name)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure("\(path): there is no such file")
        }
        return path
    }

    /// The corpora that the speed of one field is stated on.
    static func speedCorpora() throws -> [CorpusSource] {
        [try path("corpora/short-texts.jsonl.gz"), try path("catalogue/products-en.jsonl.gz") + ":title"]
            .compactMap(CorpusSource.init(argument:))
    }

    /// The catalogues of the real request.
    static func catalogues() throws -> [CorpusSource] {
        [try path("catalogue/products-en.jsonl.gz"), try path("catalogue/products-zh.jsonl.gz")]
            .compactMap(CorpusSource.init(argument:))
    }

    /// What shoppers typed, in the language that the catalogue's name tells; nil without the measurement data.
    static func realQueries(for source: CorpusSource) -> String? {
        try? path(
            source.name.contains("zh") ? "queries/zh-shopping.tsv.gz" : "queries/en-query-category.tsv.gz")
    }
}

import Foundation
import SoukConsole

/// The queries of each class, as tokens with a space between.
struct QuerySets {
    private var queries: [QueryClass: [String]]

    init(_ queries: [QueryClass: [String]]) { self.queries = queries }

    /// Reads a folder of files, `multi.txt` and so on, one query a line. Classes without a file are left out.
    init(folder: String) throws {
        queries = [:]
        for queryClass in QueryClass.allCases {
            let path = "\(folder)/\(queryClass.rawValue).txt"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw CommandFailure("\(path): cannot be read")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CommandFailure("\(path): is no UTF-8: save it as UTF-8, one query a line")
            }
            queries[queryClass] = text.split(separator: "\n").map {
                String(decoding: PlainTokens.joined(String($0)), as: UTF8.self)
            }.filter { !$0.isEmpty }
        }
        guard queries.values.contains(where: { !$0.isEmpty }) else {
            throw CommandFailure("\(folder): holds no query in a file such as multi.txt")
        }
    }

    subscript(queryClass: QueryClass) -> [String] { queries[queryClass] ?? [] }

    var classes: [QueryClass] { QueryClass.allCases.filter { !self[$0].isEmpty } }

    /// Writes one file a class and gives their paths; of a class cut short the first queries, under a name of its own.
    func write(to folder: String, first count: Int? = nil) throws -> [QueryClass: String] {
        var paths: [QueryClass: String] = [:]
        for queryClass in classes {
            let lines = self[queryClass].prefix(count ?? .max)
            let path = "\(folder)/\(queryClass.rawValue)\(count.map { ".\($0)" } ?? "").txt"
            try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
            paths[queryClass] = path
        }
        return paths
    }
}

import Foundation
import SoukConsole
import SoukImport

/// A corpus on disk as the drivers read it, `number<TAB>title<TAB>body` a line: once as tokens, once as the text that
/// Souk's own analyzer gets.
struct TokenFile {
    let corpus: String
    let tokens: String
    /// The same documents under the same numbers, not tokenised.
    let text: String
    let documents: Int
    /// Documents of more tokens than ``PlainTokens/exactLength``.
    let longDocuments: Set<Int>

    /// Reads the corpus and writes both files into a folder.
    /// - Parameter limit: takes the first documents only.
    init(_ source: CorpusSource, limit: Int, in folder: String, progress: (Int) -> Void) throws {
        corpus = source.name
        tokens = "\(folder)/\(source.name).tok.tsv"
        text = "\(folder)/\(source.name).text.tsv"
        let tokenWriter = try TextFileWriter(tokens)
        let textWriter = try TextFileWriter(text)
        let rows = try CorpusRows(source)
        var count = 0
        var longDocuments = Set<Int>()
        while count < limit, let row = try rows.next() {
            let title = PlainTokens.joined(row.title)
            let body = PlainTokens.joined(row.body)
            if title.isEmpty, body.isEmpty { continue }
            let number = Array(String(count).utf8)
            try tokenWriter.writeRow([number, title, body])
            try textWriter.writeRow([number, Array(row.title.utf8).asCell, Array(row.body.utf8).asCell])
            if PlainTokens.count(title) + PlainTokens.count(body) > PlainTokens.exactLength {
                longDocuments.insert(count)
            }
            count += 1
            if count % 1024 == 0 { progress(count) }
        }
        try tokenWriter.close()
        try textWriter.close()
        documents = count
        self.longDocuments = longDocuments
        guard count > 0 else { throw CommandFailure("\(source.path): no document has a token") }
    }
}

/// The title and body of each document of a corpus file.
private final class CorpusRows {
    private let source: CorpusSource
    private var lines: LineReader
    private let parser = JSONParser()

    init(_ source: CorpusSource) throws {
        self.source = source
        lines = LineReader(try InputFile(path: source.path))
    }

    func next() throws -> (title: String, body: String)? {
        guard let line = try lines.next() else { return nil }
        if source.isTokenFile {
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard cells.count == 3 else {
                throw CommandFailure(
                    "\(source.path):\(lines.line): found \(counted(cells.count, "cell")), expected number, title, body"
                )
            }
            return (String(decoding: cells[1], as: UTF8.self), String(decoding: cells[2], as: UTF8.self))
        }
        let object: JSONObject
        do throws(JSONError) { object = try parser.object(line) } catch {
            throw CommandFailure("\(source.path):\(lines.line): \(error)")
        }
        let title = object.text("title")
        return source.takesTitlesOnly ? (title, "") : (title, body(object))
    }

    private func body(_ object: JSONObject) -> String {
        let description = object.text("description")
        return description.isEmpty ? object.text("brand") + " " + object.text("category") : description
    }
}

extension JSONObject {
    /// A member as text; the elements of an array with spaces between, empty when there is none.
    func text(_ name: String) -> String {
        guard let value = self[name] else { return "" }
        return value.scalarText ?? (value.elements ?? []).compactMap(\.scalarText).joined(separator: " ")
    }
}

import Foundation
import Testing

@testable import SoukImport

@Suite("Reading a catalogue of several files")
struct CatalogueReaderTests {
    /// A folder that goes with the test.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("souk-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    private let folder: Folder

    init() throws { folder = try Folder() }

    private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = folder.url.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        return url.path
    }

    private func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    /// Rows and errors, named by file name and line.
    private func read(_ reader: CatalogueReader) throws -> [String] {
        var found: [String] = []
        func name(_ file: String) -> Substring { file.split(separator: "/").last ?? "" }
        while true {
            do throws(ImportError) {
                guard let row = try reader.next() else { return found }
                found.append("\(name(row.file)):\(row.line)")
            } catch {
                guard case .badRow(let row) = error else { throw error }
                found.append("\(name(row.file)):\(row.line)!")
            }
        }
    }

    @Test("files of different formats follow one another, with bytes counted over all")
    func files() throws {
        let files = [
            try write("a.jsonl", "{\"id\":1}\n\n {\"id\":2} \n"), try write("b.csv", "id,t\n1,x\n2\n3,z"),
            try write("c.tsv.gz", StoredGzip.member(Array("id\tt\n1\tx\n".utf8))), try write("d.json", ""),
            try write("e.ndjson", "nonsense is found when it is decoded"),
        ]
        let reader = try CatalogueReader(files: files)
        #expect(
            try read(reader) == [
                "a.jsonl:1", "a.jsonl:3", "b.csv:2", "b.csv:3!", "b.csv:4", "c.tsv.gz:2", "e.ndjson:1",
            ])
        #expect(reader.bytesRead == reader.totalBytes)
    }

    @Test(
        "a sample is given again, with its errors, and reading goes on behind it",
        arguments: [0, 1, 2, 3, 4, 99])
    func sample(count: Int) throws {
        let files = [
            try write("a.csv", "id,t\n1,x\n2\n3,z\n"), try write("b.jsonl", "{\"id\":4}\n{\"id\":5}\n"),
        ]
        let all = ["a.csv:2", "a.csv:3!", "a.csv:4", "b.jsonl:1", "b.jsonl:2"]
        let reader = try CatalogueReader(files: files)
        #expect(reader.sample(rows: count).count == min(count, 5) - (count >= 2 ? 1 : 0))
        #expect(try read(reader) == all)
        #expect(try CatalogueReader(files: files).sample(bytes: 1).count == 1)
    }

    @Test("a format that was asked for counts before the name")
    func format() throws {
        let file = try write("table.txt", "id;t\n")
        #expect(throws: ImportError.unknownFormat(file: file)) { try read(CatalogueReader(files: [file])) }
        #expect(
            try read(CatalogueReader(files: [write("x.csv", "{\"id\":1}")], format: .jsonl)) == ["x.csv:1"])
    }

    @Test(
        "a format that no name tells is found in the first bytes",
        arguments: [
            (" \n{\"id\":1}", RowFormat.jsonl), ("id\tt\n", .tsv), ("id,t\n", .csv), ("\"a,b\"\tc\n", .tsv),
            ("[", .jsonl),
            ("word\n1,2", nil), ("", nil),
        ])
    func sniffing(text: String, format: RowFormat?) throws {
        #expect(RowFormat(beginning: Array(text.utf8)) == format)
        if let format, text != "[" {
            let path = try write("catalogue", "\u{FEFF}" + text)
            let file = try CatalogueReader(files: [path])
            #expect(try read(file).count == (format == .jsonl ? 1 : 0))
        }
    }

    @Test(
        "names tell formats",
        arguments: [
            ("a.jsonl", RowFormat.jsonl), ("A.NDJSON.GZ", .jsonl), ("x.json", .jsonl),
            ("dir.csv/y.tsv", .tsv),
            ("z.csv.gz", .csv), ("csv", nil), ("x.txt", nil), ("x.gz", nil), ("", nil),
        ])
    func names(name: String, format: RowFormat?) {
        #expect(RowFormat(fileName: name) == format)
    }

    @Test("a file that is one JSON array is named as such; a missing file is reported before reading")
    func mistakes() throws {
        let array = try write("a.json", "[\n{\"id\":1}\n]")
        #expect(throws: ImportError.jsonArray(file: array)) { try read(CatalogueReader(files: [array])) }
        let good = try write("b.jsonl", "{}")
        #expect(throws: ImportError.self) { try CatalogueReader(files: [good, "/nowhere.jsonl"]) }
        #expect(throws: ImportError.standardInputTwice) { try CatalogueReader(files: ["-", "-"]) }
    }
}

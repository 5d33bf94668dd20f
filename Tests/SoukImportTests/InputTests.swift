import Foundation
import Testing

@testable import SoukImport

/// Gzip data of uncompressed blocks, made without zlib.
enum StoredGzip {
    static func member(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            result +=
                [rest.isEmpty ? 1 : 0] + little(UInt32(block.count), 2)
                + little(UInt32(block.count) ^ 0xFFFF, 2)
            result += block
        } while !rest.isEmpty
        return result + little(checksum(bytes), 4) + little(UInt32(bytes.count), 4)
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var checksum = UInt32.max
        for byte in bytes {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = (checksum >> 1) ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~checksum
    }
}

@Suite("Reading lines of files, gzip and pipes")
struct InputTests {
    private func lines(_ file: InputFile, limit: Int = 100) throws -> [String] {
        var reader = LineReader(file, limit: limit)
        var lines: [String] = []
        while true {
            do throws(ImportError) {
                guard let line = try reader.next() else { return lines }
                lines.append("\(reader.line) " + String(decoding: line, as: UTF8.self))
            } catch {
                guard case .badRow(let row) = error else { throw error }
                lines.append("\(row.line) ! \(row.problem.found)")
            }
        }
    }

    private func lines(_ text: String, piece: Int = 1 << 20, limit: Int = 100) throws -> [String] {
        try lines(InputFile(bytes: Array(text.utf8), name: "t", pieceSize: piece), limit: limit)
    }

    @Test("line ends are LF or CRLF, the last one may be missing, a byte order mark is dropped")
    func lineEnds() throws {
        #expect(try lines("") == [])
        #expect(try lines("a") == ["1 a"])
        #expect(try lines("a\n") == ["1 a"])
        #expect(try lines("a\r\n\r\nb\n\nc") == ["1 a", "2 ", "3 b", "4 ", "5 c"])
        #expect(try lines("\u{FEFF}a\nb") == ["1 a", "2 b"])
        #expect(try lines("\u{FEFF}") == [])
        #expect(try lines("\n") == ["1 "])
    }

    @Test("pieces of any size, plain or compressed, give the same lines", arguments: [1, 2, 3, 7, 64])
    func pieces(size: Int) throws {
        let text = "\u{FEFF}华为手机\r\n\nabc\n" + String(repeating: "x", count: 40) + "\nend"
        let bytes = Array(text.utf8)
        let expected = try lines(InputFile(bytes: bytes, name: "t"), limit: 30)
        #expect(expected == ["1 华为手机", "2 ", "3 abc", "4 ! the line is longer than is read", "5 end"])
        #expect(try lines(InputFile(bytes: bytes, name: "t", pieceSize: size), limit: 30) == expected)
        let half = bytes.count / 2
        let compressed =
            StoredGzip.member(Array(bytes[..<half])) + StoredGzip.member([])
            + StoredGzip.member(Array(bytes[half...])) + [0, 0, 0]
        let file = InputFile(bytes: compressed, name: "t", pieceSize: size)
        #expect(try lines(file, limit: 30) == expected)
        #expect(file.bytesRead == compressed.count)
        #expect(file.totalBytes == compressed.count)
    }

    @Test(
        "a line of exactly the limit is read, one byte more is refused and skipped",
        arguments: [1, 5, 1 << 20])
    func limit(piece: Int) throws {
        let text = "12345\n123456\n" + String(repeating: "9", count: 1_000) + "\nok\n123456"
        let refused = "the line is longer than is read"
        #expect(
            try lines(text, piece: piece, limit: 5) == [
                "1 12345", "2 ! \(refused)", "3 ! \(refused)", "4 ok", "5 ! \(refused)",
            ])
    }

    @Test("data compressed by gzip itself are read")
    func deflated() throws {
        let base64 =
            "H4sIAAAAAAACA6tWykxRslIwNNRRUCrJLMlJBXKUnvb2PdmxS6mWqxoqa4QsW4EkYYxLwgRdAgD7BQ2zaQAAAA=="
        let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
        let numbered = (1...4).map { "\($0) {\"id\": 1\($0), \"title\": \"\($0 == 1 ? "华为" : "x")\"}" }
        for piece in [1, 11, 1 << 20] {
            #expect(try lines(InputFile(bytes: bytes, name: "t", pieceSize: piece)) == numbered)
        }
    }

    @Test("gzip that is cut short or damaged is an error, wherever the fault is")
    func damagedGzip() throws {
        let good = StoredGzip.member(Array("first line\nsecond line\n".utf8))
        for length in 2..<good.count {
            let file = InputFile(bytes: Array(good[..<length]), name: "t.gz")
            #expect(throws: ImportError.truncatedGzip(file: "t.gz")) { try lines(file) }
        }
        // Bytes 3 to 10 hold flags, times and padding, which may be anything.
        for place in 2..<good.count where !(3...10).contains(place) {
            var bytes = good
            bytes[place] ^= 0x20
            #expect(throws: ImportError.self, "byte \(place)") {
                try lines(InputFile(bytes: bytes, name: "t.gz"))
            }
        }
        #expect(throws: ImportError.self) { try lines(InputFile(bytes: good + [1, 2, 3], name: "t.gz")) }
    }

    @Test("a pipe is read to its end, without a known size")
    func pipe() throws {
        let pipe = Pipe()
        let writer = Thread {
            for number in 0..<2_000 { pipe.fileHandleForWriting.write(Data("line \(number)\n".utf8)) }
            try? pipe.fileHandleForWriting.close()
        }
        writer.start()
        let file = InputFile(
            descriptor: pipe.fileHandleForReading.fileDescriptor, name: "pipe", closes: false)
        let found = try lines(file)
        #expect(found.count == 2_000)
        #expect(found.last == "2000 line 1999")
        #expect(file.totalBytes == nil)
    }

    @Test("files that cannot be read are named with the reason")
    func unreadable() throws {
        let missing = #expect(throws: ImportError.self) { try InputFile(path: "/nowhere/x.jsonl") }
        #expect(missing?.description == "/nowhere/x.jsonl: cannot be opened: No such file or directory")
        let folder = NSTemporaryDirectory()
        #expect(throws: ImportError.self) { try lines(InputFile(path: folder)) }
        #expect(throws: ImportError.self) { try lines(InputFile(bytes: [0xFF, 0xFE, 0x61, 0], name: "t")) }
        #expect(throws: ImportError.self) { try lines(InputFile(bytes: [0xFE, 0xFF, 0, 0x61], name: "t")) }
    }
}

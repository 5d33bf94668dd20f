import Testing

@testable import SoukImport

@Suite("Reading CSV and TSV")
struct DelimitedTests {
    /// The rows as `line|cell|cell`, bad rows as `line!what`.
    private func rows(
        _ bytes: [UInt8], _ format: RowFormat = .csv, piece: Int = 1 << 20, recordLimit: Int = 1 << 20,
        quoteLimit: Int = 1 << 20
    ) throws -> [String] {
        let file = InputFile(bytes: bytes, name: "t.csv", pieceSize: piece)
        let source = DelimitedSource(file, format: format, recordLimit: recordLimit, quoteLimit: quoteLimit)
        var rows: [String] = []
        while true {
            do throws(ImportError) {
                guard let row = try source.next() else { return rows }
                guard case .cells(_, let values) = row.content else { continue }
                rows.append("\(row.line)|" + values.joined(separator: "|"))
            } catch {
                guard case .badRow(let row) = error else { throw error }
                rows.append("\(row.line)!\(row.problem.found)")
            }
        }
    }

    private func rows(_ text: String, _ format: RowFormat = .csv) throws -> [String] {
        try rows(Array(text.utf8), format)
    }

    @Test("quotes, doubled quotes, separators and line ends inside quotes")
    func quotes() throws {
        #expect(try rows("id,t\n1,\"a,b\"\n") == ["2|1|a,b"])
        #expect(try rows("id,t\n1,\"say \"\"hi\"\"\"\n") == ["2|1|say \"hi\""])
        #expect(try rows("id,t\n1,\"\"\"\"\n") == ["2|1|\""])
        #expect(try rows("id,t\n1,\"\"\n") == ["2|1|"])
        #expect(try rows("id,t\n1,\"two\nlines\"\n2,x\n") == ["2|1|two\nlines", "4|2|x"])
        #expect(try rows("id,t\r\n1,\"two\r\nlines\"\r\n2,x\r\n") == ["2|1|two\r\nlines", "4|2|x"])
        #expect(try rows("\"id\",\"t\"\n\"1\",\"x\"") == ["2|1|x"])
        #expect(try rows("id,t\n1,\"x\"\r") == ["2|1|x"])
    }

    @Test("a quote inside an unquoted cell is a character, as in inches")
    func innerQuotes() throws {
        #expect(try rows("id,t\n1,5\" screen\n2, \"x\"\n") == ["2|1|5\" screen", "3|2| \"x\""])
    }

    @Test("the end of the file needs no newline; blank lines are passed over; a byte order mark is dropped")
    func edges() throws {
        #expect(try rows("") == [])
        #expect(try rows("id,t") == [])
        #expect(try rows("\u{FEFF}id,t\n\n1,\n\r\n2,b") == ["3|1|", "5|2|b"])
        #expect(try rows("\u{FEFF}\"id\",t\n1,\"\"") == ["2|1|"])
        #expect(try rows("id\n\"\"\n\n1") == ["2|", "4|1"])
        #expect(try rows("\n\nid,t\n1,a") == ["4|1|a"])
    }

    @Test("rows with too few or too many cells are refused by their line, and reading goes on")
    func ragged() throws {
        let found = try rows("id,t\n1\n2,b,c\n3,d\n\"4\n\",x,y\n5,e")
        #expect(
            found == [
                "2!the row has 1 field", "3!the row has 3 fields", "4|3|d", "5!the row has 3 fields", "7|5|e",
            ])
    }

    @Test("a quote that never closes is reported where it was opened, and costs that line only")
    func unclosedQuote() throws {
        let found = try rows("id,t\n1,a\n2,\"b\n3,c\n4,d\n")
        #expect(found == ["2|1|a", "3!a quoted field is not closed", "4|3|c", "5|4|d"])
        // The second line of a record can be the faulty one; what precedes it in the record is lost with it.
        #expect(try rows("id,t,u\n1,\"a\nb\",\"c\n2,d,e\n") == ["3!a quoted field is not closed", "4|2|d|e"])
        let long =
            "id,t\n1,\"" + String(repeating: "x", count: 50) + "\n2,b\n3,\""
            + String(repeating: "y", count: 20) + "\"\n"
        #expect(
            try rows(Array(long.utf8), quoteLimit: 30)
                == ["2!a quoted field is not closed", "3|2|b", "4|3|" + String(repeating: "y", count: 20)])
    }

    @Test("text behind a closing quote is refused with its column")
    func textAfterQuote() throws {
        #expect(try rows("id,t\n1,\"a\"b\n2,c\n") == ["2!t has text behind its closing quote", "3|2|c"])
        #expect(try rows("id,t\n1,\"a\" \n2,c\n") == ["2!t has text behind its closing quote", "3|2|c"])
        #expect(try rows("id,t\n1,\"a\"\rb\n2,c\n") == ["2!t has text behind its closing quote", "3|2|c"])
    }

    @Test("invalid UTF-8 is refused with its column, never replaced")
    func invalidUTF8() throws {
        let bytes = Array("id,t\n1,".utf8) + [0xC4, 0xE3] + Array("\n2,好\n".utf8)
        #expect(try rows(bytes) == ["2!t is not valid UTF-8", "3|2|好"])
    }

    @Test("records above the limit are refused, and reading goes on")
    func recordLimit() throws {
        let text =
            "id,t\n1," + String(repeating: "x", count: 100) + "\n2,b\n" + String(repeating: "3,", count: 40)
            + "\n4,d"
        #expect(
            try rows(Array(text.utf8), recordLimit: 50)
                == [
                    "2!the line is longer than is read", "3|2|b", "4!the line is longer than is read",
                    "5|4|d",
                ])
    }

    @Test("TSV has neither quotes nor escapes")
    func tabs() throws {
        #expect(
            try rows("id\tt\n1\t\"a\\tb\r\n2\tx,y\n\"3\"\t\"\n", .tsv) == [
                "2|1|\"a\\tb", "3|2|x,y", "4|\"3\"|\"",
            ])
        #expect(try rows("id\tt\n1\n2\tb", .tsv) == ["2!the row has 1 field", "3|2|b"])
    }

    @Test("a header without names or with a name twice is an error of the file")
    func headers() throws {
        #expect(throws: ImportError.emptyHeader(file: "t.csv")) { try rows(",\n1,2\n") }
        #expect(throws: ImportError.duplicateColumn(file: "t.csv", name: "a", first: 1, second: 3)) {
            try rows("a,b, a\n1,2,3\n")
        }
        #expect(try rows(" id ,,\n1,x,y\n") == ["2|1|x|y"])
    }

    @Test("every size of pieces gives the same rows")
    func everyPieceSize() throws {
        let text =
            "\u{FEFF}id,名称,t\r\n1,\"华为, \"\"Mate\"\"\",x\r\n\r\n2,\"two\r\nlines\",\"\"\n3,bad\n4,\"a\"b,c\n5,d,\"open\n6,é,f"
        let bytes = Array(text.utf8)
        for (recordLimit, quoteLimit) in [(1 << 20, 1 << 20), (20, 12), (9, 4)] {
            let expected = try rows(bytes, recordLimit: recordLimit, quoteLimit: quoteLimit)
            for piece in 1...bytes.count {
                let found = try rows(bytes, piece: piece, recordLimit: recordLimit, quoteLimit: quoteLimit)
                #expect(found == expected, "pieces of \(piece), limits \(recordLimit) and \(quoteLimit)")
            }
        }
        #expect(try rows(bytes).count == 6)
    }

    @Test("random tables are read back from what a plain writer makes of them", arguments: 1...3)
    func randomTables(round: UInt64) throws {
        var generator = ImportGenerator(seed: 0xC5_F0 + round)
        let parts = ["a", "华为", "\"", ",", "\n", "\r\n", " ", "\t", "", "é"]
        for _ in 0..<100 {
            let columns = Int.random(in: 2...4, using: &generator)
            let table = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                (0..<columns).map { _ in
                    (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                        parts.randomElement(using: &generator) ?? ""
                    }.joined()
                }
            }
            var text = (0..<columns).map { "c\($0)" }.joined(separator: ",") + "\r\n"
            for row in table {
                text +=
                    row.map { quoted($0, &generator) }.joined(separator: ",")
                    + (Bool.random(using: &generator) ? "\n" : "\r\n")
            }
            let piece = Int.random(in: 1...40, using: &generator)
            let source = DelimitedSource(
                InputFile(bytes: Array(text.utf8), name: "t", pieceSize: piece), format: .csv)
            var found: [[String]] = []
            while let row = try source.next() {
                if case .cells(_, let values) = row.content { found.append(values) }
            }
            #expect(found == table, "\(generator.rerun): \(text)")
        }
    }

    private func quoted(_ cell: String, _ generator: inout ImportGenerator) -> String {
        let isPlain = !cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        if isPlain, Bool.random(using: &generator) { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    @Test("damaged tables never trap, and reading ends", arguments: 1...3)
    func mutations(round: UInt64) throws {
        var generator = ImportGenerator(seed: 0xDE_1A + round)
        let original = Array("id,名称,t\n1,\"a\"\"b\",c\n2,\"x\ny\",z\r\n3,d,\"e\"\n".utf8)
        for _ in 0..<1_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = [0x22, 0x2C, 0x0A, 0x0D, 0xFF, 0x61].randomElement(using: &generator) ?? 0
            }
            let whole = try? rows(bytes, quoteLimit: 8)
            let small = try? rows(bytes, piece: 3, quoteLimit: 8)
            #expect(whole == small, "\(generator.rerun): \(bytes)")
            #expect((whole?.count ?? 0) <= bytes.count)
        }
    }
}

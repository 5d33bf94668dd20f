import Testing

@testable import SoukLab

@Suite struct JudgementsTests {
    @Test("Lines of four columns are read whatever the white space")
    func readsLines() throws {
        let text = "\u{FEFF}q1 0 a 3\r\n\n  q1\t0\tb   -1  \nq2 Q0 a 0\n \t \nq1 0 c 0"
        let judgements = try Judgements(parsing: text)
        #expect(judgements.queries == ["q1", "q2"])
        #expect(judgements.count == 4)
        #expect(judgements.grades(for: "q1") == ["a": 3, "b": -1, "c": 0])
        #expect(judgements.grade(of: "a", for: "q2") == 0)
        #expect(judgements.grade(of: "b", for: "q2") == nil)
        #expect(judgements.relevantCount(for: "q1") == 1)
        #expect(judgements.relevantCount(for: "q2") == 0)
        #expect(judgements.relevantCount(for: "q3") == 0)
    }

    @Test("Unicode white space and normal forms belong to the id")
    func comparesBytes() throws {
        let judgements = try Judgements(parsing: "q 0 a\u{3000}b 1\nq 0 \u{E9} 2\nq 0 e\u{301} 3\n")
        #expect(judgements.grade(of: "a\u{3000}b", for: "q") == 1)
        #expect(judgements.grade(of: "\u{E9}", for: "q") == 2)
        #expect(judgements.grade(of: "e\u{301}", for: "q") == 3)
    }

    @Test(
        "A malformed line is refused with its file and line",
        arguments: [
            "q1 0 b", "q1 0 b 1 2", "q1 0 b x", "q1 0 b 1.5", "q1 0 b 1001", "q1 0 b 99999999999999999999",
        ])
    func refusesMalformed(line: String) {
        let error = #expect(throws: LabError.self) {
            try Judgements(parsing: "q1 0 a 1\n\n\(line)\nq2 0 a 1\n", file: "some/qrels.txt")
        }
        #expect(error?.description.hasPrefix("some/qrels.txt:3: expected ") == true)
        #expect(error?.description.contains("'\(line)'") == true)
    }

    @Test("A document judged twice in a query is refused, with both lines")
    func refusesRepeated() {
        #expect(
            throws: LabError.repeatedLine(
                file: "qrels", line: 3, firstLine: 1, found: "document a of query q1")
        ) { try Judgements(parsing: "q1 0 a 1\nq2 0 a 1\nq1 0 a 1\n") }
    }

    @Test("Bytes that are no UTF-8 are refused with their line")
    func refusesBytes() {
        let bytes = Array("q 0 a 1\nq 0 ".utf8) + [0xFF, 0x20, 0x31]
        #expect(throws: LabError.self) {
            var reader = LineReader(bytes: bytes, file: "x")
            while reader.next() {
                _ = try reader.columns(4, of: "").map { column in try reader.text(column) }
            }
        }
    }

    @Test("A missing file is named")
    func namesMissingFile() {
        let error = #expect(throws: LabError.self) { try Judgements(contentsOf: "/no/such/qrels") }
        #expect(error?.description.hasPrefix("/no/such/qrels: cannot be read") == true)
    }

    @Test("An empty file holds no query")
    func readsEmpty() throws {
        #expect(try Judgements(parsing: "").queries.isEmpty)
    }
}

import Testing

@testable import SoukLab

@Suite struct RunTests {
    private func documents(_ run: Run, _ query: Identifier) -> [String] {
        run.results(for: query).map(\.document.text)
    }

    @Test("Results are ordered by score, ties by document id, highest first, whatever the ranks say")
    func ordersAsTrecEval() throws {
        let run = try Run(
            parsing: """
                q2 Q0 x 1 1e1 souk
                q1 Q0 a 1 2 souk
                q1 Q0 B 9 2 souk
                q1 Q0 ä 1 2 other
                q1 Q0 c 2 -0.5 souk
                q1 Q0 d 3 7 souk
                """)
        #expect(documents(run, "q1") == ["d", "ä", "a", "B", "c"])
        #expect(run.queries == ["q2", "q1"])
        #expect(run.tag == "souk")
        #expect(run.count == 6)
        #expect(run.results(for: "q3").isEmpty)
    }

    @Test("Scores that differ only beyond single precision are ties")
    func roundsScores() throws {
        let run = try Run(parsing: "q Q0 a 1 1.000000001 t\nq Q0 b 2 1.0 t\nq Q0 c 3 1.000001 t\n")
        #expect(documents(run, "q") == ["c", "b", "a"])
    }

    @Test(
        "A malformed line is refused with its file and line",
        arguments: ["q Q0 b 1 1", "q Q0 b 1 1 t x", "q Q0 b 1 nan t", "q Q0 b 1 inf t", "q Q0 b 1 high t"])
    func refusesMalformed(line: String) {
        let error = #expect(throws: LabError.self) {
            try Run(parsing: "q Q0 a 1 2 t\n\(line)\n", file: "bm25.run")
        }
        #expect(error?.description.hasPrefix("bm25.run:2: expected ") == true)
    }

    @Test("A document that stands twice in a query is refused, with both lines")
    func refusesRepeated() {
        #expect(
            throws: LabError.repeatedLine(
                file: "run", line: 3, firstLine: 1, found: "document a of query q")
        ) { try Run(parsing: "q Q0 a 1 2 t\np Q0 a 1 2 t\nq Q0 a 2 1 t\n") }
    }

    @Test("What the writer writes is read in the order given")
    func writesOrder() throws {
        let writer = try RunWriter(tag: "souk")
        let documents: [Identifier] = ["b", "z", "a", "产品-1"]
        let text =
            try writer.lines(query: "q1", documents: documents) + writer.lines(query: "q2", documents: [])
        #expect(text.hasPrefix("q1 Q0 b 1 4 souk\nq1 Q0 z 2 3 souk\n"))
        let run = try Run(parsing: text)
        #expect(run.results(for: "q1").map(\.document) == documents)
        #expect(run.queries == ["q1"])
    }

    @Test("Names with white space are refused by the writer")
    func refusesNames() throws {
        #expect(throws: LabError.unwritableName(found: "", column: "tag")) { try RunWriter(tag: "") }
        let writer = try RunWriter(tag: "t")
        #expect(throws: LabError.unwritableName(found: "a b", column: "document id")) {
            try writer.lines(query: "q", documents: ["a", "a b"])
        }
        #expect(throws: LabError.unwritableName(found: "q\n", column: "query id")) {
            try writer.lines(query: "q\n", documents: ["a"])
        }
    }
}

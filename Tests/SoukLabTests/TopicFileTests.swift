import Testing

@testable import SoukLab

@Suite struct TopicFileTests {
    @Test("Ids, texts and languages are read verbatim")
    func readsTopics() throws {
        let file = try TopicFile(parsing: "q1\t华为 手机\tzh\r\n\nq2\t  two  words \nq3\t\ten\nq4\tx\t\n")
        #expect(
            file.topics == [
                Topic(id: "q1", text: "华为 手机", language: "zh"), Topic(id: "q2", text: "  two  words "),
                Topic(id: "q3", text: "", language: "en"), Topic(id: "q4", text: "x"),
            ])
    }

    @Test(
        "Lines of other shape are refused with their place",
        arguments: ["q2 text", "q2\ta\tzh\tmore", "\ttext", "q 2\ttext"])
    func refusesMalformed(line: String) {
        let error = #expect(throws: LabError.self) {
            try TopicFile(parsing: "q1\ta\n\(line)\n", file: "q.tsv")
        }
        #expect(error?.description.hasPrefix("q.tsv:2: expected ") == true)
    }

    @Test("A query id stands once")
    func refusesRepeated() {
        #expect(
            throws: LabError.repeatedLine(file: "queries", line: 2, firstLine: 1, found: "query q1")
        ) { try TopicFile(parsing: "q1\ta\nq1\tb\n") }
    }
}

import Testing

@testable import SoukRecommend

@Suite("Event files")
struct EventParserTests {
    private func parse(_ text: String, file: String = "events") throws -> [Event] {
        try EventParser(file: file).parse(Array(text.utf8))
    }

    private func error(_ text: String, file: String = "events") -> EventError? {
        do {
            _ = try parse(text, file: file)
            return nil
        } catch { return error as? EventError }
    }

    private let expected = [
        Event(user: "u1", item: "p-1", kind: .view, query: "华为 手机", timestamp: 1_748_856_206),
        Event(user: "u2", item: "p,2", kind: .rating, value: 4.5),
    ]

    @Test("tabs, commas and JSON lines say the same")
    func formats() throws {
        let tabs =
            "user\titem\tevent\tquery\tvalue\ttimestamp\nu1\tp-1\tview\t华为 手机\t\t2025-06-02T09:23:26Z\r\n\nu2\tp,2\trating\t\t4.5\n"
        let commas =
            "\u{FEFF}Event,user, item ,value,query,timestamp,extra\nview,u1,p-1,,\"华为 手机\",1748856206,x\nrating,u2,\"p,2\",4.5\n"
        let lines = """
            {"user":"u1","item":"p-1","event":"view","query":"华为 手机","timestamp":"2025-06-02T17:23:26+08:00"}
            {"item":"p,2","user":"u2","event":"RATING","value":4.5,"query":null}
            """
        for text in [tabs, commas, lines] { #expect(try parse(text) == expected) }
        #expect(try parse(tabs, file: "a.tsv.gz") == expected)
        #expect(try parse(lines, file: "a.ndjson") == expected)
    }

    @Test("columns that may be absent are, numbers serve as keys, and a quoted field may hold a line break")
    func details() throws {
        #expect(try parse("user\titem\tevent\n7\t9\tcart") == [Event(user: "7", item: "9", kind: .cart)])
        #expect(
            try parse("{\"user\":7,\"item\":9,\"event\":\"cart\"}") == [
                Event(user: "7", item: "9", kind: .cart)
            ])
        let quoted = "user,item,event,query\nu,\"say \"\"hi\"\"\nthere\",click,q\nu,i,buy,\n"
        let failure = try #require(error(quoted))
        #expect(failure == EventError(file: "events", line: 4, reason: .unknownKind("buy")))
        var events: [Event] = []
        try EventParser(file: "e.csv").parse(
            Array(quoted.utf8), reject: { _ in }, take: { events.append($0) })
        #expect(events == [Event(user: "u", item: "say \"hi\"\nthere", kind: .click, query: "q")])
        #expect(try parse("user,item,event\n\n").isEmpty)
    }

    @Test("a bad row names its file, line and reason")
    func errors() {
        let header = "user\titem\tevent\tvalue\ttimestamp\n"
        let cases: [(String, Int, EventError.Reason)] = [
            ("user\titem\n", 1, .missingColumn("event", found: ["user", "item"])),
            (header + "u\ti\tview\n\ti\tview", 3, .missingValue("user")),
            (header + "u", 2, .missingValue("item")),
            (header + "u\ti\t", 2, .missingValue("event")),
            (header + "u\ti\tlook", 2, .unknownKind("look")),
            (header + "u\ti\trating", 2, .ratingWithoutValue),
            (header + "u\ti\trating\tfive", 2, .badNumber(column: "value", text: "five")),
            (header + "u\ti\trating\t-1", 2, .badNumber(column: "value", text: "-1")),
            (header + "u\ti\trating\tnan", 2, .badNumber(column: "value", text: "nan")),
            (header + "u\ti\tview\t\tyesterday", 2, .badTimestamp("yesterday")),
            ("{\"user\":\"u\",\"item\":\"i\",\"event\":\"view\"}\n{\"user\":", 2, .badJSON),
            ("{\"user\":[1],\"item\":\"i\",\"event\":\"view\"}", 1, .badJSON),
            ("user,item,event\nu,\"i,view\n", 2, .openQuotation),
            ("what is this", 1, .unknownFormat), ("", 1, .emptyFile), ("\n \n", 1, .emptyFile),
            (header + "u\ti\tview\t\t1748856206000", 2, .implausibleTimestamp("1748856206000")),
            (header + "u\ti\tview\t\t-5", 2, .implausibleTimestamp("-5")),
            (header + "u\ti\tview\t\t1969-12-31", 2, .implausibleTimestamp("1969-12-31")),
            (header + "u\ti\trating\t1000", 2, .ratingOffScale("1000")),
        ]
        for (text, line, reason) in cases {
            #expect(error(text) == EventError(file: "events", line: line, reason: reason), "\(text)")
        }
        #expect(
            error("user,item,event\nu,i,look")?.description
                == "events:2: event is 'look': expected view, click, cart, purchase or rating")
        #expect(
            error(header + "u\ti\tview\t\t1748856206000")?.description.hasSuffix(
                "these look like milliseconds; divide by 1000") == true)
        let bytes = Array("user\titem\tevent\n".utf8) + [0xFF, 0x09, 0x41, 0x09, 0x42]
        #expect(throws: EventError(file: "e", line: 2, reason: .notUTF8)) {
            try EventParser(file: "e").parse(bytes)
        }
    }

    @Test("moments are seconds or ISO 8601, and impossible ones are refused")
    func moments() {
        let good: [(String, Double)] = [
            ("0", 0), ("1748856206.5", 1_748_856_206.5), ("1970-01-01", 0), ("2000-02-29", 951_782_400),
            ("2025-06-02T09:23:26Z", 1_748_856_206), ("2025-06-02 09:23:26", 1_748_856_206),
            ("2025-06-02T09:23:26.25Z", 1_748_856_206.25), ("2025-06-02T17:23:26+08:00", 1_748_856_206),
            ("2025-06-02T04:23:26-0500", 1_748_856_206), ("1969-12-31T23:59:59Z", -1),
            ("1900-03-01", -2_203_891_200),
        ]
        for (text, seconds) in good { #expect(EventMoment.seconds(text) == seconds, "\(text)") }
        for text in [
            "2025-13-01", "2025-02-29", "1900-02-29", "2025-06-31", "2025-06", "2025-06-02T",
            "2025-06-02T25:00Z",
            "2025-06-02T09:61Z", "2025-06-02T09:00:xxZ", "2025-06-02T09:00+8", "-", "inf", "", "T",
            "2025-06-02T09",
        ] { #expect(EventMoment.seconds(text) == nil, "\(text)") }
    }
}

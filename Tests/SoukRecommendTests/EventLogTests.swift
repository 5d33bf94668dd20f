import SoukStorage
import SoukTestKit
import Testing

@testable import SoukRecommend

@Suite("The event log")
struct EventLogTests {
    static func randomLog(_ random: inout SeededGenerator, count: Int, users: Int = 12, items: Int = 30)
        -> EventLog
    {
        EventLog(
            (0..<count).map { _ in
                let kind = Event.Kind.allCases.randomElement(using: &random) ?? .view
                return Event(
                    user: "用户\(Int.random(in: 0..<users, using: &random))",
                    item: "i\(Int.random(in: 0..<items, using: &random))",
                    kind: kind,
                    query: Bool.random(using: &random) ? "查询\(Int.random(in: 0..<5, using: &random))" : nil,
                    value: kind == .rating ? Double(Int.random(in: 1...5, using: &random)) : nil,
                    timestamp: Bool.random(using: &random) ? Double.random(in: 0...2e9, using: &random) : nil)
            })
    }

    @Test("a log is read as it was written")
    func roundTrip() throws {
        var random = SeededGenerator(orEnvironment: 11)
        for count in [0, 1, 2, 300] {
            let log = Self.randomLog(&random, count: count)
            let directory = InMemoryDirectory()
            try log.write(to: directory, name: "events-1.souk")
            let again = try EventLog(from: directory, name: "events-1.souk")
            #expect(again == log, "\(random.rerun)")
            #expect((0..<count).map { again[$0] } == (0..<count).map { log[$0] })
        }
    }

    @Test("any changed byte and any shorter file is an error, or changes nothing")
    func damage() throws {
        var random = SeededGenerator(orEnvironment: 12)
        let log = Self.randomLog(&random, count: 40)
        let directory = InMemoryDirectory()
        try log.write(to: directory, name: "e")
        let bytes = try #require(directory.contents["e"])
        var errors = 0
        for place in bytes.indices {
            var damaged = bytes
            let bit = UInt8.random(in: 0..<8, using: &random)
            damaged[place] ^= UInt8(1) << bit
            do { #expect(try EventLog(from: InMemoryDirectory(["e": damaged]), name: "e") == log) } catch {
                errors += 1
            }
        }
        // Only the padding between sections, the reserved word and the file id may change unnoticed.
        #expect(errors > bytes.count / 2)
        for length in stride(from: 0, to: bytes.count, by: 7) {
            let short = InMemoryDirectory(["e": Array(bytes.prefix(length))])
            #expect(throws: StorageError.self) { try EventLog(from: short, name: "e") }
        }
        #expect(throws: StorageError.self) { try EventLog(from: InMemoryDirectory(), name: "e") }
    }

    @Test("sections that contradict each other are refused though their checksums hold")
    func contradictions() throws {
        let sound: [(String, [UInt8])] = [
            ("users", [1, 1, 0x75]), ("items", [1, 1, 0x69]), ("queries", [0]), ("event.kind", [0]),
            ("event.user", [0, 0, 0, 0]), ("event.item", [0, 0, 0, 0]), ("event.query", [0, 0, 0, 0]),
            ("event.value", [0, 0, 0, 0, 0, 0, 0xF8, 0x7F]), ("event.time", [0, 0, 0, 0, 0, 0, 0, 0]),
        ]
        func read(_ section: String?, _ bytes: [UInt8]) throws -> EventLog {
            let directory = InMemoryDirectory()
            let file = try SectionFileWriter(
                directory: directory, name: "e", kind: "EVTS", version: 1, fileID: 0)
            for (name, content) in sound {
                try file.beginSection(name)
                try file.append(name == section ? bytes : content)
            }
            try file.finish()
            return try EventLog(from: directory, name: "e")
        }
        #expect(try read(nil, []) == EventLog([Event(user: "u", item: "i", kind: .view, timestamp: 0)]))
        let wrong: [(String, [UInt8])] = [
            ("event.user", [1, 0, 0, 0]), ("event.item", [0xFF, 0xFF, 0xFF, 0xFF]),
            ("event.query", [1, 0, 0, 0]),
            ("event.kind", [9]), ("event.kind", [0, 0]), ("event.kind", []), ("event.value", [0, 0]),
            ("event.time", [0, 0, 0, 0, 0, 0, 0xF0, 0x7F]), ("users", [2, 1, 0x75, 1, 0x75]),
            ("users", [200, 1, 0x75]),
            ("users", [1, 9, 0x75]), ("items", [0]), ("queries", [0, 0]), ("users", []),
        ]
        for (section, bytes) in wrong {
            #expect(throws: StorageError.self, "\(section) \(bytes)") { try read(section, bytes) }
        }
    }

    @Test("an erased user is in no table, no event and no byte of the file; the others are untouched")
    func erasing() throws {
        var random = SeededGenerator(orEnvironment: 13)
        var log = Self.randomLog(&random, count: 200)
        log.append(Event(user: "secret", item: "only-theirs", kind: .click, query: "private wish"))
        let all = (0..<log.count).map { log[$0] }
        #expect(log.events(of: "secret").count == 1)
        let rest = log.erasing(user: "secret")
        #expect((0..<rest.count).map { rest[$0] } == all.filter { $0.user != "secret" }, "\(random.rerun)")
        #expect(rest.events(of: "secret").isEmpty)
        let directory = InMemoryDirectory()
        try rest.write(to: directory, name: "e")
        let text = String(decoding: directory.contents["e"] ?? [], as: UTF8.self)
        #expect(!text.contains("secret") && !text.contains("only-theirs") && !text.contains("private wish"))
        #expect(text.contains("用户1"))
        #expect(log.erasing(user: "nobody") == log)
    }
}

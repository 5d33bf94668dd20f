import Foundation
import SoukTestKit
import Testing

@testable import SoukConsole

@Suite("Writing JSON")
struct JSONWriterTests {
    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        return json.text
    }

    @Test("commas and colons come by themselves, at any depth")
    func structure() {
        let written = text { json in
            json.object { json in
                json.member("query", "手机")
                json.member("total", 2)
                json.array("hits") { json in
                    json.object { $0.member("id", "p1") }
                    json.object { $0.member("id", "p2") }
                }
                json.object("facets") { _ in }
                json.null("next")
                json.member("price", [1.5, 2])
                json.member("counts", ["b": 1, "a": 2])
                json.member("brand", String?.none)
                json.member("product", RawJSON(Array("{\"title\":\"x\"}".utf8)))
                json.member("ok", true)
            }
        }
        #expect(
            written == """
                {"query":"手机","total":2,"hits":[{"id":"p1"},{"id":"p2"}],"facets":{},"next":null,"price":[1.5,2],\
                "counts":{"a":2,"b":1},"brand":null,"product":{"title":"x"},"ok":true}
                """)
    }

    @Test(
        "numbers are the shortest text that reads back; whole numbers have no fraction; what is no number is null",
        arguments: [
            (0.1, "0.1"), (3, "3"), (-0.0, "0"), (1e15, "1000000000000000"), (1e300, "1e+300"),
            (.leastNonzeroMagnitude, "5e-324"),
            (0x1p53, "9007199254740992"), (.nan, "null"), (.infinity, "null"),
            (1 / 3, "0.3333333333333333"), (-2.5, "-2.5"),
        ] as [(Double, String)])
    func numbers(value: Double, expected: String) {
        #expect(text { $0.number(value) } == expected)
    }

    @Test("floats keep their own shortest text")
    func floats() {
        #expect(text { $0.value([Float(0.1), 16_777_216, 7]) } == "[0.1,16777216,7]")
    }

    @Test("control characters, quotes and backslashes are escaped, bytes that are not UTF-8 replaced")
    func strings() {
        #expect(
            text { $0.string("a\"b\\c\n\t\r\u{1}\u{1F}\u{7F}/é\u{2028}") }
                == #""a\"b\\c\n\t\r\u0001\u001f\u007f/é"# + "\u{2028}\"")
        #expect(text { $0.string(utf8: [0x61, 0xFF, 0xE5, 0x8D]) } == "\"a\u{FFFD}\u{FFFD}\"")
    }

    @Test("lines of a stream start anew")
    func lines() {
        var json = JSONWriter()
        for number in 1...2 {
            json.object { $0.member("n", number) }
            #expect(json.takeLine() == Array("{\"n\":\(number)}\n".utf8))
        }
    }

    @Test("an object stays whole when its body throws")
    func throwing() {
        var json = JSONWriter()
        #expect(throws: SampleFailure.locked) {
            try json.array { json in
                try json.object { json in
                    json.member("a", 1)
                    throw SampleFailure.locked
                }
            }
        }
        #expect(json.text == "[{\"a\":1}]")
    }

    @Test("a value without a name in an object, or a member outside one, is a mistake in the program")
    func misuse() async {
        await #expect(processExitsWith: .failure) {
            var json = JSONWriter()
            json.object { $0.value(1) }
        }
        await #expect(processExitsWith: .failure) {
            var json = JSONWriter()
            json.array { $0.member("a", 1) }
        }
    }

    @Test("whatever is written reads back the same through Foundation: fuzz")
    func fuzzRoundTrip() throws {
        var random = SeededGenerator(orEnvironment: 0x150)
        for _ in 0..<FuzzRounds.count / 10 {
            let scalars = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random)) ?? " "
            }
            let string = String(String.UnicodeScalarView(scalars))
            let number = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
            let written = text { json in
                json.object { json in
                    json.member("string", string)
                    json.member("number", number)
                    json.object("names") { $0.member(string, true) }
                }
            }
            // Not JSONSerialization: it reads some numbers one bit off.
            let back = try JSONDecoder().decode(Sample.self, from: Data(written.utf8))
            #expect(back.string == string, "\(written)")
            #expect(back.number == (number.isFinite ? number : nil), "\(written)")
            #expect(Array(back.names.keys) == [string], "\(written), \(random.rerun)")
        }
    }

    private struct Sample: Decodable {
        let string: String
        let number: Double?
        let names: [String: Bool]
    }
}

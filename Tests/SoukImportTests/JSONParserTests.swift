import Foundation
import Testing

@testable import SoukImport

@Suite("Parsing JSON")
struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONObject { try JSONObject(parsing: Array(text.utf8)) }

    private func error(_ bytes: [UInt8]) -> JSONError? {
        do throws(JSONError) {
            _ = try JSONParser().parse(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test("random objects are read as Foundation reads them, and written back the same", arguments: 1...4)
    func agreesWithFoundation(round: UInt64) throws {
        var random = RandomJSON(generator: ImportGenerator(seed: 0x50_1 + round))
        let parser = JSONParser()
        for _ in 0..<300 {
            let text = random.object()
            let object = try parser.object(text.utf8)
            let reference = try JSONSerialization.jsonObject(with: Data(text.utf8))
            #expect(JSONValue.object(object).difference(from: reference) == nil, "\(random.generator.rerun)")
            #expect(try parser.object(object.jsonBytes) == object, "\(random.generator.rerun)")
        }
    }

    @Test("damaged texts never trap, and are refused exactly where Foundation refuses them", arguments: 1...4)
    func mutations(round: UInt64) throws {
        var random = RandomJSON(generator: ImportGenerator(seed: 0xDA_6E + round))
        let parser = JSONParser()
        var refused = 0
        for _ in 0..<1_500 {
            let text = random.object()
            let bytes = mutate(Array(text.utf8), &random.generator)
            let mine = try? parser.parse(bytes)
            if mine == nil { refused += 1 }
            if isOutsideAgreement(bytes) { continue }
            let reference = try? JSONSerialization.jsonObject(with: Data(bytes))
            let shown = String(decoding: bytes, as: UTF8.self)
            #expect((mine == nil) == (reference == nil), "\(random.generator.rerun): \(shown)")
            if let mine, let reference { #expect(mine.difference(from: reference) == nil, "\(shown)") }
        }
        #expect(refused > 200)
    }

    private func mutate(_ original: [UInt8], _ generator: inout ImportGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0 where place < bytes.count: bytes.remove(at: place)
            case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 2:
                bytes.insert(Array("{}[],:\"\\0-e.tn ".utf8).randomElement(using: &generator) ?? 0, at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    /// Where the two parsers differ on purpose: numbers beyond a double are kept here and refused there; a comma
    /// before a closing bracket, and other encodings than UTF-8, are refused here and read there.
    private func isOutsideAgreement(_ bytes: [UInt8]) -> Bool {
        guard let mine = try? JSONParser().parse(bytes) else {
            let withoutSpace = bytes.filter { !RowFormat.isSpace($0) }
            if zip(withoutSpace, withoutSpace.dropFirst()).contains(where: {
                $0 == 0x2C && ($1 == 0x7D || $1 == 0x5D)
            }) {
                return true
            }
            return bytes.prefix(4).contains(0) || [0xEF, 0xFE, 0xFF].contains(bytes.first)
        }
        return hasInfinity(mine)
    }

    private func hasInfinity(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let number): number.value.isInfinite
        case .array(let elements): elements.contains(where: hasInfinity)
        case .object(let object): object.members.contains { hasInfinity($0.value) }
        case .null, .boolean, .string: false
        }
    }

    @Test(
        "faults are named, with their place",
        arguments: [
            ("", JSONError.Reason.empty, 0), ("  \n", .empty, 0), ("12", .notAContainer, 0),
            (" \"a\"", .notAContainer, 1), ("{\"a\":1} x", .trailingContent, 8),
            ("{\"a\":1}{\"b\":2}", .trailingContent, 7), ("{\"a\":\"\\x\"}", .badEscape, 5),
            ("{\"a\":\"\\ud800\"}", .badEscape, 5), ("{\"a\":01}", .badNumber, 5),
            ("{\"a\":1.}", .badNumber, 5),
            ("{\"a\":-}", .badNumber, 5), ("{\"a\":12x}", .badNumber, 5), ("{\"a\":tru}", .badLiteral, 5),
            ("{\"a\":nulls}", .badLiteral, 5), ("{\"a\":\"b\nc\"}", .controlCharacter, 7),
            ("{\"a\":\"b", .unclosedString, 5), ("{\"a\":[1,[2", .unclosedContainer, 8),
            ("{\"a\":1}, ", .trailingContent, 7), ("{\"a\":NaN}", .syntax, 5),
            ("{\"a\":\"\u{0}\"}", .controlCharacter, 6),
        ])
    func faults(text: String, reason: JSONError.Reason, offset: Int) {
        #expect(error(Array(text.utf8)) == JSONError(reason, byteOffset: offset))
    }

    @Test(
        "broken structure is refused",
        arguments: [
            "{", "[", "{\"a\":1", "{\"a\"}", "{\"a\" 1}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{,}", "[1,]",
            "[1 2]", "[,1]",
            "{1:2}", "{\"a\":[1,2}", "{\"a\":{]}", "]", "}", "{\"a\":}", "{\"a\"::1}", "{a:1}", "{'a':1}",
            "[\"a\"b]",
        ])
    func structure(text: String) {
        #expect(error(Array(text.utf8)) != nil)
    }

    @Test("invalid UTF-8 is refused at its first byte")
    func invalidUTF8() {
        for bad in [
            [0xFF], [0xC3], [0xE4, 0xB8], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80],
        ] as [[UInt8]] {
            let bytes = Array("{\"名\":\"".utf8) + bad + Array("\"}".utf8)
            #expect(error(bytes) == JSONError(.invalidUTF8, byteOffset: 8))
        }
    }

    @Test("a byte order mark and a bare NUL are refused, an escaped NUL is a character")
    func marks() throws {
        #expect(error([0xEF, 0xBB, 0xBF] + Array("{}".utf8)) == JSONError(.byteOrderMark, byteOffset: 0))
        #expect(error(Array("{}\u{0}".utf8)) != nil)
        #expect(try parse(#"{"a":"x\u0000y"}"#)["a"] == .string("x\u{0}y"))
    }

    @Test("nesting is bounded, whatever its length")
    func nesting() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(error(nested(JSONParser.maximumDepth)) == nil)
        let tooDeep = JSONError(.tooDeep(limit: JSONParser.maximumDepth), byteOffset: JSONParser.maximumDepth)
        #expect(error(nested(JSONParser.maximumDepth + 1)) == tooDeep)
        #expect(error(nested(1_000_000)) == tooDeep)
        #expect(error(Array(String(repeating: "{\"a\":", count: 200_000).utf8)) != nil)
    }

    @Test("numbers of any size keep their digits")
    func numbers() throws {
        let object = try parse(
            #"{"a":123456789012345678901234567890,"b":1e400,"c":-1e400,"d":1e-400,"e":-0.0,"f":9007199254740993,"g":12.50}"#
        )
        func number(_ name: String) -> JSONNumber? {
            if case .number(let number)? = object[name] { number } else { nil }
        }
        #expect(
            number("a") == JSONNumber(text: "123456789012345678901234567890", value: 1.2345678901234568e29))
        #expect(number("b") == JSONNumber(text: "1e400", value: .infinity))
        #expect(number("c") == JSONNumber(text: "-1e400", value: -.infinity))
        #expect(number("d") == JSONNumber(text: "1e-400", value: 0))
        #expect(number("e")?.value.sign == .minus)
        #expect(number("f") == JSONNumber(text: "9007199254740993", value: 9_007_199_254_740_992))
        #expect(number("g")?.text == "12.50")
    }

    @Test("of equal names the last counts, in small and in large objects", arguments: [0, 60])
    func equalNames(others: Int) throws {
        let filler = (0..<others).map { "\"f\($0)\":0," }.joined()
        let object = try parse("{\"a\":1,\(filler)\"\\u0061\":{\"x\":[1]},\"b\":2,\"a\":3}")
        #expect(object["a"]?.numericValue == 3)
        #expect(object.members.count == others + 2)
        #expect(object.members.last?.name == "a")
    }

    @Test("a parser serves on after a fault and after a long text")
    func reuse() throws {
        let parser = JSONParser()
        let long =
            "{\"a\":\"" + String(repeating: "华", count: 3_000_000) + "\",\"b\":["
            + String(repeating: "1,", count: 500_000) + "2]}"
        for _ in 0..<2 {
            #expect(try parser.object(long.utf8)["b"]?.elements?.count == 500_001)
            #expect(throws: JSONError.self) { try parser.object("{".utf8) }
            #expect(try parser.object("{\"a\":1}".utf8)["a"]?.numericValue == 1)
        }
        #expect(throws: JSONError(.notAnObject, byteOffset: 0)) { try parser.object("[]".utf8) }
    }

    @Test("numbers made from doubles are JSON")
    func writtenNumbers() throws {
        for value in [0, -0.0, 1999, 12.5, 1e21, 1e-7, -3, 9_007_199_254_740_991, .greatestFiniteMagnitude] {
            let number = try #require(JSONNumber(value))
            let back = try parse("{\"a\":\(number.text)}")["a"]?.numericValue
            #expect(back == value && back?.sign == value.sign, "\(number.text)")
        }
        #expect(JSONNumber(.nan) == nil)
        #expect(JSONNumber(.infinity) == nil)
    }
}

import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct FilterParserTests {
    private func parse(_ text: String) throws -> FilterExpression {
        try FilterParser.parse(text, try SmallCatalogue.schema())
    }

    @Test("Operators, lists, ranges, paths and attributes are read")
    func grammar() throws {
        #expect(
            try parse("price < 2000") == .number(field: 5, NumberRange(upper: 2000, includesUpper: false)))
        #expect(try parse("price:100..200") == .number(field: 5, NumberRange(lower: 100, upper: 200)))
        #expect(try parse("brand IN (\"华为\", 荣耀)") == .value(field: 1, attribute: nil, values: ["华为", "荣耀"]))
        #expect(
            try parse("not category:\"手机>配件\"") == .not(.value(field: 2, attribute: nil, values: ["手机 > 配件"]))
        )
        #expect(try parse("specs.颜色:黑色") == .value(field: 4, attribute: "颜色", values: ["黑色"]))
        #expect(
            try parse("price >= 1 AND price <= 2 OR brand = Nike")
                == .any([
                    .all([.number(field: 5, NumberRange(lower: 1)), .number(field: 5, NumberRange(upper: 2))]
                    ),
                    .value(field: 1, attribute: nil, values: ["Nike"]),
                ]))
    }

    @Test(
        "A mistake is named, with a caret under it",
        arguments: [
            ("prize < 3", 0, "there is no field 'prize'"), ("price < abc", 8, "expected a number"),
            ("brand < 3", 6, "holds text"), ("price < 3 AND", 13, "expected a condition"),
            ("(price < 3", 10, "closing parenthesis"), ("brand IN (华为", 16, "expected , or )"),
            ("brand:\"华", 6, "never closed"), ("title:x", 0, "cannot be filtered"),
            ("", 0, "expected a condition"),
        ])
    func errors(_ filter: String, _ offset: Int, _ message: String) throws {
        let schema = try SmallCatalogue.schema()
        do {
            _ = try FilterParser.parse(filter, schema)
            Issue.record("'\(filter)' was accepted")
        } catch {
            #expect(error.message.contains(message), "\(error.message)")
            #expect(error.byteOffset == offset)
            #expect(error.description.hasSuffix("^"))
        }
    }

    @Test("The caret stands under the mistake, Han characters being two columns wide")
    func caret() throws {
        let error = FilterSyntaxError(message: "m", filter: "华为 x", byteOffset: 7)
        #expect(error.description == "m\n  华为 x\n       ^")
    }

    @Test("Any text gives an expression or an error", arguments: 1...200)
    func garbage(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let pieces = [
            "price", "brand", "<", ">=", "(", ")", "\"", "华", "AND", "or", "NOT", "IN", ",", "..", ":", "1e9",
            " ", "\\", "é", "specs.",
        ]
        let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
        _ = try? parse(text)
        _ = try? parse(String(repeating: "(", count: Int(seed) * 50))
        _ = try? parse(String(repeating: "not ", count: Int(seed) * 50) + "price<1")
    }
}

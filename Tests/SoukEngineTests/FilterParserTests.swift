import SoukAnalysis
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
            ("", 0, "expected a condition"), ("brand:Apple Inc", 12, "in quotation marks"),
            ("brand:Apple Inc AND price<3", 12, "in quotation marks"),
            ("price:200..100", 6, "smaller number first"),
            ("price < 1e999", 8, "expected a number"), ("price = nan", 8, "expected a number"),
            ("price:..", 8, "expected a number"), ("brand", 5, "expected one of"),
            ("brand NOT x", 10, "expected IN"),
            ("brand IN 华为", 9, "expected ( after IN"), ("brand IN ()", 10, "expected a value"),
            ("category:\" > \"", 9, "expected a path"), ("specs:x", 0, "name the attribute too"),
            ("specs.:x", 0, "name the attribute too"), ("规格.颜色:x", 0, "price"),
            ("price < 3)", 9, "expected AND"),
            ("price < 3 OR", 12, "expected a condition"), ("< 3", 0, "name of a field"),
            ("'华", 0, "never closed"),
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

    @Test(
        "Spellings of one filter are one expression",
        arguments: [
            [
                "price<=5", "price <= 5", "price ≤ 5", "price:..5", "price：..5", "NOT NOT price<=5",
                "((price<=5))", "price<=５", "ｐｒｉｃｅ＜＝５．０", "price≦5", "price：．．５",
            ],
            ["price:5..", "price >= 5", "price≥\"5\"", "price＞=5", "price >= 5.0", "price >= 0.5e1"],
            ["price = 5", "price:5", "price:5..5", "price IN (5)", "price＝5"],
            [
                "price != 5", "NOT price:5", "price ≠ 5", "price！＝５", "ＮＯＴ price:5", "not price in (5)",
                "price NOT IN (5)",
            ],
            [
                "brand:华为", "brand = 华为", "brand = '华为'", "brand：“华为”", "brand:”华为”", "brand in（华为）",
                "\"brand\":华为",
            ],
            ["category = \"手机 > 配件\"", "category:'手机>配件'", "category:\" 手机>>配件 \""],
            ["brand:\"Levi's\"", "brand:Levi's", "brand = 'Levi\\'s'"],
            ["brand:\"a\\\"b\\\\\"", "brand:'a\"b\\\\'"],
            [
                "brand:x AND price<5", "brand:x price<5", "brand:x and price<5", "(brand:x)(price<5)",
                "brand:x\tprice<5\n",
            ],
            ["specs.颜色 EXISTS", "\"specs.颜色\" exists"], ["NOT specs exists", "not (specs EXISTS)"],
            [
                "brand IN (华为, 荣耀) OR price<5", "brand IN(\"华为\"，'荣耀')or price<5",
                "brand IN（＂华为＂、荣耀） OR price<5",
            ],
        ])
    func spellings(_ filters: [String]) throws {
        let expressions = try filters.map { try parse($0) }
        for expression in expressions { #expect(expression == expressions[0], "\(filters)") }
    }

    @Test("AND binds before OR, NOT before AND")
    func precedence() throws {
        #expect(
            try parse("NOT price<1 AND brand:a OR price<2 AND NOT (brand:b OR brand:c)")
                == parse("((NOT (price<1)) AND brand:a) OR (price<2 AND (NOT ((brand:b) OR (brand:c))))"))
    }

    @Test("Nesting, length and number of conditions are bounded")
    func bounds() throws {
        func message(_ text: String) -> String {
            do { _ = try parse(text) } catch let error as FilterSyntaxError { return error.message } catch {}
            return ""
        }
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "price<1" + String(repeating: ")", count: depth)
        }
        #expect(message(nested(63)) == "")
        #expect(message(nested(64)).contains("64 levels"))
        #expect(message(nested(30_000)).contains("64 levels"))
        #expect(message(String(repeating: "NOT ", count: 16_000) + "price<1") == "")
        #expect(message(Array(repeating: "price<1", count: 1000).joined(separator: " OR ")) == "")
        #expect(
            message(Array(repeating: "price<1", count: 1001).joined(separator: " OR ")).contains(
                "1000 conditions"))
        #expect(
            message("price IN (" + Array(repeating: "1", count: 1001).joined(separator: ",") + ")").contains(
                "1000"))
        #expect(message("brand:" + String(repeating: "华", count: 30_000)).contains("65536 bytes"))
        #expect(message("brand:" + String(repeating: "x", count: 65_530)) == "")
    }

    @Test("Names with dots: the field that exists wins")
    func dots() throws {
        let schema = try Schema([
            Field(name: "a.b", type: .attributes), Field(name: "a", type: .attributes),
            Field(name: "a.c", type: .keyword),
            Field(name: "and", type: .keyword),
        ])
        #expect(try FilterParser.parse("a.c:x", schema) == .value(field: 2, attribute: nil, values: ["x"]))
        #expect(
            try FilterParser.parse("a.d.e:x", schema) == .value(field: 1, attribute: "d.e", values: ["x"]))
        #expect(
            try FilterParser.parse("\"and\":or", schema) == .value(field: 3, attribute: nil, values: ["or"]))
    }

    @Test("The fields there are stand in the message; of a long filter only the surroundings are shown")
    func messages() throws {
        do {
            _ = try parse("prize<3")
        } catch let error as FilterSyntaxError {
            #expect(
                error.message == "there is no field 'prize': the index has brand, category, specs.…, price")
        }
        do {
            _ = try parse(
                String(repeating: "brand:华为 ", count: 300) + "\n价 < 3"
                    + String(repeating: " brand:x", count: 99))
        } catch let error as FilterSyntaxError {
            let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 3)
            #expect(lines[1].hasPrefix("  …"))
            #expect(lines[1].hasSuffix("…"))
            #expect(lines[1].count < 100)
            // The caret: as many columns as stand before the mistake.
            let before = lines[1].prefix(while: { $0 != "价" })
            #expect(lines[2].count - 1 == before.reduce(0) { $0 + ($1 >= "\u{2E80}" ? 2 : 1) })
        }
    }

    @Test("Quantities are compared in base units, or in the unit that is written")
    func quantities() throws {
        #expect(
            try parse("quantity.storage >= 256GB")
                == .quantity(.storage, NumberRange(lower: 256)))
        #expect(try parse("quantity.storage = 1TB") == parse("quantity.storage = 1024"))
        #expect(
            try parse("quantity.memory > 8g")
                == .quantity(.memory, NumberRange(lower: 8, includesLower: false)))
        #expect(
            try parse("quantity.length:10cm..\"6.1 inch\"")
                == .quantity(.length, NumberRange(lower: 100, upper: 154.94)))
        #expect(
            try parse("quantity.weight IN (10斤, 5kg)")
                == .any([
                    .quantity(.weight, NumberRange(lower: 5_000, upper: 5_000)),
                    .quantity(.weight, NumberRange(lower: 5_000, upper: 5_000)),
                ]))
        #expect(try parse("NOT quantity.age EXISTS") == .not(.quantity(.age, NumberRange())))
        for (filter, message, place) in [
            ("quantity.colour = 3", "there is no quantity 'colour'", 0),
            ("price < 3 AND quantity.weight > 5cm", "'5cm' is no weight", 32),
            ("quantity.weight > heavy", "expected a number, found 'heavy'", 18),
            ("quantity.weight ~ 3", "expected", 16),
        ] {
            do {
                _ = try parse(filter)
                Issue.record("\(filter) was read")
            } catch let error as FilterSyntaxError {
                #expect(error.message.contains(message), "\(error)")
                #expect(error.byteOffset == place, "\(error)")
            }
        }
    }

    private func expression(_ random: inout SeededGenerator, depth: Int = 0) -> FilterExpression {
        func number() -> Double {
            [0, -1, 5, 1e300, 0.1, Double.leastNonzeroMagnitude, Double(random.next() % 100_000) / 8]
                .randomElement(using: &random)
                ?? 0
        }
        let texts = [
            "华为", "a b", "\"", "\\", "and", "x..y", "", "a'b", "“”", "é\u{301}", "1", "EXISTS", "\u{301}",
            "(", ",", "\n",
        ]
        let attribute =
            Bool.random(using: &random) ? nil : texts.filter { $0 != "" }.randomElement(using: &random)
        switch Int.random(in: 0..<(depth < 4 ? 9 : 6), using: &random) {
        case 0:
            return .number(field: 5, NumberRange(lower: number(), includesLower: Bool.random(using: &random)))
        case 1:
            return .number(field: 5, NumberRange(upper: number(), includesUpper: Bool.random(using: &random)))
        case 2:
            let bounds = [number(), number()].sorted()
            return .number(field: 5, NumberRange(lower: bounds[0], upper: bounds[1]))
        case 3:
            return .exists(
                field: attribute == nil ? [1, 2, 4, 5].randomElement(using: &random) ?? 1 : 4,
                attribute: attribute)
        case 4:
            let values = (0...Int.random(in: 0...2, using: &random)).map { _ in
                texts.randomElement(using: &random) ?? ""
            }
            return .value(field: attribute == nil ? 1 : 4, attribute: attribute, values: values)
        case 5:
            let bounds = [1, 2.5, 48, 1e6].shuffled(using: &random).prefix(2).sorted()
            return .quantity(
                Quantity.Kind.allCases.randomElement(using: &random) ?? .weight,
                NumberRange(lower: bounds[0], upper: bounds[1]))
        case 6: return .not(positive(expression(&random, depth: depth + 1)))
        case 7:
            return .all(
                (0...Int.random(in: 1...3, using: &random)).map { _ in expression(&random, depth: depth + 1) }
            )
        default:
            return .any(
                (0...Int.random(in: 1...3, using: &random)).map { _ in expression(&random, depth: depth + 1) }
            )
        }
    }

    /// The parser takes two negations for none.
    private func positive(_ expression: FilterExpression) -> FilterExpression {
        if case .not(let inner) = expression { return positive(inner) }
        return expression
    }

    @Test("What is printed is read back as it was", arguments: 1...300)
    func printing(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let expression = expression(&random)
        let schema = try SmallCatalogue.schema()
        let text = try #require(expression.text(in: schema))
        #expect(try FilterParser.parse(text, schema) == expression, "\(text), \(random.rerun)")
    }

    @Test("Ranges that need two conditions are printed as two; what nobody can write has no text")
    func unprintable() throws {
        let schema = try SmallCatalogue.schema()
        let range = FilterExpression.number(field: 5, NumberRange(lower: 1, upper: 2, includesUpper: false))
        #expect(FilterExpression.not(range).text(in: schema) == "NOT (price >= 1.0 AND price < 2.0)")
        #expect(FilterExpression.any([]).text(in: schema) == nil)
        #expect(FilterExpression.number(field: 5, NumberRange()).text(in: schema) == nil)
        #expect(FilterExpression.exists(field: 99, attribute: nil).text(in: schema) == nil)
        #expect(FilterExpression.all([.all([range]), range]).text(in: schema) == nil)
    }

    @Test("Fuzz: any text gives an expression or an error", arguments: 1...200)
    func garbage(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let pieces = [
            "price", "brand", "<", ">=", "(", ")", "\"", "华", "AND", "or", "NOT", "IN", ",", "..", ":", "1e9",
            " ", "\\", "é", "specs.", "'", "“", "”", "：", "≤", "EXISTS", "!=", "!", "\u{301}", "\r\n", "\0",
            "category", "..5",
        ]
        let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
        do { _ = try parse(text) } catch let error as FilterSyntaxError {
            #expect(error.byteOffset <= text.utf8.count, "\(random.rerun)")
            #expect(error.description.hasSuffix("^"))
        }
        _ = try? parse(String(repeating: "(", count: Int(seed) * 50))
        _ = try? parse(String(repeating: "not ", count: Int(seed) * 50) + "price<1")
    }
}

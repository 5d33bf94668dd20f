import SoukEngine
import Testing

@testable import SoukImport

@Suite("Decoding products")
struct ProductDecoderTests {
    private static let fields: [Field] = [
        Field(name: "title", type: .text), Field(name: "brand", type: .keyword, role: .brand),
        Field(name: "category", type: .path, role: .category),
        Field(name: "price", type: .number, role: .price),
        Field(name: "specs", type: .attributes), Field(name: "vector", type: .vector, role: .vector),
        Field(name: "createdAt", type: .number, role: .created), Field(name: "height", type: .number),
        Field(name: "note", type: .stored),
    ]

    private func decoder(
        _ strictness: ProductDecoder.Strictness = .strict, mapping: [String] = []
    ) throws -> ProductDecoder {
        ProductDecoder(
            schema: try Schema(Self.fields), mapping: try FieldMapping(mapping), strictness: strictness,
            collectsUnknown: true)
    }

    private func values(_ members: String, _ field: String) throws -> [FieldValue.Content] {
        let document = try decoder().decode(json: Array("{\"id\":\"1\",\(members)}".utf8)).document
        let index = Self.fields.firstIndex { $0.name == field }
        return document.values.filter { $0.field == index }.map(\.content)
    }

    private func problem(_ json: String, _ strictness: ProductDecoder.Strictness = .strict) throws -> String?
    {
        let decoder = try decoder(strictness)
        do throws(RowError) {
            _ = try decoder.decode(Row(file: "products.jsonl", line: 17, content: .json(Array(json.utf8))))
            return nil
        } catch {
            return error.description
        }
    }

    @Test(
        "an id is a string or an integer",
        arguments: [
            ("\"a b\"", "a b"), ("17", "17"), ("-3", "-3"),
            ("123456789012345678901234567890", "123456789012345678901234567890"), ("\"华\"", "华"),
        ])
    func ids(json: String, id: String) throws {
        #expect(try decoder().decode(json: Array("{\"id\":\(json)}".utf8)).document.id == id)
    }

    @Test(
        "other ids are refused",
        arguments: [
            ("{}", "id is missing"), ("{\"id\":null}", "id is missing"), ("{\"id\":1.5}", "id is 1.5"),
            ("{\"id\":1e3}", "id is 1e3"), ("{\"id\":\"\"}", "id is \"\""), ("{\"id\":\" \"}", "id is \" \""),
            ("{\"id\":true}", "id is true"), ("{\"id\":[1]}", "id is an array"),
            ("{\"id\":{}}", "id is an object"),
        ])
    func badIDs(json: String, found: String) throws {
        let hint = found == "id is missing" ? " (--map id=COLUMN takes it from another column)" : ""
        #expect(try problem(json) == "products.jsonl:17: \(found): expected a string or an integer\(hint)")
        let long = "{\"id\":\"\(String(repeating: "x", count: 513))\"}"
        #expect(try problem(long) == "products.jsonl:17: id is 513 bytes long: expected at most 512 bytes")
    }

    @Test("texts and keywords take strings, numbers as they stand, booleans and arrays of them")
    func texts() throws {
        #expect(try values("\"title\":\"华为\"", "title") == [.text("华为")])
        #expect(try values("\"title\":12.50", "title") == [.text("12.50")])
        #expect(
            try values("\"brand\":[\"A\",null,\"\",7,true]", "brand") == [
                .text("A"), .text("7"), .text("true"),
            ])
        #expect(try values("\"title\":\" \"", "title") == [])
        #expect(try values("\"title\":null", "title") == [])
        #expect(try values("\"title\":[]", "title") == [])
        #expect(try values("\"title\":\"a\",\"title\":\"b\"", "title") == [.text("b")])
        #expect(try values("\"note\":{\"x\":[1]}", "note") == [])
    }

    @Test("paths are written with > or as arrays, one or several")
    func paths() throws {
        #expect(
            try values("\"category\":\"手机 > 手机通讯>  配件 > \"", "category") == [.path(["手机", "手机通讯", "配件"])])
        #expect(try values("\"category\":[\"手机\",\"配件\"]", "category") == [.path(["手机", "配件"])])
        let several: [FieldValue.Content] = [.path(["A", "B"]), .path(["C"])]
        #expect(try values("\"category\":[[\"A\",\"B\"],[\"C\"]]", "category") == several)
        #expect(try values("\"category\":[\"A > B\",\"C\"]", "category") == several)
        #expect(try values("\"category\":[[\"A > B\"],\"C\"]", "category") == several)
        #expect(try values("\"category\":[2024,\"B\"]", "category") == [.path(["2024", "B"])])
        #expect(try values("\"category\":\" > \"", "category") == [])
    }

    @Test("numbers may be texts; dates become seconds")
    func numbers() throws {
        #expect(try values("\"price\":1999", "price") == [.number(1999)])
        #expect(try values("\"price\":\"¥1,299.00\"", "price") == [.number(1299)])
        #expect(try values("\"price\":\"\"", "price") == [])
        #expect(try values("\"createdAt\":\"2016-11-09\"", "createdAt") == [.number(1_478_649_600)])
        #expect(try values("\"createdAt\":1478649600", "createdAt") == [.number(1_478_649_600)])
        #expect(try values("\"createdAt\":1478649600000", "createdAt") == [.number(1_478_649_600)])
    }

    @Test("attributes are flattened in their order")
    func attributes() throws {
        let found = try values(
            "\"specs\":{\"颜色\":\"黑色\",\"内存\":{\"大小\":8,\"x\":{\"y\":true}},\"色\":[\"红\",null,2],\"空\":\"\",\"无\":null}",
            "specs")
        #expect(
            found == [
                .attribute(name: "颜色", value: "黑色"), .attribute(name: "内存.大小", value: "8"),
                .attribute(name: "内存.x.y", value: "true"), .attribute(name: "色", value: "红"),
                .attribute(name: "色", value: "2"),
            ])
        #expect(try values("\"specs\":{}", "specs") == [])
    }

    @Test("vectors are arrays of finite numbers")
    func vectors() throws {
        #expect(try values("\"vector\":[1,-0.5,2e3]", "vector") == [.vector([1, -0.5, 2000])])
        #expect(try values("\"vector\":[]", "vector") == [])
    }

    @Test(
        "a value that does not suit its field is named with what was expected",
        arguments: [
            ("\"price\":\"abc\"", "price is \"abc\": expected a number"),
            ("\"price\":true", "price is true: expected a number"),
            ("\"price\":[1]", "price is an array: expected a number"),
            ("\"price\":1e400", "price is 1e400: expected a number that a double can hold"),
            (
                "\"createdAt\":\"soon\"",
                "createdAt is \"soon\": expected a date (2016-11-09) or epoch seconds"
            ),
            ("\"title\":{\"zh\":1}", "title is an object: expected a string or an array of strings"),
            ("\"title\":[[\"a\"]]", "title is an array: expected a string or an array of strings"),
            ("\"category\":{}", "category is an object: expected \"A > B > C\" or an array of names"),
            ("\"specs\":\"x\"", "specs is \"x\": expected an object of named values, as {\"颜色\": \"黑色\"}"),
            ("\"specs\":{\"a\":[{}]}", "specs.a is an object: expected strings and numbers"),
            ("\"vector\":\"x\"", "vector is \"x\": expected an array of numbers"),
            ("\"vector\":[1,\"2\"]", "vector is \"2\": expected numbers that a float can hold"),
            ("\"vector\":[1,1e39]", "vector is 1e39: expected numbers that a float can hold"),
            ("\"vector\":[null]", "vector is null: expected numbers that a float can hold"),
        ])
    func badValues(members: String, problem expected: String) throws {
        #expect(try problem("{\"id\":1,\(members)}") == "products.jsonl:17: " + expected)
    }

    @Test("text that is no JSON object is named with its place")
    func badJSON() throws {
        #expect(
            try problem("{\"id\":1,\"a\":tru}")
                == "products.jsonl:17: an unknown word: expected true, false or null (byte 12)")
        #expect(
            try problem("[1]") == "products.jsonl:17: the value is an array: expected an object, '{' (byte 0)"
        )
        #expect(try problem("") == "products.jsonl:17: the text is empty: expected a JSON object (byte 0)")
    }

    @Test("with an inferred schema, a plain number column lets other values pass, a price does not")
    func lenience() throws {
        #expect(try problem("{\"id\":1,\"height\":\"tall\"}") != nil)
        #expect(try problem("{\"id\":1,\"height\":\"tall\"}", .lenient) == nil)
        #expect(try problem("{\"id\":1,\"price\":\"abc\"}", .lenient) != nil)
        #expect(try problem("{\"id\":1,\"title\":{}}", .lenient) != nil)
    }

    @Test("the source is the object as it was given, without space around it")
    func source() throws {
        let json = "{ \"id\" : 1, \"x\" : 12.50, \"x\":\"\\u4e2d\" }"
        let product = try decoder().decode(json: Array(" \t\(json)\r\n ".utf8))
        #expect(String(decoding: product.document.source, as: UTF8.self) == json)
        #expect(product.unknownMembers == [JSONObject.Member(name: "x", value: .string("中"))])
    }

    @Test("mapped names replace those that were there, in the source too")
    func mapping() throws {
        let decoder = try decoder(mapping: ["title=名称", "id=sku"])
        let json = "{\"sku\":12345678901234567890,\"id\":\"old\",\"title\":\"old\",\"名称\":\"华为\",\"x\":1.50}"
        let product = try decoder.decode(json: Array(json.utf8))
        #expect(product.document.id == "12345678901234567890")
        #expect(product.document.values.map(\.content) == [.text("华为")])
        #expect(
            String(decoding: product.document.source, as: UTF8.self)
                == "{\"id\":12345678901234567890,\"title\":\"华为\",\"x\":1.50}")
        let row = Row(
            file: "t.csv", line: 2,
            content: .cells(names: ["sku", "title", "名称"], values: ["7", "old", "小米"]))
        let cells = try decoder.decode(row).document
        #expect(String(decoding: cells.source, as: UTF8.self) == "{\"id\":\"7\",\"title\":\"小米\"}")
    }

    @Test("mappings that cannot be meant are refused")
    func badMappings() {
        #expect(throws: FieldMappingError.malformed("title")) { try FieldMapping(["title"]) }
        #expect(throws: FieldMappingError.malformed("=x")) { try FieldMapping(["=x"]) }
        #expect(throws: FieldMappingError.sourceTwice("x")) { try FieldMapping(["a=x", "b=x"]) }
        #expect(throws: FieldMappingError.targetTwice("a")) { try FieldMapping(["a=x", "a=y"]) }
    }

    @Test("cells become a JSON object by their fields and decode as it would")
    func cells() throws {
        let names = ["id", "title", "price", "specs", "vector", "createdAt", "", "other", "brand"]
        let row = Row(
            file: "t.csv", line: 2,
            content: .cells(
                names: names,
                values: [
                    "007", "a \"b\"\nc", "¥1,299.50", "{\"颜色\": \"黑\"}", "[0.5, 1e1]", "2016-11-09",
                    "ignored", "9", " ",
                ]))
        let decoder = try decoder()
        let product = try decoder.decode(row)
        #expect(
            String(decoding: product.document.source, as: UTF8.self)
                == #"{"id":"007","title":"a \"b\"\nc","price":1299.50,"specs":{"颜色":"黑"},"vector":[0.5,1e1],"#
                + #""createdAt":"2016-11-09","other":"9"}"#)
        #expect(
            product.document.values.map(\.content) == [
                .text("a \"b\"\nc"), .number(1299.5), .attribute(name: "颜色", value: "黑"), .vector([0.5, 10]),
                .number(1_478_649_600),
            ])
        let again = try decoder.decode(json: product.document.source).document
        #expect(again.id == product.document.id && again.source == product.document.source)
        #expect(again.values.map(\.content) == product.document.values.map(\.content))
        #expect(product.unknownMembers.map(\.name) == ["other"])
    }

    @Test(
        "cells that do not suit their fields are refused",
        arguments: [
            ("price", "abc", "price is \"abc\": expected a number"),
            ("vector", "1;x", "vector is \"1;x\": expected a list of numbers"),
            ("specs", "red", "specs is \"red\": expected an object of named values, as {\"颜色\": \"黑色\"}"),
        ])
    func badCells(name: String, value: String, problem: String) throws {
        let row = Row(file: "t.csv", line: 9, content: .cells(names: ["id", name], values: ["1", value]))
        let decoder = try decoder()
        let error = #expect(throws: RowError.self) { try decoder.decode(row) }
        #expect(error?.description == "t.csv:9: " + problem)
        for empty in [" ", "[]"] where empty == " " || name == "vector" {
            let blank = Row(
                file: "t.csv", line: 9, content: .cells(names: ["id", name], values: ["1", empty]))
            #expect(try decoder.decode(blank).document.values.isEmpty)
        }
    }

    @Test("damaged products never trap", arguments: 1...3)
    func mutations(round: UInt64) throws {
        var generator = ImportGenerator(seed: 0xD0_C5 + round)
        let decoder = try decoder()
        let original = Array(
            "{\"id\":\"1\",\"title\":\"华为\",\"category\":[\"A > B\"],\"price\":\"1,299\",\"specs\":{\"a\":{\"b\":[1,2]}},\"vector\":[1,2.5]}"
                .utf8)
        var accepted = 0
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = Array("{}[],:\"\\0-e.tn \u{1}".utf8).randomElement(using: &generator) ?? 0
            }
            if (try? decoder.decode(json: bytes)) != nil { accepted += 1 }
        }
        #expect(accepted > 0 && accepted < 2_000, "\(generator.rerun)")
    }
}

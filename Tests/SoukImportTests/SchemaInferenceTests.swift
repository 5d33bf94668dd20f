import SoukEngine
import Testing

@testable import SoukImport

@Suite("Inferring schemas")
struct SchemaInferenceTests {
    private func infer(_ lines: [String], mapping: [String] = []) throws -> InferredSchema {
        let rows = lines.enumerated().map { Row(file: "t", line: $0 + 1, content: .json(Array($1.utf8))) }
        return SchemaInference.infer(from: rows, mapping: try FieldMapping(mapping))
    }

    private func inferCells(_ names: [String], _ table: [[String]]) -> InferredSchema {
        SchemaInference.infer(
            from: table.enumerated().map {
                Row(file: "t", line: $0 + 2, content: .cells(names: names, values: $1))
            })
    }

    private func types(_ inferred: InferredSchema) -> [String] {
        inferred.entries.map { "\($0.field.name):\($0.field.type.rawValue)" }
    }

    @Test("product fields take their roles in a fixed order, the others follow as they appear")
    func order() throws {
        let inferred = try infer([
            #"{"zeta":"x","id":1,"lang":"zh","price":1,"alpha":2,"brand":"B"}"#,
            #"{"id":2,"title":"t","vector":[1],"createdAt":"2016-11-09","category":"A > B","description":"d"}"#,
            #"{"id":3,"attributes":{"a":1},"currency":"CNY","rating":4.5,"reviewCount":3,"sales":9,"stock":0,"group":"g"}"#,
        ])
        #expect(
            types(inferred) == [
                "title:text", "brand:keyword", "category:path", "description:text", "attributes:attributes",
                "price:number", "currency:keyword", "rating:number", "reviewCount:number", "sales:number",
                "stock:number", "createdAt:number", "group:keyword", "vector:vector", "lang:keyword",
                "zeta:stored",
                "alpha:number",
            ])
        let schema = try inferred.makeSchema()
        #expect(schema["title"]?.weight == 4)
        #expect(schema["brand"]?.weight == 3)
        #expect(schema["category"]?.weight == 2)
        #expect(schema["attributes"]?.weight == 0.5)
        for name in ["currency", "group", "lang"] { #expect(schema[name]?.isSearched == false) }
        for role in FieldRole.allCases where role != .embedding {
            let field = schema.field(with: role)
            #expect(field != nil, "\(role)")
        }
        let numbers = schema.fields.filter { $0.type == .number }
        #expect(numbers.filter(\.updatable).count == numbers.count)
        #expect(inferred.rowCount == 3)
        #expect(inferred.notes.isEmpty)
    }

    @Test("Chinese column names are the fields that they mean, and none that somebody named otherwise")
    func chineseNames() throws {
        let columns = ["商品编号", "标题", "品牌", "类目", "价格（元）", "描述", "库存", "货号", "备注"]
        let row = Row(
            file: "t", line: 2,
            content: .cells(
                names: columns,
                values: ["1", "华为手机", "华为", "手机 > 智能手机", "1999", "好用", "3", "HW-1", "x"]))
        let mapping = FieldMapping().addingUsualNames(of: columns, schema: nil)
        let inferred = SchemaInference.infer(from: [row], mapping: mapping)
        #expect(
            types(inferred) == [
                "title:text", "brand:keyword", "category:path", "description:text", "price:number",
                "stock:number", "货号:stored", "备注:stored",
            ])
        let product = try ProductDecoder(schema: try inferred.makeSchema(), mapping: mapping).decode(row)
        #expect(product.document.id == "1")

        // A column that has the field's own name, a mapping, and a schema's own fields come first.
        let titled = FieldMapping().addingUsualNames(of: ["id", "title", "标题", "编号"], schema: nil)
        #expect(titled.apply(toColumns: ["id", "title", "标题", "编号"]) == ["id", "title", "标题", "编号"])
        let named = try FieldMapping(["title=描述"]).addingUsualNames(of: ["标题", "描述"], schema: nil)
        #expect(named.apply(toColumns: ["标题", "描述"]) == ["标题", "title"])
        let own = try Schema([Field(name: "标题", type: .text), Field(name: "brand", type: .keyword)])
        let kept = FieldMapping().addingUsualNames(of: ["标题", "品牌", "价格"], schema: own)
        #expect(kept.apply(toColumns: ["标题", "品牌", "价格"]) == ["标题", "brand", "价格"])
    }

    @Test("only fields with a value enter")
    func emptyFields() throws {
        let inferred = try infer([#"{"id":1,"title":"t","brand":null,"category":"","x":[],"y":{},"z":" "}"#])
        #expect(types(inferred) == ["title:text"])
    }

    @Test("the widest reading of mixed values wins")
    func mixtures() throws {
        let inferred = try infer([
            #"{"id":1,"title":5,"a":1,"b":"1","c":true,"d":{"x":1},"e":[1],"f":1}"#,
            #"{"id":2,"title":"t","a":2.5,"b":2,"c":false,"d":{"x":2},"e":[2],"f":"12cm"}"#,
        ])
        #expect(
            types(inferred) == [
                "title:text", "a:number", "b:stored", "c:stored", "d:stored", "e:stored", "f:stored",
            ])
    }

    @Test("a few bad prices are errors of their rows; a field that is mostly something else loses its role")
    func unreadable() throws {
        #expect(try types(infer([#"{"id":1,"price":"面议"}"#, #"{"id":2,"price":5}"#])) == ["price:number"])
        let inferred = try infer([
            #"{"id":1,"price":"面议"}"#, #"{"id":2,"price":"面议"}"#, #"{"id":3,"price":5}"#,
        ])
        #expect(types(inferred) == ["price:stored"])
        #expect(inferred.notes.first == "price: 2 of 3 values are no number, so it is only stored")
        #expect(try types(infer([#"{"id":1,"price":"¥1,299"}"#])) == ["price:number"])
        #expect(try types(infer([#"{"id":1,"vector":"none"}"#])) == ["vector:stored"])
        #expect(try types(infer([#"{"id":1,"attributes":"red"}"#])) == ["attributes:stored"])
    }

    @Test("cells are numbers when all of a column are plain ones")
    func cells() {
        let inferred = inferCells(
            ["id", "title", "price", "weight", "code", "mixed", "cost", "long", "vector", "attributes", ""],
            [
                [
                    "1", "5", "¥1,299", "1.5", "007", "1", "¥5", "12345678901234567", "[1, 2]", "{\"a\":1}",
                    "x",
                ],
                ["2", "b", "", "-2", "8", "x", "¥6", "1", "0.5 1", "", "y"],
            ])
        #expect(
            types(inferred) == [
                "title:text", "attributes:attributes", "price:number", "vector:vector", "weight:number",
                "code:stored",
                "mixed:stored", "cost:stored", "long:stored",
            ])
        #expect(inferred.entries.first { $0.field.name == "price" }?.share == 0.5)
    }

    @Test("mapped names are inferred, and a catalogue without a title says what to do")
    func mapping() throws {
        let lines = [#"{"id":1,"名称":"华为手机","价格":5}"#]
        #expect(try types(infer(lines)) == ["名称:stored", "价格:number"])
        #expect(try infer(lines).notes.last?.contains("--map title=") == true)
        #expect(
            try types(infer(lines, mapping: ["title=名称", "price=价格"])) == ["title:text", "price:number"])
    }

    @Test("rows that are no objects do not count, and names beyond the limit stay in the source")
    func limits() throws {
        #expect(try infer(["[1]", "{", ""]).rowCount == 0)
        let wide = "{\"id\":1," + (0..<300).map { "\"f\($0)\":\($0)" }.joined(separator: ",") + "}"
        let inferred = try infer([wide])
        #expect(try inferred.makeSchema().fields.count == Schema.maximumFieldCount)
        #expect(inferred.notes.first == "50 fields beyond the first 250 are kept in the source only")
    }

    @Test("the table lines up under Chinese names")
    func description() throws {
        let inferred = try infer([#"{"id":1,"title":"两\n行","价格":5}"#, #"{"id":2,"title":"x"}"#])
        #expect(
            inferred.description == """
                field  type    role  weight  filled  example
                title  text    -     4       100%    两 行
                价格   number  -     -       50%     5
                """)
    }

    @Test("fields that appear later are added by the same rules")
    func growth() throws {
        let schema = try Schema([
            Field(name: "title", type: .text), Field(name: "cost", type: .number, role: .price),
        ])
        func grow(_ name: String, _ value: String) throws -> Field? {
            let object = try JSONObject(parsing: Array("{\"v\":\(value)}".utf8))
            return InferredFieldGrower.field(
                for: JSONObject.Member(name: name, value: try #require(object["v"])), in: schema)
        }
        #expect(try grow("brand", "\"华为\"") == ProductFields.named("brand"))
        #expect(try grow("category", "[\"A\"]") == ProductFields.named("category"))
        #expect(try grow("height", "12.5") == Field(name: "height", type: .number, updatable: true))
        #expect(try grow("note", "\"x\"") == Field(name: "note", type: .stored))
        #expect(try grow("rating", "\"good\"") == Field(name: "rating", type: .stored))
        // The role is another field's already.
        #expect(try grow("price", "5") == Field(name: "price", type: .number, updatable: true))
        #expect(try grow("title", "\"x\"") == nil)
        #expect(try grow("id", "1") == nil)
        #expect(try grow("", "1") == nil)
        #expect(try grow("x", "null") == nil)
        #expect(try grow("x", "\"\"") == nil)
    }
}

import Testing

@testable import SoukUnderstanding

/// What a query does not want, said in words.
@Suite
struct NegationTests {
    private let understanding = QueryUnderstanding(
        lexicon: CatalogueLexicon(
            brands: [
                ("华为（HUAWEI）", 311), ("小米（MI）", 176), ("Apple", 164), ("Dell", 20),
                ("Not Your Daughter's", 3),
            ],
            categories: [(["手机"], 666), (["配件", "手机壳"], 90), (["Laptops"], 30)],
            attributes: [("颜色", "黑色", 40), ("flavour", "sugar", 5)]))

    @Test(
        "A brand, an attribute or a describing word after a negating word is not wanted",
        arguments: [
            ("手机 不要华为", ["华为"], "手机"), ("不要华为手机", ["华为"], "手机"), ("除了华为以外的手机", ["华为"], "手机"),
            ("非华为手机", ["华为"], "手机"), ("手机 不要华为和小米", ["华为", "小米"], "手机"),
            ("手机 不想要黑色的", ["黑色"], "手机"), ("手机不要二手", ["二手"], "手机"), ("手机 不要手机壳", ["手机壳"], "手机"),
            ("phone not huawei", ["huawei"], "phone"), ("laptop without dell", ["dell"], "laptop"),
            ("non-apple tablet", ["apple"], "tablet"),
            ("laptop except dell or apple", ["dell", "apple"], "laptop"),
            ("laptop other than dell under $900", ["dell"], "laptop"), ("手机 不要sony", ["sony"], "手机"),
        ])
    func wanted(_ text: String, _ excluded: [String], _ rest: String) {
        let found = understanding.interpret(text)
        #expect(found.exclusions.map { found.surface($0.range) } == excluded)
        #expect(found.residualText == rest)
        #expect(found.brand == nil, "\(String(describing: found.brand?.surface))")
    }

    @Test(
        "Titles, questions and products that lack something are no negations",
        arguments: [
            "要不要华为手机", "why not apple", "无糖饼干", "不要和陌生人说话", "非洲菊", "sugar free drink",
            "not your daughter's jeans",
            "没有华为", "不要华为p20", "case without apple logo", "to kill a mockingbird not", "不要超过2000元",
        ])
    func plain(_ text: String) {
        #expect(understanding.interpret(text).exclusions.isEmpty)
    }

    @Test("What products say of themselves is looked for in attributes alone; a brand in texts too")
    func places() throws {
        let sugar = try #require(understanding.interpret("drink without sugar").exclusions.first)
        #expect(
            sugar.kind == .attribute && !sugar.includesTexts
                && sugar.values.map(\.path) == [["flavour", "sugar"]])
        let brand = try #require(understanding.interpret("phone not huawei").exclusions.first)
        #expect(brand.kind == .brand && brand.includesTexts && brand.values.map(\.path) == [["华为（HUAWEI）"]])
        let dash = try #require(understanding.interpret("手机 -华为").exclusions.first)
        #expect(dash.kind == .brand && dash.includesTexts && dash.whole == 7..<14)
    }

    @Test("Exclusions are undone by the caller")
    func undone() {
        for text in ["手机 不要华为", "手机 -华为"] {
            let found = understanding.interpret(text, ignoring: [.exclusions])
            #expect(found.exclusions.isEmpty && found.brand?.surface == "华为")
        }
    }

    @Test("A field that the catalogue does not have is no brand")
    func unknownField() {
        #expect(understanding.interpret("nosuch:foo").brand == nil)
    }
}

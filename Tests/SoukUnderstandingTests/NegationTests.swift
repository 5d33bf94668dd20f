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
            ("手机不要华为不要小米", ["华为", "小米"], "手机"), ("手机 除了苹果除了华为", ["苹果", "华为"], "手机"),
            ("laptop no dell", ["dell"], "laptop"),
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
            "没有华为", "不要华为p20", "to kill a mockingbird not", "不要超过2000元", "小说 不要和陌生人说话", "no show socks",
            "shoes no show", "tire non skid", "连衣裙非常漂亮", "forget me not seeds", "shirt this is not a drill",
            "贴纸去掉划痕", "小说 不要让我走", "手机壳 不要忘记我", "绘本 不要长大",
            "手机带dr和不带dr", "手机 含税不含税",
        ])
    func plain(_ text: String) {
        #expect(understanding.interpret(text).exclusions.isEmpty)
    }

    @Test(
        "Words that nothing is known of are not wanted behind the name of goods",
        arguments: [
            ("连衣裙 不要长袖", ["长袖"], "连衣裙"), ("手机壳 不要带支架的", ["支架"], "手机壳"), ("耳机不要入耳式", ["入耳式"], "耳机"),
            ("连衣裙 不要长袖和短袖的", ["长袖", "短袖"], "连衣裙"), ("手机壳 不要镂空 不要磨砂", ["镂空", "磨砂"], "手机壳"),
            ("手机壳 不要镂空, 苹果15", ["镂空"], "手机壳 , 苹果15"), ("手机 不要华为p20", ["华为p20"], "手机"),
            ("mouse not wireless not dell", ["wireless", "dell"], "mouse"),
            ("curtain not a blue one for bedroom", ["blue one"], "curtain for bedroom"),
            ("headphones except noise cancelling ones", ["noise cancelling"], "headphones"),
        ])
    func unknown(_ text: String, _ excluded: [String], _ rest: String) {
        let found = understanding.interpret(text)
        #expect(found.exclusions.map { found.surface($0.range) } == excluded)
        #expect(found.exclusions.allSatisfy { $0.includesTexts })
        #expect(found.residualText == rest)
    }

    @Test(
        "What goods are to lack is not searched for, though their texts may name it",
        arguments: [
            ("面霜 不含酒精", "酒精", "面霜"), ("printer without wifi", "wifi", "printer"),
            ("case without apple logo", "apple logo", "case"),
        ])
    func lacking(_ text: String, _ lacked: String, _ rest: String) {
        let found = understanding.interpret(text)
        #expect(found.exclusions.map { found.surface($0.range) } == [lacked])
        #expect(found.exclusions.allSatisfy { !$0.includesTexts })
        #expect(found.residualText == rest)
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

    @Test(
        "With or without something asks for neither",
        arguments: [("手机壳带支架和不带支架", "手机壳"), ("手机带nfc不带nfc", "手机")])
    func choice(_ text: String, _ rest: String) {
        #expect(understanding.interpret(text).residualText == rest)
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

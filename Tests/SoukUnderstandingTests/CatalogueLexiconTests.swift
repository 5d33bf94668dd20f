import Testing

@testable import SoukUnderstanding

@Suite
struct CatalogueLexiconTests {
    private let understanding = QueryUnderstanding(lexicon: SampleLexicon.lexicon)

    @Test(
        "bilingual brand values are found under both names, whatever case, width and script",
        arguments: [
            ("三星手机", "三星", "三星（SAMSUNG）"), ("samsung tv", "samsung", "三星（SAMSUNG）"),
            ("ＨＵＡＷＥＩ 耳机", "ＨＵＡＷＥＩ", "华为（HUAWEI）"),
            ("華為手機", "華為", "华为（HUAWEI）"), ("esr 手机壳", "esr", "亿色(ESR)"), ("自然堂", "自然堂", "CHANDO/自然堂"),
            ("levi’s jeans", "levi’s", "Levi's"),
        ])
    func bilingual(_ text: String, _ surface: String, _ canonical: String) {
        let brand = understanding.interpret(text).brand
        #expect(brand?.surface == surface)
        #expect(brand?.canonical == [canonical])
    }

    @Test(
        "values that name no brand, and parts of other words, are not found",
        arguments: ["none", "a4纸", "targeted", "usa map"])
    func notFound(_ text: String) {
        let brand = understanding.interpret(text).brand
        #expect(brand?.values.isEmpty ?? true)
    }

    @Test("fruit sold by weight is not the brand of that name")
    func weighed() {
        #expect(understanding.interpret("苹果 5斤").brand == nil)
        #expect(understanding.interpret("苹果手机").brand?.surface == "苹果")
    }

    @Test("the category node must be the head: 手机 of 手机壳 is not")
    func head() {
        let found = understanding.interpret("华为手机壳")
        #expect(found.category?.surface == "手机壳")
        #expect(found.category?.values.first?.path == ["手机", "手机配件", "手机壳"])
        #expect(understanding.interpret("华为手机").category?.values.first?.count == 756)
    }

    @Test(
        "both names of a node and both numbers of its last word are found",
        arguments: ["耳麦", "耳机", "running shoe", "headphone", "luggage"])
    func forms(_ text: String) {
        #expect(understanding.interpret(text).category?.values.isEmpty == false)
    }

    @Test("posteriors of the values of one surface sum to one")
    func posterior() {
        let lexicon = CatalogueLexicon(categories: [(["男装", "外套"], 30), (["女装", "外套"], 70)])
        let values = QueryUnderstanding(lexicon: lexicon).interpret("外套").category?.values ?? []
        #expect(values.map(\.posterior) == [0.7, 0.3])
    }

    @Test("a brand that is mostly an ordinary word elsewhere needs the whole query")
    func common() {
        let lexicon = CatalogueLexicon(brands: [("Storm", 4)], words: ListedWords([("storm", 200)]))
        #expect(
            QueryUnderstanding(lexicon: lexicon).interpret("storm door handle").brand?.values.isEmpty ?? true)
        #expect(QueryUnderstanding(lexicon: lexicon).interpret("storm").brand?.canonical == ["Storm"])
    }

    @Test("a hundred thousand names build and are all found again")
    func large() {
        let names = (0..<100_000).map {
            "brand\(String($0, radix: 26, uppercase: false).map { "\(UnicodeScalar(UInt8(97 + ($0.hexDigitValue ?? 20)))) " }.joined())x"
        }
        let distinct = Array(Set(names))
        let lexicon = CatalogueLexicon(brands: distinct.map { ($0, 30) })
        let understanding = QueryUnderstanding(lexicon: lexicon)
        for name in distinct.prefix(200) {
            #expect(understanding.interpret(name).brand?.canonical.contains(name) == true)
        }
    }
}

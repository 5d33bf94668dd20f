import Foundation
import Testing

@testable import SoukAnalysis
@testable import SoukUnderstanding

@Suite
struct InterpretationTests {
    private let understanding = QueryUnderstanding(lexicon: SampleLexicon.lexicon)

    @Test(
        "plain examples of every intent",
        arguments: [
            ("华为", Intent.brand), ("华为官方旗舰店", .brand), ("samsung official store", .brand), ("手机", .category),
            ("running shoes women", .category),
            ("不锈钢保温杯", .category), ("华为手机", .product), ("罗技g304", .product), ("iphone 14 pro", .product),
            ("三星s23 ultra 手机壳", .product),
            ("2000元以下的手机", .priceComparison), ("最便宜的耳机", .priceComparison),
            ("headphones under $80", .priceComparison), ("华为手机多少钱", .priceComparison),
            ("怎么申请退款", .other), ("where is my order", .other), ("你好", .other), ("？？", .other),
            ("88231177", .other), ("qwertyuiop", .other),
        ])
    func intents(_ text: String, _ intent: Intent) {
        let found = understanding.interpret(text)
        #expect(found.intent == intent, "\(found.probabilities)")
        #expect(found.confidence == found.probabilities[intent])
    }

    @Test("goods alone are no brand", arguments: ["骆驼肉新鲜", "导向环125×120×25", "热熔棒11mm"])
    func goodsAlone(_ text: String) {
        let found = understanding.interpret(text)
        #expect(found.brand == nil)
        #expect(found.category?.surface == String(text.prefix(3)))
        #expect(found.intent == .category)
    }

    @Test("a name that shoppers know stays a brand", arguments: ["五粮液", "三只松鼠"])
    func knownNames(_ text: String) {
        #expect(understanding.interpret(text).brand?.surface == text)
    }

    @Test("no entity begins behind the point of a number")
    func numbersWhole() {
        let found = understanding.interpret("4.2高栏合页销子")
        #expect(found.brand?.surface.first?.isNumber != true)
        #expect(found.category?.surface.first?.isNumber != true)
    }

    @Test("goods begin behind a quantity, not at its unit", arguments: ["500ml水", "12x500ml水"])
    func behindUnits(_ text: String) { #expect(understanding.interpret(text).category?.surface == "水") }

    @Test("price wording and shop words are not searched; the head leads the keywords")
    func residual() {
        let found = understanding.interpret("华为官方旗舰店 手机壳 便宜")
        #expect(found.residualText == "华为 手机壳")
        #expect(understanding.interpret("2000元以下的华为手机 -二手").residualText == "华为手机")
        #expect(found.keywords.first?.text == "手机壳")
        #expect(found.keywords.map(\.weight) == found.keywords.map(\.weight).sorted(by: >))
    }

    @Test(
        "goods stand before what describes them and what is added to them",
        arguments: [
            ("漫画书小学生搞笑", "漫画书"), ("电冰箱四开门家用一级节能", "电冰箱"), ("摆摊推车铁皮", "推车"),
            ("遥控汽车充电版可漂移", "汽车"), ("保温杯不锈钢韩国", "保温杯"), ("牛奶两箱", "牛奶"), ("口红送女友", "口红"), ("头盔带围脖", "头盔"),
            ("梳妆台无镜子", "梳妆台"), ("门锁 皮革", "门锁"), ("加湿器除垢剂", "除垢剂"),
        ])
    func heads(_ text: String, _ head: String) {
        let found = QueryUnderstanding().interpret(text).category?.surface
        #expect(found?.hasSuffix(head) == true || found.map(head.hasSuffix) == true, "\(found ?? "none")")
    }

    @Test(
        "descriptions alone, and goods that end as descriptions do, stay goods",
        arguments: [("铁皮", "铁皮"), ("牛肉礼盒", "牛肉"), ("皮带扣", "扣"), ("蛋糕配送箱", "箱")])
    func plainHeads(_ text: String, _ end: String) {
        let category = QueryUnderstanding().interpret(text).category?.surface
        #expect(category.map { $0.hasSuffix(end) } ?? (text == end), "\(category ?? "none")")
    }

    @Test(
        "a price decides only where the text speaks of one",
        arguments: ["is iphone 12 waterproof", "1元1g流量日租卡", "小米手环防水吗", "华为手机", "sony camera"])
    func unpriced(_ text: String) {
        let found = QueryUnderstanding().interpret(text)
        #expect(found.price != nil || found.intent != .priceComparison)
        #expect(abs(found.probabilities.values.reduce(0, +) - 1) < 1e-9)
    }

    @Test(
        "a brand is no amount, no material and no shop of shops, and ends before the model",
        arguments: [
            ("120hz以上", nil), ("至少120hz", nil),
            ("oppoa72耳机有线", "oppo"), ("天猫旗舰店海尔冰箱500", "海尔"), ("金属探测器", nil), ("1元1g流量日租卡", nil),
        ])
    func brands(_ text: String, _ brand: String?) {
        let lexicon = CatalogueLexicon(brands: [("OPPO", 30)])
        #expect(QueryUnderstanding(lexicon: lexicon).interpret(text).brand?.surface == brand)
    }

    @Test("every part of the reading can be undone; what it was read from is then searched")
    func undone() {
        let text = "华为手机 128g 2000元以下"
        let whole = understanding.interpret(text)
        #expect(
            whole.brand != nil && whole.category != nil && whole.price != nil && !whole.quantities.isEmpty)
        #expect(understanding.interpret(text, ignoring: [.brand]).brand == nil)
        #expect(understanding.interpret(text, ignoring: [.category]).category == nil)
        #expect(understanding.interpret(text, ignoring: [.quantities]).quantities.isEmpty)
        let unpriced = understanding.interpret(text, ignoring: [.price])
        #expect(unpriced.price == nil)
        #expect(unpriced.residualText == text)
        let none = understanding.interpret(text, ignoring: Set(InterpretationPart.allCases))
        #expect(none.brand == nil && none.category == nil && none.price == nil && none.quantities.isEmpty)
    }

    @Test("function words name nothing", arguments: ["the for", "and", "with the"])
    func functionWords(_ text: String) {
        let found = QueryUnderstanding().interpret(text)
        #expect(found.brand == nil && found.category == nil)
    }

    @Test("cheap and expensive ask for parts of a category's prices, questions for none")
    func percentiles() {
        #expect(understanding.interpret("便宜的手机").priceWording.first?.kind.percentiles == 0...1.0 / 3)
        #expect(understanding.interpret("贵一点的手机").priceWording.first?.kind.percentiles == 2.0 / 3...1)
        #expect(understanding.interpret("最贵的手机").priceWording.first?.kind.percentiles == 1...1)
        #expect(understanding.interpret("cheapest phone").priceWording.first?.kind.percentiles == 0...0)
        #expect(understanding.interpret("手机多少钱").priceWording.first.map { $0.kind.percentiles } == .some(nil))
    }

    @Test("a text that is all wording is still searched")
    func allWording() {
        #expect(understanding.interpret("便宜").residualText == "便宜")
    }

    @Test("the JSON has every key, with nulls for absent parts")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(
            decoding: try encoder.encode(InterpretationJSON(understanding.interpret("？"))), as: UTF8.self)
        #expect(text.contains("\"brand\":null,\"category\":null,\"confidence\":"))
        #expect(
            text.contains("\"keywords\":[],\"models\":[],\"price\":null,\"quantities\":[],\"text\":\"？\""))
    }

    @Test("the JSON's price and quantities are as in the contract")
    func jsonParts() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let found = understanding.interpret("500ml 水杯 100元以下 3-6岁")
        let text = String(decoding: try encoder.encode(InterpretationJSON(found)), as: UTF8.self)
        #expect(text.contains("\"price\":{\"currency\":\"CNY\",\"max\":100,\"min\":null}"))
        #expect(
            text.contains(
                "{\"baseUnit\":\"ml\",\"baseValue\":500,\"kind\":\"volume\",\"unit\":\"ml\",\"value\":500}"))
        #expect(text.contains("\"baseMax\":72,\"baseUnit\":\"month\",\"baseValue\":36"))
    }

    @Test("an interpretation survives its own coding")
    func coding() throws {
        let found = understanding.interpret("华为手机 2000元以下 -壳 \"双卡\"")
        let data = try JSONEncoder().encode(found)
        #expect(try JSONDecoder().decode(Interpretation.self, from: data) == found)
    }

    @Test("text beyond the cap is not read, and that is reported")
    func cap() {
        let text = String(repeating: "红", count: 5_000)
        let found = understanding.interpret(text)
        #expect(found.readByteCount == FoldedText.maximumCount * 3)
        #expect(found.text == text)
    }
}

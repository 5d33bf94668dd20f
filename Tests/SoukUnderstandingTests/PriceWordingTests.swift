import Testing

@testable import SoukUnderstanding

@Suite
struct PriceWordingTests {
    @Test(
        "wording about price is found by kind",
        arguments: [
            ("便宜的书包", PriceWording.Kind.cheap), ("最便宜的伞", .cheapest), ("贵一点的茶", .expensive),
            ("性价比高的电视", .value), ("童鞋清仓", .discount),
            ("牙膏买一送一", .promotion), ("钢琴多少钱", .asksPrice), ("华为对比小米", .comparison), ("cheap desk", .cheap),
            ("cheapest tv", .cheapest),
            ("value for money mixer", .value), ("sofa clearance", .discount),
            ("how much is a piano", .asksPrice), ("kindle vs nook", .comparison),
            ("七折", .discount), ("满100减20", .promotion), ("买3送1", .promotion), ("15% off lamps", .discount),
        ])
    func found(_ text: String, _ kind: PriceWording.Kind) {
        #expect(QueryUnderstanding().interpret(text).priceWording.map(\.kind) == [kind])
    }

    @Test(
        "goods that carry price words, and words that contain them, are not wording",
        arguments: [
            "价格标签纸", "价目牌", "促销展示架", "三折雨伞", "四折屏风", "贵妃榻", "price tag gun", "vs7导航", "value pack soap",
            "折叠床", "超值装纸巾",
        ])
    func notFound(_ text: String) {
        #expect(QueryUnderstanding().interpret(text).priceWording.isEmpty)
    }
}

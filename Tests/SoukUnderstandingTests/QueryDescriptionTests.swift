import Testing

@testable import SoukUnderstanding

@Suite struct QueryDescriptionTests {
    private let understanding = QueryUnderstanding(
        lexicon: CatalogueLexicon(
            brands: [("华为", 40), ("Sony", 20)],
            categories: [(["手机", "智能手机"], 60), (["Audio", "Headphones"], 30)],
            attributes: [
                ("颜色", "黑色", 12), ("颜色", "白色", 9), ("material", "Stainless Steel", 4), ("颜色", "华为", 1),
                ("档位", "3", 2), ("style", "黑色", 2),
            ]))

    private func description(_ text: String) -> QueryDescription { understanding.interpret(text).description }

    @Test("Audience, models and attribute values are named as they stand in the text")
    func parts() {
        let chinese = description("黑色 华为智能手机 儿童")
        #expect(chinese.attributes.map(\.part.surface) == ["黑色"])
        #expect(chinese.attributes.map(\.name) == ["颜色"] && chinese.attributes.map(\.value) == ["黑色"])
        #expect(chinese.audience.map(\.surface) == ["儿童"])
        let english = description("Sony WH-1000XM5 headphones STAINLESS steel")
        #expect(english.models.map(\.surface) == ["WH-1000XM5"])
        #expect(english.attributes.map(\.part.surface) == ["STAINLESS steel"])
        #expect(english.attributes.map(\.value) == ["Stainless Steel"])
    }

    @Test("Ranges are bytes of the text, and what a brand or a quantity took is no attribute")
    func ranges() {
        for text in ["ｂｌａｃｋ 黑色手机壳", "😀 白色 白色", "华为 3", "女士黑色 xps13 256GB"] {
            let found = description(text)
            let parts = found.audience + found.models + found.attributes.map(\.part)
            let bytes = Array(text.utf8)
            for part in parts { #expect(String(decoding: bytes[part.range], as: UTF8.self) == part.surface) }
            let places = parts.flatMap { Array($0.range) }
            #expect(Set(places).count == places.count)
        }
        #expect(description("华为").attributes.isEmpty && description("华为 3").attributes.isEmpty)
        #expect(description("华为智能手机 xps13 256GB").models.map(\.surface) == ["xps13"])
        #expect(description("") == QueryDescription())
    }
}

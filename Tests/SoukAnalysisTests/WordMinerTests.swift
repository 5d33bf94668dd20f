import SoukTestKit
import Testing

@testable import SoukAnalysis

@Suite("Words learnt from a catalogue")
struct WordMinerTests {
    private static let icu: LexiconBuilder = {
        var builder = LexiconBuilder()
        _ = builder.addICUWords()
        return builder
    }()

    /// Titles in which made-up brands stand among everyday words.
    static func titles(_ count: Int, brands: [String], _ random: inout SeededGenerator) -> [String] {
        let goods = ["手机", "耳机", "背包", "水壶", "面膜", "雨伞", "钱包", "键盘", "台灯", "毛巾", "拖鞋", "手表", "围巾", "相机"]
        let kinds = ["无线", "防水", "儿童", "黑色", "大容量", "便携", "新款", "透明", "户外", "商务", "可爱", "运动"]
        return (0..<count).map { _ in
            var words = [
                kinds.randomElement(using: &random) ?? "", brands.randomElement(using: &random) ?? "",
                kinds.randomElement(using: &random) ?? "", goods.randomElement(using: &random) ?? "",
            ]
            if Bool.random(using: &random) { words.swapAt(0, 1) }
            return words.joined()
        }
    }

    @Test("Counts are those of a dictionary")
    func counts() {
        var random = SeededGenerator(orEnvironment: 0x6A3)
        let units = (0..<3000).map { _ in UInt16(Int.random(in: 0..<7, using: &random) % 6) }
        var counts = GramCounts(expected: 4)
        var expected: [[UInt16]: Int] = [:]
        for start in units.indices {
            for length in 1...4 where start + length <= units.count {
                let gram = Array(units[start..<start + length])
                if !gram.contains(0) { expected[gram, default: 0] += 1 }
            }
        }
        Gram.forEach(units) { start, key, length in
            #expect(Gram.units(key) == Array(units[start..<start + length]))
            counts.add(key)
        }
        let keys = counts.keys(atLeast: 1)
        #expect(Set(keys.map(Gram.units)) == Set(expected.keys), "\(random.rerun)")
        for key in keys { #expect(counts.count(of: key) == expected[Gram.units(key)]) }
        #expect(counts.count(of: 0x7777) == 0)
        #expect(counts.keys(atLeast: 50).allSatisfy { counts.count(of: $0) >= 50 })
    }

    @Test("Names that are in no dictionary become words, what is cut already does not")
    func learning() throws {
        var random = SeededGenerator(orEnvironment: 0xB0A)
        let brands = ["罗技", "尼康", "妮维雅", "蔻驰"]
        var text = CatalogueText()
        for title in Self.titles(400, brands: brands, &random) { text.add(text: title) }
        var builder = Self.icu
        let before = builder.finish()
        let unknown = brands.filter { before.cost(of: $0) == nil }
        #expect(!unknown.isEmpty)
        let learned = builder.learn(text)
        #expect(Set(unknown).isSubset(of: learned), "\(learned) \(random.rerun)")
        for word in ["无线", "手机", "水壶", "线手", "黑色背包"] { #expect(!learned.contains(word)) }
        let analyzer = try Analyzer(hanWords: .lexicon(builder.finish()))
        for brand in unknown {
            #expect(analyzer.terms("防水\(brand)背包", .words) == ["防水", brand, "背包"])
        }
    }

    @Test(
        "A brand is a word from its first product on; other names from their third; little text teaches nothing"
    )
    func names() {
        let builder = Self.icu
        var text = CatalogueText()
        text.add(brand: "尼康（Nikon）")
        text.add(brand: "三只松鼠")
        text.add(brand: "自然堂")
        for _ in 0..<3 { for name in ["蓝牙耳机", "篮球鞋", "罗蔻维"] { text.add(name: name) } }
        for _ in 0..<2 { text.add(name: "蔻维罗") }
        for _ in 0..<50 { text.add(text: "罗技鼠标") }
        var copy = builder
        let learned = Set(copy.learn(text))
        let expected = ["尼康", "自然堂", "罗蔻维"].filter { builder.cost(of: $0.utf16) == nil }
        #expect(learned == Set(expected))
    }

    @Test("The same text teaches the same tables")
    func determinism() {
        var random = SeededGenerator(orEnvironment: 0xD0)
        let titles = Self.titles(400, brands: ["罗技", "尼康", "妮维雅"], &random)
        let lexicons = (0..<2).map { _ in
            var text = CatalogueText()
            for title in titles { text.add(text: title) }
            for brand in ["显眼包", "多巴胺屋"] { text.add(brand: brand) }
            var builder = Self.icu
            builder.learn(text)
            builder.add(UserDictionary(parsing: "神仙水 30\n多巴 4\n薅羊毛\n"))
            return builder.finish()
        }
        #expect(lexicons[0].hasSameTables(as: lexicons[1]))
    }

    @Test(
        "Gathering knows Han text by its bytes",
        arguments: [("abc é €", false), ("手", true), ("カタカナ", false), ("ｋ（手", true)])
    func detection(text: String, holds: Bool) { #expect(CatalogueText.holdsHan(text) == holds) }
}

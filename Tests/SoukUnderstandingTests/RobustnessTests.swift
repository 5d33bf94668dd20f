import Foundation
import Testing

@testable import SoukUnderstanding

@Suite
struct RobustnessTests {
    @Test(
        "adversarial texts are interpreted with ranges on character boundaries",
        .enabled(if: GoldFiles.isPresent))
    func adversarial() throws {
        let text = try String(
            contentsOfFile: "\(GoldFiles.folder ?? "")/gold/adversarial.dev.txt", encoding: .utf8)
        let understanding = QueryUnderstanding(lexicon: SampleLexicon.lexicon, fields: ["brand", "title"])
        for line in text.split(separator: "\n") {
            let query = try JSONDecoder().decode(String.self, from: Data(line.utf8))
            expectSound(understanding.interpret(query))
        }
    }

    @Test("of real queries, only those with price wording have a price", .enabled(if: GoldFiles.isPresent))
    func realQueries() throws {
        let understanding = QueryUnderstanding(lexicon: SampleLexicon.lexicon)
        let lines = try GoldFiles.gzipLines("queries/zh-shopping.tsv.gz")
        var random = SplitMix(state: 20_241)
        print("seed 20241")
        var fired: [String] = []
        for _ in 0..<5_000 {
            let cells = lines[Int(random.next() % UInt64(lines.count))].split(separator: "\t")
            guard cells.count >= 2 else { continue }
            let found = understanding.interpret(String(cells[1]))
            expectSound(found)
            if let price = found.price {
                fired.append(found.text)
                let surface = found.surface(price.range)
                #expect(surface.contains(/[元块毛钱￥¥$]|以下|以内|以上|左右|美金|到|-/), "\(found.text): \(surface)")
            }
        }
        print("prices in 5,000 real queries: \(fired)")
        #expect(fired.count < 15)
    }

    @Test("random texts of price, unit and syntax pieces are interpreted soundly")
    func randomTexts() {
        let pieces = [
            "1", "20", "300", "1.5", ",", ".", "元", "块", "千", "万", "百", "k", "w", "到", "-", "以下", "以内", "不超过",
            "under", "$", " ", "\"", "x", "ml", "寸", "斤", "半", "一",
            "两", "几", "多", "零", "十", "华为", "手机", "e\u{301}", "👨‍👩‍👧", "\u{200D}", "１", "％", "折", "满", "减",
            "brand:", "between", "and", "half", "set of", "½", "/", "+", "°",
        ]
        let understanding = QueryUnderstanding(lexicon: SampleLexicon.lexicon, fields: ["brand"])
        var random = SplitMix(state: 77)
        print("seed 77")
        for _ in 0..<3_000 {
            let count = 1 + Int(random.next() % 12)
            let text = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
            expectSound(understanding.interpret(text))
        }
    }

    @Test(
        "long runs of one piece end in bounded work",
        arguments: [
            "一", "1", "1 ", "百", "\"", "- ", "1-", "3x", "under ", "多", "\u{301}", " ", "half ", "a:",
        ])
    func runs(_ piece: String) {
        expectSound(
            QueryUnderstanding(lexicon: SampleLexicon.lexicon, fields: ["a"]).interpret(
                String(repeating: piece, count: 20_000)))
    }

    private func expectSound(_ found: Interpretation) {
        #expect(abs(found.probabilities.values.reduce(0, +) - 1) < 1e-9)
        var ranges =
            found.residual + found.phrases + found.exclusions.flatMap { [$0.range, $0.whole] }
            + found.quantities.map(\.range)
        ranges += found.keywords.map(\.range) + found.priceWording.map(\.range)
        ranges += [found.brand?.range, found.category?.range, found.price?.range].compactMap { $0 }
        for range in ranges {
            #expect(range.upperBound <= found.text.utf8.count)
            #expect(range.isEmpty || !found.surface(range).isEmpty, "\(range) of \(found.text.prefix(60))")
        }
    }
}

/// A small lexicon for tests.
enum SampleLexicon {
    static let lexicon = CatalogueLexicon(
        brands: [
            ("华为（HUAWEI）", 311), ("三星（SAMSUNG）", 32), ("小米（MI）", 176), ("苹果", 50), ("Apple", 164),
            ("亿色(ESR)", 2),
            ("CHANDO/自然堂", 184), ("Levi's", 40), ("361度", 20), ("七匹狼", 12), ("Target", 4), ("none", 900),
            ("A", 3), ("Columbia (USA)", 10),
        ],
        categories: [
            (["手机", "手机通讯", "手机"], 666), (["手机", "手机配件", "手机壳"], 90), (["数码", "耳机/耳麦"], 120),
            (["Shoes", "Running Shoes"], 80),
            (["Electronics", "Headphones"], 138), (["其他"], 100), (["Bags & Luggage"], 60),
            (["食品", "水果", "苹果"], 30),
        ])
}

private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

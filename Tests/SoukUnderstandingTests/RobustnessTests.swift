import Foundation
import Testing

@testable import SoukUnderstanding

@Suite
struct RobustnessTests {
    @Test("adversarial texts are interpreted with ranges on character boundaries", .enabled(if: GoldFiles.isPresent))
    func adversarial() throws {
        let text = try String(contentsOfFile: "\(GoldFiles.folder ?? "")/gold/adversarial.dev.txt", encoding: .utf8)
        let understanding = QueryUnderstanding(lexicon: SampleLexicon.lexicon, fields: ["brand", "title"])
        for line in text.split(separator: "\n") {
            let query = try JSONDecoder().decode(String.self, from: Data(line.utf8))
            expectSound(understanding.interpret(query))
        }
    }

    @Test("real queries are interpreted soundly and only those with price wording have a price", .enabled(if: GoldFiles.isPresent))
    func realQueries() throws {
        let understanding = QueryUnderstanding(lexicon: SampleLexicon.lexicon)
        for line in try GoldFiles.gzipLines("queries/zh-shopping.tsv.gz") {
            let cells = line.split(separator: "\t")
            guard cells.count >= 2 else { continue }
            let found = understanding.interpret(String(cells[1]))
            expectSound(found)
            if let price = found.price { print("FIRES\t\(cells[1])\t\(price.kind)\t\(price.min ?? -1)\t\(price.max ?? -1)\t\(price.currency ?? "-")") }
            if !found.priceWording.isEmpty { print("WORDING\t\(cells[1])\t\(found.priceWording.map { "\($0.kind):\(found.surface($0.range))" })") }
        }
    }

    private func expectSound(_ found: Interpretation) {
        #expect(abs(found.probabilities.values.reduce(0, +) - 1) < 1e-9)
        var ranges = found.residual + found.phrases + found.exclusions + found.quantities.map(\.range)
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
            ("华为（HUAWEI）", 311), ("三星（SAMSUNG）", 32), ("小米（MI）", 176), ("苹果", 50), ("Apple", 164), ("亿色(ESR)", 2),
            ("CHANDO/自然堂", 184), ("Levi's", 40), ("361度", 20), ("七匹狼", 12), ("Target", 4), ("none", 900), ("A", 3), ("Columbia (USA)", 10),
        ],
        categories: [
            (["手机", "手机通讯", "手机"], 666), (["手机", "手机配件", "手机壳"], 90), (["数码", "耳机/耳麦"], 120), (["Shoes", "Running Shoes"], 80),
            (["Electronics", "Headphones"], 138), (["其他"], 100), (["Bags & Luggage"], 60), (["食品", "水果", "苹果"], 30),
        ])
}

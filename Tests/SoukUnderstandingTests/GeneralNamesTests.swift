import SoukAnalysis
import SoukTestKit
import Testing

@testable import SoukUnderstanding

@Suite struct GeneralNamesTests {
    private func others(_ text: String) -> Set<String> {
        Set(GeneralNames.table.matches(in: FoldedText(text)).flatMap(\.aliases).map(\.text))
    }

    @Test("Brands are known in both languages, goods in both shores' words")
    func bothWays() {
        #expect(others("apple").contains("苹果"))
        #expect(others("苹果15pro").contains("apple"))
        #expect(others("筆電").contains("笔记本电脑"))
        #expect(others("dove") == ["德芙", "多芬"])
        // 米 stands in 小米 and 1米.
        #expect(!others("大米").contains("米"))
        #expect(others("鞋子").contains("鞋"))
    }

    @Test("Every entry has two names at least, and none is a single letter")
    func wellFormed() {
        for entry in (GeneralNames.brands + GeneralNames.goods).split(whereSeparator: {
            $0 == ";" || $0.isNewline
        }) {
            let names = entry.split(separator: "/").filter { !$0.allSatisfy(\.isWhitespace) }
            if entry.allSatisfy(\.isWhitespace) { continue }
            #expect(names.count >= 2, "\(entry)")
            #expect(names.allSatisfy { $0.utf8.count > 1 }, "\(entry)")
        }
    }

    @Test("Names that the catalogue does not hold are left out, and all of them where they are not wanted")
    func heldNames() {
        let aliases = QueryAliases(general: GeneralNames.table)
        let query = QueryUnderstanding().interpret("sony headphones")
        let found = aliases.matches(query) { $0 == "索尼" ? 3 : 0 }
        #expect(found.flatMap(\.aliases).map(\.text) == ["索尼"])
        #expect(aliases.withoutGeneralNames.matches(query) { _ in 3 }.isEmpty)
    }
}

import SoukAnalysis
import Testing

@testable import SoukUnderstanding

@Suite struct TranslationTests {
    @Test(
        "English words are known in both numbers, joined words as a whole",
        arguments: [
            ("backpack", "双肩包"), ("Backpacks", "双肩包"), ("knives", "刀"), ("rose gold", "玫瑰金"),
            ("ROSE  GOLD", "玫瑰金"),
            ("running shoe", "跑鞋"),
        ])
    func words(name: String, word: String) {
        #expect(Translations.translations(of: name).contains(word))
    }

    @Test("Only whole words are translated", arguments: ["backpac", "xbackpack", "bagx", "包", ""])
    func noWords(text: String) {
        #expect(Translations.matches(in: FoldedText(text)).isEmpty)
    }

    @Test("The words inside a joined word keep their own translations")
    func overlapping() {
        let matches = Translations.matches(in: FoldedText("rose gold ring"))
        #expect(matches.map(\.range) == [0..<4, 0..<9, 5..<9, 10..<14])
    }

    @Test("Every entry is one English name with Chinese words, all different, and comes once")
    func entries() {
        var names: Set<String> = []
        for (name, words) in Translations.entries {
            #expect(names.insert(name).inserted, "\(name) is there twice")
            #expect(!words.isEmpty && Set(words).count == words.count, "\(name)")
            #expect(
                name.utf8.allSatisfy { $0 == 0x20 || $0 == 0x2D || (0x61...0x7A).contains($0) }, "\(name)")
            for word in words { #expect(FoldedText(word).hasHan, "\(name): \(word)") }
        }
        #expect(names.count > 1000)
    }

    @Test("A catalogue without Chinese text is not asked for translations")
    func withoutHan() {
        let query = QueryUnderstanding().interpret("leather backpack")
        let without = QueryAliases().matches(query) { _ in 1 }
        let with = QueryAliases(translates: true).matches(query) { _ in 1 }
        #expect(!without.contains { $0.isTranslation })
        #expect(with.filter(\.isTranslation).map(\.range) == [0..<7, 8..<16])
    }
}

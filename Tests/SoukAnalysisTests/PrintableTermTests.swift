import Testing

@testable import SoukAnalysis

@Suite
struct PrintableTermTests {
    @Test("Terms with controls are readable, other terms are themselves")
    func printable() throws {
        let tokens = try Analyzer().tokens("笔记本 256GB 3-6岁 -18度 冰柜 6.1寸 EU 42码", mode: .index)
        let controls = tokens.filter { token in
            token.printableTerm.unicodeScalars.contains { $0.value < 0x20 }
        }
        #expect(controls.isEmpty)
        let shown = tokens.map(\.printableTerm)
        #expect(shown.contains("本␃"))
        #expect(shown.contains("storage 256 GB"))
        #expect(shown.contains("age 36–72 month"))
        #expect(shown.contains("length 154.94 mm"))
        for token in tokens where token.kind != .quantity && !token.term.contains("\u{3}") {
            #expect(token.printableTerm == token.term)
        }
    }
}

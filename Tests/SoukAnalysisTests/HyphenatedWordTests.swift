import Testing

@testable import SoukAnalysis

@Suite struct HyphenatedWordTests {
    private func joined(_ text: String) throws -> [String] {
        try Analyzer().tokens(text, mode: .index)
            .filter { $0.kind == .subword && $0.atomCount > 1 }
            .map { "\($0.term)@\($0.position) \($0.start)-\($0.end)" }
    }

    @Test(
        "Hyphenated words are one word too, at the place of the first",
        arguments: [
            ("T-Shirt", ["tshirt@0 0-7"]), ("the Wi-Fi router", ["wifi@1 4-9"]),
            ("SR-DX151", ["srdx151@0 0-8"]), ("SK-II 神仙水", ["skii@0 0-5"]),
            ("罗技WH-1000XM5", ["wh1000xm5@2 6-16"]),
            ("state-of-the-art", ["stateoftheart@0 0-16"]), ("head\u{2011}phones", ["headphon@0 0-13"]),
        ])
    func words(text: String, expected: [String]) throws { #expect(try joined(text) == expected) }

    @Test(
        "Ranges, dashes between words, long chains and lone hyphens join nothing",
        arguments: [
            "36-37", "red - blue", "a-b-c-d-e", "-shirt", "shirt-", "a--b", "",
            "supercalifragilistic-expialidocious-and-more",
        ])
    func none(text: String) throws { #expect(try joined(text) == []) }

    @Test("The best path has the parts alone")
    func bestPath() throws {
        #expect(try Analyzer().tokens("t-shirt", mode: .words).map(\.term) == ["t", "shirt"])
    }
}

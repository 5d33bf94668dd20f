import Foundation
import SoukTestKit
import Testing

@testable import SoukAnalysis

@Suite("Hostile text")
struct HostileTextTests {
    let analyzer: Analyzer

    init() throws { analyzer = try Analyzer() }

    static let patterns: [String] = [
        "a", "1", "a1", "a.", "1,", "1,234", "'", "_", "@", "a'", "e\u{301}", "\u{301}\u{300}\u{323}",
        "\u{0}", "水", "華為",
        "𠮷", "カ", "ส", "한", "😀", "👨\u{200D}", "\u{200D}", "\u{FE0F}", "🇨", "×", "1×", "ﷺ", "\u{94D}",
        "\u{1100}", "½", "م",
        ".\u{94D}\u{94D}",
    ]

    private static let patternBytes = TestTier.isSoak ? 256 << 10 : 64 << 10

    // So much of a pattern is done in well under a second; quadratic time would take minutes and meet the limit.
    @Test(
        "Every pattern gives a bounded number of tokens, in linear time", .timeLimit(.minutes(1)),
        arguments: patterns)
    func linearTime(pattern: String) {
        let unit = Array(pattern.utf8)
        let text = Array(repeatElement(unit, count: Self.patternBytes / unit.count).joined())
        var count = 0
        text.withUnsafeBufferPointer { _ = analyzer.analyze($0, mode: .index) { _ in count += 1 } }
        #expect(count <= 2 * text.count + 1)
    }

    @Test("Long texts are cut into windows without losing a word at a space")
    func windows() {
        let words = 90_000
        let text = String(repeating: "word ", count: words) + "水"
        #expect(analyzer.atoms(text) == words + 1)
        #expect(analyzer.tokens(text, mode: .words).last?.start == words * 5)
        let unbroken = String(repeating: "水", count: 200_000)
        #expect(analyzer.atoms(unbroken) == 200_000)
        let junk = [UInt8](repeating: 0x80, count: 1 << 19)
        #expect(analyzer.tokens(bytes: junk, mode: .index).isEmpty)
    }

    @Test("The bigram chain of a long Han run is whole")
    func longHanRun() {
        let text = String(repeating: "手机", count: 3000)
        let chain = analyzer.tokens(text, mode: .index).filter { $0.atomCount == 2 }
        #expect(chain.map(\.position) == Array(0..<5999))
    }
}

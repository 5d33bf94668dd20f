import Foundation
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

    private func seconds(_ text: [UInt8], _ mode: AnalysisMode) -> Double {
        let clock = ContinuousClock()
        let best = (0..<3).map { _ in
            clock.measure { text.withUnsafeBufferPointer { _ = analyzer.analyze($0, mode: mode) { _ in } } }
        }.min()
        return (best ?? .zero) / .seconds(1)
    }

    @Test("Eight times the text takes about eight times the time", arguments: patterns)
    func linearTime(pattern: String) {
        let unit = Array(pattern.utf8)
        let small = Array(repeatElement(unit, count: 2048 / unit.count).joined())
        let large = Array(repeatElement(unit, count: 16384 / unit.count).joined())
        // Quadratic time would be 64 times; below a quarter millisecond the clock decides, not the work.
        #expect(seconds(large, .index) < max(30 * seconds(small, .index), 0.01))
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

    @Test("Long Han runs go to ICU in pieces, the bigram chain stays whole")
    func longHanRun() {
        let text = String(repeating: "手机", count: 3000)
        let chain = analyzer.tokens(text, mode: .index).filter { $0.atomCount == 2 }
        #expect(chain.map(\.position) == Array(0..<5999))
    }
}

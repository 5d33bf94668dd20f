import Foundation
import Testing

@testable import SoukAnalysis

@Suite("Own rules and tables against ICU")
struct ICUEqualityTests {
    let analyzer: Analyzer

    init() throws { analyzer = try Analyzer() }

    /// The scanner's words, without a lone `_`, as ICU counts words.
    private func scannedWords(_ bytes: [UInt8]) -> [Range<Int>] {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            let text = ASCIIText(bytes: base, count: buffer.count, offset: 0)
            var words: [Range<Int>] = []
            var index = 0
            while index < text.count {
                guard WordScanner.begins(text.characterClass(index)) else {
                    index += 1
                    continue
                }
                let word = WordScanner.word(in: text, at: index)
                if !(word.end - word.start == 1 && bytes[index] == UInt8(ascii: "_")) {
                    words.append(word.start..<word.end)
                }
                index = word.end
            }
            return words
        }
    }

    /// Compares many strings at once: a line feed always separates. ICU 76 and later split at `@`.
    private func expectEqual(_ lines: [[UInt8]], _ comment: Comment) {
        let bytes = Array(lines.joined(separator: [0x0A]))
        #expect(scannedWords(bytes) == analyzer.icuWords(bytes.map(UInt16.init)), comment)
    }

    static let isICU72 = AnalyzerConfiguration.current.icuVersion.hasPrefix("72.")

    @Test("Every short string over the ASCII classes has ICU's words", .enabled(if: isICU72))
    func exhaustive() {
        let representatives = Array("aZ@0_.',;: ".utf8)
        var lines: [[UInt8]] = [[]]
        for _ in 0..<4 {
            lines = lines.flatMap { line in representatives.map { line + [$0] } }
            expectEqual(lines, "length \(lines[0].count)")
        }
        let joiners = Array("a1_.,'".utf8)
        lines = [[]]
        for _ in 0..<6 { lines = lines.flatMap { line in joiners.map { line + [$0] } } }
        expectEqual(lines, "length 6")
    }

    @Test("Random ASCII has ICU's words", .enabled(if: isICU72))
    func random() {
        var generator = TextGenerator(0x1C0)
        for _ in 0..<40 {
            let lines = (0..<100).map { _ in
                (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                    UInt8.random(in: 0...127, using: &generator)
                }
            }
            expectEqual(lines, "\(generator.rerun)")
        }
    }

    @Test("ASCII text gives the same tokens on the path without ICU and on the folded path")
    func bothPaths() {
        var generator = TextGenerator(0xA5C1)
        let alphabet = Array("aZs@019_.,';:- xX".utf8)
        for mode in [AnalysisMode.index, .query, .words] {
            for _ in 0..<1500 {
                let bytes = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? 0
                }
                // An ideographic space at the end makes the text take the folded path.
                let folded = analyzer.tokens(bytes: bytes + Array("\u{3000}".utf8), mode: mode)
                #expect(analyzer.tokens(bytes: bytes, mode: mode) == folded, "\(generator.rerun)")
            }
        }
    }

    /// Also the generator of the table: with `SOUK_REGENERATE=1` it writes the file.
    @Test("The checked-in simplified forms are ICU's")
    func simplifiedForms() throws {
        let table = try #require(Analyzer.simplifiedFormsFromICU())
        let changed = (0..<65536).filter { Int(table[$0]) != $0 }
        if ProcessInfo.processInfo.environment["SOUK_REGENERATE"] == "1" {
            try write(changed.map { ($0, Int(table[$0])) })
        } else {
            #expect(changed.count > 2500)
            let wrong = (0..<65536).filter { Analyzer.simplifiedForm(UInt16($0)) != table[$0] }
            #expect(wrong.isEmpty, "run again with SOUK_REGENERATE=1 if ICU's data changed")
        }
    }

    private func write(_ pairs: [(Int, Int)]) throws {
        func hex(_ value: Int) -> String { "0x" + String(value, radix: 16, uppercase: true) }
        var text = """
            // Traditional Han and simplified Han characters: ICU's Hant-Hans, one by one, chains closed.
            // Made by the test "The checked-in simplified forms are ICU's" with SOUK_REGENERATE=1.
            // Derived from Unicode CLDR and ICU data, copyright Unicode, Inc., under the Unicode licence.

            """
        for (index, pair) in pairs.enumerated() {
            text += "{\(hex(pair.0)),\(hex(pair.1))}," + (index % 6 == 5 ? "\n" : " ")
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("Sources/CSoukICU/Generated/TraditionalToSimplified.inc")
        try (text + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
}

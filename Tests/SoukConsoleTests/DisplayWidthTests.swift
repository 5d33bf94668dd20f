import SoukTestKit
import Testing

@testable import SoukConsole

@Suite("Text on a terminal")
struct DisplayWidthTests {
    @Test(
        "Han, kana, hangul, full-width forms and emoji take two columns, marks and controls none",
        arguments: [
            ("", 0), ("abc", 3), ("华为手机", 8), ("iPhone15手机", 12), ("ﾊﾝｶｸ", 4), ("カタカナ", 8), ("한국어", 6),
            ("Ａ１", 4),
            ("e\u{301}", 1), ("é", 1), ("“引号”", 6), ("，。", 4), ("…", 1), ("¥￥", 3), ("👍", 2), ("👨‍👩‍👧", 2),
            ("🇨🇳", 2), ("❤️", 2),
            ("❤", 1), ("☕", 2), ("\u{200B}", 0), ("\t", 0), ("𠮷", 2), ("ไทย", 3), ("नि", 1), ("〇", 2),
            ("①", 1), ("\u{AD}", 0),
        ])
    func widths(text: String, columns: Int) {
        #expect(displayWidth(text) == columns)
    }

    @Test("cutting never exceeds the width and marks the cut")
    func cutting() {
        #expect(truncated("华为手机", toWidth: 8) == "华为手机")
        #expect(truncated("华为手机", toWidth: 7) == "华为手…")
        #expect(truncated("华为手机", toWidth: 6) == "华为…")
        #expect(truncated("abc", toWidth: 1) == "…")
        #expect(truncated("abc", toWidth: 0) == "")
    }

    @Test("control characters of the data do not reach the terminal")
    func safety() {
        #expect(terminalSafe("a\u{1B}[2Jb\nc\td\u{9B}") == "a [2Jb c d ")
        #expect(terminalSafe("手机 👨‍👩‍👧") == "手机 👨‍👩‍👧")
    }

    @Test("text is broken at spaces, within words only where it must be")
    func wrapping() {
        #expect(wrapped("one two three", width: 7) == ["one two", "three"])
        #expect(wrapped("华为手机很好", width: 5) == ["华为", "手机", "很好"])
        #expect(wrapped("a\n\nb", width: 10) == ["a", "", "b"])
        #expect(wrapped("  kept as it is", width: 5) == ["  kept as it is"])
        #expect(wrapped("", width: 5) == [""])
    }

    @Test("no wrapped line is wider than asked, and no character is lost: fuzz")
    func fuzzWrapping() {
        var random = SeededGenerator(orEnvironment: 0x3A9)
        let pieces = ["a", "手", "é", " ", "  ", "👍", "long-word", "\n", "机"]
        for _ in 0..<FuzzRounds.count / 10 {
            let text = "x" + (0..<30).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let width = Int.random(in: 2...30, using: &random)
            let lines = wrapped(text, width: width)
            for line in lines where !line.hasPrefix(" ") {
                #expect(displayWidth(line) <= width, "\(random.rerun)")
            }
            let isInk = { (character: Character) in !character.isWhitespace }
            #expect(lines.joined().filter(isInk) == text.filter(isInk))
        }
    }

    @Test("style is silent unless active")
    func style() {
        #expect(Style.plain.bold("x") == "x")
        #expect(Style(isActive: true).red("x") == "\u{1B}[31mx\u{1B}[39m")
        #expect(Style(isActive: true).bold("") == "")
        let noTerminal = Style(for: StandardStream()) { _ in nil }
        #expect(!noTerminal.isActive)
    }
}

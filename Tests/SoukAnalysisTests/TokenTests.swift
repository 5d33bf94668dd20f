import Testing

@testable import SoukAnalysis

/// Tokens in one line each: `term/kind/reading@position+atoms[start,end)`.
func describe(_ tokens: [AnalyzedToken]) -> [String] {
    tokens.map { token in
        let term = token.term.replacing("\u{3}", with: "$")
        return "\(term)/\(token.kind.name)/\(token.reading)@\(token.position)+\(token.atomCount)[\(token.start),\(token.end))"
    }
}

@Test("dump") func dump() throws {
    let analyzer = try Analyzer()
    for text in ["尼康z62", "罗技g304后盖", "iPhone15Pro 256GB 原色钛金属", "洗面奶", "兒童慢跑鞋", "women's running shoes", "Q１０ ㎝ 24×34cm", "2000元以下的华为手机", "Dr.Jart+ e.l.f. L'Oréal Lancôme 1,440 36,37,38 6.1inch ½ ❤️👨‍👩‍👧🇨🇳 ｶﾞﾗｽ 한국어 สวัสดีครับ Ёлка й ﬁne"] {
        for mode in [AnalysisMode.index, .query, .words] {
            print(text, mode, describe(analyzer.tokens(text, mode: mode)).joined(separator: " "))
        }
        print(analyzer.normalizedTerm(text))
    }
}

import Foundation
import Testing

@testable import SoukAnalysis

/// Tokens as `term kind reading position+atoms start..<end`, the end sentinel shown as `$`.
private func describe(_ tokens: [AnalyzedToken]) -> [String] {
    tokens.map { token in
        let term = token.term.replacing("\u{3}", with: "$")
        let place = "\(token.position)+\(token.atomCount) \(token.start)..<\(token.end)"
        return "\(term) \(token.kind.name) \(token.reading) \(place)"
    }
}

@Suite("Tokens of ordinary text")
struct TokenTests {
    let analyzer: Analyzer

    init() throws { analyzer = try Analyzer() }

    @Test("Han and Latin split at their boundary, without a space")
    func scriptBoundary() {
        #expect(
            describe(analyzer.tokens("手机z62", mode: .index)) == [
                "手机 word aligned 0+2 0..<6", "机$ bigram inner 1+1 3..<6", "z62 model aligned 2+2 6..<9",
                "z subword inner 2+1 6..<7", "62 subword inner 3+1 7..<9",
            ])
        #expect(analyzer.terms("罗技g304后盖", .words).contains("g304"))
        #expect(analyzer.terms("2000元", .words) == ["2000", "元"])
        #expect(analyzer.terms("面膜10片面部补水", .words) == ["面", "膜", "10", "片", "面部", "补", "水"])
        #expect(analyzer.terms("10片面膜3件套12条纹", .words) == ["10", "片", "面", "膜", "3", "件套", "12", "条纹"])
        #expect(analyzer.terms("カメラ机한국ab", .words) == ["カメラ", "机", "한국", "ab"])
    }

    @Test("Words of other goods keep a stem of their own, and share it with their plurals")
    func stemExceptions() {
        #expect(
            analyzer.terms("organizers organizer organic organ", .index) == [
                "organizer", "organizer", "organic", "organ",
            ])
        #expect(analyzer.terms("Universities universal", .index) == ["university", "universal"])
        #expect(
            analyzer.terms("comforters comfort fits fitness", .index) == [
                "comforter", "comfort", "fit", "fitness",
            ])
        #expect(analyzer.terms("running shoes", .index) == ["run", "shoe"])
    }

    @Test("Capitals begin words inside a model number of an index")
    func humps() {
        #expect(
            describe(analyzer.tokens("iPhone15ProMax X", mode: .index)) == [
                "iphone15promax model aligned 0+3 0..<14", "iphon subword inner 0+1 0..<6",
                "15 subword inner 1+1 6..<8", "promax subword inner 2+1 8..<14",
                "pro subword inner 2+1 8..<11",
                "max subword inner 2+1 11..<14", "x latin aligned 3+1 15..<16",
            ])
        #expect(
            analyzer.terms("WH1000XM4 iPad9", .index) == [
                "wh1000xm4", "wh", "1000", "xm", "4", "ipad9", "ipad", "9",
            ])
        #expect(
            analyzer.terms("小米RedmiNote12", .index).suffix(5) == [
                "redminot", "redmi", "note", "note12", "12",
            ])
        #expect(
            analyzer.terms("ThinkPadX1", .index) == [
                "thinkpadx1", "thinkpadx", "think", "pad", "thinkpad", "x", "x1", "1",
            ])
        #expect(analyzer.terms("iPhone15ProMax", .query) == ["iphone15promax", "iphon", "15", "promax"])
    }

    @Test("A name that a model is written to is found, and so is the model, all where the letters stand")
    func gluedNames() {
        #expect(
            describe(analyzer.tokens("HUAWEIP60", mode: .index)) == [
                "huaweip60 model aligned 0+2 0..<9", "huaweip subword inner 0+1 0..<7",
                "huawei subword inner 0+1 0..<6", "p subword inner 0+1 6..<7", "p60 subword inner 0+2 6..<9",
                "60 subword inner 1+1 7..<9",
            ])
        #expect(analyzer.terms("SonyWH1000XM5", .index).contains("wh1000xm5"))
        #expect(Set(analyzer.terms("samsungs24ultra", .index)).isSuperset(of: ["samsung", "s", "s24ultra"]))
        #expect(Set(analyzer.terms("AcmeXQ200", .index)).isSuperset(of: ["acm", "xq", "xq200"]))
        #expect(Set(analyzer.terms("JBLFlip6", .index)).isSuperset(of: ["jbl", "flip", "flip6"]))
        #expect(Set(analyzer.terms("TPLINKAX73", .index)).isSuperset(of: ["tplink", "ax", "ax73"]))
        #expect(analyzer.terms("HUAWEIP60", .query) == ["huaweip60", "huaweip", "60"])
        #expect(analyzer.terms("华为HUAWEIP60", .words).last == "huaweip60")
        // Words that go on as words do hold no brand.
        for word in ["sharpening2", "gapless5", "huawei", "applesauce", "iphone15"] {
            #expect(
                !analyzer.terms(word, .index).contains { ["sharp", "gap", "appl", "apple"].contains($0) },
                "\(word)")
        }
    }

    @Test("A letter's sharp or pluses belong to its name, and & joins")
    func symbols() {
        #expect(analyzer.terms("C++ and C# books", .words) == ["c++", "and", "c#", "book"])
        #expect(analyzer.terms("C++", .index) == ["c", "c++"])
        #expect(analyzer.terms("A+B C#4 x+", .words) == ["a", "b", "c", "4", "x"])
        #expect(analyzer.terms("C++从入门", .words).first == "c++")
        #expect(analyzer.terms("H&M", .index) == ["hm", "h", "m"])
    }

    @Test("A glued model number shares terms and positions with the spaced form")
    func modelNumbers() {
        let glued = analyzer.tokens("iphone15pro", mode: .index)
        #expect(
            describe(glued) == [
                "iphone15pro model aligned 0+3 0..<11", "iphon subword inner 0+1 0..<6",
                "15 subword inner 1+1 6..<8", "pro subword inner 2+1 8..<11",
            ])
        let spaced = analyzer.tokens("iphone 15 pro", mode: .index)
        #expect(glued.dropFirst().map(\.term) == spaced.map(\.term))
        #expect(glued.dropFirst().map(\.position) == spaced.map(\.position))
        #expect(spaced.map(\.kind) == [.latin, .number, .latin])
        #expect(analyzer.atoms("iphone15pro") == 3)
        #expect(analyzer.terms("iPhone15Pro 256GB", .words) == ["iphone15pro", "256gb"])
    }

    @Test("Words inside a word are inner readings, bigrams that are no words are not")
    func wordsInsideWords() throws {
        var builder = LexiconBuilder()
        for word in ["人民共和国", "共和国", "人民", "共和"] { builder.add(word.utf16, cost: 60) }
        let analyzer = try Analyzer(hanWords: .lexicon(builder.finish()))
        let tokens = describe(analyzer.tokens("人民共和国", mode: .index))
        #expect(tokens.contains("人民共和国 word aligned 0+5 0..<15"))
        #expect(tokens.contains("共和国 subword inner 2+3 6..<15"))
        #expect(tokens.contains("人民 bigram inner 0+2 0..<6"))
        #expect(tokens.contains("民共 bigram crossing 1+2 3..<9"))
    }

    @Test("A two-character word and its bigram are one token; longer words stand besides")
    func hanIndexTokens() {
        #expect(
            describe(analyzer.tokens("儿童慢跑鞋", mode: .index)) == [
                "儿童 word aligned 0+2 0..<6", "童慢 bigram crossing 1+2 3..<9", "慢跑 word aligned 2+2 6..<12",
                "跑鞋 bigram crossing 3+2 9..<15", "鞋$ bigram aligned 4+1 12..<15",
            ])
        #expect(
            describe(analyzer.tokens("巧克力", mode: .index)) == [
                "巧克 bigram crossing 0+2 0..<6", "巧克力 word aligned 0+3 0..<9",
                "克力 bigram crossing 1+2 3..<9",
                "力$ bigram inner 2+1 6..<9",
            ])
        #expect(describe(analyzer.tokens("元", mode: .index)) == ["元$ bigram aligned 0+1 0..<3"])
    }

    @Test("A query asks for words and the bigrams inside long ones")
    func hanQueryTokens() {
        #expect(
            describe(analyzer.tokens("买巧克力", mode: .query)) == [
                "买 word aligned 0+1 0..<3", "巧克力 word aligned 1+3 3..<12", "巧克 bigram inner 1+2 3..<9",
                "克力 bigram inner 2+2 6..<12",
            ])
        #expect(analyzer.terms("买巧克力", .words) == ["买", "巧克力"])
    }

    @Test("Bigrams do not cross punctuation, and punctuation takes no position")
    func punctuation() {
        let tokens = analyzer.tokens("手机，水杯。", mode: .index)
        #expect(tokens.map(\.term) == ["手机", "机\u{3}", "水杯", "杯\u{3}"])
        #expect(tokens.map(\.position) == [0, 1, 2, 3])
    }

    @Test("English words are stemmed, possessives and apostrophes removed")
    func english() {
        #expect(analyzer.terms("Women's Running Shoes") == ["women", "run", "shoe"])
        #expect(analyzer.terms("women’s women´s WOMEN＇S") == ["women", "women", "women"])
        #expect(analyzer.terms("L'Oréal loreal rock'n'roll") == ["loreal", "loreal", "rocknrol"])
        #expect(
            analyzer.terms("Hermès hermes HERM Chloé chloe") == [
                "hermes", "hermes", "herm", "chloe", "chloe",
            ])
        #expect(analyzer.terms("L'Oréal loreal Estée estee") == ["loreal", "loreal", "este", "este"])
        // Signs of ownership are no letters and separate, alike in folded names.
        #expect(
            analyzer.terms("nike™ Adidas® Kleenex℠ iPad©2") == ["nike", "adidas", "kleenex", "ipad", "2"])
        for sign in ["™", "®", "℠", "©", "™\u{FE0F}"] {
            #expect(analyzer.normalizedTerm("Nike\(sign)") == "nike", "\(sign)")
            #expect(FoldedText("Nike\(sign)").string(0..<4) == "nike")
            #expect(FoldedText("Nike\(sign)").count == 4)
        }
        #expect(analyzer.terms("Lancôme lancome NAÏVE naive") == ["lancome", "lancome", "naiv", "naiv"])
    }

    @Test("Without a stemmer words stay whole")
    func noStemmer() throws {
        var configuration = AnalyzerConfiguration.current
        configuration.stemmer = "none"
        let plain = try Analyzer(configuration)
        #expect(plain.terms("women's running shoes") == ["women", "running", "shoes"])
    }

    @Test("Plain words are runs of ASCII letters and digits, whatever they say")
    func plainWords() throws {
        let plain = try Analyzer(AnalyzerConfiguration.current.plain)
        let tokens = plain.tokens("RTX-4060Ti women's 手机壳 Shoes,2", mode: .index)
        #expect(tokens.map(\.term) == ["rtx", "4060ti", "women", "s", "shoes", "2"])
        #expect(tokens.map(\.position) == [0, 1, 2, 3, 4, 5])
        #expect(tokens.map(\.kind) == [.latin, .model, .latin, .latin, .latin, .number])
        #expect(tokens[4].start == 29 && tokens[4].end == 34)
    }

    @Test("Spaced words are what stands between spaces, as it is; a long one is cut before a character")
    func spacedWords() throws {
        let spaced = try Analyzer(AnalyzerConfiguration.current.spaced)
        let tokens = spaced.tokens(" 华为 Mate-60\t手机壳  x.y ", mode: .index)
        #expect(tokens.map(\.term) == ["华为", "Mate-60", "手机壳", "x.y"])
        #expect(tokens.map(\.position) == [0, 1, 2, 3])
        #expect(tokens.map(\.atomCount) == [1, 1, 1, 1])
        #expect(tokens[1].start == 8 && tokens[1].end == 15)
        let long = String(repeating: "长", count: 100)
        #expect(spaced.tokens(long, mode: .words).map(\.term) == [String(repeating: "长", count: 85)])
        let cut = "x" + String(repeating: "长", count: 84)
        #expect(spaced.tokens("x" + long, mode: .words).map(\.term) == [cut])
    }

    @Test("Numbers keep decimals and lose grouping marks; lists of numbers split")
    func numbers() {
        #expect(
            analyzer.terms("6.1 1,440 1,440.50 12'500") == [
                "6.1", "1440", "1440.50", "12500", "\u{4}CP365760",
            ])
        #expect(
            analyzer.terms("36,37,38 1,2 0,500 1,234,56") == [
                "36", "37", "38", "1", "2", "0", "500", "1", "234", "56",
            ])
        #expect(
            analyzer.terms("3.5,4.5 1;2 5'11") == [
                "3.5", "4.5", "1", "2", "5", "11", "\u{4}CP152400",
            ])
        #expect(analyzer.terms("6.1英寸 １２３ ٣", .words) == ["6.1", "英寸", "123", "3"])
        #expect(analyzer.terms("1½", .query) == ["1", "1", "2"])
        #expect(analyzer.tokens("1,440p", mode: .words).map(\.term) == ["1440p"])
    }

    @Test("Separators inside words: dots, underscores, at signs, initials")
    func separators() {
        #expect(
            analyzer.terms("dr.martens shop@example.com wh_1000") == [
                "dr", "marten", "shop", "exampl", "com", "wh", "1000",
            ])
        #expect(analyzer.terms("e.l.f. U.S.A. a.bc J.Crew") == ["elf", "usa", "a", "bc", "j", "crew"])
        #expect(analyzer.terms("__ @ _a_") == ["a"])
    }

    @Test("One source character may give several units, several may give one; byte ranges stay true")
    func offsets() {
        #expect(
            describe(analyzer.tokens("ﬁne ㎝", mode: .words)) == [
                "fine latin aligned 0+1 0..<5", "cm latin aligned 1+1 6..<9",
            ])
        #expect(describe(analyzer.tokens("cafe\u{301}s!", mode: .words)) == ["cafe latin aligned 0+1 0..<7"])
        #expect(describe(analyzer.tokens("Ⅳ①", mode: .words)) == ["iv1 model aligned 0+2 0..<6"])
        #expect(describe(analyzer.tokens("５㎝", mode: .query)).last == "cm subword inner 1+1 3..<6")
        #expect(describe(analyzer.tokens("𪚥野", mode: .index)).last == "野$ bigram aligned 1+1 4..<7")
        #expect(
            describe(analyzer.tokens("iph\u{200B}one", mode: .words)) == ["iphon latin aligned 0+1 0..<9"])
    }

    @Test("A multiplication sign between digits is an x")
    func times() {
        #expect(analyzer.terms("24×34cm") == analyzer.terms("24x34cm"))
        #expect(analyzer.terms("24×34cm", .words) == ["24x34cm"])
        #expect(analyzer.terms("a×b", .words) == ["a", "b"])
    }

    @Test("Traditional text gives the terms of simplified text")
    func traditional() {
        #expect(analyzer.terms("兒童慢跑鞋") == analyzer.terms("儿童慢跑鞋"))
        #expect(analyzer.terms("蘋果手機殼") == analyzer.terms("苹果手机壳"))
    }

    @Test("An emoji is one token, with its modifiers and joined parts")
    func emoji() {
        let tokens = analyzer.tokens("👨‍👩‍👧❤️👍🏽🇨🇳🇯🇵★", mode: .index)
        #expect(tokens.map(\.term) == ["👨‍👩‍👧", "❤", "👍🏽", "🇨🇳", "🇯🇵"])
        #expect(tokens.map(\.position) == [0, 1, 2, 3, 4])
        #expect(tokens.allSatisfy { $0.kind == .word })
        #expect(analyzer.terms("1️⃣") == ["1"])
    }

    @Test("Other scripts give words")
    func otherScripts() {
        #expect(analyzer.terms("ｶﾞﾗｽ", .words) == ["ガラス"])
        #expect(analyzer.terms("สวัสดีครับ") == ["สวัสดี", "ครับ"])
        #expect(analyzer.tokens("Ёлка елка ΆΛΦΑ", mode: .index).map(\.term) == ["елка", "елка", "αλφα"])
        #expect(analyzer.tokens("елка", mode: .index).map(\.kind) == [.latin])
        #expect(analyzer.terms("हिन्दी שלום") == ["हिन्दी", "שלום"])
    }

    @Test("A long word is cut at 255 bytes, on a character")
    func longWords() {
        let latin = analyzer.tokens(String(repeating: "q", count: 1000), mode: .index)
        #expect(latin.map(\.term.utf8.count) == [255])
        #expect(latin.first?.end == 1000)
        let hangul = analyzer.tokens(String(repeating: "한", count: 1000), mode: .index)
        #expect(hangul.map(\.term) == [String(repeating: "한", count: 85)])
    }

    @Test("Whole values fold for comparison")
    func normalizedTerm() {
        #expect(analyzer.normalizedTerm("  Ｌ’Oréal\t Paris ") == "l'oreal paris")
        #expect(analyzer.normalizedTerm("華為 HUAWEI") == "华为 huawei")
        #expect(analyzer.normalizedTerm("") == "")
    }

    @Test("Function words are known in folded form")
    func stopWords() {
        #expect(StopWords.contains(analyzer.normalizedTerm("The")))
        #expect(StopWords.contains(analyzer.normalizedTerm("與")))
        #expect(!StopWords.contains("手机") && !StopWords.contains("women"))
        let folded = (StopWords.english.union(StopWords.chinese)).filter { analyzer.normalizedTerm($0) != $0 }
        #expect(folded.isEmpty)
    }

    @Test("The example of the format document is what the analyzer gives")
    func documentedExample() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("docs/formats/analysis.md")
        let document = try String(contentsOf: file, encoding: .utf8)
        let listing = try #require(document.split(separator: "```").last { $0.contains("aligned") })
        let lines = listing.split(whereSeparator: \.isNewline).map(String.init)
        #expect(describe(analyzer.tokens("兒童鞋 iPhone15Pro", mode: .index)) == lines)
    }

    @Test("Other writings of Han characters fold to the usual one")
    func hanVariants() throws {
        let analyzer = try Analyzer()
        for (written, usual) in [("𠮷野家", "吉野家"), ("髙橋", "高桥"), ("薬用", "药用"), ("喜㐂", "喜喜"), ("山﨑", "山崎")] {
            #expect(analyzer.normalizedTerm(written) == usual)
            #expect(FoldedText(written).string(0..<FoldedText(written).count) == usual)
        }
    }

    @Test("Queries are compared in the forms to which the analyzer folds")
    func sameFolding() throws {
        let analyzer = try Analyzer()
        let scalars = [UInt32](0x3400...0x9FFF) + [0xFA11, 0x20B9F, 0x20BB7, 0x2123D, 0x2363A]
        let written = scalars.compactMap(Unicode.Scalar.init).map(String.init)
        let folded = analyzer.normalizedTerm(written.joined(separator: " ")).split(separator: " ")
        #expect(folded.count == written.count)
        let differing = zip(scalars, folded).filter { scalar, form in
            form.unicodeScalars.map(\.value) != [CharacterFolding.fold(scalar)]
        }
        #expect(differing.isEmpty, "\(differing.prefix(5))")
    }

    @Test("Quantities follow the words, with the bytes that they were read from")
    func quantities() throws {
        let tokens = try Analyzer().tokens("可乐 1.5L*6瓶", mode: .index).filter { $0.kind == .quantity }
        #expect(tokens.map(\.start) == [7, 12])
        #expect(tokens.map(\.end) == [11, 16])
        #expect(tokens.allSatisfy { $0.atomCount == 0 })
        #expect(try Analyzer().tokens("1.5L", mode: .query).allSatisfy { $0.kind != .quantity })
    }
}

import Testing

@testable import SoukAnalysis

/// The lattice in its plainest form: every arc of every place, words looked up in a dictionary of strings.
private struct PlainLattice {
    let costs: [[UInt16]: Int]
    let beginnings: [UInt16: Int]
    let ends: [UInt16: Int]

    init(_ lexicon: Lexicon, words: [[UInt16]]) {
        var costs: [[UInt16]: Int] = [:]
        for word in words { costs[word] = lexicon.cost(of: String(decoding: word, as: UTF16.self)) }
        self.costs = costs
        var beginnings: [UInt16: Int] = [:]
        var ends: [UInt16: Int] = [:]
        for unit in Set(words.joined()) {
            let code = lexicon.codes[Int(unit - HanCharacters.range.lowerBound)]
            beginnings[unit] = Int(lexicon.characters[Int(code)].beginning)
            ends[unit] = Int(lexicon.characters[Int(code)].end)
        }
        self.beginnings = beginnings
        self.ends = ends
    }

    func isOne(_ unit: UInt16, _ characters: String) -> Bool {
        characters.utf16.contains(unit) && knows(unit)
    }
    private func knows(_ unit: UInt16) -> Bool { beginnings[unit] != nil }

    private func single(_ unit: UInt16) -> Int {
        costs[[unit]] ?? LatticeCosts.unknownCharacter - LatticeCosts.wordDiscount
    }

    /// The cost of the arc over `text[start..<end]`; nil if there is none.
    func arc(_ text: [UInt16], _ start: Int, _ end: Int) -> Int? {
        let word = Array(text[start..<end])
        var found: [Int] = []
        if word.count == 1 { found.append(single(word[0])) }
        if let cost = costs[word], word.count > 1 { found.append(cost) }
        if word.count > 2, isOne(word[word.count - 1], HanCharacters.suffixes),
            let stem = costs[word.dropLast()]
        {
            found.append(stem + LatticeCosts.suffix)
        }
        let discount = LatticeCosts.wordDiscount
        if word.count == 2 {
            found.append(
                (beginnings[word[0]] ?? 255) + (ends[word[1]] ?? 255) + LatticeCosts.unknownWord - discount)
        }
        if (3...HanLattice.longestGuess).contains(word.count),
            word.allSatisfy({ isOne($0, HanCharacters.transliterations) })
        {
            found.append(LatticeCosts.foreignName + word.count * LatticeCosts.foreignNameCharacter - discount)
        }
        if isNumber(text, start, end) { found.append(LatticeCosts.number - discount) }
        return found.min()
    }

    private func isNumber(_ text: [UInt16], _ start: Int, _ end: Int) -> Bool {
        func isNumeral(_ index: Int) -> Bool { isOne(text[index], HanCharacters.numerals) }
        guard isNumeral(start), start == 0 || !isNumeral(start - 1) else { return false }
        var stop = start
        while stop < text.count, stop - start < HanLattice.longestGuess, isNumeral(stop) { stop += 1 }
        if end == stop { return stop - start >= 2 }
        guard end == stop + 1 else { return false }
        return isOne(text[stop], HanCharacters.dateUnits)
            || (isOne(text[stop], HanCharacters.years) && stop - start >= 4)
    }

    /// The least cost of a path over the text.
    func leastCost(_ text: [UInt16]) -> Int {
        var least = [0]
        for end in 1...text.count {
            least.append(
                (max(0, end - 40)..<end).compactMap { start in arc(text, start, end).map { least[start] + $0 }
                }.min() ?? .max)
        }
        return least[text.count]
    }
}

@Suite("Han lattice")
struct HanLatticeTests {
    @Test("The path found costs as little as the best of all paths")
    func againstAllPaths() {
        var generator = TextGenerator(0x1A77)
        let comment = Comment(rawValue: generator.rerun)
        let characters = Array("一二三十百〇年月日化员者王李张克林顿斯尔德的是新手机水壶保温杯中国人民共和商店".utf16)
        for round in 0..<40 {
            var builder = LexiconBuilder()
            var words: Set<[UInt16]> = []
            for _ in 0..<(round % 5 == 0 ? 3 : 150) {
                let word = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                    characters.randomElement(using: &generator)!
                }
                words.insert(word)
                builder.add(word, cost: Int.random(in: 25...150, using: &generator))
            }
            let lexicon = builder.finish()
            let lattice = HanLattice(lexicon)
            let plain = PlainLattice(lexicon, words: Array(words))
            for _ in 0..<60 {
                let text = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                    characters.randomElement(using: &generator)!
                }
                var flags = [UInt8](repeating: 9, count: text.count + 1)
                lattice.cut(text, count: text.count, flags: &flags)
                let ends = flags.indices.filter { flags[$0] == 1 }
                #expect(ends.first == 0 && ends.last == text.count, comment)
                let cost = zip(ends, ends.dropFirst()).reduce(0) {
                    $0 + (plain.arc(text, $1.0, $1.1) ?? 1_000_000)
                }
                #expect(cost == plain.leastCost(text), comment)
                for start in text.indices {
                    for end in start + 1...text.count where end - start > 1 {
                        let isWord = lattice.wordLengths[start] >> UInt32(min(end - start, 31)) & 1 == 1
                        #expect(isWord == words.contains(Array(text[start..<end])), comment)
                    }
                }
            }
        }
    }

    @Test("Numbers, names and endings that no dictionary holds")
    func grammar() throws {
        let analyzer = try Analyzer()
        #expect(analyzer.terms("二〇〇一年十二月三十一日", .words) == ["二〇〇一年", "十二月", "三十一日"])
        #expect(analyzer.terms("拉姆斯菲尔德", .words) == ["拉姆斯菲尔德"])
        #expect(analyzer.terms("全球化", .words) == ["全球化"])
    }

    @Test("Plain runs give the tokens that any run gives, in every mode")
    func plainRuns() throws {
        var generator = TextGenerator(0x9A17)
        let comment = Comment(rawValue: generator.rerun)
        let pieces = [
            "中华人民共和国", "手机", "人民银行", "计算机", "保温杯", "的", "儿童", "慢跑鞋", "面膜", "二〇〇一年", "克林顿",
            "商店", "国", "機", "々", "䶮", "12", "片", "瓶", "，", "、", " ", "a", "カ", "𠮷", "𪚥", "\u{301}", "（", "化",
            "三十", "洗发水", "运营", "商", "北京", "大学", "生活",
        ]
        let analyzer = try Analyzer()
        let oracle = try Analyzer()
        oracle.takesPlainRuns = false
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator)!
            }.joined()
            for mode in [AnalysisMode.index, .query, .words] {
                #expect(
                    analyzer.tokens(text, mode: mode) == oracle.tokens(text, mode: mode), "\(comment) \(text)"
                )
            }
        }
        // Runs longer than what is looked up together, and many of them in one text.
        let long = String(repeating: "儿童慢跑鞋手机保温杯", count: 300) + "，"
        let many = long + String(repeating: "手机，保温杯 ", count: 700)
        for text in [long, many] {
            #expect(analyzer.tokens(text, mode: .index) == oracle.tokens(text, mode: .index))
            let cut = text.split(separator: "，").flatMap { analyzer.terms(String($0), .words) }
            #expect(analyzer.terms(text, .words) == cut)
        }
    }

    @Test("Characters beyond the first plane stand alone")
    func surrogates() throws {
        let analyzer = try Analyzer()
        #expect(analyzer.terms("𪚥野家", .words).first == "𪚥")
        #expect(analyzer.terms("手机𪚥", .words) == ["手机", "𪚥"])
        #expect(analyzer.terms("𪚥", .words) == ["𪚥"])
    }

    @Test("Without the dictionary ICU's iterator cuts")
    func iterator() throws {
        let analyzer = try Analyzer(hanWords: .icuIterator)
        #expect(analyzer.terms("儿童慢跑鞋", .words) == ["儿童", "慢跑", "鞋"])
        #expect(analyzer.tokens("巧克力", mode: .index).map(\.reading) == [.inner, .aligned, .inner, .inner])
    }
}

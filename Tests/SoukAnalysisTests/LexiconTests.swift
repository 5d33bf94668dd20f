import CSoukICU
import SoukTestKit
import Testing

@testable import SoukAnalysis

@Suite("Lexicon")
struct LexiconTests {
    private func builder(_ words: [String: Int]) -> LexiconBuilder {
        var builder = LexiconBuilder()
        for (word, cost) in words { builder.add(word.utf16, cost: cost) }
        return builder
    }

    @Test("A double array holds exactly the words that were added, at their costs")
    func againstDictionary() {
        var generator = SeededGenerator(orEnvironment: 0x1E81)
        let comment = Comment(rawValue: generator.rerun)
        let characters = Array("天地玄黄宇宙洪荒日月盈昃辰宿列张手机水壶")
        func word() -> String {
            String(
                (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                    characters[min(Int.random(in: 0..<60, using: &generator), characters.count - 1)]
                })
        }
        for size in [0, 1, 7, 300, 3000] {
            var words: [String: Int] = [:]
            for _ in 0..<size { words[word()] = Int.random(in: 30...200, using: &generator) }
            let lexicon = builder(words).finish()
            #expect(lexicon.wordCount == words.count, comment)
            for (word, cost) in words {
                #expect(lexicon.cost(of: word) == cost - LatticeCosts.wordDiscount, comment)
            }
            for _ in 0..<500 {
                let word = word()
                #expect((lexicon.cost(of: word) == nil) == (words[word] == nil), comment)
            }
        }
    }

    @Test("ICU's dictionary gives its words, traditional ones folded")
    func icuWords() throws {
        let lexicon = try #require(Lexicon.icu)
        #expect(lexicon.wordCount > 200_000)
        for word in ["手机", "耳机", "洗衣机", "巧克力", "蓝牙"] { #expect(lexicon.cost(of: word) != nil) }
        #expect(lexicon.cost(of: "藍牙") == nil)
        #expect(lexicon.cost(of: "牙蓝") == nil)
        #expect(lexicon.cost(of: "abc") == nil)
        #expect(lexicon.cost(of: "") == nil)
    }

    @Test("Of equal words the cheapest stays; replacing overrides")
    func costs() {
        var builder = builder(["手机": 90])
        builder.add("手机".utf16, cost: 120)
        #expect(builder.cost(of: "手机".utf16) == 90)
        builder.state("手机".utf16, cost: 120)
        #expect(builder.cost(of: "手机".utf16) == 120)
        builder.add("手".utf16, cost: -5)
        builder.add("机".utf16, cost: 100_000)
        #expect(builder.cost(of: "手".utf16) == 1)
        #expect(builder.cost(of: "机".utf16) == 255)
    }

    @Test("Words of other scripts, empty and endless words are left out")
    func unfitWords() {
        let unfit = ["", "abc", "T恤", "手 机", "𠮷野家", String(repeating: "手", count: 32)]
        #expect(builder(Dictionary(uniqueKeysWithValues: unfit.map { ($0, 50) })).wordCount == 0)
        #expect(builder([String(repeating: "手", count: 31): 50]).wordCount == 1)
    }

    @Test("What a function character is loosely joined to is no word of its own")
    func looseWords() {
        let lexicon = builder(["新": 50, "的": 30, "新的": 70, "目": 80, "目的": 60]).finish()
        #expect(lexicon.cost(of: "新的") == 70 + LatticeCosts.looseWord - LatticeCosts.wordDiscount)
        #expect(lexicon.cost(of: "目的") == 60 - LatticeCosts.wordDiscount)
    }
}

@Suite("User dictionaries")
struct UserDictionaryTests {
    @Test("Words with frequencies and tags, in any combination")
    func format() {
        let text = "\u{FEFF}尼康 300 nz\r\n显眼包\n多巴胺 n\n神仙水 12\n\n  预留 -3 v \nT恤 5 n\n两 个 词 4 n\n"
        #expect(
            UserDictionary(parsing: text).entries == [
                .init("尼康", frequency: 300), .init("显眼包"), .init("多巴胺"), .init("神仙水", frequency: 12),
                .init("预留", frequency: 1), .init("T恤", frequency: 5),
            ])
        #expect(UserDictionary(parsing: text).skippedLines == [8])
        #expect(UserDictionary(parsing: "尼康 abc n\n \t\n尼康 3").skippedLines == [1])
    }

    @Test("A word of the user is cut as one, also in its traditional form")
    func wordsAreFound() throws {
        var builder = LexiconBuilder()
        let isRead = builder.addICUWords()
        #expect(isRead)
        builder.add(UserDictionary(parsing: "显眼包\n羽絨服 500\n"))
        let analyzer = try Analyzer(hanWords: .lexicon(builder.finish()))
        #expect(analyzer.terms("显眼包羽绒服", .words) == ["显眼包", "羽绒服"])
        #expect(analyzer.terms("羽絨服", .words) == ["羽绒服"])
        #expect(try Analyzer().terms("显眼包", .words) != ["显眼包"])
    }

    @Test("Frequencies of another scale are fitted to the costs of the words that both know")
    func scale() throws {
        var plain = LexiconBuilder()
        let isRead = plain.addICUWords()
        #expect(isRead)
        var generator = SeededGenerator(orEnvironment: 0xD1C7)
        let known = ["手机", "耳机", "电脑", "蓝牙", "中国", "世界", "音乐", "书包", "衣服", "水果"]
        for factor in [1, 1000] {
            var builder = plain
            // Words of three random characters make up the number that a fit needs.
            var entries = known.map { UserDictionary.Entry($0, frequency: 50 * factor) }
            for _ in 0..<200 {
                let unit = UInt16.random(in: 0x4E00...0x7000, using: &generator)
                let word = String(decoding: [unit, unit + 1], as: UTF16.self)
                builder.add([unit, unit + 1], cost: 100)
                entries.append(.init(word, frequency: 50 * factor))
            }
            builder.add(UserDictionary(entries))
            // The median shared word keeps its cost, whatever the scale.
            #expect(abs((builder.cost(of: "手机".utf16) ?? 0) - 100) <= 1, Comment(rawValue: generator.rerun))
        }
    }

    @Test("Any bytes make a dictionary, and any dictionary a lexicon")
    func hostileText() {
        var generator = TextGenerator(0xBAD1)
        for _ in 0..<200 {
            var text = ""
            for _ in 0..<20 {
                text +=
                    generator.text(upTo: 6) + [" ", "\n", " 99999999999999999999 n\n", "\t7\n"].randomElement(
                        using: &generator)!
            }
            var builder = LexiconBuilder()
            builder.add(UserDictionary(parsing: text))
            #expect(builder.finish().wordCount <= text.utf8.count)
        }
    }

    @Test("Unknown words beside a general dictionary cost less, and what begins no word still begins none")
    func lowerCosts() {
        var trie = WordTrie()
        for (word, cost) in [("手机", 60), ("手表", 90), ("机器", 40)] {
            let node = trie.insert(word.utf16)
            trie.costs[node] = UInt8(cost)
        }
        let model = CharacterModel(trie)
        var lowered = model
        lowered.lower(by: 3)
        for (before, after) in zip(model.beginnings + model.ends, lowered.beginnings + lowered.ends) {
            #expect(after == (before == 255 ? 255 : before - min(before, 3)))
        }
        #expect(lowered.beginnings.contains { $0 < 255 })
    }

    @Test("Only a dictionary of the whole language makes unknown words likelier")
    func generalDictionary() {
        let first = (0..<250).map { UInt16(0x4E00 + $0) }
        let second = (0..<200).map { UInt16(0x5E00 + $0) }
        func beginning(stating count: Int) -> UInt8 {
            var builder = LexiconBuilder()
            for (place, pair) in first.flatMap({ a in second.map { [a, $0] } }).enumerated() {
                if place < count { builder.state(pair, cost: 100) } else { builder.add(pair, cost: 100) }
            }
            let lexicon = builder.finish()
            let code = lexicon.codes[Int(first[0] - HanCharacters.range.lowerBound)]
            return lexicon.characters[Int(code)].beginning
        }
        let usual = beginning(stating: 0)
        #expect(beginning(stating: 49_999) == usual)
        #expect(beginning(stating: 50_000) == usual - UInt8(LatticeCosts.besideStated))
    }
}

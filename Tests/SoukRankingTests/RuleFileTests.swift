import SoukUnderstanding
import Testing

@testable import SoukRanking

@Suite struct RuleFileTests {
    private static let good = """
        # Sales of November.
        rule singles day   # everybody's
            when contains 手机
            when category 手机 > 智能手机
            from 2026-11-01
            until 2026-11-11
            pin p-17, "p 18"
            pin p-3 at 2
            boost 0.2 brand = "华为"
            bury 0.25 category:"手机 > 配件"
            filter stock > 0 AND price:..9999
            synonym 果机, iphone
        rule exact
            when query   "Projector"
            pin p-1

        expect 华为手机 on 2026-11-11 first p-17, p-3
        expect "projector lamp" top 3 lacks p-1
        expect projector top 10 has p-1
        expect 手机 p-17 before p-9
        expect 手机 total >= 3
        """

    @Test("Between two moments rules change where one begins or ends")
    func changes() throws {
        let set = RuleFile("rule r\n    from 2026-11-01\n    until 2026-11-11\n    pin p").set
        let rule = try #require(set.rules.first)
        let (start, end) = try (#require(rule.start), #require(rule.end))
        #expect(set.change(after: start - 1, until: start) && set.change(after: end - 1, until: end))
        #expect(!set.change(after: start, until: end - 1) && !set.change(after: end, until: .infinity))
        #expect(set.change(after: 0, until: .infinity) && !RuleSet().change(after: 0, until: .infinity))
    }

    @Test("A file of rules is read with all its lines")
    func reads() {
        let file = RuleFile(Self.good)
        #expect(file.problems.isEmpty)
        #expect(RuleLint.problems(in: Self.good).isEmpty)
        let rule = file.set.rules[0]
        #expect(rule.name == "singles day" && rule.line == 2)
        #expect(rule.words.map(\.value) == ["手机"] && rule.categories.map(\.value) == ["手机 > 智能手机"])
        #expect(rule.pins.map(\.value.id) == ["p-17", "p 18", "p-3"])
        #expect(rule.boosts.map(\.value.weight) == [0.2, -0.25])
        #expect(rule.filters.map(\.value) == ["stock > 0 AND price:..9999"])
        #expect(rule.start == 1_793_491_200 && rule.end == 1_793_491_200 + 11 * 86_400)
        #expect(
            file.set.expectations.map(\.check) == [
                .first(["p-17", "p-3"]), .top(3, holds: false, ["p-1"]), .top(10, holds: true, ["p-1"]),
                .before("p-17", "p-9"), .total(.atLeast, 3),
            ])
        #expect(file.set.expectations[0].time == 1_794_355_200)
    }

    private func names(_ query: String, at seconds: Double) -> [String] {
        let understanding = QueryUnderstanding(
            lexicon: CatalogueLexicon(
                brands: [], categories: [(path: ["手机", "智能手机"], count: 5)], attributes: [],
                words: ListedWords()),
            fields: [])
        return RuleFile(Self.good).set.active(for: understanding.interpret(query), at: seconds).names
    }

    @Test("Rules are for whole queries, words, categories and moments, and for nothing else")
    func scopes() {
        let inNovember = 1_793_491_200.0
        #expect(names("projector", at: 0) == ["exact"])
        #expect(names("  PROJECTOR ", at: 0) == ["exact"])
        #expect(names("projector lamp", at: 0) == [])
        #expect(names("华为智能手机", at: inNovember) == ["singles day"])
        #expect(names("华为智能手机", at: inNovember - 1) == [])
        #expect(names("华为智能手机", at: inNovember + 11 * 86_400 - 1) == ["singles day"])
        #expect(names("华为智能手机", at: inNovember + 11 * 86_400) == [])
        #expect(names("电脑", at: inNovember) == [])
    }

    @Test("Pins stand at their places, as far as there are pins before them")
    func places() {
        func pins(_ lines: String) -> [String] { ActiveRules(RuleFile("rule r\n" + lines).set.rules).pins }
        #expect(pins("pin a, b, c\npin d at 2") == ["a", "d", "b", "c"])
        #expect(pins("pin a at 5\npin b") == ["b", "a"])
        #expect(pins("pin a at 2\npin b at 1\npin c") == ["b", "a", "c"])
        #expect(pins("pin a at 3") == ["a"])
    }

    @Test(
        "What is wrong is told with its line and a remedy",
        arguments: [
            ("pin p-1", 1, "belongs to no rule"),
            ("rule a\nboots 0.1 x = 1\npin b", 2, "did you mean 'boost'?"),
            ("rule a\npin", 2, "says nothing"),
            ("rule a\nboost 0.9 brand = x", 2, "no weight"),
            ("rule a\nboost 0.2 brand =", 2, "no filter"),
            ("rule a\nfilter price < ", 2, "no filter"),
            ("rule a\nfilter price < 5 AND price > 9", 2, "no product passes"),
            ("rule a\nuntil tomorrow\npin p", 2, "no moment"),
            ("rule a\nfrom 2026-02-02\nuntil 2026-02-01\npin p", 1, "ends before it begins"),
            ("rule a\nwhen 手机\npin p", 2, "no scope"),
            ("rule a\nsynonym one", 2, "no synonyms"),
            ("rule a\npin p at 0", 2, "no place"),
            ("rule a\npin p,,q", 2, "a key is empty"),
            ("rule a\npin p\npin p", 3, "pinned in line 2 too"),
            ("rule a\npin p at 1\nrule b\npin q at 1", 4, "pinned at 1 in line 2 of rule 'a' too"),
            (
                "rule a\nboost 0.1 brand = x\nrule b\nbury 0.1 brand = x", 4,
                "buried here and boosted in line 2"
            ),
            ("rule a\nfilter price < 5\nrule b\nfilter price >= 5", 4, "no product passes"),
            ("rule a\nsynonym a => b\nsynonym b => c\nsynonym c => a", 4, "circle: a => b => c => a"),
            ("rule a\npin p\nrule a\npin q", 3, "has the name 'a' too"),
            ("rule a", 1, "does nothing"),
            ("rule\npin p", 1, "has no name"),
            ("rule a\npin p\nexpect x firts p", 3, "no check"),
            ("rule a\npin p\nexpect x top no has p", 3, "no number"),
            ("rule a\npin p\nexpect \"x first p", 3, "not closed"),
        ])
    func problems(text: String, line: Int, words: String) {
        let problems = RuleLint.problems(in: text)
        #expect(problems.contains { $0.line == line && $0.description.contains(words) }, "\(problems)")
        #expect(problems.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("Rules for different queries or moments do not contradict each other")
    func apart() {
        let scopes = [
            ("when query a", "when query b"), ("until 2026-01-01", "from 2026-01-02"),
            ("when category 手机", "when category 电脑"), ("when category 女鞋", "when query iphone"),
            ("when contains 靴\nwhen category 女鞋", "when query iphone"),
            ("when contains 靴", "when category 手机"),
        ]
        for (first, second) in scopes {
            #expect(
                RuleLint.problems(in: "rule a\n\(first)\npin p at 1\nrule b\n\(second)\npin q at 1").isEmpty)
        }
        let same = "rule a\nwhen query a b\npin p at 1\nrule b\nwhen contains b\npin q at 1"
        #expect(RuleLint.problems(in: same).count == 1)
        let named = "rule a\nwhen category 鞋 > 女鞋\npin p at 1\nrule b\nwhen query 女鞋\npin q at 1"
        #expect(RuleLint.problems(in: named).count == 1)
    }

    @Test("Lines end as any editor ends them")
    func lineEnds() {
        let text = "# remark\nrule a\nwhen query b\npin p\nfrob\nexpect b first p\n"
        let expected = RuleFile(text)
        #expect(expected.set.rules.count == 1 && expected.problems.map(\.line) == [5])
        for other in [text.split(separator: "\n").joined(separator: "\r\n"), "\u{FEFF}" + text] {
            let file = RuleFile(other)
            #expect(
                file.set.rules == expected.set.rules && file.set.expectations == expected.set.expectations)
            #expect(file.problems == expected.problems)
        }
    }

    @Test("No text makes the reader trap")
    func hostile() {
        for text in [
            "\"", "expect", "expect \"", "rule \"\nwhen \"\npin \"", "#", "\u{0}", "rule a\npin a at ",
            "expect a on",
        ] {
            _ = RuleLint.problems(in: text)
        }
    }
}

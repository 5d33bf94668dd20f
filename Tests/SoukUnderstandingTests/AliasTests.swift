import SoukAnalysis
import SoukTestKit
import Testing

@testable import SoukUnderstanding

@Suite struct AliasTests {
    private func texts(_ matches: [AliasMatch], _ text: String) -> [String] {
        matches.map { match in
            let bytes = Array(text.utf8)[match.range]
            return String(decoding: bytes, as: UTF8.self) + " = "
                + match.aliases.map(\.text).joined(separator: " | ")
        }
    }

    @Test("Names are found on their boundaries, whatever their case, width or script")
    func names() {
        let table = AliasTable([
            (name: "小米", alias: Alias("xiaomi", weight: 0.9, origin: .synonym)),
            (name: "Mi", alias: Alias("小米", weight: 0.9, origin: .synonym)),
            (name: "蘋果", alias: Alias("apple", weight: 0.9, origin: .synonym)),
            (name: "new balance", alias: Alias("新百伦", weight: 0.9, origin: .synonym)),
        ])
        func found(_ text: String) -> [String] { texts(table.matches(in: FoldedText(text)), text) }
        #expect(found("小米14 ultra") == ["小米 = xiaomi"])
        #expect(found("ＭＩ 14") == ["ＭＩ = 小米"])
        #expect(found("mint") == [])
        #expect(found("苹果15pro") == ["苹果 = apple"])
        #expect(found("NEW  Balance 鞋") == ["NEW  Balance = 新百伦"])
        #expect(AliasTable().matches(in: FoldedText("小米")) == [])
    }

    @Test("The heaviest of equal aliases counts, and none is the name itself")
    func duplicates() {
        let table = AliasTable([
            (name: "a", alias: Alias("b", weight: 0.5, origin: .synonym)),
            (name: "a", alias: Alias("b", weight: 0.7, origin: .brand)),
            (name: "a", alias: Alias("c", weight: 0.6, origin: .synonym)),
            (name: "A", alias: Alias("a", weight: 0.9, origin: .synonym)),
        ])
        let aliases = table.matches(in: FoldedText("a")).flatMap(\.aliases)
        #expect(aliases.map(\.text) == ["b", "c"])
        #expect(aliases.map(\.weight) == [0.7, 0.6])
    }

    @Test(
        "Bilingual values of the brand field give names in the other script",
        arguments: [
            ("三星（SAMSUNG）", "三星 = samsung", "samsung = 三星"), ("CHANDO/自然堂", "自然堂 = chando", "chando = 自然堂"),
            ("亿色(ESR)", "亿色 = esr", "esr = 亿色"),
        ])
    func brands(value: String, han: String, latin: String) throws {
        let table = BrandAliases.table([value, "Nike", "回力"])
        for expected in [han, latin] {
            let name = String(expected.prefix { $0 != " " })
            #expect(texts(table.matches(in: FoldedText(name)), name) == [expected])
        }
        #expect(table.matches(in: FoldedText("nike 回力")) == [])
    }
}

@Suite struct SynonymFileTests {
    private func pairs(_ text: String) throws -> [String] {
        try SynonymFile(text).entries.map { name, alias in
            "\(name)>\(alias.text)@\(alias.weight)" + (alias.category.map { " in \($0)" } ?? "")
        }
    }

    @Test("Rules are two-way or one-way, weighted, scoped, with remarks")
    func rules() throws {
        #expect(try pairs("") == [])
        #expect(try pairs("# nothing\n\n  \r\n") == [])
        #expect(try pairs("手机, mobile phone") == ["手机>mobile phone@0.75", "mobile phone>手机@0.75"])
        #expect(try pairs("laptop => notebook @0.8 # both") == ["laptop>notebook@0.8"])
        #expect(try pairs("苹果, apple in 手机") == ["苹果>apple@0.75 in 手机", "apple>苹果@0.75 in 手机"])
        #expect(try pairs("a, b => c, d @0.5 in x").count == 4)
        #expect(
            try pairs("made in china, domestic") == [
                "made in china>domestic@0.75", "domestic>made in china@0.75",
            ])
    }

    @Test("Line ends of Windows, a mark of byte order, and signs of a Chinese keyboard are read")
    func writing() throws {
        #expect(try pairs("\u{FEFF}a, b\r\nc, d\r\n") == ["a>b@0.75", "b>a@0.75", "c>d@0.75", "d>c@0.75"])
        for arrow in ["=>", "＝＞", "＝>", "=＞", "→", "⇒"] {
            #expect(try pairs("笔电 \(arrow) 笔记本，手提电脑 ＠0.8 ＃ 备注") == ["笔电>笔记本@0.8", "笔电>手提电脑@0.8"], "\(arrow)")
        }
        #expect(try pairs("c#, c sharp # a language") == ["c#>c sharp@0.75", "c sharp>c#@0.75"])
    }

    @Test(
        "A rule of a category holds where the query names it, alone or beside its goods",
        arguments: [
            ("sofa", 0), ("furniture sofa", 1), ("sofa furniture", 1), ("Furniture, sofa", 1),
            ("furnitures sofa", 0),
        ])
    func scope(query: String, count: Int) throws {
        let aliases = QueryAliases(synonyms: try SynonymFile("sofa, couch in furniture").table)
        let found = aliases.matches(QueryUnderstanding().interpret(query)) { _ in 1 }
        #expect(found.flatMap(\.aliases).map(\.text) == Array(repeating: "couch", count: count))
    }

    @Test(
        "British and American spellings are one word, typing errors that look like them are not",
        arguments: [
            ("colour", "color", true), ("gray", "grey", true), ("organizers", "organisers", true),
            ("metre", "meter", true), ("aluminium", "aluminum", true), ("fense", "fence", false),
            ("controler", "controller", false), ("hoursepower", "horsepower", false),
        ])
    func oneWord(word: String, other: String, isOne: Bool) {
        #expect(SpellingVariants.areOneWord(word, other) == isOne)
    }

    @Test("Rules in a circle are not followed, and of equal pairs the heaviest counts")
    func circles() throws {
        let table = try SynonymFile("a => b\nb => c\nc => a\na => b @0.5\na => b @0.95").table
        let found = table.matches(in: FoldedText("a")).flatMap(\.aliases)
        #expect(found.map(\.text) == ["b"])
        #expect(found.map(\.weight) == [0.95])
    }

    @Test(
        "A line that is no rule is named with its place and what to do",
        arguments: [
            ("a", SynonymFileError.Problem.oneName), ("a,", .emptyName), ("a => ", .emptyName),
            ("=> b", .emptyName),
            ("a => b => c", .severalArrows), ("a, b @2", .weight("2")), ("a, b @", .weight("")),
            ("a, a", .oneName), ("Nike, NIKE™", .oneName), ("Chloé, chloe", .oneName), ("→ b", .emptyName),
            ("a, !!", .nothingToFind("!!")),
            ("a, b @0", .weight("0")), ("a, b @nan", .weight("nan")),
        ])
    func errors(line: String, problem: SynonymFileError.Problem) throws {
        let error = try #require(throws: SynonymFileError.self) {
            try SynonymFile("x, y\n\(line)\n", file: "s.txt")
        }
        #expect(error.problem == problem)
        #expect(error.place.line == 2)
        #expect(error.description.hasPrefix("s.txt:2: "))
    }

    @Test("Any bytes give rules or an error", arguments: 1...200)
    func anything(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let pieces = ["a", "手机", ",", "=>", "@", "0.5", " in ", "#", "\n", " ", "\u{0}", "\u{301}", "é"]
        let text = (0..<20).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        guard let file = try? SynonymFile(text) else { return }
        for (name, alias) in file.entries {
            #expect(!name.isEmpty && !alias.text.isEmpty && name != alias.text, "\(random.rerun)")
            #expect(alias.weight > 0 && alias.weight < 1, "\(random.rerun)")
        }
    }
}

@Suite struct PinyinTests {
    private func found(_ text: String, _ names: [(name: String, count: Int)]) throws -> [String] {
        try PinyinTable(names).matches(in: FoldedText(text)).flatMap { match in
            match.aliases.map {
                "\(String(decoding: Array(text.utf8)[match.range], as: UTF8.self))>\($0.text)@\($0.weight)"
            }
        }
    }

    @Test("Words are known by their syllables, together or apart, and by their first letters")
    func spellings() throws {
        let names = [
            (name: "华为", count: 9), (name: "手机", count: 99), (name: "兰蔻", count: 3), (name: "化味", count: 1),
        ]
        #expect(try found("huawei", names) == ["huawei>华为@0.8", "huawei>化味@0.8"])
        #expect(try found("Hua Wei p60", names).first == "Hua Wei>华为@0.8")
        #expect(try found("hw shouji", names) == ["hw>华为@0.5", "hw>化味@0.5", "shouji>手机@0.8"])
        #expect(try found("h w", names) == [])
        #expect(try found("shoujike", names) == [])
        #expect(try found("shoujihuawei", names) == [])
        #expect(try found("lankou lipstick", names) == ["lankou>兰蔻@0.8"])
        #expect(try found("huawei2", names) == [])
    }

    @Test(
        "Words typed in a row are found where the catalogue has them side by side, the last of them a character or a word"
    )
    func chains() throws {
        let names = [
            (name: "手机", count: 99), (name: "机壳", count: 9), (name: "蓝牙", count: 50), (name: "牙耳", count: 20),
            (name: "耳机", count: 70), (name: "银行", count: 5), (name: "行卡", count: 5), (name: "二级", count: 1),
            (name: "牛仔", count: 8), (name: "仔裤", count: 8),
        ]
        #expect(try found("shoujike", names) == ["shoujike>手机壳@0.8"])
        #expect(try found("lanyaerji", names) == ["lanyaerji>蓝牙耳机@0.8"])
        #expect(try found("yinhangka lanya", names) == ["yinhangka>银行卡@0.8", "lanya>蓝牙@0.8"])
        #expect(try found("niuzaiku", names) == ["niuzaiku>牛仔裤@0.8"])
        for text in ["yinhangke", "shoujilanya", "lanyaerji2", "kelanya"] {
            #expect(try found(text, names) == [], "\(text)")
        }
    }

    @Test("A word that settles its characters' readings has these alone")
    func settled() throws {
        let names = [
            (name: "重庆", count: 1), (name: "长虹", count: 1), (name: "乐器", count: 1), (name: "快乐", count: 1),
            (name: "牛仔裤", count: 1), (name: "重阳糕", count: 1), (name: "承重", count: 1),
        ]
        for text in ["chongqing", "changhong", "yueqi", "kuaile", "niuzaiku", "chongyanggao", "chengzhong"] {
            #expect(try found(text, names).count == 1, "\(text)")
        }
        for text in ["zhongqing", "zhanghong", "leqi", "kuaiyue", "niuziku", "zhongyanggao", "chengchong"] {
            #expect(try found(text, names) == [], "\(text)")
        }
    }

    @Test("A character of several readings is found by each of them")
    func polyphones() throws {
        let names = [
            (name: "银行", count: 1), (name: "行李箱", count: 1), (name: "女鞋", count: 1), (name: "长裙", count: 1),
        ]
        for text in ["yinhang", "xinglixiang", "nvxie", "nuxie", "changqun"] {
            #expect(try !found(text, names).isEmpty, "\(text)")
        }
    }
}

@Suite struct SpellingVariantTests {
    @Test(
        "Each spelling gives the other",
        arguments: [
            ("grey", "gray"), ("aluminium", "aluminum"), ("jewellery", "jewelry"), ("moulding", "molding"),
            ("fibre", "fiber"), ("organiser", "organizer"), ("doughnut", "donut"), ("colour", "color"),
            ("colours", "colors"), ("favourite", "favorite"), ("centre", "center"), ("litres", "liters"),
            ("catalogue", "catalog"), ("travelling", "traveling"), ("customised", "customized"),
            ("pyjamas", "pajamas"), ("tyres", "tires"), ("neighbourhood", "neighborhood"),
            ("analyse", "analyze"), ("rechargeable", "rechargable"), ("lens", "lenses"), ("man", "men"),
            ("bus", "buses"),
        ])
    func pairs(british: String, american: String) {
        #expect(SpellingVariants.variants(of: british).contains(american))
        #expect(SpellingVariants.variants(of: american).contains(british))
    }

    @Test("Codes, short words and words of other scripts have none")
    func none() {
        for word in ["", "tv", "or", "a15", "手机", "é", "GREY", "usb3"] {
            #expect(SpellingVariants.variants(of: word).isEmpty, "\(word)")
        }
        #expect(!SpellingVariants.variants(of: "colour").contains("colour"))
    }
}

import Foundation
import Testing

@testable import SoukCommand
@testable import SoukConsole

@Suite("The souk tool, from words to output")
struct ToolTests {
    private let shop = ToolShop()

    private func souk(_ words: String...) -> ToolShop.Result { shop.souk(words) }

    private func souk(_ words: [String]) -> ToolShop.Result { shop.souk(words) }

    /// Gives the body a folder with `products.jsonl` and a place for an index; removes it afterwards.
    private func withShop(_ rows: [String], _ body: (_ index: String, _ products: String) throws -> Void)
        throws
    {
        defer { shop.remove() }
        try body(shop.path("index"), try shop.write("products.jsonl", rows))
    }

    private let phones = [
        #"{"id":"a","title":"华为 Mate 60 手机","brand":"华为","price":4999}"#,
        #"{"id":"b","title":"小米 14 手机","brand":"小米","price":3999}"#,
        #"{"id":"c","title":"running shoes","brand":"Nike","price":89.5}"#,
    ]

    @Test("A snapshot is an index of its own; where one is already, nothing is copied")
    func snapshot() throws {
        try withShop(phones) { index, products in
            let copy = index + ".copy"
            #expect(souk("snapshot", index, copy).status == .failure)
            #expect(souk("index", index, products).status == .success)
            let copied = try souk("snapshot", index, copy, "--json").object()
            #expect(copied["documents"] as? Int == 3)
            #expect(copied["sound"] as? Bool == true)
            #expect(try souk("search", copy, "手机", "--json").object()["total"] as? Int == 2)
            let again = souk("snapshot", index, copy)
            #expect(again.status == .failure && again.errors.contains("holds an index already"))
        }
    }

    @Test("Synonyms, other names of a brand and pinyin find products, below those that say the word itself")
    func aliases() throws {
        let rows = [
            #"{"id":"literal","title":"戴森 吸尘器"}"#, #"{"id":"other","title":"Dyson 吸尘器"}"#,
            #"{"id":"brand","title":"Galaxy S24 手机","brand":"三星（SAMSUNG）"}"#,
            #"{"id":"pinyin","title":"华为 手机"}"#,
        ]
        try withShop(rows) { index, products in
            let folder = URL(fileURLWithPath: products).deletingLastPathComponent()
            let synonyms = folder.appendingPathComponent("synonyms.txt")
            try Data("# names\n戴森, dyson\n".utf8).write(to: synonyms)
            func found(_ words: String...) throws -> [String] {
                let hits =
                    try souk("search", index, words[0], "--names", "off", "--json").object()["hits"]
                    as? [[String: Any]]
                return hits?.compactMap { $0["id"] as? String } ?? []
            }
            #expect(souk("index", index, products).status == .success)
            #expect(try found("戴森") == ["literal"])
            let known = try souk("search", index, "戴森", "--json").object()["hits"] as? [[String: Any]]
            #expect(known?.compactMap { $0["id"] as? String } == ["literal", "other"])
            #expect(souk("index", index, "--synonyms", synonyms.path).status == .success)
            #expect(try found("戴森") == ["literal", "other"])
            #expect(try found("dyson 吸尘器") == ["other", "literal"])
            #expect(try found("samsung s24") == ["brand"])
            #expect(try found("huawei shouji").first == "pinyin")
            #expect(souk("check", index).status == .success)

            try Data("dyson\n".utf8).write(to: synonyms)
            let failed = souk("index", index, "--synonyms", synonyms.path)
            #expect(failed.status == .failure && failed.errors.contains("synonyms.txt:1: one name alone"))
            #expect(try found("戴森") == ["literal", "other"])
            try Data("# none\n".utf8).write(to: synonyms)
            #expect(souk("index", index, "--synonyms", synonyms.path).status == .success)
            #expect(try found("戴森") == ["literal"])
            #expect(souk("index", index).status == .usage)
        }
    }

    @Test("embed gives every product a vector, by training or from a file, and names what is wrong with one")
    func embed() throws {
        let things = ["wireless mouse", "wireless keyboard", "leather boot", "running boot"]
        let rows = (0..<40).map { #"{"id":"p\#($0)","title":"\#(things[$0 % 4]) \#($0)"}"# }
        try withShop(rows) { index, products in
            #expect(souk("index", index, products).status == .success)
            let trained = try souk("embed", "train", index, "--dimension", "8", "--epochs", "2", "--json")
                .object()
            #expect(trained["embedded"] as? Int == 40 && trained["dimension"] as? Int == 8)
            #expect((trained["losses"] as? [Double])?.count == 2)
            #expect(souk("check", index).status == .success)
            let page = try souk("search", index, "mouse", "--related", "3", "--json").object()
            #expect((page["related"] as? [[String: Any]])?.count == 3)
            #expect(page["total"] as? Int == 10)
            let file = products + ".vec"
            try Data("4 2\nmouse 1 0\nkeyboard 0.9 0.1\nboot 0 1\nunused 1 1\n".utf8).write(
                to: URL(fileURLWithPath: file))
            let given = try souk("embed", index, "--vectors", file, "--json").object()
            #expect(given["words"] as? Int == 4 && given["embedded"] as? Int == 40)
            let near = try souk("search", index, "mouse", "--related", "10", "--json").object()
            let titles = (near["related"] as? [[String: Any]])?.compactMap {
                ($0["product"] as? [String: Any])?["title"] as? String
            }
            #expect(titles?.count == 10 && titles?.allSatisfy { $0.contains("keyboard") } == true)
            try Data("a 1 2\nb 1\n".utf8).write(to: URL(fileURLWithPath: file))
            let broken = souk("embed", index, "--vectors", file)
            #expect(broken.status == .failure && broken.errors.contains(file + ":2"))
            #expect(souk("embed", index).status == .usage)
            #expect(try souk("search", index, "mouse", "--json").object()["total"] as? Int == 10)
        }
    }

    @Test("suggest completes what is typed, for people and for programs")
    func suggest() throws {
        try withShop(phones) { index, products in
            #expect(souk("index", index, products).status == .success)
            let answer = try souk("suggest", index, "华为 m", "-k", "3", "--json").object()
            #expect(answer["prefix"] as? String == "华为 m")
            let suggestions = try #require(answer["suggestions"] as? [[String: Any]])
            let first = try #require(suggestions.first { $0["kind"] as? String == "query" })
            #expect(
                Set(first.keys).isSuperset(of: ["text", "kind", "count", "scope", "highlights"]))
            #expect((first["text"] as? String)?.contains("mate") == true && first["count"] as? Int == 1)
            #expect(suggestions.count <= 3)
            #expect(souk("suggest", index, "sj").output.contains("手机"))
            #expect(souk("suggest", index, "qqqq").output.contains("nothing begins so"))
            let page = try souk("search", index, "sj", "--as-typed", "--json").object()
            #expect(page["query"] as? String == "sj" && page["searchedText"] as? String == "手机")
            #expect(try souk("search", index, "手机", "--json").object()["searchedText"] == nil)
            #expect(souk("suggest", index, "a", "-k", "0").status == .usage)
            #expect(souk("suggest", "--help").output.contains("souk suggest DIR PREFIX"))
        }
        #expect(souk("suggest", "/nowhere", "a").status == .failure)
    }

    @Test("a dictionary is remembered, cuts what the index holds anew, and is taken away by an empty file")
    func dictionary() throws {
        try withShop([#"{"id": "a", "title": "黑色显眼包"}"#]) { index, products in
            let folder = URL(fileURLWithPath: products).deletingLastPathComponent()
            let words = folder.appendingPathComponent("words.txt")
            func cut(_ options: String...) throws -> [String] {
                let arguments = ["analyze", "显眼包", "--mode", "words", "--json"] + options
                let tokens = try souk(arguments).object()["tokens"] as? [[String: Any]]
                return tokens?.compactMap { $0["text"] as? String } ?? []
            }
            try Data("显眼包 20 n\n".utf8).write(to: words)
            #expect(souk("index", index, products).status == .success)
            #expect(try cut("--dictionary", words.path) == ["显眼包"])
            #expect(try cut("--dir", index) != ["显眼包"])
            #expect(souk("index", index, "--dictionary", words.path).status == .success)
            #expect(try cut("--dir", index) == ["显眼包"])
            let lexicon = try souk("stats", index, "--json").object()["lexicon"] as? [String: Any]
            #expect(lexicon?["dictionary"] as? Int == 1)
            #expect(souk("check", index).status == .success)
            try Data().write(to: words)
            #expect(souk("index", index, "--dictionary", words.path).status == .success)
            #expect(try cut("--dir", index) != ["显眼包"])
        }
    }

    @Test("compact leaves one segment without deleted products, and the same results")
    func compact() throws {
        try withShop(phones) { index, products in
            #expect(souk("index", index, products).status == .success)
            #expect(souk("index", index, products).status == .success)
            #expect(souk("delete", index, "c").status == .success)
            let before = try souk("search", index, "手机", "--json").object()
            let report = try souk("compact", index, "--json").object()
            #expect(report["segments"] as? Int == 1 && report["documents"] as? Int == 2)
            let stats = try souk("stats", index, "--json").object()
            #expect(stats["segments"] as? Int == 1 && stats["deleted"] as? Int == 0)
            let parts = try #require(stats["parts"] as? [String: Int])
            #expect(parts["postings"] ?? 0 > 0 && parts.values.reduce(0, +) <= stats["bytes"] as? Int ?? 0)
            let after = try souk("search", index, "手机", "--json").object()
            #expect(before["total"] as? Int == after["total"] as? Int)
            #expect(souk("check", index).status == .success)
            // There is nothing left to do: the files stay.
            #expect(try souk("compact", index, "--json").object()["reclaimed"] as? Int == 0)
        }
        #expect(souk("compact", "/nowhere").status == .failure)
    }

    @Test(
        "no command declares a spelling twice, or two lists of arguments, or an option without a long or one-letter name"
    )
    func declarations() {
        for type in Tool.program.sections.flatMap(\.commands) {
            let parameters = (declaredParameters(of: type.init()) + declaredParameters(of: SharedOptions()))
                .map(\.specification)
            let spellings = parameters.flatMap(\.spellings)
            #expect(Set(spellings).count == spellings.count, "\(type.usage.name)")
            for spelling in spellings {
                let isLong = spelling.hasPrefix("--") && spelling.count > 3
                let isShort = spelling.hasPrefix("-") && spelling.count == 2 && spelling != "--"
                #expect(isLong || isShort, "\(type.usage.name) \(spelling)")
            }
            let lists = parameters.filter { $0.isPositional && [.repeated, .oneOrMore].contains($0.arity) }
            #expect(lists.count <= 1, "\(type.usage.name)")
            #expect(
                parameters.allSatisfy { !$0.help.isEmpty && !$0.help.hasSuffix(".") }, "\(type.usage.name)")
        }
    }

    @Test("every example in the help is a command line that is understood")
    func examples() throws {
        for type in Tool.program.sections.flatMap(\.commands) {
            for example in type.usage.examples {
                // As a shell would split it, as far as the examples need.
                let line = example.line.prefix { $0 != "|" && $0 != ">" }
                var words: [String] = []
                for (place, part) in line.split(separator: "'", omittingEmptySubsequences: false).enumerated()
                {
                    if place % 2 == 1 {
                        words.append(String(part))
                    } else {
                        words += part.split(separator: " ").map(String.init)
                    }
                }
                let request = try Tool.program.request(for: words)
                guard case .run = request else {
                    Issue.record("\(example.line) does not run a command")
                    continue
                }
            }
        }
    }

    @Test("index, search, get, delete, check, stats and export do what they say")
    func lifeOfAnIndex() throws {
        try withShop(phones) { index, products in
            let indexed = souk("index", index, products, "--json")
            #expect(indexed.status == .success, "\(indexed.errors)")
            #expect(try indexed.object()["documents"] as? Int == 3)
            #expect(indexed.errors.contains("fields, from the first 3 rows:"))

            let found = try souk("search", index, "手机", "--filter", "price < 4500", "--json").object()
            #expect(found["total"] as? Int == 1)
            #expect((found["hits"] as? [[String: Any]])?.first?["id"] as? String == "b")
            #expect(souk("search", index, "running").output.contains("1. running shoes"))

            #expect(souk("get", index, "c").output == phones[2] + "\n")
            #expect(souk("get", index, "zz").status == .failure)
            #expect(try souk("delete", index, "a", "zz", "--json").object()["missing"] as? [String] == ["zz"])
            #expect(try souk("stats", index, "--json").object()["documents"] as? Int == 2)
            #expect(try souk("check", index, "--json").object()["sound"] as? Bool == true)
            #expect(Set(souk("export", index).lines.map(String.init)) == Set(phones.dropFirst()))
        }
    }

    @Test("a bad row stops everything, naming file and line, or is left out and counted")
    func badRows() throws {
        try withShop([phones[0], "{\"title\":", phones[1]]) { index, products in
            let stopped = souk("index", index, products)
            #expect(stopped.status == .failure)
            #expect(stopped.errors.contains("products.jsonl:2"))
            #expect(souk("search", index, "手机").status == .failure, "nothing was indexed")
            let skipped = souk("index", index, products, "--on-error", "skip", "--json")
            #expect(skipped.status == .success)
            let summary = try skipped.object()
            #expect(summary["documents"] as? Int == 2 && summary["skipped"] as? Int == 1)
        }
    }

    @Test("settings that nobody reads, and types that do not exist, are errors that list what there is")
    func strictSettings() throws {
        try withShop(phones) { index, products in
            let file = URL(fileURLWithPath: products).deletingLastPathComponent().appendingPathComponent(
                "s.json")
            func write(_ text: String) throws { try Data(text.utf8).write(to: file) }
            try write(#"{"fields":[{"name":"title","type":"banana"}]}"#)
            let schema = souk("index", index, products, "--schema", file.path)
            #expect(schema.status == .failure)
            #expect(schema.errors.contains("fields[0].type: found 'banana', expected one of text, keyword"))
            try write(#"{"fields":[{"name":"title","type":"text","wieght":4}]}"#)
            let misspelt = souk("index", index, products, "--schema", file.path)
            #expect(misspelt.errors.contains("'fields[]' has no 'wieght': expected name, type, weight"))
            #expect(souk("index", index, products, "--quiet").status == .success)
            try write(#"{"k1":1.2,"rerank":{"width":3}}"#)
            let profile = souk("search", index, "手机", "--profile", file.path)
            #expect(profile.status == .failure)
            #expect(profile.errors.contains("'rerank' has no 'width': expected weight, depth"))
            try write(#"{"k1":1.2,"fieldWeights":{"anything":3}}"#)
            #expect(souk("search", index, "手机", "--profile", file.path).status == .success)
        }
    }

    @Test("any query text is answered with JSON and status 0")
    func anyQuery() throws {
        try withShop(phones) { index, products in
            #expect(souk("index", index, products, "--quiet").errors.isEmpty)
            for query in [
                "", " ", "\"", "-", "-手机", "price:<", "\u{0}\u{1F}", String(repeating: "手", count: 3000), "🇨🇳",
            ] {
                let answer = souk("search", index, "--json", "--", query)
                #expect(answer.status == .success, "\(query): \(answer.errors)")
                let object = try answer.object()
                #expect(object["query"] as? String == query)
            }
        }
    }

    @Test("where there is no index, the error says how to make one")
    func missingIndex() {
        let answer = souk("search", "/nowhere/at/all", "手机")
        #expect(answer.status == .failure && answer.output.isEmpty)
        #expect(
            answer.errors
                == "souk: error: /nowhere/at/all: no index here: make one with souk index /nowhere/at/all FILE…\n"
        )
    }

    @Test("check finds damage in the events, and searching goes on without them")
    func damagedEvents() throws {
        try withShop(phones) { index, products in
            #expect(souk("index", index, products, "--quiet").status == .success)
            let events = URL(fileURLWithPath: products).deletingLastPathComponent()
                .appendingPathComponent("events.tsv")
            try Data("user\titem\tevent\nu\ta\tpurchase\nv\tb\tclick\n".utf8).write(to: events)
            #expect(souk("events", index, events.path).status == .success)
            #expect(souk("check", index).status == .success)
            let names = try FileManager.default.contentsOfDirectory(atPath: index)
            let name = try #require(names.first { $0.hasPrefix("events-") })
            let file = URL(fileURLWithPath: index).appendingPathComponent(name)
            var bytes = try Data(contentsOf: file)
            // Bytes between two sections are padding that means nothing: a third of the file holds more than that.
            for offset in bytes.count / 3..<bytes.count * 2 / 3 { bytes[offset] ^= 0x10 }
            try bytes.write(to: file)
            let check = souk("check", index)
            #expect(check.status == .failure)
            #expect(check.errors.contains(name), "\(check.errors)")
            #expect(check.errors.contains("load the events again"))
            #expect(souk("search", index, "手机", "--user", "u", "--json").status == .success)
        }
    }

    @Test("A page counts products, shows bands, follows its cursor, and says when a cursor is of no use")
    func page() throws {
        let rows = (1...12).map {
            #"{"id":"\#($0)","title":"lamp \#($0)","brand":"\#($0 % 2 == 0 ? "A" : "B")","price":\#($0 * 10 - 1),"group":"g\#($0 / 2)"}"#
        }
        try withShop(rows) { index, products in
            #expect(souk("index", index, products).status == .success)
            let options = ["search", index, "lamp", "--json", "--group", "group", "-k", "4"]
            let first = try souk(options + ["--facet", "brand", "--facet", "price", "--select", "brand=A"])
                .object()
            #expect(first["total"] as? Int == 6)
            let facets = try #require(first["facets"] as? [String: [[String: Any]]])
            #expect(facets["brand"]?.count == 2)
            #expect((facets["price"]?.first?["filter"] as? String)?.hasPrefix("price <= ") == true)
            let plain = try souk(options).object()
            #expect(plain["total"] as? Int == 7)
            let hits = try #require(plain["hits"] as? [[String: Any]])
            #expect(hits.contains { ($0["variants"] as? [String: Any])?["count"] as? Int == 2 })
            let cursor = try #require(plain["next"] as? String)
            let second = try souk(options + ["--after", cursor]).object()
            #expect((second["hits"] as? [Any])?.count == 3 && second["next"] is NSNull)
            #expect(souk(["search", index, "lamps", "--after", cursor]).errors.contains("another search"))
            #expect(souk("delete", index, "1").status == .success)
            let gone = souk(options + ["--after", cursor])
            #expect(gone.status == .failure && gone.errors.contains("begin again with the first page"))
        }
    }

    @Test("Rules are linted with file, line and remedy, tested, and belong to the index")
    func rules() throws {
        try withShop(phones) { index, products in
            let file = URL(fileURLWithPath: products).deletingLastPathComponent().appendingPathComponent(
                "r.txt")
            try Data("rule r\nwhen contains 手机\npin b\nexpect 手机 first b\n".utf8).write(to: file)
            #expect(souk("rules", "lint", file.path).status == .success)
            #expect(souk("index", index, products, "--rules", file.path).status == .success)
            #expect(souk("rules", "test", file.path, "--dir", index).status == .success)
            let stored = try souk("search", index, "华为手机", "--json").object()
            #expect((stored["hits"] as? [[String: Any]])?.first?["id"] as? String == "b")
            #expect(stored["rules"] as? [String] == ["r"])
            try Data("rule r\npin c\nexpect 手机 first b\npin c\nbots 3\n".utf8).write(to: file)
            let problems = souk("rules", "lint", file.path)
            #expect(problems.status == .failure && problems.output.contains("r.txt:5: 'bots' begins no line"))
            #expect(problems.output.contains("r.txt:4: 'c' is pinned in line 2 too: remove one of the two"))
            #expect(souk("search", index, "手机", "--rules", file.path).status == .failure)
            try Data("rule r\npin c\nexpect 手机 first b\n".utf8).write(to: file)
            let failed = souk("rules", "test", file.path, "--dir", index)
            #expect(
                failed.status == .failure && failed.output.contains("r.txt:3: expect 手机 first b: found c"))
            try Data("".utf8).write(to: file)
            #expect(souk("index", index, "--rules", file.path).status == .success)
            let plain = try souk("search", index, "华为手机", "--json").object()
            #expect((plain["hits"] as? [[String: Any]])?.first?["id"] as? String == "a")
        }
    }

    @Test("The demonstration page shows the search, and escapes whatever products and queries hold")
    func demoPage() throws {
        let rows = (1...14).map {
            #"{"id":"\#($0)","title":"<script>alert(1)</script> lamp & \#($0)","brand":"\"A'\#($0 % 3)","price":\#($0 * 10)}"#
        }
        try withShop(rows) { index, products in
            #expect(souk("index", index, products).status == .success)
            let page = souk("demo-page", index, "lamp <b>", "--out", "-").output
            #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
            #expect(
                !page.contains("<script") && !page.contains("<b>\u{22}") && page.contains("&lt;script&gt;"))
            #expect(page.contains("lamp &lt;b&gt;") && page.contains("<mark class=\"exact\""))
            #expect(page.components(separatedBy: "<article>").count == 13)
            #expect(
                page.contains("&quot;A&#39;1")
                    && souk("demo-page", index, "lamp", "--out", "-").output.contains("class=\"question\""))
            for name in [
                "html", "head", "body", "main", "aside", "article", "section", "ul", "li", "details",
            ] {
                let opened =
                    page.components(separatedBy: "<\(name)>").count
                    + page.components(separatedBy: "<\(name) ").count - 2
                #expect(opened == page.components(separatedBy: "</\(name)>").count - 1, "\(name)")
            }
            #expect(souk("demo-page", index, "x", "--out", "/nowhere/x.html").status == .failure)
        }
    }
}

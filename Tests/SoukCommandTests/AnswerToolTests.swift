import Foundation
import Testing

@testable import SoukCommand
@testable import SoukConsole

@Suite("The souk tool: answers to why")
struct AnswerToolTests {
    private let shop = ToolShop()

    private func souk(_ words: String...) -> ToolShop.Result { shop.souk(words) }

    /// Gives the body an index of five products and a function that writes a file.
    private func withShop(
        _ body: (_ index: String, _ write: (String, String) throws -> String) throws -> Void
    ) throws {
        defer { shop.remove() }
        func write(_ name: String, _ text: String) throws -> String { try shop.write(name, [text]) }
        let rows = [
            #"{"id":"p1","title":"华为 Mate 60 手机 黑","brand":"华为","category":"手机","price":4999,"group":"g1","sales":9}"#,
            #"{"id":"p2","title":"华为 Mate 60 手机 白色 大内存版","brand":"华为","category":"手机","price":5499,"group":"g1"}"#,
            #"{"id":"p3","title":"小米 14 手机","brand":"小米","category":"手机","price":3999,"group":"g3","sales":90}"#,
            #"{"id":"p4","title":"手机壳","brand":"倍思","category":"配件","price":29,"group":"g4"}"#,
            #"{"id":"p5","title":"华为 平板","brand":"华为","category":"平板","price":3299,"group":"g5"}"#,
        ]
        let index = shop.path("index")
        #expect(souk("index", index, try shop.write("p.jsonl", rows)).status == .success)
        try body(index, write)
    }

    private func kinds(_ answer: ToolShop.Result) throws -> [String] {
        try (answer.object()["reasons"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String }
    }

    @Test("whynot names each thing that keeps a product out, in the query's language")
    func whynot() throws {
        try withShop { index, write in
            let price = souk("whynot", index, "4000元以下的手机", "p1")
            #expect(price.status == .success && price.output.contains("价格 4999 不在查询所说的 …4000 之内"))
            let english = souk("whynot", index, "phone under ¥4000", "p1", "--language", "en")
            #expect(english.output.contains("p1"))
            #expect(try kinds(souk("whynot", index, "手机 不要华为", "p1", "--json")) == ["excludedWord"])
            #expect(try kinds(souk("whynot", index, "手机 -黑", "p1", "--json")) == ["excludedWord"])
            #expect(try kinds(souk("whynot", index, "手机 brand:小米", "p1", "--json")) == ["fieldFilter"])
            #expect(
                try kinds(souk("whynot", index, "手机", "p1", "--filter", "price < 4000", "--json")) == [
                    "filter"
                ])
            let found = try souk("whynot", index, "小米手机", "p3", "--json").object()
            #expect(found["rank"] as? Int == 1 && (found["reasons"] as? [Any])?.isEmpty == true)
            let rules = try write("rules.txt", "rule 有货\n    when contains 手机\n    filter price < 4500\n")
            let hidden = souk("whynot", index, "手机", "p1", "--rules", rules, "--json")
            #expect(try kinds(hidden) == ["rule"] && hidden.output.contains("有货"))
            let unknown = souk("whynot", index, "手机", "none")
            #expect(unknown.status == .failure && unknown.errors.contains("no product 'none'"))
        }
    }

    @Test("whynot and compare show the best variant of a product when variants are grouped")
    func groups() throws {
        try withShop { index, write in
            let variant = souk("whynot", index, "华为手机", "p2", "--group", "group", "--json")
            #expect(try kinds(variant) == ["variant"])
            #expect(
                try souk("whynot", index, "华为手机", "p1", "--group", "group", "--json").object()["rank"]
                    as? Int == 1)
            let profile = try write("now.json", "{}")
            let plain = try souk(
                "compare", index, "华为手机", "--profile", profile, "--profile", profile, "--json"
            ).object()
            let grouped = try souk(
                "compare", index, "华为手机", "--profile", profile, "--profile", profile, "--group", "group",
                "--json"
            ).object()
            func ids(_ object: [String: Any]) -> [String] {
                (object["hits"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
            }
            #expect(ids(plain).contains("p2") && !ids(grouped).contains("p2") && ids(grouped).contains("p1"))
            #expect(grouped["overlap"] as? Double == 1)
        }
    }

    @Test("compare sets two profiles side by side, and says which part of the score moves a product")
    func compare() throws {
        try withShop { index, write in
            let now = try write("now.json", #"{"strategy":"relevance"}"#)
            let next = try write("next.json", #"{"strategy":"frequency","epsilon":0.3}"#)
            let answer = souk("compare", index, "手机", "--profile", now, "--profile", next, "--json")
            let object = try answer.object()
            #expect(object["totals"] as? [Int] == [3, 3] || (object["totals"] as? [Int])?.count == 2)
            let hits = try #require(object["hits"] as? [[String: Any]])
            let best = try #require(hits.first { $0["id"] as? String == "p3" })
            #expect((best["difference"] as? Double ?? 0) > 0 && best["differsIn"] is String)
            let table = souk("compare", index, "手机", "--profile", now, "--profile", next)
            #expect(table.output.contains("now.json") && table.output.contains("rank-biased overlap"))
            #expect(souk("compare", index, "手机", "--profile", now).status == .usage)
        }
    }
}

import Foundation
import Testing

@testable import SoukCommand

@Suite("Events and recommendation by the souk tool")
struct ShopperEventToolTests {
    private let shop = ToolShop()

    private func index() throws -> String {
        let rows = (0..<8).map {
            #"{"id":"p\#($0)","title":"\#($0 < 4 ? "red shoes" : "blue bag") \#($0)","brand":"\#($0 % 2 == 0 ? "Ora" : "Lin")","category":"\#($0 < 4 ? "shoes" : "bags")","stock":\#($0 == 1 ? 0 : 5)}"#
        }
        let index = shop.path("index")
        #expect(shop.souk("index", index, try shop.write("products.jsonl", rows)).status == .success)
        return index
    }

    private func events(_ name: String, _ rows: [String]) throws -> String {
        try shop.write(name, ["user,item,event,value,timestamp"] + rows)
    }

    @Test("files that cannot be meant are errors with line and remedy, and what is odd is said")
    func oddFiles() throws {
        defer { shop.remove() }
        let index = try index()
        let empty = shop.souk("events", index, try shop.write("empty.csv", []))
        #expect(empty.status == .failure && empty.errors.contains("the file is empty"), "\(empty.errors)")
        let bare = shop.souk("events", index, try events("bare.csv", []))
        #expect(bare.status == .success && bare.errors.contains("no events in it"), "\(bare.errors)")
        let late = shop.souk(
            "events", index, try events("ms.csv", ["u,p0,view,,1748856206", "u,p1,view,,1748856206000"]))
        #expect(late.status == .failure)
        #expect(
            late.errors.contains("ms.csv:3: ") && late.errors.contains("divide by 1000"), "\(late.errors)")
        let skipped = try shop.souk(
            "events", index, shop.path("ms.csv"), "--on-error", "skip", "--json"
        ).object()
        #expect(skipped["added"] as? Int == 1 && skipped["skipped"] as? Int == 1)
        let again = try shop.souk(
            "events", index, shop.path("ms.csv"), "--on-error", "skip", "--json"
        ).object()
        #expect(again["added"] as? Int == 0 && again["repeated"] as? Int == 1 && again["events"] as? Int == 1)
        let rated = (0..<150).map { "r\($0),p2,rating,4," } + ["r,p2,rating,90,"]
        let loaded = shop.souk("events", index, try events("rated.csv", rated))
        #expect(loaded.errors.contains("at most 5: 1 rating above count as 5"), "\(loaded.errors)")
        #expect(
            shop.souk("events", index, "--export", "nobody").errors.contains("nothing is known of 'nobody'"))
        #expect(shop.souk("events", index, "--profile", "nobody").errors.contains("nothing is known"))
    }

    @Test("recommend says what is not the algorithm's own, and leaves out what is sold out")
    func recommend() throws {
        defer { shop.remove() }
        let index = try index()
        let rows = ["a", "b", "c"].flatMap { user in ["0", "1", "4"].map { "\(user),p\($0),purchase,1," } }
        #expect(
            shop.souk("events", index, try events("e.csv", rows + ["me,p0,purchase,1,"])).status == .success)
        let own = try shop.souk("recommend", index, "--user", "me", "--json", "-k", "3").object()
        let hits = try #require(own["hits"] as? [[String: Any]])
        #expect(hits.first?["id"] as? String == "p4" && hits.first?["by"] as? String == "item")
        #expect(hits.dropFirst().allSatisfy { $0["by"] as? String != "item" })
        #expect(!hits.contains { $0["id"] as? String == "p1" })
        let said = shop.souk("recommend", index, "--user", "me", "-k", "3")
        #expect(said.errors.contains("'item' found 1 of 3 for 'me'"), "\(said.errors)")
        let all = shop.souk("recommend", index, "--user", "me", "--sold-out", "--json", "-k", "2")
        #expect(
            try (all.object()["hits"] as? [[String: Any]])?.contains { $0["id"] as? String == "p1" } == true)
        let like = shop.souk("recommend", index, "--item", "p6", "--algorithm", "together")
        #expect(like.errors.contains("products like it (content)"), "\(like.errors)")
        #expect(shop.souk("recommend", index, "--user", "nobody").errors.contains("(popularity)"))
    }

    @Test("--users answers everybody once, as a run or as objects with reasons")
    func users() throws {
        defer { shop.remove() }
        let index = try index()
        let rows = ["a", "b"].flatMap { user in ["0", "4"].map { "\(user),p\($0),purchase,1," } }
        #expect(
            shop.souk("events", index, try events("e.csv", rows + ["me,p0,purchase,1,"])).status == .success)
        let users = try shop.write("users.txt", ["me", "a", "me", "", "new"])
        let run = shop.souk("recommend", index, "--users", users, "-k", "2")
        #expect(run.lines.count == 6, "\(run.output)")
        #expect(run.errors.contains("1 line named a user again"))
        let lines = shop.souk("recommend", index, "--users", users, "-k", "2", "--json", "--why").lines
        #expect(lines.count == 3)
        let first = try #require(
            try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        let hits = first["hits"] as? [[String: Any]]
        #expect(first["user"] as? String == "me")
        #expect(hits?.first?["reasons"] as? [String] == ["bought with p0 by 2 shoppers"])
        let plain = shop.souk("recommend", index, "--users", users, "--why")
        #expect(plain.status == .failure && plain.errors.contains("needs --json"))
    }

    @Test("A user nobody knows and a vector of another size are said in the answer")
    func notes() throws {
        defer { shop.remove() }
        let rows = (0..<4).map { #"{"id":"p\#($0)","title":"red shoes \#($0)","vector":[\#($0),1,0]}"# }
        let index = shop.path("index")
        #expect(shop.souk("index", index, try shop.write("products.jsonl", rows)).status == .success)
        func notes(_ words: String...) throws -> String {
            let page = try shop.souk(["search", index, "shoes", "--json"] + words).object()
            return (page["notes"] as? [String])?.joined(separator: "\n") ?? ""
        }
        #expect(try notes("--user", "u").contains("the index has no events"))
        #expect(
            shop.souk("events", index, try events("e.csv", ["a,p0,view,,"])).status == .success)
        #expect(try notes("--user", "u").contains("nothing is known of the user 'u'"))
        #expect(try notes("--user", "a").isEmpty)
        #expect(try notes("--vector", "1,2").contains("has 2 numbers, the products' have 3"))
        #expect(try notes("--vector", "1,2,3").isEmpty)
        let vectors = shop.souk("embed", index, "--vectors", shop.path("products.jsonl"))
        #expect(vectors.status == .failure && vectors.errors.contains("JSON, not vectors of words"))
        #expect(shop.souk("embed", index).errors.contains("souk embed train DIR"))
    }
}

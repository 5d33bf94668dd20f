import Foundation
import Testing

@testable import SoukCommand
@testable import SoukConsole

@Suite("The souk tool: shoppers and their reviews")
struct ShopperToolTests {
    private let shop = ToolShop()

    private func souk(_ words: String...) -> ToolShop.Result { shop.souk(words) }

    /// Gives the body an index of six products with events, and a function that writes a file.
    private func withShop(
        _ body: (_ index: String, _ write: (String, String) throws -> String) throws -> Void
    )
        throws
    {
        defer { shop.remove() }
        func write(_ name: String, _ text: String) throws -> String { try shop.write(name, [text]) }
        let rows = [
            #"{"id":"p1","title":"华为 Mate 60 手机","brand":"华为","category":"手机","price":4999}"#,
            #"{"id":"p2","title":"小米 14 手机","brand":"小米","category":"手机","price":3999}"#,
            #"{"id":"p3","title":"华为 平板","brand":"华为","category":"平板","price":3299}"#,
            #"{"id":"p4","title":"手机壳","brand":"倍思","category":"配件","price":29}"#,
            #"{"id":"p5","title":"钢化膜","brand":"倍思","category":"配件","price":19}"#,
            #"{"id":"new","title":"华为 Pura 手机","brand":"华为","category":"手机","price":5499}"#,
        ]
        let index = shop.path("index")
        #expect(souk("index", index, try shop.write("p.jsonl", rows)).status == .success)
        var events = "user\titem\tevent\ttimestamp\n"
        for (day, user) in ["a", "b", "c"].enumerated() {
            for item in ["p1", "p4", "p5"] { events += "\(user)\t\(item)\tpurchase\t2025-06-0\(day + 1)\n" }
        }
        events += "me\tp1\tpurchase\t2025-06-05\nd\tp2\tpurchase\t2025-06-05\n"
        #expect(souk("events", index, try write("events.tsv", events)).status == .success)
        try body(index, write)
    }

    @Test("every algorithm recommends, says why, and a product without events has its content")
    func recommend() throws {
        try withShop { index, write in
            for algorithm in ["item", "user", "factors", "linear", "together", "next", "hybrid"] {
                let answer = souk(
                    "recommend", index, "--user", "me", "--algorithm", algorithm, "--why", "--json")
                #expect(answer.status == .success, "\(algorithm): \(answer.errors)")
                let hits = try #require(try answer.object()["hits"] as? [[String: Any]])
                let first = hits.prefix(2).compactMap { $0["id"] as? String }
                #expect(Set(first) == ["p4", "p5"], "\(algorithm)")
                #expect(!hits.contains { $0["id"] as? String == "p1" })
                let reasons = try #require(hits[0]["reasons"] as? [String])
                #expect(
                    reasons.first?.contains("p1") == true || algorithm == "user", "\(algorithm): \(reasons)")
            }
            #expect(
                souk("recommend", index, "--user", "me", "--algorithm", "together", "--why").output.contains(
                    "in 3 baskets"))
            let content = try souk("recommend", index, "--user", "me", "--algorithm", "content", "--json")
                .object()
            let alike = try #require(content["hits"] as? [[String: Any]]).compactMap { $0["id"] as? String }
            #expect(alike.first == "new")
            let cold = souk("recommend", index, "--item", "new", "--why")
            #expect(cold.output.contains("Mate 60") && cold.output.contains("brand 华为"))
            #expect(
                souk("recommend", index, "--user", "stranger").errors.contains(
                    "nothing is known of 'stranger'"))
            #expect(souk("recommend", index, "--user", "me", "--algorithm", "trending").status == .success)
            for measure in ["cosine", "pearson", "jaccard"] {
                #expect(souk("recommend", index, "--user", "me", "--measure", measure).status == .success)
            }
            #expect(souk("recommend", index, "--item", "p1", "--algorithm", "user").status == .usage)
            let run = souk("recommend", index, "--users", try write("users.txt", "me\nd\n"), "-k", "2")
            #expect(run.output.split(separator: "\n").count == 4 && run.output.hasPrefix("me Q0 p"))
        }
    }

    @Test("reviews become sentiment, praise and complaints of a product, and facets of a search")
    func enrich() throws {
        try withShop { index, write in
            var reviews = "item\treview\n"
            for _ in 0..<3 {
                reviews += "p1\t屏幕清晰，非常满意，推荐购买\np2\t电池不耐用，非常失望，后悔买了\n"
            }
            let file = try write("reviews.tsv", reviews + "gone\t很好\np1\t\n")
            let done = souk("enrich", "reviews", index, file)
            #expect(done.status == .success, "\(done.errors)")
            #expect(done.output.contains("read 7 reviews; enriched 2 products"))
            #expect(done.errors.contains("1 products of these reviews are not in the index"))
            let good = try souk("get", index, "p1").object()
            let bad = try souk("get", index, "p2").object()
            #expect(good["reviewsRead"] as? Int == 3)
            #expect((good["reviewSentiment"] as? Double ?? 0) > (bad["reviewSentiment"] as? Double ?? 1))
            #expect((good["reviewPraise"] as? [String])?.isEmpty == false)
            #expect((bad["reviewComplaints"] as? [String])?.isEmpty == false)
            let page = try souk(
                "search", index, "手机", "--facet", "reviewPraise", "--filter", "reviewSentiment > 0.5",
                "--json"
            ).object()
            #expect(page["total"] as? Int == 1)
            #expect((page["facets"] as? [String: Any])?["reviewPraise"] != nil)
            // What a shopper wrote finds nothing.
            #expect(try souk("search", index, "耐用", "--json").object()["total"] as? Int == 0)
            #expect(souk("check", index).status == .success)
            let wrong = souk("enrich", "reviews", index, try write("wrong.tsv", "product\twords\np1\t好\n"))
            #expect(wrong.status == .failure && wrong.errors.contains("no column review"))
        }
    }

    @Test("a model of one's own reviews is trained, measured and used")
    func train() throws {
        try withShop { index, write in
            var labelled = "rating,text\n"
            for number in 0..<60 { labelled += number % 2 == 0 ? "5,blorp \(number)\n" : "1,meh \(number)\n" }
            let model = index + ".reviews"
            let trained = souk("train-reviews", try write("own.csv", labelled), "--out", model, "--json")
            #expect(trained.status == .success, "\(trained.errors)")
            #expect(try trained.object()["reviews"] as? Int == 60)
            let reviews = try write(
                "r.jsonl", #"{"item":"p1","text":"blorp"}"# + "\n" + #"{"item":"p2","text":"meh"}"#)
            #expect(souk("enrich", "reviews", index, reviews, "--model", model).status == .success)
            let good = try souk("get", index, "p1").object()["reviewSentiment"] as? Double
            let bad = try souk("get", index, "p2").object()["reviewSentiment"] as? Double
            #expect(good ?? 0 > bad ?? 1)
            #expect(
                souk("train-reviews", try write("bad.csv", "label,text\n7,x\n")).errors.contains(
                    "label is '7'"))
            #expect(souk("enrich", "reviews", index, reviews, "--model", "/nowhere/x").status == .failure)
        }
    }

    @Test("the library's model of reviews is the one that its corpus gives")
    func shippedModel() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        try withShop { index, _ in
            let source = index + ".swift"
            let corpus = root.appendingPathComponent("corpus/reviews.tsv").path
            #expect(souk("train-reviews", corpus, "--source", source).status == .success)
            let shipped = root.appendingPathComponent(
                "Sources/SoukUnderstanding/Generated/ShippedReviewModelBytes.swift")
            let made = try Data(contentsOf: URL(fileURLWithPath: source))
            let carried = try Data(contentsOf: shipped)
            #expect(made == carried)
        }
    }
}

import Foundation
import Testing

@testable import SoukCommand
@testable import SoukConsole

@Suite("Tuning and export by the souk tool")
struct RelevanceToolTests {
    private let shop = ToolShop()

    /// Sales are what is judged: products that say the same are relevant when many bought them.
    private func judgedShop() throws -> (index: String, queries: String, qrels: String) {
        var rows: [String] = []
        var queries: [String] = []
        var qrels: [String] = []
        for number in 0..<24 {
            let word = "gadget" + String(UnicodeScalar(UInt8(97 + number)))
            for copy in 0..<6 {
                rows.append(
                    #"{"id":"p\#(number)-\#(copy)","title":"\#(word) \#(["red", "blue", "green", "black", "white", "pink"][copy])","sales":\#(copy * 100)}"#
                )
                qrels.append("q\(number) 0 p\(number)-\(copy) \(copy > 3 ? 1 : 0)")
            }
            queries.append("q\(number)\t\(word)")
        }
        let products = try shop.write("products.jsonl", rows)
        let index = shop.path("index")
        #expect(shop.souk("index", index, products).status == .success)
        return (index, try shop.write("q.tsv", queries), try shop.write("qrels.txt", qrels))
    }

    @Test(
        "tune finds what helps held-out queries and writes a profile that searches read; else it writes nothing"
    )
    func tune() throws {
        defer { shop.remove() }
        let (index, queries, qrels) = try judgedShop()
        // From a profile under which sales count nothing.
        let start = try shop.write("start.json", [#"{"weights":{"sales":0},"strategy":"category"}"#])
        let out = shop.path("tuned.json")
        let arguments = ["tune", index, "--queries", queries, "--qrels", qrels, "--out", out]
        let tuned = shop.souk(arguments + ["--profile", start, "--json"])
        #expect(tuned.status == .success, "\(tuned.errors)\(tuned.output)")
        let object = try tuned.object()
        #expect(object["written"] as? String == out)
        let report = try #require(object["report"] as? [String: Any])
        #expect((report["folds"] as? [Any])?.count == 5)
        let names = (report["changes"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
        #expect(names?.contains("weights.sales") == true, "\(names ?? [])")
        let found = shop.souk("search", index, "gadgeta", "--profile", out, "--json")
        #expect(found.status == .success, "\(found.errors)")
        #expect(try (found.object()["hits"] as? [[String: Any]])?.first?["id"] as? String == "p0-5")

        // From the tuned profile there is nothing more to gain.
        let other = shop.path("again.json")
        let again = shop.souk(
            "tune", index, "--queries", queries, "--qrels", qrels, "--out", other, "--profile", out)
        #expect(again.status == .failure)
        #expect(again.output.contains("nothing is written"))
        #expect(!FileManager.default.fileExists(atPath: other))

        let few = shop.souk(arguments + ["--folds", "20"])
        #expect(few.status == .failure && few.errors.contains("20 folds need 40 at least"), "\(few.errors)")
        #expect(shop.souk(arguments + ["--metric", "mrr,map"]).status == .usage)
    }

    @Test("export --format ciff writes header, lists and documents; products are as they were")
    func export() throws {
        defer { shop.remove() }
        let products = try shop.write(
            "products.jsonl",
            [#"{"id":"a","title":"red shoes"}"#, #"{"id":"b","title":"red red wine"}"#])
        let index = shop.path("index")
        #expect(shop.souk("index", index, products).status == .success)
        let bytes = shop.bytes("export", index, "--format", "ciff")
        // The length of the header, then: version 1.
        #expect(bytes.count > 60 && Int(bytes[0]) < 127 && bytes[1...2] == [8, 1])
        #expect(shop.souk("export", index, "--format", "ciff").errors.contains("2 products"))
        #expect(shop.souk("export", index, "--format", "xml").status == .usage)
        #expect(shop.souk("export", index).output.contains(#""title":"red shoes""#))
    }
}

import Foundation
import Testing

@testable import CorpusGenerator

@Suite struct JudgementTests {
    @Test("every judged product exists, is judged once, and every query has a product of grade 3")
    func qrels() throws {
        let ids = Set(try CommittedCorpus.generate().products.map(\.id))
        let queries = try CommittedCorpus.lines("queries.tsv").map { $0.components(separatedBy: "\t") }
        #expect(queries.count >= 60)
        #expect(Set(queries.map { $0[0] }).count == queries.count)
        #expect(Set(queries.map { $0[1] }).count == queries.count)
        #expect(queries.allSatisfy { $0.count == 3 && ["zh", "en", "mixed"].contains($0[2]) })
        var judged: Set<String> = []
        var best: [String: Int] = [:]
        for line in try CommittedCorpus.lines("qrels.txt") {
            let cells = line.components(separatedBy: " ")
            try #require(cells.count == 4, "\(line)")
            let grade = try #require(Int(cells[3]), "\(line)")
            #expect((0...3).contains(grade), "\(line)")
            #expect(ids.contains(cells[2]), "\(line)")
            #expect(judged.insert("\(cells[0]) \(cells[2])").inserted, "\(line)")
            best[cells[0]] = max(best[cells[0]] ?? 0, grade)
        }
        #expect(Set(best.keys) == Set(queries.map { $0[0] }))
        for query in queries { #expect(best[query[0]] == 3, "\(query[1])") }
    }

    @Test("rules that sample never leave a wanted product unjudged")
    func limits() throws {
        for judgement in try CommittedCorpus.generate().judgements {
            #expect(!judgement.need.isEmpty)
            for rule in judgement.rules where rule.limit != nil {
                #expect(rule.grade <= 1, "\(judgement.query)")
            }
        }
    }

    @Test("conditions compare titles without case and spaces, attributes whole, from the start, or inside")
    func conditions() throws {
        let product = Product(
            id: "p", title: "苹果 Apple iPhone 15 Pro 256GB", description: "钛金属", brand: "Apple",
            category: ["手机数码", "手机"], price: 8999, currency: "CNY", rating: nil, reviewCount: 0, sales: 0,
            stock: 1,
            createdAt: "2025-01-01", group: "g", attributes: [("净含量", "150ml")], lang: "zh", vector: [],
            shelf: "phone",
            fame: 1)
        func holds(_ json: String) throws -> Bool {
            try JSONDecoder().decode(ProductCondition.self, from: Data(json.utf8)).holds(for: product)
        }
        #expect(try holds(#"{"title": ["iphone15pro"]}"#))
        #expect(try !holds(#"{"title": ["iphone15pro"], "without": ["256gb"]}"#))
        #expect(try !holds(#"{"words": ["iphone", "max"]}"#))
        #expect(try holds(#"{"category": ["手机"], "priceMax": 8999, "text": ["钛"]}"#))
        #expect(try !holds(#"{"category": ["手机壳"]}"#))
        #expect(try !holds(#"{"priceMin": 9000}"#))
        #expect(try !holds(#"{"attributes": {"净含量": ["50ml"]}}"#))
        #expect(try holds(#"{"attributes": {"净含量": ["*50ml"]}}"#))
        #expect(try holds(#"{"attributes": {"净含量": ["150*"]}}"#))
    }

    @Test("events name products of the catalogue and queries of the list, in the order of time")
    func events() throws {
        let ids = Set(try CommittedCorpus.generate().products.map(\.id))
        let queries = Set(
            try CommittedCorpus.lines("queries.tsv").map { $0.components(separatedBy: "\t")[1] })
        let lines = try CommittedCorpus.lines("events.tsv")
        #expect(lines.first == "user\titem\tevent\tquery\tvalue\ttimestamp")
        let rows = lines.dropFirst().map { $0.components(separatedBy: "\t") }
        #expect(rows.count >= 2000)
        #expect(rows.filter { $0[0] == "u007" }.count >= 20)
        #expect(Set(rows.map { $0[0] }).count >= 150)
        for row in rows {
            try #require(row.count == 6)
            #expect(ids.contains(row[1]), "\(row)")
            #expect(["view", "click", "cart", "purchase", "rating"].contains(row[2]), "\(row)")
            #expect(row[3].isEmpty || queries.contains(row[3]), "\(row)")
            #expect((row[2] == "rating") == (Int(row[4]).map { (1...5).contains($0) } ?? false), "\(row)")
        }
        #expect(rows.map { $0[5] } == rows.map { $0[5] }.sorted())
    }

    @Test("intents have six columns, a known intent, and slots that stand in the text")
    func intents() throws {
        let lines = try CommittedCorpus.lines("intents.tsv")
        #expect(lines.first == "text\tintent\tbrand\tcategory\tprice_min\tprice_max")
        let rows = lines.dropFirst().map { $0.components(separatedBy: "\t") }
        #expect(rows.count >= 300)
        #expect(Set(rows.map { $0[0] }).count == rows.count)
        let intents: Set = ["brand", "category", "product", "priceComparison", "other"]
        #expect(Set(rows.map { $0[1] }) == intents)
        for row in rows {
            try #require(row.count == 6, "\(row)")
            #expect(row[2].isEmpty || row[0].contains(row[2]), "\(row)")
            #expect(row[3].isEmpty || row[0].contains(row[3]), "\(row)")
            let bounds = row[4...5].compactMap(Double.init)
            #expect(
                bounds.count == row[4...5].filter { !$0.isEmpty }.count && bounds == bounds.sorted(), "\(row)"
            )
        }
    }
}

import Foundation
import Testing

@testable import CorpusGenerator

@Suite struct CommittedFileTests {
    @Test("generating again gives every committed file byte by byte")
    func regeneration() throws {
        let files = try CommittedCorpus.generate().files()
        #expect(files.map(\.name) == ["products.jsonl", "queries.tsv", "qrels.txt", "events.tsv"])
        for file in files {
            let committed = try CommittedCorpus.text(file.name)
            #expect(
                committed.utf8.elementsEqual(file.text.utf8),
                "\(file.name) is out of date: run CorpusGenerator")
        }
    }

    @Test("generating the labelled queries again gives the committed file byte by byte")
    func examples() throws {
        let lists = CommittedCorpus.folder.appendingPathComponent("understanding")
        let committed = try CommittedCorpus.text("examples.tsv")
        #expect(try QueryExamples.text(from: lists) == committed, "out of date: run CorpusGenerator")
    }

    @Test("brand and category of every labelled query stand in it")
    func labelledQueries() throws {
        for line in try ["examples.tsv", "written.tsv"].flatMap({ try CommittedCorpus.lines($0).dropFirst() })
        {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            #expect(cells.count == 4, "\(line)")
            guard cells.count == 4 else { continue }
            #expect(cells[0].contains(cells[2]) || cells[2].isEmpty, "\(line)")
            #expect(cells[0].contains(cells[3]) || cells[3].isEmpty, "\(line)")
        }
    }

    @Test("queries written by hand stand once, under a known intent; service has no goods")
    func writtenQueries() throws {
        let lines = try CommittedCorpus.lines("written.tsv")
        #expect(lines.first == "text\tintent\tbrand\tcategory")
        let rows = lines.dropFirst().map { $0.components(separatedBy: "\t") }
        #expect(rows.count >= 1_500)
        #expect(Set(rows.map { $0[0] }).count == rows.count)
        #expect(Set(rows.map { $0[1] }) == ["brand", "category", "product", "priceComparison", "other"])
        #expect(rows.allSatisfy { $0[1] != "other" || $0[2].isEmpty && $0[3].isEmpty })
        #expect(rows.allSatisfy { $0[1] != "brand" || !$0[2].isEmpty })
    }

    @Test("there are at least 3,000 products on at least 12 top shelves, every line a JSON object")
    func size() throws {
        let products = try CommittedCorpus.products()
        #expect(products.count >= 3000)
        let departments = products.compactMap { $0["category"] as? String }
            .map { $0.components(separatedBy: " > ")[0] }
        #expect(departments.count == products.count)
        let perLanguage = Dictionary(grouping: products) { $0["lang"] as? String ?? "" }
        #expect(Set(perLanguage.keys) == ["zh", "en"])
        #expect(Set(departments).count >= 12)
        let chinese = perLanguage["zh"]?.count ?? 0
        #expect((0.5...0.75).contains(Double(chinese) / Double(products.count)))
        let bytes = try CommittedCorpus.text("products.jsonl").utf8.count
        #expect(bytes < 3_500_000)
    }

    @Test("ids are unique and sorted, every field is there, and every value is one a shop could have")
    func values() throws {
        let products = try CommittedCorpus.products()
        let ids = products.compactMap { $0["id"] as? String }
        #expect(ids.count == products.count)
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        for product in products {
            let id = product["id"] as? String ?? ""
            for name in ["title", "description", "brand", "category", "createdAt", "group"] {
                #expect(!(product[name] as? String ?? "").isEmpty, "\(id): \(name)")
            }
            #expect(product["price"] as? Double ?? 0 > 0, "\(id): price")
            #expect(
                product["currency"] as? String == (product["lang"] as? String == "zh" ? "CNY" : "USD"),
                "\(id)")
            #expect(product["stock"] as? Int ?? -1 >= 0, "\(id): stock")
            let sales = product["sales"] as? Int ?? -1
            let reviews = product["reviewCount"] as? Int ?? -1
            #expect(reviews >= 0 && sales >= reviews, "\(id): reviews")
            if let rating = product["rating"] as? Double {
                #expect((1...5).contains(rating) && reviews > 0, "\(id): rating")
            } else {
                #expect(reviews == 0, "\(id): rating")
            }
            let attributes = product["attributes"] as? [String: String] ?? [:]
            #expect(!attributes.isEmpty && attributes.values.allSatisfy { !$0.isEmpty }, "\(id): attributes")
        }
    }

    @Test("the variants of a group share brand, category and language, and differ in title or attributes")
    func groups() throws {
        let groups = Dictionary(grouping: try CommittedCorpus.products()) { $0["group"] as? String ?? "" }
        #expect(groups.values.contains { $0.count > 3 })
        for (group, variants) in groups {
            for name in ["brand", "category", "lang"] {
                #expect(Set(variants.compactMap { $0[name] as? String }).count == 1, "\(group): \(name)")
            }
            #expect(
                Set(variants.compactMap { $0["attributes"] as? [String: String] }).count == variants.count,
                "\(group)")
        }
    }

    @Test("vectors have one dimension and length 1, and variants are nearer than strangers")
    func vectors() throws {
        let products = try CommittedCorpus.generate().products
        for product in products {
            #expect(product.vector.count == TasteVector.dimension)
            let length = product.vector.reduce(0) { $0 + $1 * $1 }
            #expect(abs(length - 1) < 0.001, "\(product.id)")
        }
        func cosine(_ a: Product, _ b: Product) -> Double {
            zip(a.vector, b.vector).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let phones = products.filter { $0.shelf == "phone" }
        let shoes = products.filter { $0.shelf == "runshoe" }
        let near = zip(phones, phones.dropFirst()).map(cosine).reduce(0, +) / Double(phones.count - 1)
        let far = zip(phones, shoes).map(cosine).reduce(0, +) / Double(min(phones.count, shoes.count))
        #expect(near > 0.8 && far < 0.4, "phones among themselves \(near), phones and shoes \(far)")
    }
}

import Foundation
import SoukEngine
import SoukImport
import SoukRanking
import SoukRecommend
import SoukStorage
import Testing

@testable import Souk

/// The demonstration catalogue, searched as a shopper would.
@Suite struct DemonstrationTests {
    private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("corpus")

    /// The catalogue in memory, in `commits` commits, with the shoppers' events.
    private static func catalogue(commits: Int) throws -> Catalogue {
        var rows: [Row] = []
        let source = try CatalogueReader(files: [corpus.appendingPathComponent("products.jsonl").path])
        while let row = try source.next() { rows.append(row) }
        let schema = try SchemaInference.infer(from: rows).makeSchema()
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(directory, schema: schema, options: .init(mergeFactor: 1000))
        let decoder = ProductDecoder(schema: schema)
        for (index, row) in rows.enumerated() {
            try writer.upsert(try decoder.decode(row).document)
            if (index + 1) % ((rows.count + commits - 1) / commits) == 0 { try writer.commit() }
        }
        let eventFile = corpus.appendingPathComponent("events.tsv")
        let events = try EventParser(file: eventFile.path).parse(Array(try Data(contentsOf: eventFile)))
        let name = writer.attachmentName(for: ShopperHistory.purpose)
        try EventLog(events).write(to: directory, name: name)
        writer.attach(name, as: ShopperHistory.purpose)
        try writer.commit()
        writer.close()
        return try Catalogue(directory)
    }

    private static let shared = Result { try catalogue(commits: 1) }

    private func search(_ query: String, _ change: (inout SearchOptions) -> Void = { _ in }) throws
        -> SearchPage
    {
        var options = SearchOptions()
        change(&options)
        return try SearchPipeline(try Self.shared.get()).search(query, options)
    }

    private func product(_ hit: SearchPage.Hit) throws -> JSONValue { try JSONParser().parse(hit.source) }

    private static let queries: [String] = {
        let text =
            (try? String(contentsOf: corpus.appendingPathComponent("queries.tsv"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "\t")
            return columns.count > 1 ? String(columns[1]) : nil
        }
    }()

    @Test(
        "A price bound is kept by every product, wherever it stands",
        arguments: [("2000元以下的手机", 2000.0), ("running shoes under $100", 100), ("无线蓝牙耳机 300元以内", 300)])
    func bound(query: String, bound: Double) throws {
        let page = try search(query) { $0.count = 1000 }
        #expect(page.total > 0)
        for hit in page.hits where hit.tier == 0 {
            #expect(try #require(product(hit)["price"]?.numericValue) <= bound)
        }
        #expect(
            try page.hits.allSatisfy { try (product($0)["price"]?.numericValue ?? 0) <= bound || $0.tier > 0 }
        )
    }

    @Test(
        "A brand's query shows no other brand in the first ten",
        arguments: ["华为", "华为手机", "Nike", "兰蔻", "apple"])
    func brand(query: String) throws {
        let brand = query.hasPrefix("华为") ? "华为" : query == "apple" ? "Apple" : query
        let page = try search(query)
        #expect(page.hits.count == 10)
        for hit in page.hits { #expect(try product(hit)["brand"]?.scalarText == brand) }
    }

    @Test("手机 shows no phone case above a phone", arguments: ["手机", "手機", "智能手机"])
    func head(query: String) throws {
        let page = try search(query) { $0.count = 400 }
        // Who asks for smartphones asks for no other phones.
        let asked = query == "智能手机" ? "> 手机 > 智能手机" : "> 手机 >"
        let isPhone = try page.hits.map {
            try product($0)["category"]?.scalarText?.contains(asked) == true
        }
        let firstOther = isPhone.firstIndex(of: false) ?? isPhone.count
        #expect(firstOther >= 50)
        #expect(!isPhone[firstOther...].contains(true))
    }

    @Test("Glued and split forms of a model find the same phones")
    func models() throws {
        let glued = try search("iphone15pro 256g").hits.prefix(5)
        for hit in glued {
            let title = try #require(try product(hit)["title"]?.scalarText).lowercased().replacing(
                " ", with: "")
            #expect(title.contains("iphone15pro") && title.contains("256gb"))
        }
    }

    @Test("The order does not depend on how products lie in segments")
    func segments() throws {
        let one = SearchPipelineAnswers(try Self.shared.get())
        let many = SearchPipelineAnswers(try Self.catalogue(commits: 9))
        for query in Self.queries { #expect(try one.answer(query) == many.answer(query), "\(query)") }
    }

    @Test("With all weights 0 the order is that of relevance, with a user, vectors and events at hand")
    func weightZero() throws {
        for query in Self.queries.prefix(40) {
            let plain = try search(query) {
                $0.profile.strategy = .relevance
                $0.rerank = .off
            }
            let zero = try search(query) { options in
                options.profile.epsilon = 0
                options.profile.rerank.weight = 0
                options.user = "u007"
            }
            #expect(plain.hits.map(\.id) == zero.hits.map(\.id), "\(query)")
            #expect(plain.hits.map(\.score) == zero.hits.map(\.score))
        }
    }

    @Test("Nothing but text moves a product by more than ε")
    func epsilon() throws {
        for query in Self.queries.prefix(40) {
            let page = try search(query) {
                $0.rerank = .off
                $0.user = "u007"
                $0.explains = true
                $0.count = 50
            }
            for hit in page.hits {
                let relevance = try #require(hit.explanation?.parts.first)
                #expect(hit.score - relevance.value <= RelevanceProfile().epsilon + 1e-9, "\(query)")
                #expect(hit.score - relevance.value >= -1e-9)
                #expect(try #require(hit.explanation).largestError < 1e-9)
            }
        }
    }

    @Test("A user's history changes the order, and erasing the user takes that back")
    func history() throws {
        let history = try #require(try Self.shared.get().history)
        let recommender = ItemBasedRecommender(try history.models().neighbours)
        let first = try #require(recommender.recommend(for: history.shopper("u007"), count: 3).first)
        #expect(
            try #require(history.source(user: "u007", query: "手机")).preference(first.item)?.value ?? 0 > 0)
        let erased = try history.log().erasing(user: "u007")
        #expect(erased.events(of: "u007").isEmpty)
        let signal = RecommendationSignal(
            erased.shopper("u007"), ItemNeighbours(PreferenceMatrix(erased)))
        #expect(signal.value(of: first.item) == 0)
    }

    @Test("Facet counts and totals cover exactly what paging shows")
    func counts() throws {
        for query in ["手机", "running shoes", "lancome 面霜", "红色"] {
            let first = try search(query) { $0.facets = [.init("brand", limit: 1000)] }
            let all = try search(query) {
                $0.count = 10
                $0.offset = 0
                $0.profile.rerank.depth = 4000
            }
            var brands: [String: Int] = [:]
            var seen = 0
            var offset: Int? = 0
            while let start = offset {
                let page = try search(query) { $0.offset = start }
                for hit in page.hits {
                    seen += 1
                    if let brand = try product(hit)["brand"]?.scalarText { brands[brand, default: 0] += 1 }
                }
                offset = page.nextOffset
            }
            #expect(seen == first.total && all.total == first.total, "\(query)")
            let counted = Dictionary(
                uniqueKeysWithValues: (first.facets.first?.counts ?? []).map { ($0.value, $0.count) })
            #expect(counted == brands, "\(query)")
        }
    }
}

/// What a search answers, in words that can be compared.
private struct SearchPipelineAnswers {
    private let catalogue: Catalogue

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    func answer(_ query: String) throws -> [String] {
        let page = try SearchPipeline(catalogue).search(query)
        return page.hits.map { "\($0.id) \($0.tier) \($0.score)" } + ["\(page.total)"]
    }
}

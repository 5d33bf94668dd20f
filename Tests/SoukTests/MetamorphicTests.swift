import Foundation
import SoukEngine
import SoukImport
import SoukRanking
import SoukStorage
import SoukTestKit
import Testing

@testable import Souk

/// What must hold of the order for any catalogue, on queries drawn by seed from real ones; `scripts/measure.py metamorphic`
/// prints the same for the whole catalogues.
///
/// Skipped where `SOUK_DATA` does not name the measurement data.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["SOUK_DATA"] != nil, "SOUK_DATA names no measurement data"))
struct MetamorphicTests {
    private static let queryCount = 200

    private struct Sample: Sendable {
        var rows: [Row]
        var products: [String: GoodsProduct] = [:]

        /// Every `step`th product of a catalogue.
        init(_ name: String, step: Int) throws {
            let folder = ProcessInfo.processInfo.environment["SOUK_DATA"] ?? ""
            let reader = try CatalogueReader(files: ["\(folder)/catalogue/\(name).jsonl.gz"])
            rows = []
            var number = 0
            while let row = try reader.next() {
                if number % step == 0 { rows.append(row) }
                number += 1
            }
            let decoder = ProductDecoder(schema: try SchemaInference.infer(from: rows).makeSchema())
            for row in rows {
                let document = try decoder.decode(row).document
                products[document.id] = try GoodsProduct(document.source)
            }
        }

        func catalogue(commits: Int = 1, compacts: Bool = false, learnsWords: Bool = true) throws -> Catalogue
        {
            let schema = try SchemaInference.infer(from: rows).makeSchema()
            let directory = InMemoryDirectory()
            let writer = try IndexWriter(
                directory, schema: schema, options: .init(mergeFactor: 1000, learnsWords: learnsWords))
            let decoder = ProductDecoder(schema: schema)
            for (number, row) in rows.enumerated() {
                try writer.upsert(try decoder.decode(row).document)
                if (number + 1) % ((rows.count + commits - 1) / commits) == 0 { try writer.commit() }
            }
            try writer.commit()
            if compacts { _ = try Compaction.compact(writer) }
            writer.close()
            return try Catalogue(directory)
        }
    }

    private static let english = Result { try Sample("products-en", step: 8) }
    private static let chinese = Result { try Sample("products-zh", step: 4) }
    private static let catalogues = Result {
        [try english.get().catalogue(), try chinese.get().catalogue()]
    }

    private func pages(
        _ queries: [String], _ catalogue: Catalogue, _ change: (inout SearchOptions) -> Void = { _ in }
    ) throws -> [(query: String, page: SearchPage)] {
        let pipeline = try SearchPipeline(catalogue)
        var options = SearchOptions()
        change(&options)
        return try queries.map { ($0, try pipeline.search($0, options)) }
    }

    /// Words that name goods in a sample, drawn by seed: in English the last words of categories that titles name too, in Chinese
    /// what ends many titles' runs.
    ///
    /// - Parameter least: titles that name the goods: enough to fill the first ten twice, where these are looked at.
    private func goods(_ sample: Sample, han: Bool, seed: UInt64, least: Int = 25) -> [String] {
        var counts: [String: Int] = [:]
        let categories = Set(sample.products.values.compactMap(\.categoryHead))
        for product in sample.products.values {
            for head in Set(product.heads(han: han)) where han || categories.contains(head) {
                counts[head, default: 0] += 1
            }
        }
        var random = SeededGenerator(orEnvironment: seed)
        return Array(
            counts.filter { $0.value >= least && !GoodsProduct.isAccessory($0.key) }.keys.sorted()
                .shuffled(using: &random).prefix(Self.queryCount))
    }

    /// The 3 % that are promised hold for whole catalogues, which `scripts/measure.py metamorphic` measures: a sample has too few
    /// goods of most kinds to fill ten places. What must hold of any catalogue is the relation.
    @Test("Heads leave fewer accessories among the first ten for goods", arguments: [5, 6] as [UInt64])
    func accessories(seed: UInt64) throws {
        for (place, sample) in [try Self.english.get(), try Self.chinese.get()].enumerated() {
            let isHan = place == 1
            let queries = goods(sample, han: isHan, seed: seed)
            #expect(queries.count > 30)
            let rates = try [1.0, 0].map { weight in
                let found = try pages(queries, try Self.catalogues.get()[place]) {
                    $0.profile.weights["head"] = weight
                }
                let hits = found.flatMap { query, page in page.hits.map { (query, $0.id) } }
                let wrong = hits.filter { query, id in
                    sample.products[id]?.isAccessory(for: query, han: isHan) == true
                }
                return Double(wrong.count) / Double(max(hits.count, 1))
            }
            print("accessories, seed \(seed), Chinese \(isHan): \(rates[0]) with heads, \(rates[1]) without")
            #expect(rates[0] <= rates[1])
        }
    }

    @Test("No price lies outside the query's bound", arguments: [5] as [UInt64])
    func prices(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        for (place, sample) in [try Self.english.get(), try Self.chinese.get()].enumerated() {
            for word in goods(sample, han: place == 1, seed: seed) {
                let bound = [20, 50, 100, 300, 1_000].randomElement(using: &random) ?? 50
                let query = place == 0 ? "\(word) under $\(bound)" : "\(bound)元以下\(word)"
                for hit in try pages([query], try Self.catalogues.get()[place])[0].page.hits {
                    guard let product = sample.products[hit.id], let price = product.price else { continue }
                    if place == 0, let currency = product.currency, currency != "USD" { continue }
                    #expect(price <= Double(bound), "\(query) → \(product.title)")
                }
            }
        }
    }

    @Test("Of the first ten for a brand at most 2 % have another", arguments: [5] as [UInt64])
    func brands(seed: UInt64) throws {
        func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        var random = SeededGenerator(orEnvironment: seed)
        for (place, sample) in [try Self.english.get(), try Self.chinese.get()].enumerated() {
            var counts: [String: Int] = [:]
            for brand in sample.products.values.compactMap(\.brand) { counts[brand, default: 0] += 1 }
            let names = counts.filter { $0.value >= 10 && plain($0.key).count > 2 }.keys.sorted()
                .shuffled(using: &random).prefix(Self.queryCount)
            var count = 0
            var wrong: [String] = []
            for (query, page) in try pages(Array(names), try Self.catalogues.get()[place]) {
                for hit in page.hits {
                    count += 1
                    guard let brand = sample.products[hit.id]?.brand, plain(brand) != plain(query) else {
                        continue
                    }
                    wrong.append("\(query) → \(brand)")
                }
            }
            #expect(Double(wrong.count) <= 0.02 * Double(count), "\(wrong.count) of \(count): \(wrong)")
        }
    }

    @Test("Nothing but text moves a product by more than ε", arguments: [0.05, 0.4])
    func epsilon(epsilon: Double) throws {
        for (place, sample) in [try Self.english.get(), try Self.chinese.get()].enumerated() {
            let queries = Array(goods(sample, han: place == 1, seed: 7).prefix(60))
            let found = try pages(queries, try Self.catalogues.get()[place]) {
                $0.explains = true
                $0.profile.epsilon = epsilon
            }
            for (query, page) in found {
                for hit in page.hits {
                    let relevance = try #require(hit.explanation?.parts.first)
                    #expect(hit.score - relevance.value <= epsilon + 1e-9, "\(query)")
                    #expect(hit.score - relevance.value >= -1e-9, "\(query)")
                }
            }
        }
    }

    @Test("The order is the same in one segment and in nine, compacted, and imported anew")
    func order() throws {
        for (name, step, isHan) in [("products-en", 80, false), ("products-zh", 16, true)] {
            let sample = try Sample(name, step: step)
            // Words learnt anew at compaction would cut Chinese otherwise: the lexicon stays as it is.
            let catalogues = try [
                sample.catalogue(learnsWords: false), sample.catalogue(commits: 9, learnsWords: false),
                sample.catalogue(commits: 9, compacts: true, learnsWords: false),
                sample.catalogue(learnsWords: false),
            ]
            let queries = goods(sample, han: isHan, seed: 9, least: 3)
            let answers = try catalogues.map { catalogue in
                try pages(queries, catalogue).map { page in
                    page.page.hits.map { "\($0.id) \($0.tier) \($0.score)" }
                }
            }
            for other in answers.dropFirst() { #expect(other == answers[0]) }
        }
    }
}

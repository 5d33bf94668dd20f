import Foundation
import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// The exhaustive search against formulas computed from the documents' own tokens, without an index.
@Suite struct OracleTests {
    /// Tokens of every searched field of a document, and its lengths.
    private struct Naive {
        var id: String
        var counts: [String: [(field: Int, reading: TokenReading)]] = [:]
        var lengths: [Int: Int] = [:]

        init(_ document: Document, _ schema: Schema, _ analyzer: Analyzer) {
            id = document.id
            for value in document.values {
                var texts: [String] = []
                switch value.content {
                case .text(let text), .attribute(_, let text): texts = [text]
                case .path(let nodes): texts = nodes
                case .number, .vector: break
                }
                for text in texts where schema.fields[value.field].isSearched {
                    var text = text
                    var hanCount = 0
                    let atoms = text.withUTF8 { bytes in
                        analyzer.analyze(bytes, mode: .index) { token in
                            if token.kind == .bigram || (token.kind == .word && token.atomCount == 2) {
                                hanCount += 1
                            }
                            counts[String(decoding: token.term, as: UTF8.self), default: []].append(
                                (value.field, token.reading))
                        }
                    }
                    lengths[value.field, default: 0] += 3 * atoms - 2 * hanCount
                }
            }
        }
    }

    @Test("BM25F scores equal the formula, with several segments, updates and deletions", arguments: 1...6)
    func bm25(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let (directory, documents) = try SmallCatalogue.index(
            count: 120, commits: Int.random(in: 1...5, using: &random), seed: seed)
        let snapshot = try IndexSnapshot(directory)
        let analyzer = try Analyzer(snapshot.manifest.analyzer)
        let naive = documents.map { Naive($0, snapshot.schema, analyzer) }
        let parameters = ScoringParameters(k1: 0.9, b: 0.4)
        let weights = snapshot.schema.fields.map { $0.isSearched ? $0.weight / 4 : 0 }
        func length(_ document: Naive) -> Double {
            document.lengths.reduce(0) { $0 + weights[$1.key] * Double($1.value) }
        }
        let average = naive.reduce(0) { $0 + length($1) } / Double(naive.count)
        let query = ["phone", "case", "面霜", "red"]
        var expected: [String: Double] = [:]
        var normalizer = 0.0
        for term in query {
            let df = Double(naive.count { $0.counts[term] != nil })
            let idf = log(1 + (Double(naive.count) - df + 0.5) / (df + 0.5))
            normalizer += idf
            for document in naive {
                guard let places = document.counts[term] else { continue }
                let frequency = places.reduce(0) {
                    $0 + weights[$1.field] * parameters.readingWeight($1.reading)
                }
                let norm = 0.9 * (1 - 0.4 + 0.4 * length(document) / average)
                expected[document.id, default: 0] += idf * frequency * 1.9 / (frequency + norm)
            }
        }
        let request = ConceptSearch(concepts: query.map(SmallCatalogue.term), match: .any, count: 1000)
        let outcome = try ExhaustiveTopK(snapshot, SmallCatalogue.bm25(snapshot, parameters)).search(request)
        #expect(outcome.total == expected.count, "\(random.rerun)")
        #expect(outcome.candidates.count == expected.count)
        for candidate in outcome.candidates {
            let value = try #require(expected[snapshot.id(of: candidate.address)])
            #expect(abs(candidate.score - value / normalizer) < 1e-6, "\(random.rerun)")
        }
        for (a, b) in zip(outcome.candidates, outcome.candidates.dropFirst()) {
            #expect((-a.score, snapshot.id(of: a.address)) < (-b.score, snapshot.id(of: b.address)))
        }
    }

    @Test("TF-IDF is the cosine of 1 + ln tf and idf", arguments: 1...3)
    func tfidf(seed: UInt64) throws {
        let (directory, documents) = try SmallCatalogue.index(count: 80, commits: 2, seed: seed)
        let snapshot = try IndexSnapshot(directory)
        let analyzer = try Analyzer(snapshot.manifest.analyzer)
        let naive = documents.map { Naive($0, snapshot.schema, analyzer) }
        let query = ["phone", "红", "leather"]
        func weight(_ count: Int) -> Double { 1 + log(Double(count)) }
        let similarity = TFIDFSimilarity(ScoringParameters(scorer: .tfidf), schema: snapshot.schema)
        let request = ConceptSearch(concepts: query.map(SmallCatalogue.term), match: .any, count: 1000)
        let outcome = try ExhaustiveTopK(snapshot, similarity).search(request)
        let idfs = query.map { term in
            log(Double(naive.count) / Double(max(naive.count { $0.counts[term] != nil }, 1)))
        }
        let queryNorm = idfs.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for candidate in outcome.candidates {
            let document = try #require(naive.first { $0.id == snapshot.id(of: candidate.address) })
            let norm = document.counts.values.reduce(0) { $0 + weight($1.count) * weight($1.count) }
                .squareRoot()
            var expected = 0.0
            for (term, idf) in zip(query, idfs) {
                if let places = document.counts[term] {
                    expected += idf * weight(places.count) / norm / queryNorm
                }
            }
            #expect(abs(candidate.score - expected) < 1e-6)
        }
    }

    @Test("Phrases are found where the words stand in a row in one field", arguments: 1...4)
    func phrases(seed: UInt64) throws {
        let (directory, documents) = try SmallCatalogue.index(count: 150, commits: 3, seed: seed)
        let snapshot = try IndexSnapshot(directory)
        let phrase = Query.phrase([
            PhraseTerm(Array("red".utf8), offset: 0), PhraseTerm(Array("phone".utf8), offset: 1),
        ])
        let found = try QueryEvaluator(snapshot, SmallCatalogue.bm25(snapshot)).evaluate(phrase)
        var ids: Set<String> = []
        for (segment, matches) in found.enumerated() {
            for document in matches.documents { ids.insert(snapshot.segments[segment].ids.id(of: document)) }
        }
        let expected = documents.filter { document in
            document.values.contains { value in
                if case .text(let text) = value.content { return (" " + text + " ").contains(" red phone ") }
                return false
            }
        }
        #expect(ids == Set(expected.map(\.id)))
    }

    @Test("A search gives the same products, scores and order however documents lie in segments")
    func segmentation() throws {
        let (one, _) = try SmallCatalogue.index(count: 200, commits: 1)
        let (many, _) = try SmallCatalogue.index(count: 200, commits: 17)
        let (merged, _) = try SmallCatalogue.index(count: 200, commits: 17, mergeFactor: 2)
        #expect(try IndexSnapshot(many).segments.count == 17)
        #expect(try IndexSnapshot(merged).segments.count < 6)
        func answer(_ directory: InMemoryDirectory) throws -> [String] {
            let snapshot = try IndexSnapshot(directory)
            let concepts = ["red", "phone", "华为", "256gb"].map(SmallCatalogue.term)
            let outcome = try ExhaustiveTopK(snapshot, SmallCatalogue.bm25(snapshot))
                .search(ConceptSearch(concepts: concepts, enoughHits: 60, count: 60))
            return outcome.candidates.map { "\(snapshot.id(of: $0.address)) \($0.tier) \($0.score)" } + [
                "\(outcome.total)"
            ]
        }
        let expected = try answer(one)
        #expect(try answer(many) == expected)
        #expect(try answer(merged) == expected)
    }

    @Test("Filters, facet counts and sorting equal a walk over the products", arguments: 1...5)
    func columns(seed: UInt64) throws {
        let (directory, documents) = try SmallCatalogue.index(count: 150, commits: 3, seed: seed)
        let snapshot = try IndexSnapshot(directory)
        let text = "price < 5000 AND (brand IN (\"华为\", apple) OR NOT category:\"手机 > 配件\")"
        let filter = try FilterParser.parse(text, snapshot.schema)
        let allowed = try FilterEvaluator(snapshot).evaluate(filter)
        func passes(_ document: Document) -> Bool {
            var price: Double?
            var brand: String?
            var isAccessory = false
            for value in document.values {
                switch value.content {
                case .number(let number): price = number
                case .text(let text) where value.field == 1: brand = text
                case .path(let nodes): isAccessory = nodes.starts(with: ["手机", "配件"])
                default: break
                }
            }
            guard let price, price < 5000 else { return false }
            return brand == "华为" || brand == "Apple" || !isAccessory
        }
        let expected = documents.filter(passes)
        let request = ConceptSearch(
            concepts: [], allowed: allowed, count: 1000,
            sort: ConceptSearch.Sort(field: 5, direction: .ascending))
        let outcome = try ExhaustiveTopK(snapshot, SmallCatalogue.bm25(snapshot)).search(request)
        #expect(Set(outcome.candidates.map { snapshot.id(of: $0.address) }) == Set(expected.map(\.id)))
        let prices = outcome.candidates.compactMap(\.sortValue)
        #expect(prices == prices.sorted())
        var brands: [String: Int] = [:]
        for document in expected {
            for value in document.values where value.field == 1 {
                if case .text(let brand) = value.content { brands[brand, default: 0] += 1 }
            }
        }
        let counted = FacetCounter(snapshot, in: outcome.matched).count(field: 1)
        #expect(Dictionary(uniqueKeysWithValues: counted.map { ($0.value, $0.count) }) == brands)
    }

    @Test("The explanation of every hit sums to its score")
    func explanations() throws {
        let (directory, _) = try SmallCatalogue.index(count: 100, commits: 2)
        let snapshot = try IndexSnapshot(directory)
        let similarity = SmallCatalogue.bm25(snapshot)
        let concepts = ["phone", "red", "蓝牙", "nowhere"].map(SmallCatalogue.term)
        let outcome = try ExhaustiveTopK(snapshot, similarity).search(
            ConceptSearch(concepts: concepts, match: .any, count: 100))
        #expect(!outcome.candidates.isEmpty)
        for candidate in outcome.candidates {
            let (_, relevance, tree) = try TextExplainer(snapshot, similarity).explain(
                concepts, candidate.address)
            #expect(relevance == candidate.relevance)
            #expect(tree.largestError < 1e-12)
        }
    }
}

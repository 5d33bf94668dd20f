import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct FilterEvaluatorTests {
    /// Whether one document matches, found without an index.
    private func matches(_ expression: FilterExpression, _ document: Document) -> Bool {
        func contents(_ field: Int) -> [FieldValue.Content] {
            document.values.filter { $0.field == field }.map(\.content)
        }
        switch expression {
        case .all(let parts): return parts.allSatisfy { matches($0, document) }
        case .any(let parts): return parts.contains { matches($0, document) }
        case .not(let part): return !matches(part, document)
        case .number(let field, let range):
            return contents(field).contains {
                if case .number(let value) = $0 { range.contains(value) } else { false }
            }
        case .value(let field, let attribute, let values):
            let wanted = Set(values.map { $0.lowercased() })
            return contents(field).contains { content in
                switch content {
                case .text(let value): attribute == nil && wanted.contains(value.lowercased())
                case .path(let names):
                    (1...max(names.count, 1)).contains {
                        wanted.contains(names.prefix($0).joined(separator: " > ").lowercased())
                    }
                case .attribute(let name, let value):
                    name.lowercased() == attribute?.lowercased() && wanted.contains(value.lowercased())
                case .number, .vector: false
                }
            }
        case .quantity(let kind, let range):
            return document.values.contains { value in
                let text: String
                switch value.content {
                case .text(let value), .attribute(_, let value): text = value
                case .number, .vector, .path: return false
                }
                return QuantityGrammar(FoldedText(text)).quantities().contains { found in
                    found.quantity.kind == kind
                        && range.overlaps(
                            found.quantity.baseValue, found.quantity.baseMax ?? found.quantity.baseValue)
                }
            }
        case .exists(let field, let attribute):
            return contents(field).contains { content in
                guard let attribute else { return true }
                if case .attribute(let name, _) = content {
                    return name.lowercased() == attribute.lowercased()
                }
                return false
            }
        }
    }

    private static let filters = [
        "price < 5000", "price:2000..7000", "NOT price > 3000", "price EXISTS", "NOT price EXISTS",
        "brand:华为",
        "brand = APPLE", "brand IN (nike, 华为, x)", "brand != Nike", "brand EXISTS", "category:手机",
        "category:\"手机 > 配件\"",
        "category = \"手机 > 配件 > 手机壳\" OR category:鞋", "NOT category:手机", "specs.颜色:BLACK",
        "specs.颜色:红 price < 5000",
        "specs.颜色 EXISTS", "specs EXISTS", "specs.尺寸 EXISTS",
        "specs.尺寸:x OR brand:华为 AND NOT (price<100 OR category:手机)",
        "brand IN (a,b,c,d,e,f,g,h,i,j,k,Nike)",
        "quantity.storage >= 256", "quantity.storage < 1TB AND price < 5000", "quantity.weight = 5kg",
        "quantity.weight:1kg..6kg",
        "quantity.age = 48", "quantity.volume IN (1.5L, 330ml)", "NOT quantity.length EXISTS",
        "quantity.length > 6英寸",
        "quantity.count != 3",
    ]

    @Test("Filters let through what a look at each document lets through", arguments: filters)
    func oracle(filter: String) throws {
        let (directory, documents) = try SmallCatalogue.index(count: 300, commits: 3)
        let snapshot = try IndexSnapshot(directory)
        let expression = try FilterParser.parse(filter, snapshot.schema)
        let found = try FilterEvaluator(snapshot).evaluate(expression)
        var ids: Set<String> = []
        for (index, segment) in snapshot.segments.enumerated() {
            for document in 0..<UInt32(segment.documentCount) where found[index].contains(document) {
                ids.insert(String(decoding: segment.ids.bytes(of: document), as: UTF8.self))
            }
        }
        #expect(ids == Set(documents.filter { matches(expression, $0) }.map(\.id)))
        #expect(!ids.isEmpty || filter.hasPrefix("specs.尺寸 "))
        #expect(ids.count < documents.count)
    }

    @Test("Values are equal when their lower-case texts are", arguments: 1...20)
    func folding(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let pieces = [
            "a", "A", "k", "K", "\u{212A}", "é", "É", "e\u{301}", "e", "\u{301}", "华", "為", "Σ", "σ", "ς",
            "ß", "İ", "i\u{307}",
            "I", "Ａ", "ａ", "が", "か\u{3099}", "\u{F900}", "\u{8C48}", " ", "\u{1F}", "1",
        ]
        func text() -> String {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
            }.joined()
        }
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try Schema([Field(name: "brand", type: .keyword, weight: 1)]))
        var brands: [String: String] = [:]
        for number in 0..<200 {
            brands["p\(number)"] = text()
            try writer.upsert(
                Document(
                    id: "p\(number)", source: [],
                    values: [FieldValue(field: 0, .text(brands["p\(number)"] ?? ""))]))
        }
        let snapshot = try writer.commit()
        writer.close()
        let evaluator = FilterEvaluator(snapshot)
        for count in [1, 2, 20] {
            let drawn = (0..<count).map { _ in brands.values.sorted().randomElement(using: &random) ?? "" }
            let wanted = drawn + drawn.map { $0.uppercased() } + [text()]
            let folded = Set(wanted.map { $0.lowercased() })
            let expected = brands.filter { folded.contains($0.value.lowercased()) }.map(\.key)
            var found: Set<String> = []
            for (index, set) in try evaluator.evaluate(.value(field: 0, attribute: nil, values: wanted))
                .enumerated()
            {
                set.forEach { found.insert(snapshot.segments[index].ids.id(of: $0)) }
            }
            #expect(found == Set(expected), "\(wanted) \(random.rerun)")
        }
    }
}

import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Ranges and counts over columns against a look at every document.
@Suite struct ColumnTests {
    private struct Catalogue {
        var snapshot: IndexSnapshot
        var numbers: [String: Double] = [:]
        var values: [String: [String]] = [:]
    }

    private func catalogue(_ random: inout SeededGenerator) throws -> Catalogue {
        let directory = InMemoryDirectory()
        let schema = try Schema([
            Field(name: "price", type: .number), Field(name: "band", type: .keyword, weight: 1),
            Field(name: "brand", type: .keyword, weight: 1), Field(name: "path", type: .path, weight: 1),
        ])
        let writer = try IndexWriter(directory, schema: schema)
        var numbers: [String: Double] = [:]
        var values: [String: [String]] = [:]
        let isCoarse = Bool.random(using: &random)
        let count = [3, 200, 5000].randomElement(using: &random) ?? 200
        let brandCount = [5, 100, 3000].randomElement(using: &random) ?? 100
        for number in 0..<count {
            let id = "p\(number)"
            var fields: [FieldValue] = []
            if Int.random(in: 0..<10, using: &random) > 0 {
                let price =
                    isCoarse
                    ? Double(Int.random(in: -2...5, using: &random)) : .random(in: -1...1000, using: &random)
                numbers[id] = price
                fields.append(FieldValue(field: 0, .number(price)))
            }
            if Int.random(in: 0..<10, using: &random) > 0 {
                let band = "band\(Int.random(in: 0..<8, using: &random))"
                values["1" + id] = [band]
                fields.append(FieldValue(field: 1, .text(band)))
            }
            let brand = "brand\(Int.random(in: 0..<brandCount, using: &random))"
            // Merchants write a brand in one case or the other, some in both.
            let writings = [[brand], [brand], [brand.uppercased()], [brand.uppercased(), brand]]
            values["2" + id] = writings.randomElement(using: &random) ?? [brand]
            for value in values["2" + id] ?? [] { fields.append(FieldValue(field: 2, .text(value))) }
            let top = "top\(Int.random(in: 0..<6, using: &random))"
            values["3" + id] = [top, top + " > leaf\(number % 3)"]
            fields.append(FieldValue(field: 3, .path([top, "leaf\(number % 3)"])))
            try writer.upsert(Document(id: id, source: [], values: fields))
            if Int.random(in: 0..<3000, using: &random) == 0 { try writer.commit() }
        }
        let snapshot = try writer.commit()
        writer.close()
        return Catalogue(snapshot: snapshot, numbers: numbers, values: values)
    }

    @Test(
        "Ranges of numbers by sketch, by comparing, and one by one are the same", arguments: TestTier.seeds(5)
    )
    func ranges(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let catalogue = try catalogue(&random)
        let known = catalogue.numbers.values.sorted()
        func bound() -> Double? {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: nil
            case 1: known.randomElement(using: &random)
            case 2: [-Double.infinity, .infinity, 0, -0.0, 1e300].randomElement(using: &random)
            default: .random(in: -10...1100, using: &random)
            }
        }
        for _ in 0..<40 {
            let range = NumberRange(
                lower: bound(), upper: bound(), includesLower: Bool.random(using: &random),
                includesUpper: Bool.random(using: &random))
            for segment in catalogue.snapshot.segments {
                var expected = DocumentSet(documentCount: segment.documentCount)
                for document in 0..<UInt32(segment.documentCount) {
                    let number = catalogue.numbers[segment.ids.id(of: document)]
                    if let number, range.contains(number) { expected.insert(document) }
                }
                #expect(segment.documents(number: 0, in: range) == expected, "\(range) \(random.rerun)")
                // Looked at one by one: with the sketch that the line above made, and without one.
                let column = try #require(segment.numbers[0])
                for step in [1, 3, 50] {
                    var some = DocumentSet(documentCount: segment.documentCount)
                    for document in stride(from: 0, to: segment.documentCount, by: step) {
                        some.insert(UInt32(document))
                    }
                    let wanted = DocumentSet.intersection(of: [some, expected])
                    var bySketch = some
                    segment.keep(&bySketch, number: 0, in: range)
                    #expect(bySketch == wanted, "\(range) \(step) \(random.rerun)")
                    column.keep(&some, in: range, nil)
                    #expect(some == wanted, "\(range) \(step) \(random.rerun)")
                }
                let sketch = NumberSketch(column, documentCount: segment.documentCount)
                guard let lower = range.lower else { continue }
                // Whatever shares a byte with a bound, the sketch may decline, but never err.
                let wrong = (range.includesLower ? 0...255 : 0...0).filter { code in
                    let found = sketch.documents(from: lower, to: lower + Double(code), of: column)
                    return found != nil && found != column.documents(from: lower, to: lower + Double(code))
                }
                #expect(wrong.isEmpty, "\(lower) + \(wrong) \(random.rerun)")
            }
        }
    }

    @Test(
        "Facet counts are those of a walk over the documents, for few and for many of them",
        arguments: TestTier.seeds(6))
    func facets(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let catalogue = try catalogue(&random)
        for step in [1, 2, 7, 1000] {
            /// Documents of each writing, and of each value without case.
            var writings: [Int: [String: Int]] = [:]
            var counts: [Int: [String: Int]] = [:]
            let documents = catalogue.snapshot.segments.map { segment in
                var set = DocumentSet(documentCount: segment.documentCount)
                for document in stride(from: 0, to: segment.documentCount, by: step) {
                    set.insert(UInt32(document))
                    let id = segment.ids.id(of: UInt32(document))
                    for field in 1...3 {
                        let values = catalogue.values["\(field)\(id)"] ?? []
                        for value in values { writings[field, default: [:]][value, default: 0] += 1 }
                        for value in Set(values.map { $0.lowercased() }) {
                            counts[field, default: [:]][value, default: 0] += 1
                        }
                    }
                }
                return set
            }
            for field in 1...3 {
                let limit = [1, 3, 20, 100_000].randomElement(using: &random) ?? 20
                let shown = (writings[field] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                let named = (counts[field] ?? [:]).map { value, count in
                    (key: shown.first { $0.key.lowercased() == value }?.key ?? "", value: count)
                }
                let expected = named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
                let found = FacetCounter(catalogue.snapshot, in: documents).count(field: field, limit: limit)
                #expect(found.map(\.value) == expected.map(\.key), "\(field) \(step) \(random.rerun)")
                #expect(found.map(\.count) == expected.map(\.value), "\(field) \(step) \(random.rerun)")
            }
        }
    }
}

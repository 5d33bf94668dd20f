import SoukAnalysis
import SoukEngine
import SoukStorage
import SoukTestKit

/// Small catalogues for the engine's tests.
enum SmallCatalogue {
    static func schema() throws -> Schema {
        try Schema([
            Field(name: "title", type: .text, weight: 4),
            Field(name: "brand", type: .keyword, weight: 3, role: .brand),
            Field(name: "category", type: .path, weight: 2, role: .category),
            Field(name: "description", type: .text, weight: 1), Field(name: "specs", type: .attributes),
            Field(name: "price", type: .number, role: .price),
        ])
    }

    static let words = [
        "red", "blue", "phone", "case", "shoes", "running", "women", "pro", "max", "手机", "华为", "洗面奶", "蓝牙耳机",
        "面霜",
        "iphone15pro", "256gb", "usb", "cable", "leather", "wallet",
        "1TB", "10斤", "5kg", "1.5L", "330ml", "3-6岁", "6.1英寸", "三件套", "3 pack",
    ]
    static let brands = ["华为", "Apple", "Nike", "兰蔻"]
    static let paths = [["手机", "智能手机"], ["手机", "配件", "手机壳"], ["鞋", "跑鞋"], ["美妆"]]

    static func document(_ id: String, _ random: inout SeededGenerator) -> Document {
        func text(_ count: ClosedRange<Int>) -> String {
            (0..<Int.random(in: count, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                .joined(separator: " ")
        }
        var values = [FieldValue(field: 0, .text(text(1...8)))]
        if Bool.random(using: &random) {
            values.append(FieldValue(field: 1, .text(brands.randomElement(using: &random) ?? "")))
        }
        if Bool.random(using: &random) {
            values.append(FieldValue(field: 2, .path(paths.randomElement(using: &random) ?? [])))
        }
        if Bool.random(using: &random) { values.append(FieldValue(field: 3, .text(text(0...30)))) }
        if Bool.random(using: &random) {
            values.append(
                FieldValue(
                    field: 4,
                    .attribute(name: "颜色", value: ["红", "black"].randomElement(using: &random) ?? "")))
        }
        if Bool.random(using: &random) {
            values.append(FieldValue(field: 5, .number(Double(Int.random(in: 1...9999, using: &random)))))
        }
        return Document(id: id, source: Array("{\"id\":\"\(id)\"}".utf8), values: values)
    }

    /// An index in memory, written in `commits` commits.
    static func index(
        count: Int, commits: Int = 1, seed: UInt64 = 1, mergeFactor: Int = 1000
    ) throws -> (directory: InMemoryDirectory, documents: [Document]) {
        var random = SeededGenerator(seed: seed)
        let documents = (0..<count).map { document("p\($0)", &random) }
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try schema(), options: IndexWriter.Options(mergeFactor: mergeFactor))
        let size = (count + commits - 1) / max(commits, 1)
        for start in stride(from: 0, to: count, by: max(size, 1)) {
            for document in documents[start..<min(start + size, count)] { try writer.upsert(document) }
            try writer.commit()
        }
        writer.close()
        return (directory, documents)
    }

    static func bm25(_ snapshot: IndexSnapshot, _ parameters: ScoringParameters = ScoringParameters())
        -> BM25Similarity
    {
        BM25Similarity(parameters, schema: snapshot.schema, statistics: snapshot.statistics)
    }

    static func term(_ text: String) -> Concept {
        Concept(text: text, alternatives: [Concept.Alternative(.term(Array(text.utf8)))])
    }
}

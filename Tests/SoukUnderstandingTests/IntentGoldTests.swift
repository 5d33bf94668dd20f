import Foundation
import Testing

@testable import SoukUnderstanding

@Suite(.enabled(if: GoldFiles.isPresent))
struct IntentGoldTests {
    @Test("intents, brands and categories agree with the development set, with the catalogues' lexicon")
    func development() throws {
        let lexicon = try CatalogueValues.lexicon([
            "catalogue/products-en.jsonl.gz", "catalogue/products-zh.jsonl.gz",
        ])
        let understanding = QueryUnderstanding(lexicon: lexicon)
        var strict = Confusion()
        var lenient = Confusion()
        var brands = EntityScore()
        var categories = EntityScore()
        for row in try GoldFiles.rows("intent.dev.tsv") {
            let query = row["query"] ?? ""
            let found = understanding.interpret(query)
            let want = row["intent"] ?? ""
            strict.add(want: want, got: found.intent.rawValue)
            let also = (row["notes"] ?? "").firstMatch(of: /amb:(\w+)/).map { String($0.1) }
            lenient.add(
                want: also == found.intent.rawValue ? found.intent.rawValue : want, got: found.intent.rawValue
            )
            brands.add(want: row["brand"] ?? "", got: found.brand?.surface ?? "")
            categories.add(want: row["category"] ?? "", got: found.category?.surface ?? "")
        }
        print("intent.dev strict: macro-F1 \(strict.macroF1) accuracy \(strict.accuracy) \(strict.perClass)")
        print("intent.dev lenient: macro-F1 \(lenient.macroF1) accuracy \(lenient.accuracy)")
        print(
            "brand F1 exact \(brands.exact), containment \(brands.contained); category F1 containment \(categories.contained)"
        )
        #expect(strict.macroF1 >= 0.83)
        #expect(categories.contained >= 0.85)
        #expect(brands.contained >= 0.62)
    }
}

/// Brands, categories and title words of measurement catalogues.
enum CatalogueValues {
    static func lexicon(_ files: [String]) throws -> CatalogueLexicon {
        var brands: [String: Int] = [:]
        var categories: [[String]: Int] = [:]
        var words: [String: Int] = [:]
        for file in files {
            for line in try GoldFiles.gzipLines(file) {
                if let brand = field("brand", line) { brands[brand, default: 0] += 1 }
                if let category = field("category", line) {
                    categories[category.components(separatedBy: " > "), default: 0] += 1
                }
                let title = field("title", line) ?? ""
                for word in Set(latinWords(title) + hanPairs(title)) { words[word, default: 0] += 1 }
            }
        }
        return CatalogueLexicon(
            brands: brands.map { ($0.key, $0.value) }, categories: categories.map { ($0.key, $0.value) },
            words: ListedWords(words.map { ($0.key, $0.value) }))
    }

    /// A string member of one JSON line, without a parser: the files are regular.
    private static func field(_ name: String, _ line: Substring) -> String? {
        guard let start = line.range(of: "\"\(name)\": \"")?.upperBound else { return nil }
        var end = start
        var isEscaped = false
        while end < line.endIndex, isEscaped || line[end] != "\"" {
            isEscaped = !isEscaped && line[end] == "\\"
            end = line.index(after: end)
        }
        return String(line[start..<end])
    }

    private static func hanPairs(_ title: String) -> [String] {
        let scalars = Array(title.unicodeScalars)
        return zip(scalars, scalars.dropFirst()).compactMap { first, second in
            guard (0x4E00...0x9FFF).contains(first.value), (0x4E00...0x9FFF).contains(second.value) else {
                return nil
            }
            return "\(first)\(second)"
        }
    }

    private static func latinWords(_ title: String) -> [String] {
        title.lowercased().split { !($0.isASCII && $0.isLetter) }.map(String.init)
    }
}

struct Confusion {
    private var counts: [String: [String: Int]] = [:]

    mutating func add(want: String, got: String) { counts[want, default: [:]][got, default: 0] += 1 }

    var accuracy: Double {
        let right = counts.reduce(0) { $0 + ($1.value[$1.key] ?? 0) }
        return Double(right) / Double(counts.values.flatMap(\.values).reduce(0, +))
    }

    var perClass: [String: String] {
        Dictionary(
            uniqueKeysWithValues: counts.keys.map { label in
                let (p, r, f) = scores(label)
                return (label, String(format: "P %.3f R %.3f F %.3f", p, r, f))
            })
    }

    var macroF1: Double { counts.keys.map { scores($0).2 }.reduce(0, +) / Double(counts.count) }

    private func scores(_ label: String) -> (Double, Double, Double) {
        let right = Double(counts[label]?[label] ?? 0)
        let wanted = Double(counts[label]?.values.reduce(0, +) ?? 0)
        let given = Double(counts.values.compactMap { $0[label] }.reduce(0, +))
        let precision = given > 0 ? right / given : 0
        let recall = wanted > 0 ? right / wanted : 0
        return (precision, recall, precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0)
    }
}

struct EntityScore {
    private var (given, wanted, equal, inside) = (0, 0, 0, 0)

    static func agree(_ want: String, _ got: String) -> Bool {
        if want.isEmpty || got.isEmpty { return want.isEmpty && got.isEmpty }
        return want.contains(got) || got.contains(want)
    }

    mutating func add(want: String, got: String) {
        if !got.isEmpty { given += 1 }
        if !want.isEmpty { wanted += 1 }
        guard !got.isEmpty, !want.isEmpty else { return }
        if got == want { equal += 1 }
        if Self.agree(want, got) { inside += 1 }
    }

    var exact: Double { 2 * Double(equal) / Double(given + wanted) }
    var contained: Double { 2 * Double(inside) / Double(given + wanted) }
}

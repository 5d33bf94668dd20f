import Foundation

/// The labelled queries from which the models of query understanding are trained.
enum QueryExamples {
    /// How many of each kind; equal texts are written once.
    private static let counts: [(language: String, intent: String, count: Int)] = [
        ("zh", "category", 5_600), ("zh", "product", 4_400), ("zh", "brand", 2_000),
        ("zh", "priceComparison", 1_700),
        ("zh", "other", 900), ("en", "category", 3_000), ("en", "product", 2_600), ("en", "brand", 1_600),
        ("en", "priceComparison", 1_000), ("en", "other", 600),
    ]

    /// The text of `examples.tsv`.
    /// - Parameter folder: `corpus/understanding`.
    static func text(from folder: URL) throws -> String {
        func read(_ name: String) throws -> String {
            try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        let words =
            try read("words.txt") + prefixed(read("brands.txt"), "brand")
            + prefixed(read("goods.txt"), "goods")
        let composer = QueryComposer(
            lists: try QueryLists(
                words + read("names.txt").split(separator: "\n").map { $0 + "\n" }.joined()),
            grammar: try QueryGrammar(read("grammar.txt")))
        var seen: Set<String> = []
        var text = "text\tintent\tbrand\tcategory\n"
        for (language, intent, count) in counts {
            for number in 0..<count {
                let query = composer.query(language, intent, number: number)
                if !query.text.isEmpty, seen.insert(query.text).inserted { text += query.line }
            }
        }
        return text
    }

    /// `zh digital: …` becomes `zh brand.digital: …`.
    private static func prefixed(_ text: String, _ kind: String) -> String {
        text.split(separator: "\n").map { line in
            guard let space = line.firstIndex(of: " "), !line.hasPrefix("#") else { return "\n" }
            return line[...space] + kind + "." + line[line.index(after: space)...] + "\n"
        }.joined()
    }
}

import Foundation

/// The generated catalogue and what belongs to it: queries, judgements, events.
struct Corpus {
    let products: [Product]
    let judgements: [Judgement]
    let shoppers: [ShopperKind]

    /// - Parameters:
    ///   - vocabulary: the folder with the shelves.
    ///   - judgements: the file with the judges' rules.
    init(vocabulary folder: URL, judgements file: URL) throws {
        let vocabulary = try Vocabulary(folder: folder)
        var products: [Product] = []
        for shelf in vocabulary.shelves {
            products += try ShelfExpansion(shelf, vocabulary: vocabulary).products()
        }
        self.products = products.sorted { $0.id < $1.id }
        judgements = try Judgement.read(from: file)
        shoppers = vocabulary.shoppers
    }

    /// The text of each generated file by its name.
    func files() throws -> [(name: String, text: String)] {
        var qrels: [String] = []
        var wanted: [(query: String, grades: [Int: Int])] = []
        for judgement in judgements {
            let grades = judgement.grades(over: products)
            guard grades.contains(where: { $0.grade == 3 }) else {
                throw VocabularyError.nothingWanted(query: judgement.query)
            }
            qrels += grades.map { "\(judgement.qid) 0 \(products[$0.product].id) \($0.grade)" }
            let chosen = grades.filter { $0.grade >= 2 }.map { ($0.product, $0.grade) }
            wanted.append((judgement.query, Dictionary(uniqueKeysWithValues: chosen)))
        }
        let season = ShoppingSeason(products: products, wanted: wanted)
        let events = season.events(of: shoppers).map(\.line)
        return [
            ("products.jsonl", Corpus.lines(products.map { ProductLine(product: $0).text })),
            ("queries.tsv", Corpus.lines(judgements.map { "\($0.qid)\t\($0.query)\t\($0.lang)" })),
            ("qrels.txt", Corpus.lines(qrels)),
            ("events.tsv", Corpus.lines([ShopperEvent.header] + events)),
        ]
    }

    private static func lines(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

import SoukAnalysis
import SoukEngine
import SoukStorage
import SoukVectors

/// What embeds products and queries alike.
protocol TextEmbedding: DocumentEmbedding {
    /// Whether it was trained to tell what sentences mean, and not on the words of the catalogue: it is trusted more.
    var readsSentences: Bool { get }

    /// The vector of a query; nil when it says nothing.
    func vector(ofQuery text: String, _ analyzer: Analyzer) -> [Float]?

    /// The vectors of many products, where that is faster than one after the other.
    func vectors(of documents: [Document], _ schema: SoukEngine.Schema, _ analyzer: Analyzer) -> [[Float]?]
}

extension TextEmbedding {
    var readsSentences: Bool { true }

    func vectors(of documents: [Document], _ schema: SoukEngine.Schema, _ analyzer: Analyzer) -> [[Float]?] {
        documents.map { vector(of: $0, schema, analyzer) }
    }
}

/// Words have vectors, a text the weighted mean of its words.
struct WordEmbedding: TextEmbedding {
    let vectors: WordVectors
    let readsSentences = false
    /// What a word with digits weighs in a product's vector: models and sizes name one product, and hardly say what it is.
    private static let numberFactor: Float = 0.25

    var dimension: Int { vectors.dimension }

    func vector(of document: Document, _ schema: SoukEngine.Schema, _ analyzer: Analyzer) -> [Float]? {
        var words: [(word: String, factor: Float)] = []
        EmbeddedText(schema).forEachNamingText(document) { text in
            EmbeddedText.forEachWord(of: text, analyzer) { word in
                let isNumber = word.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
                words.append((word, isNumber ? Self.numberFactor : 1))
            }
        }
        return vectors.vector(of: words)
    }

    func vector(ofQuery text: String, _ analyzer: Analyzer) -> [Float]? {
        var words: [(word: String, factor: Float)] = []
        EmbeddedText.forEachWord(of: text, analyzer) { words.append(($0, 1)) }
        return vectors.vector(of: words)
    }
}

/// An app's own embedder.
struct CustomEmbedding: TextEmbedding {
    private let embedder: any Embedder

    init(_ embedder: any Embedder) { self.embedder = embedder }

    var dimension: Int { embedder.dimension }

    func vector(of document: Document, _ schema: SoukEngine.Schema, _ analyzer: Analyzer) -> [Float]? {
        let text = EmbeddedText(schema).namingText(document)
        return text.isEmpty ? nil : usable(embedder.vector(for: text))
    }

    func vector(ofQuery text: String, _ analyzer: Analyzer) -> [Float]? {
        text.isEmpty ? nil : usable(embedder.vector(for: text))
    }

    private func usable(_ vector: [Float]?) -> [Float]? {
        guard let vector, vector.count == dimension, vector.allSatisfy(\.isFinite) else { return nil }
        return vector
    }
}

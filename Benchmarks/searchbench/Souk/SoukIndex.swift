import SoukAnalysis
import SoukEngine
import SoukStorage

/// Souk's index opened for answering: one snapshot, shared by all threads.
struct SoukIndex: Sendable {
    let snapshot: IndexSnapshot
    let similarity: BM25Similarity

    /// The parameters that all engines are given.
    static let parameters = ScoringParameters(k1: 1.2, b: 0.75)

    init(_ path: String) throws {
        snapshot = try IndexSnapshot(try FileSystemDirectory(path: path, createIfMissing: false))
        similarity = BM25Similarity(
            Self.parameters, schema: snapshot.schema, statistics: snapshot.statistics)
    }

    /// A query's words as the documents' were cut: the tokens themselves in an index of tokens.
    func terms(_ query: String, _ analyzer: Analyzer) -> [[UInt8]] {
        analyzer.tokens(query, mode: .words).map { Array($0.term.utf8) }
    }

    func concepts(_ query: String, _ analyzer: Analyzer) -> [Concept] {
        terms(query, analyzer).map {
            Concept(text: String(decoding: $0, as: UTF8.self), alternatives: [.init(.term($0))])
        }
    }

    /// The number that the protocol names a document by: the products' key.
    func number(of candidate: Candidate) -> Int { Int(snapshot.id(of: candidate.address)) ?? -1 }

    /// A list of candidates as the protocol gives it. The scores are shares of a full match: BM25 sums with (k1 + 1),
    /// divided by the sum of the words' idf, one factor for each query.
    func documents(_ candidates: [Candidate]) -> [FoundAnswers.FoundDocument] {
        candidates.map { FoundAnswers.FoundDocument(number: number(of: $0), score: $0.relevance) }
    }
}

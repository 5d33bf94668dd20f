import SoukAnalysis
import SoukStorage
import SoukTestKit

@testable import SoukEngine

/// A random index of words with many near neighbours, in several scripts, with merges, deletions and several segments.
struct WordIndex {
    let directory = InMemoryDirectory()
    let snapshot: IndexSnapshot
    private let words: [[UInt8]]

    private static let alphabets = [
        "ab", "abcdefgh0123", "abé", "aeijklmnoрстуф", "aßžøあイ한글z9", "abcd手机",
        "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿабвгдежзийклмнопрстуфхц",
    ]

    /// - Parameter documents: how many; nil: any number up to 3,000.
    init(_ random: inout SeededGenerator, documents: Int? = nil) throws {
        let alphabet = Array(Self.alphabets.randomElement(using: &random) ?? "ab")
        let size = [1, 30, 400, 3000].randomElement(using: &random) ?? 30
        let longest = [3, 8, 12, 40].randomElement(using: &random) ?? 8
        var vocabulary: [String] = []
        for _ in 0..<size {
            if let known = vocabulary.randomElement(using: &random), Bool.random(using: &random) {
                vocabulary.append(Self.misspelled(known, alphabet, &random))
            } else {
                vocabulary.append(
                    String(
                        (0..<Int.random(in: 1...longest, using: &random)).map { _ in
                            alphabet.randomElement(using: &random) ?? "a"
                        }))
            }
        }
        let schema = try Schema([
            Field(name: "title", type: .text, weight: 4), Field(name: "description", type: .text, weight: 1),
        ])
        let writer = try IndexWriter(
            directory, schema: schema,
            options: IndexWriter.Options(
                memoryBudget: 1 << 20, mergeFactor: Int.random(in: 2...6, using: &random)))
        let count = documents ?? [1, 50, 600, 3000].randomElement(using: &random) ?? 50
        for _ in 0..<count {
            var values: [FieldValue] = []
            for field in 0..<2 where field == 0 || Int.random(in: 0..<4, using: &random) == 0 {
                let words = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                    let share = Double.random(in: 0..<1, using: &random)
                    return vocabulary[Int(share * share * Double(vocabulary.count))]
                }
                values.append(FieldValue(field: field, .text(words.joined(separator: " "))))
            }
            let id = "p\(Int.random(in: 0..<count * 2, using: &random))"
            try writer.upsert(Document(id: id, source: Array("{}".utf8), values: values))
            if Int.random(in: 0..<max(count / 3, 1), using: &random) == 0 { try writer.commit() }
        }
        for _ in 0..<count / 20 { writer.delete("p\(Int.random(in: 0..<count, using: &random))") }
        try writer.commit()
        writer.close()
        snapshot = try IndexSnapshot(directory)
        var words: [[UInt8]] = []
        for segment in snapshot.segments {
            var terms = segment.terms.cursor()
            while try terms.advance() { words.append(terms.term) }
        }
        self.words = words.isEmpty ? [Array("a".utf8)] : words
    }

    /// A term of the index.
    func word(_ random: inout SeededGenerator) -> [UInt8] { words.randomElement(using: &random) ?? [] }

    /// A term with up to three typing errors, of letters that the index may not have.
    func misspelled(_ random: inout SeededGenerator) -> [UInt8] {
        var text = String(decoding: word(&random), as: UTF8.self)
        let alphabet = Array("abcdeéрあ手z0" + text)
        for _ in 0..<Int.random(in: 0...3, using: &random) { text = Self.misspelled(text, alphabet, &random) }
        return Array(text.utf8)
    }

    private static func misspelled(
        _ word: String, _ alphabet: [Character], _ random: inout SeededGenerator
    ) -> String {
        var scalars = Array(word.unicodeScalars)
        let letter = alphabet.randomElement(using: &random)?.unicodeScalars.first ?? "a"
        let place = scalars.isEmpty ? 0 : Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: scalars.insert(letter, at: place)
        case 1 where scalars.count > 1: scalars.remove(at: place)
        case 2 where place + 1 < scalars.count: scalars.swapAt(place, place + 1)
        case _ where !scalars.isEmpty: scalars[place] = letter
        default: scalars.append(letter)
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// A filter, or none.
    func allowed(_ random: inout SeededGenerator) -> [DocumentSet]? {
        guard Bool.random(using: &random) else { return nil }
        let step = UInt32.random(in: 1...7, using: &random)
        return snapshot.segments.map { segment in
            var set = DocumentSet(documentCount: segment.documentCount)
            for document in 0..<UInt32(segment.documentCount) where document % step == 0 {
                set.insert(document)
            }
            return set
        }
    }

    /// What the plain evaluation finds.
    func expected(_ query: Query, _ allowed: [DocumentSet]?, _ count: Int) throws -> ExpansionOutcome {
        let evaluator = QueryEvaluator(snapshot, SmallCatalogue.bm25(snapshot))
        let order = CandidateOrder(snapshot: snapshot, direction: nil)
        var all: [Candidate] = []
        for (index, matches) in try evaluator.evaluate(query).enumerated() {
            for (place, document) in matches.documents.enumerated() {
                guard snapshot.live[index].contains(document), allowed?[index].contains(document) ?? true
                else { continue }
                all.append(
                    Candidate(
                        address: DocumentAddress(segment: index, document: document), tier: 0,
                        relevance: matches.values[place], bonus: 0, sortValue: nil))
            }
        }
        all.sort(by: order.precedes)
        return ExpansionOutcome(candidates: Array(all.prefix(count)), total: all.count)
    }
}

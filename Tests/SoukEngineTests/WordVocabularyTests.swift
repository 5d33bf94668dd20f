import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// The written words of an index against counting them document by document.
@Suite struct WordVocabularyTests {
    private static let bases = [
        "lamp", "Lamps", "silicone", "replacement", "replace", "stainless", "steel", "Women's", "café",
        "usb3",
        "l'oreal",
        "a", "TV",
    ]

    private struct Sample {
        var directory = InMemoryDirectory()
        var counts: [[UInt8]: WordCount] = [:]
    }

    /// Every title holds words of the list, with a letter changed here and there; descriptions too.
    private func sample(_ random: inout SeededGenerator, commits: Int, merges: Bool) throws -> Sample {
        var sample = Sample()
        let writer = try IndexWriter(
            sample.directory, schema: try SmallCatalogue.schema(),
            options: IndexWriter.Options(mergeFactor: merges ? 2 : 1000))
        for number in 0..<commits * 40 {
            let title = text(&random)
            let description = text(&random)
            for word in words(title + " " + description) {
                sample.counts[word, default: WordCount()].documents += 1
            }
            for word in words(title) { sample.counts[word, default: WordCount()].headings += 1 }
            try writer.upsert(
                Document(
                    id: "p\(number)", source: Array("{}".utf8),
                    values: [
                        FieldValue(field: 0, .text(title)), FieldValue(field: 3, .text(description)),
                    ]))
            if number % 40 == 39 { try writer.commit() }
        }
        writer.close()
        return sample
    }

    private func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
            var word = Array(Self.bases.randomElement(using: &random) ?? "")
            if Int.random(in: 0..<3, using: &random) == 0 {
                word[Int.random(in: 0..<word.count, using: &random)] =
                    "xyz".randomElement(using: &random) ?? "x"
            }
            return String(word)
        }.joined(separator: " ")
    }

    private func words(_ text: String) -> Set<[UInt8]> {
        Set(
            text.lowercased().split(separator: " ").compactMap { word in
                let stripped = word.hasSuffix("'s") && word.count > 2 ? word.dropLast(2) : word
                let letters = Array(stripped.utf8)
                return letters.count > 1 && letters.allSatisfy { (0x61...0x7A).contains($0) } ? letters : nil
            })
    }

    @Test("Words have the documents and headings that hold them, merged or not", arguments: 1...4)
    func counts(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let sample = try sample(&random, commits: 3, merges: seed % 2 == 0)
        let snapshot = try IndexSnapshot(sample.directory)
        let vocabulary = WordVocabulary(snapshot)
        for (word, count) in sample.counts {
            #expect(
                try vocabulary.count(of: word) == count,
                "\(String(decoding: word, as: UTF8.self)) \(random.rerun)")
        }
        #expect(try vocabulary.count(of: Array("replac".utf8)) == WordCount(), "a stem is no word")
        #expect(IndexChecker(sample.directory).check().isSound, "\(random.rerun)")
    }

    @Test("Neighbours are all words within the distance", arguments: 1...4)
    func neighbours(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let sample = try sample(&random, commits: 2, merges: false)
        let vocabulary = WordVocabulary(try IndexSnapshot(sample.directory))
        for word in sample.counts.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }).prefix(40) {
            let distance = Int.random(in: 1...2, using: &random)
            let expected = sample.counts.filter { EditDistance.matches(word, $0.key, atMost: distance) }
            let found = try vocabulary.neighbours(of: word, distance: distance)
            #expect(found.count == expected.count, "\(random.rerun)")
            for neighbour in found { #expect(expected[neighbour.word] == neighbour.count, "\(random.rerun)") }
        }
    }

    @Test("Absorbing a counter adds its counts")
    func absorbing() throws {
        let (a, b) = (WordCounter(), WordCounter())
        func add(_ word: String, _ document: UInt32, _ isHeading: Bool, to counter: WordCounter) {
            Array(word.utf8).withUnsafeBufferPointer {
                counter.add($0, document: document, isHeading: isHeading)
            }
        }
        for number in 0..<5_000 {
            let word =
                "w"
                + String(number, radix: 26).map { $0.isNumber ? "z\($0.wholeNumberValue ?? 0)" : "\($0)" }
                .joined().filter(\.isLetter)
            add(word, UInt32(number), number % 2 == 0, to: number % 3 == 0 ? a : b)
        }
        add("lamp", 9_000, true, to: a)
        add("lamp", 9_000, true, to: a)
        add("lamp", 1, false, to: b)
        let before = a.count
        a.absorb(b)
        #expect(a.count >= before && a.count <= before + b.count)
        add("lamp", 9_001, false, to: a)
        let writer = a.dictionary()
        #expect(writer.wordCount == a.count)
    }

    @Test("Plain indexes count no words, and have no vocabulary")
    func plain() throws {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try SmallCatalogue.schema(),
            options: IndexWriter.Options(analyzer: AnalyzerConfiguration.current.plain))
        try writer.upsert(
            Document(id: "p", source: Array("{}".utf8), values: [FieldValue(field: 0, .text("steel lamp"))]))
        try writer.commit()
        writer.close()
        #expect(WordVocabulary(try IndexSnapshot(directory)).isEmpty)
    }

    @Test("Terms that stand together are counted as their documents are", arguments: 1...3)
    func cooccurrence(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let (directory, _) = try SmallCatalogue.index(count: 300, commits: 2, seed: seed)
        let snapshot = try IndexSnapshot(directory)
        let counter = Cooccurrence(snapshot)
        func documents(_ term: [UInt8]) throws -> Set<String> {
            var found: Set<String> = []
            for segment in snapshot.segments {
                guard var cursor = try segment.postings(of: term) else { continue }
                while try cursor.advance() {
                    found.insert(
                        snapshot.id(
                            of: DocumentAddress(
                                segment: segment === snapshot.segments[0] ? 0 : 1, document: cursor.document))
                    )
                }
            }
            return found
        }
        for _ in 0..<30 {
            let (a, b) = (
                Array((["red", "blue", "phone", "case"].randomElement(using: &random) ?? "").utf8),
                Array((["usb", "cabl", "max", "wallet", "none"].randomElement(using: &random) ?? "").utf8)
            )
            let expected = try documents(a).intersection(documents(b)).count
            #expect(try counter.count(of: a, with: b) == expected, "\(random.rerun)")
            #expect(try counter.count(ofPhrase: [a, b]) <= expected, "\(random.rerun)")
            #expect(try counter.count(of: a) == documents(a).count, "\(random.rerun)")
        }
    }
}

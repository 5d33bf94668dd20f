import Foundation
import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// An index that learns its words: from its first products, and anew by compaction.
@Suite struct WordLearningTests {
    private static let unknown = "尼蔻"

    private func schema() throws -> Schema {
        try Schema([
            Field(name: "title", type: .text, weight: 4),
            Field(name: "brand", type: .keyword, weight: 3, role: .brand),
        ])
    }

    private func titles(_ count: Int, brand: String, _ random: inout SeededGenerator) -> [String] {
        let kinds = ["无线", "防水", "儿童", "黑色", "大容量", "便携", "新款", "透明", "户外", "商务"]
        let goods = ["手机", "耳机", "背包", "水壶", "面膜", "雨伞", "钱包", "键盘", "台灯"]
        return (0..<count).map { _ in
            (kinds.randomElement(using: &random) ?? "") + brand + (kinds.randomElement(using: &random) ?? "")
                + (goods.randomElement(using: &random) ?? "")
        }
    }

    private func document(_ id: String, _ title: String) -> Document {
        Document(id: id, source: Array(title.utf8), values: [FieldValue(field: 0, .text(title))])
    }

    /// What the tests store is the title, so that reading it back needs no JSON.
    private func decode(_ ids: [String: String]) -> ([UInt8]) -> Document? {
        { source in
            let title = String(decoding: source, as: UTF8.self)
            return ids[title].map { document($0, title) }
        }
    }

    private func writer(_ directory: InMemoryDirectory, threads: Int = 1) throws -> IndexWriter {
        try IndexWriter(
            directory, schema: try schema(), options: IndexWriter.Options(threads: threads, learnsWords: true)
        )
    }

    private func titlesByID(_ titles: [String], from first: Int = 0) -> [(id: String, title: String)] {
        titles.enumerated().map { ("p\($0 + first)", "\($1) \($0 + first)") }
    }

    private func frequency(_ word: String, _ directory: InMemoryDirectory, _ reading: TokenReading) throws
        -> Int
    {
        let snapshot = try IndexSnapshot(directory)
        var count = 0
        for segment in snapshot.segments {
            guard var cursor = try segment.postings(of: Array(word.utf8)) else { continue }
            while try cursor.advance() {
                if cursor.frequencies.contains(where: { $0.reading == reading }) { count += 1 }
            }
        }
        return count
    }

    @Test(
        "A new index learns a name with its first products, whatever the number of threads",
        arguments: [2])
    func firstCommit(threads: Int) throws {
        var random = SeededGenerator(orEnvironment: 0xF1)
        let directory = InMemoryDirectory()
        let writer = try writer(directory, threads: threads)
        for (id, title) in titlesByID(titles(400, brand: Self.unknown, &random)) {
            try writer.upsert(document(id, title))
        }
        writer.delete("p7")
        try writer.upsert(document("p8", "换了 标题"))
        let snapshot = try writer.commit()
        writer.close()
        let lexicon = IndexLexicon(snapshot.manifest, in: directory)
        #expect(lexicon.problem == nil)
        #expect(lexicon.learned.contains(Self.unknown), "\(lexicon.learned) \(random.rerun)")
        #expect(snapshot.documentCount == 399)
        #expect(try frequency(Self.unknown, directory, .aligned) == 398)
        #expect(IndexChecker(directory).check().problems == [])
    }

    @Test("Later products are cut by the same words; compaction learns new ones, as a fresh import does")
    func laterCommits() throws {
        var random = SeededGenerator(orEnvironment: 0xF2)
        let first = titlesByID(titles(300, brand: "罗技", &random))
        let second = titlesByID(titles(300, brand: Self.unknown, &random), from: 300)
        let directory = InMemoryDirectory()
        for part in [first, second] {
            let writer = try writer(directory)
            for (id, title) in part { try writer.upsert(document(id, title)) }
            try writer.commit()
            writer.close()
        }
        #expect(try IndexSnapshot(directory).segments.count == 2)
        let name = try #require(try IndexSnapshot(directory).attachment(LexiconFile.purpose))
        #expect(
            try frequency(Self.unknown, directory, .crossing) + frequency(Self.unknown, directory, .aligned)
                == 300)
        let before = IndexLexicon(try IndexSnapshot(directory).manifest, in: directory)
        #expect(!before.learned.contains(Self.unknown))

        let all = first + second
        let ids = Dictionary(uniqueKeysWithValues: all.map { ($0.title, $0.id) })
        let compacting = try writer(directory)
        let snapshot = try compacting.compact(decoding: decode(ids))
        compacting.close()
        #expect(snapshot.segments.count == 1 && snapshot.documentCount == 600)
        #expect(snapshot.attachment(LexiconFile.purpose) != name)
        #expect(!directory.fileExists(name))
        #expect(try frequency(Self.unknown, directory, .aligned) == 300)
        #expect(IndexChecker(directory).check().problems == [])

        let fresh = InMemoryDirectory()
        let importing = try writer(fresh)
        for (id, title) in all { try importing.upsert(document(id, title)) }
        try importing.commit()
        importing.close()
        let lexicons = try [directory, fresh].map {
            IndexLexicon(try IndexSnapshot($0).manifest, in: $0).learned
        }
        #expect(lexicons[0] == lexicons[1])

        // Nothing new to learn: the words stay.
        let again = try writer(directory)
        let unchanged = try again.compact(decoding: decode(ids))
        again.close()
        #expect(unchanged.documentCount == 600)
        #expect(unchanged.attachment(LexiconFile.purpose) == snapshot.attachment(LexiconFile.purpose))
    }

    @Test("A dictionary is remembered, taken by a new index at once and by an old one when it is compacted")
    func userDictionary() throws {
        let directory = InMemoryDirectory()
        let titles = [("p1", "大显眼包 1"), ("p2", "小显眼包 2")]
        let ids = Dictionary(uniqueKeysWithValues: titles.map { ($0.1, $0.0) })
        func change(_ body: (IndexWriter) throws -> Void) throws {
            let writer = try writer(directory)
            defer { writer.close() }
            try body(writer)
        }
        try change { writer in
            #expect(try writer.useDictionary("显眼包\n"))
            for (id, title) in titles { try writer.upsert(document(id, title)) }
            try writer.commit()
        }
        #expect(try frequency("显眼包", directory, .aligned) == 2)
        try change { writer in
            #expect(try !writer.useDictionary("显眼包\n"))
            #expect(try writer.useDictionary(""))
            try writer.compact(decoding: decode(ids))
        }
        #expect(try frequency("显眼包", directory, .aligned) == 0)
        #expect(try IndexSnapshot(directory).manifest.attachments == [:])
        try change { writer in
            #expect(try writer.useDictionary("大显眼 5\n"))
            try writer.compact(decoding: decode(ids))
        }
        #expect(try frequency("大显眼", directory, .aligned) == 1)
        #expect(IndexChecker(directory).check().problems == [])
    }

    @Test("A damaged lexicon is reported, searches go on with ICU's words, and compaction makes it anew")
    func damagedLexicon() throws {
        var random = SeededGenerator(orEnvironment: 0xF4)
        let products = titlesByID(titles(300, brand: Self.unknown, &random))
        let ids = Dictionary(uniqueKeysWithValues: products.map { ($0.title, $0.id) })
        let written = InMemoryDirectory()
        let first = try writer(written)
        for (id, title) in products { try first.upsert(document(id, title)) }
        try first.commit()
        first.close()
        let name = try #require(try IndexSnapshot(written).attachment(LexiconFile.purpose))
        var contents = written.contents
        contents[name]?[5000] ^= 4
        let directory = InMemoryDirectory(contents)
        #expect(IndexLexicon(try IndexSnapshot(directory).manifest, in: directory).problem != nil)
        #expect(!IndexChecker(directory).check().isSound)
        let second = try writer(directory)
        #expect(second.lexiconProblem != nil)
        try second.compact(decoding: decode(ids))
        second.close()
        let mended = IndexLexicon(try IndexSnapshot(directory).manifest, in: directory)
        #expect(mended.problem == nil && mended.learned.contains(Self.unknown))
        #expect(IndexChecker(directory).check().problems == [])
    }

    @Test("English products are never held back, and make no lexicon")
    func english() throws {
        let directory = InMemoryDirectory()
        let writer = try writer(directory)
        for number in 0..<50 { try writer.upsert(document("p\(number)", "red leather case \(number)")) }
        #expect(writer.gathering?.changes.isEmpty == true)
        let snapshot = try writer.commit()
        writer.close()
        #expect(snapshot.documentCount == 50 && snapshot.manifest.attachments.isEmpty)
    }

    @Test("A rolled back writer forgets what was gathered and learnt")
    func rollback() throws {
        var random = SeededGenerator(orEnvironment: 0xF5)
        let directory = InMemoryDirectory()
        let writer = try writer(directory)
        for (id, title) in titlesByID(titles(300, brand: Self.unknown, &random)) {
            try writer.upsert(document(id, title))
        }
        try writer.settleWords()
        try writer.upsert(document("q", "手机"))
        try writer.rollback()
        try writer.upsert(document("r", "水壶"))
        let snapshot = try writer.commit()
        writer.close()
        #expect(snapshot.documentCount == 1 && snapshot.manifest.attachments.isEmpty)
        #expect(IndexChecker(directory).check().problems == [])
    }
}

import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Long lists whose table to skip by does not fit their blocks: searches rely on blocks that rise.
@Suite struct DamagedListTests {
    private static let source = PostingList.Source(file: "test")
    private static let words = (0..<12).map { "w\($0)" }

    /// Words in every second document down to one in 4,000, of one segment of several windows.
    private func index(_ random: inout SeededGenerator) throws -> InMemoryDirectory {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try Schema([Field(name: "title", type: .text, weight: 1)]))
        for number in 0..<20_000 {
            var text = Array(repeating: "filler", count: 1 + number % 7)
            for (rank, word) in Self.words.enumerated()
            where Int.random(in: 0..<(2 << rank), using: &random) == 0 {
                // Five times is more than a code can tell.
                let isFrequent = Int.random(in: 0..<20, using: &random) == 0
                text += Array(repeating: word, count: isFrequent ? [3, 5][number % 2] : 1)
            }
            try writer.upsert(
                Document(
                    id: "p\(number)", source: [],
                    values: [FieldValue(field: 0, .text(text.joined(separator: " ")))]))
        }
        try writer.commit()
        writer.close()
        return directory
    }

    /// Where each word's table lies in the segment's file.
    private func tables(_ snapshot: IndexSnapshot, in bytes: [UInt8]) throws -> [Range<Int>] {
        let lists = try Self.words.map { word in
            try #require(try snapshot.segments[0].list(of: Array(word.utf8)))
        }
        // All lists lie in one section, so that the place of one tells those of all.
        let beginning = Array(UnsafeRawBufferPointer(start: lists[0].bytes, count: 64))
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: beginning) })
        return lists.filter(\.isLarge).map { list in
            let table = start - lists[0].offset + list.offset + 10
            return table..<table + 13 * list.blockCount
        }
    }

    @Test("A block that does not end where the table says is damage")
    func blockAgainstTable() throws {
        var random = SeededGenerator(seed: 1)
        let directory = try index(&random)
        let snapshot = try IndexSnapshot(directory)
        let list = try #require(try snapshot.segments[0].list(of: Array("w1".utf8)))
        var bytes = Array(UnsafeRawBufferPointer(start: list.bytes, count: list.byteCount))
        for block in [0, list.blockCount / 2, list.blockCount - 1] {
            bytes[10 + 4 * block] ^= 1
            defer { bytes[10 + 4 * block] ^= 1 }
            try bytes.withUnsafeBytes { buffer in
                let damaged = try PostingList(
                    buffer,
                    TermInfo(documentFrequency: list.documentFrequency, offset: 0, byteCount: buffer.count),
                    documentCount: 20_000, source: Self.source)
                var room = PostingBlock.allocate()
                defer { room.deallocate() }
                #expect(throws: StorageError.self) { try damaged.decode(block, into: &room) }
            }
        }
    }

    @Test("A table that hides frequencies written out is damage, found before a search relies on it")
    func hiddenEscapes() throws {
        var random = SeededGenerator(seed: 1)
        let directory = try index(&random)
        let snapshot = try IndexSnapshot(directory)
        let list = try #require(try snapshot.segments[0].list(of: Array("w1".utf8)))
        var bytes = Array(UnsafeRawBufferPointer(start: list.bytes, count: list.byteCount))
        let block = try #require((0..<list.blockCount).first { list.strongestCode($0) == PostingCode.escape })
        bytes[10 + 12 * list.blockCount + block] = 1
        try bytes.withUnsafeBytes { buffer in
            let damaged = try PostingList(
                buffer,
                TermInfo(documentFrequency: list.documentFrequency, offset: 0, byteCount: buffer.count),
                documentCount: 20_000, source: Self.source)
            #expect(throws: StorageError.self) { try TermBitmap.make(damaged, documentCount: 20_000) }
        }
    }

    @Test("Any flipped bit of a table gives an error or an answer", arguments: TestTier.seeds(2))
    func flippedBits(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let directory = try index(&random)
        let name = try #require(directory.fileNames().first { $0.hasPrefix("segment-") })
        var files = try directory.indexFiles()
        let bytes = try #require(files[name])
        let places = try tables(try IndexSnapshot(directory), in: bytes)
        for _ in 0..<80 {
            let table = try #require(places.randomElement(using: &random))
            var damaged = bytes
            damaged[Int.random(in: table, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            files[name] = damaged
            do { try search(InMemoryDirectory(files), &random) } catch is StorageError {}
        }
    }

    private func search(_ directory: InMemoryDirectory, _ random: inout SeededGenerator) throws {
        let snapshot = try IndexSnapshot(directory)
        let similarity = SmallCatalogue.bm25(snapshot)
        for match in [ConceptSearch.Match.any, .all] {
            for count in [1, 10, 300] {
                let words = Self.words.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random))
                let request = ConceptSearch(
                    concepts: words.map(SmallCatalogue.term), match: match, count: count)
                do throws(StorageError) {
                    _ = try PrunedTopK(snapshot, similarity).candidates(request)
                    _ = try MatchCounter(snapshot, similarity).count(request)
                } catch {
                    #expect("\(error)".contains("postings"), "\(random.rerun)")
                }
            }
        }
    }
}

import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite("Posting lists in the Common Index File Format")
struct PostingExportTests {
    @Test(
        "What is read back is what the cursors of the index give, without deleted products", arguments: 1...4)
    func roundTrip(seed: UInt64) throws {
        let (directory, documents) = try SmallCatalogue.index(count: 300, commits: 3, seed: seed)
        if seed % 2 == 0 {
            let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema())
            for document in documents.prefix(170) { writer.delete(document.id) }
            try writer.commit()
            writer.close()
        }
        let snapshot = try IndexSnapshot(directory)
        var bytes: [UInt8] = []
        let report = try PostingExport(snapshot).write(description: "test") {
            bytes += $0
            return true
        }
        let file = try ExchangeReader(bytes)
        #expect(file.header.version == 1 && file.header.description == "test")
        #expect(file.records.map(\.number) == Array(0..<snapshot.documentCount))
        #expect(file.header.totalTerms == file.records.reduce(0) { $0 + $1.length })
        #expect(
            file.header.averageLength == Double(file.header.totalTerms) / Double(snapshot.documentCount))
        #expect(report.terms == file.lists.count && report.documents == snapshot.documentCount)

        // By term and product id, from the index itself.
        var expected: [[UInt8]: [String: Int]] = [:]
        var lengths: [String: Int] = [:]
        for (index, segment) in snapshot.segments.enumerated() {
            var terms = segment.terms.cursor()
            while try terms.advance() {
                var cursor = try segment.cursor(terms.info)
                while try cursor.advance() {
                    guard snapshot.live[index].contains(cursor.document) else { continue }
                    expected[terms.term, default: [:]][segment.ids.id(of: cursor.document)] =
                        try cursor.positions().count
                }
            }
            snapshot.live[index].forEach { document in
                lengths[segment.ids.id(of: document)] = (0..<segment.lengths.slotCount).reduce(0) {
                    $0 + segment.lengths.length(of: document, slot: $1)
                }
            }
        }
        #expect(
            zip(file.lists, file.lists.dropFirst()).allSatisfy { $0.term.lexicographicallyPrecedes($1.term) })
        var found: [[UInt8]: [String: Int]] = [:]
        for list in file.lists {
            #expect(String(validating: list.term, as: UTF8.self) != nil)
            #expect(list.documentFrequency == list.postings.count)
            #expect(list.occurrences == list.postings.reduce(0) { $0 + $1.count })
            found[list.term] = Dictionary(
                uniqueKeysWithValues: list.postings.map { (file.records[$0.number].id, $0.count) })
        }
        #expect(found == expected)
        #expect(Dictionary(uniqueKeysWithValues: file.records.map { ($0.id, $0.length) }) == lengths)
    }

    @Test("An index without products is a header; a reader that goes away ends the writing")
    func edges() throws {
        let (directory, _) = try SmallCatalogue.index(count: 5)
        let writer = try IndexWriter(directory, schema: try SmallCatalogue.schema())
        for number in 0..<5 { writer.delete("p\(number)") }
        try writer.commit()
        writer.close()
        var bytes: [UInt8] = []
        let report = try PostingExport(try IndexSnapshot(directory)).write(description: "") {
            bytes += $0
            return true
        }
        #expect(report == PostingExport.Report())
        #expect(bytes == [2, 8, 1])

        let (full, _) = try SmallCatalogue.index(count: 50)
        var calls = 0
        _ = try PostingExport(try IndexSnapshot(full)).write(description: "") { _ in
            calls += 1
            return calls < 3
        }
        #expect(calls < 60)
    }

    @Test("Numbers take seven bits a byte, and what is 0 takes nothing")
    func numbers() {
        var message = ProtobufWriter()
        message.integer(150, field: 1)
        message.integer(0, field: 2)
        message.pair(0, 300, field: 4)
        message.data([], field: 3)
        #expect(message.bytes == [0x08, 0x96, 0x01, 0x22, 0x03, 0x10, 0xAC, 0x02])
        for value in [0, 1, 127, 128, 16_383, 16_384, Int.max] {
            var number = ProtobufWriter()
            number.varint(UInt64(value))
            #expect(ProtobufWriter.length(ofVarint: value) == number.bytes.count)
        }
    }
}

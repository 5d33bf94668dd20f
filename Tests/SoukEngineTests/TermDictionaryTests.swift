import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct TermDictionaryTests {
    private struct Entry: Equatable {
        var term: [UInt8]
        var info: TermInfo
    }

    private func randomEntries(_ count: Int, _ random: inout SeededGenerator) -> [Entry] {
        var terms: Set<[UInt8]> = []
        let longest = [3, 14, 15, 16, 255].randomElement(using: &random) ?? 3
        for _ in 0..<count {
            let shared = terms.randomElement(using: &random)?.prefix(
                Int.random(in: 0...longest, using: &random))
            var term = Array(shared ?? [])
            while term.count < Int.random(in: 1...longest, using: &random) {
                term.append(UInt8.random(in: 97...122, using: &random))
            }
            terms.insert(term)
        }
        var offset = Int.random(in: 0...1000, using: &random)
        return terms.sorted { $0.lexicographicallyPrecedes($1) }.map { term in
            let frequency = [1, 1, 1, 2, 33, 97, 128, 100_000].randomElement(using: &random) ?? 1
            let byteCount = [1, 5, 30, 31, 32, 33, 127, 128, 70_000].randomElement(using: &random) ?? 1
            defer { offset += byteCount }
            return Entry(
                term: term, info: TermInfo(documentFrequency: frequency, offset: offset, byteCount: byteCount)
            )
        }
    }

    private func reader(_ entries: [Entry]) throws -> (SectionFileReader, TermDictionaryReader) {
        let directory = InMemoryDirectory()
        let file = try SectionFileWriter(
            directory: directory, name: "terms", kind: "TEST", version: 1, fileID: 1)
        var writer = TermDictionaryWriter()
        for entry in entries {
            entry.term.withUnsafeBufferPointer { writer.add($0, entry.info) }
        }
        try writer.write(to: file)
        _ = try file.finish()
        let sections = try SectionFileReader(
            directory: directory, name: "terms", kind: "TEST", supported: 1...1)
        return (sections, try TermDictionaryReader(sections))
    }

    @Test("Every term is found and walked with what was written, and no other", arguments: 1...20)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let entries = randomEntries([0, 1, 31, 32, 33, 700].randomElement(using: &random) ?? 0, &random)
        let (sections, dictionary) = try reader(entries)
        try withExtendedLifetime(sections) {
            #expect(dictionary.count == entries.count)
            var cursor = dictionary.cursor()
            var walked: [Entry] = []
            while try cursor.advance() { walked.append(Entry(term: cursor.term, info: cursor.info)) }
            #expect(walked == entries, "\(random.rerun)")
            for (place, entry) in entries.enumerated() {
                #expect(try dictionary.find(entry.term) == entry.info, "\(random.rerun)")
                let other = entry.term.dropLast() + [UInt8.random(in: 0...255, using: &random)]
                let expected = entries.first { $0.term == Array(other) }
                #expect(try dictionary.find(Array(other)) == expected?.info, "\(random.rerun)")
                var after = try dictionary.cursor(atOrAfter: entry.term + [0])
                let hasNext = try after.advance()
                #expect(hasNext == (place + 1 < entries.count))
                if hasNext { #expect(after.term == entries[place + 1].term) }
                let prefix = Array(entry.term.prefix(Int.random(in: 0...3, using: &random)))
                let range = entries.filter { $0.term.starts(with: prefix) }.map(\.info)
                #expect(try infos(dictionary, prefix) == range, "\(random.rerun)")
            }
        }
    }

    private func infos(_ dictionary: TermDictionaryReader, _ prefix: [UInt8]) throws -> [TermInfo] {
        try prefix.withUnsafeBufferPointer { prefix in
            var scanner = try TermRangeScanner(dictionary, prefix: prefix)
            var infos: [TermInfo] = []
            while let info = try scanner.next() { infos.append(info) }
            return infos
        }
    }
}

import CSoukKernels
import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// Prefix and fuzzy search against the plain evaluation of the same query.
@Suite struct ExpansionTests {
    @Test("Prefixes: the documents, their number and their order are the oracle's", arguments: 1...14)
    func prefixes(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for _ in 0..<60 {
            let allowed = index.allowed(&random)
            let count = [0, 1, 3, 10, 100, 5000].randomElement(using: &random) ?? 10
            let word = index.word(&random)
            let prefix = Array(word.prefix(Int.random(in: 0...word.count, using: &random)))
            let expected = try index.expected(.prefix(prefix), allowed, count)
            let search = PrefixSearch(index.snapshot, allowed: allowed)
            let context: Comment = "\(String(decoding: prefix, as: UTF8.self)) \(count) \(random.rerun)"
            #expect(try search.count(prefix) == expected.total, context)
            #expect(try search.search(prefix, count: count) == expected, context)
            #expect(try search.first(prefix, count: count) == expected.candidates, context)
        }
    }

    @Test("Typing errors: the documents, their number and their order are the oracle's", arguments: 1...14)
    func typingErrors(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for _ in 0..<25 {
            let allowed = index.allowed(&random)
            let count = [0, 1, 10, 5000].randomElement(using: &random) ?? 10
            let distance = Int.random(in: 0...3, using: &random)
            let word = index.misspelled(&random)
            let expected = try index.expected(.fuzzy(word, distance: distance), allowed, count)
            let search = FuzzySearch(index.snapshot, allowed: allowed)
            let context: Comment =
                "\(String(decoding: word, as: UTF8.self)) \(distance) \(count) \(random.rerun)"
            #expect(try search.count(word, distance: distance) == expected.total, context)
            #expect(try search.search(word, distance: distance, count: count) == expected, context)
        }
    }

    @Test("Expansions have their distances and document frequencies, nearest first", arguments: 1...6)
    func expansions(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for _ in 0..<20 {
            let word = index.misspelled(&random)
            let distance = Int.random(in: 1...2, using: &random)
            var expected: [[UInt8]: TermExpansion] = [:]
            for segment in index.snapshot.segments {
                var terms = segment.terms.cursor()
                while try terms.advance() {
                    guard EditDistance.matches(word, terms.term, atMost: distance) else { continue }
                    let found = EditDistance.alignment(
                        Array(String(decoding: word, as: UTF8.self).unicodeScalars),
                        Array(String(decoding: terms.term, as: UTF8.self).unicodeScalars))
                    expected[
                        terms.term,
                        default: TermExpansion(term: terms.term, distance: found, documentFrequency: 0)
                    ].documentFrequency += terms.info.documentFrequency
                }
            }
            let sorted = expected.values.sorted(by: TermExpansion.precedes)
            let search = FuzzySearch(index.snapshot)
            #expect(try search.expansions(of: word, distance: distance) == sorted, "\(random.rerun)")
            #expect(
                try search.expansions(of: word, distance: distance, limit: 3) == Array(sorted.prefix(3)),
                "\(random.rerun)")
        }
    }

    private struct Found: Hashable {
        var term: [UInt8]
        var distance: Int
        var info: Int
    }

    private func terms(
        _ word: [UInt8], _ distance: Int, _ way: FuzzyTermMatcher.Way, of segment: SegmentReader
    ) throws -> [Found] {
        let matcher = FuzzyTermMatcher(word, distance: distance, way: way)
        defer { matcher.deallocate() }
        var found: [Found] = []
        try matcher.forEachTerm(of: segment) { info, distance, bytes in
            found.append(Found(term: Array(bytes), distance: distance, info: info.offset))
        }
        return found
    }

    @Test(
        "Walking the dictionary and asking for made-up words find the same terms, each once",
        arguments: 1...24)
    func ways(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for _ in 0..<120 {
            let word = index.misspelled(&random)
            let distance = Int.random(in: 1...2, using: &random)
            for segment in index.snapshot.segments {
                let walked = try terms(word, distance, .walk, of: segment)
                let asked = try terms(word, distance, .table, of: segment)
                let context: Comment = "\(String(decoding: word, as: UTF8.self)) \(distance) \(random.rerun)"
                #expect(Set(walked) == Set(asked), context)
                #expect(asked.count == Set(asked).count, context)
                #expect(walked.count == Set(walked).count, context)
            }
        }
    }

    @Test(
        "The table of a segment knows every term: as one of its alphabet, or as uncommon", arguments: 1...12)
    func table(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for segment in index.snapshot.segments {
            let table = try segment.termTable.value { () throws(StorageError) in try TermTable(segment.terms)
            }
            var terms = segment.terms.cursor()
            var ordinal: UInt32 = 0
            while try terms.advance() {
                defer { ordinal += 1 }
                let scalars = String(decoding: terms.term, as: UTF8.self).unicodeScalars.map(\.value)
                if scalars.contains(where: HanCharacter.contains) { continue }
                if table.uncommonOrdinals.contains(ordinal) {
                    #expect(scalars.contains { !table.alphabet.contains($0) })
                    continue
                }
                #expect(table.mayBegin(WordHash.hash(scalars, count: WordHash.headLength)))
                var found = RawArray<UInt32>(capacity: 16)
                defer { found.deallocate() }
                table.find([WordHash.hash(scalars, count: scalars.count)], count: 1, into: &found)
                #expect((0..<found.count).contains { found.elements[$0] == ordinal }, "\(random.rerun)")
            }
        }
    }

    @Test("Terms of equal hashes are all found, however many there are")
    func collisions() {
        let count = 3000
        let hashes = [UInt64](repeating: 7, count: count) + [8]
        let bucketCount = 300
        var slots = [UInt32](repeating: .max, count: bucketCount * Int(SOUK_TERM_BUCKET))
        souk_insert_terms(&slots, bucketCount, 12, hashes, (0..<UInt32(count + 1)).map { $0 }, count + 1)
        var found = [UInt32](repeating: 0, count: 5000)
        #expect(souk_find_terms(slots, bucketCount, 12, [7], 1, &found, 5000) == count)
        #expect(Set(found.prefix(count)) == Set(0..<UInt32(count)))
        #expect(souk_find_terms(slots, bucketCount, 12, [7], 1, &found, 100) == 100)
        #expect(souk_find_terms(slots, bucketCount, 12, [9, 8, 10], 3, &found, 5000) == 1)
        #expect(found[0] == UInt32(count))
    }

    @Test("A set of hashes has no false absences, and few false members")
    func hashSet() {
        var random = SeededGenerator(seed: 3)
        let hashes = (0..<4000).map { _ in random.next() }
        var set = [UInt64](repeating: 0, count: 512)
        souk_set_hashes(&set, 9, hashes, hashes.count)
        #expect(hashes.allSatisfy { souk_has_hash(set, 9, $0) != 0 })
        let falseMembers = (0..<4000).filter { _ in souk_has_hash(set, 9, random.next()) != 0 }.count
        #expect(falseMembers < 800)
        var members = [UInt64](repeating: 0, count: 4000)
        let symbols = (0..<4000).map { UInt64($0) }
        let found = souk_collect_members(symbols, 4000, 5, 3, set, 9, &members)
        let expected = symbols.map { 5 + 3 * $0 }.filter { souk_has_hash(set, 9, $0) != 0 }
        #expect(Array(members.prefix(found)) == expected)
    }

    @Test("An index without documents has no matches")
    func empty() throws {
        let directory = InMemoryDirectory()
        let writer = try IndexWriter(
            directory, schema: try SmallCatalogue.schema(), options: IndexWriter.Options())
        try writer.commit()
        writer.close()
        let snapshot = try IndexSnapshot(directory)
        #expect(try PrefixSearch(snapshot).search(Array("a".utf8), count: 10).total == 0)
        #expect(try FuzzySearch(snapshot).search(Array("a".utf8), distance: 2, count: 10).total == 0)
    }

    @Test("Words that no keyboard gives are looked up as they stand, or match nothing")
    func hostileWords() throws {
        var random = SeededGenerator(seed: 5)
        let index = try WordIndex(&random)
        let words: [[UInt8]] = [
            [], [0xFF], [0xE4, 0xBD], Array(repeating: 0x61, count: 10_000),
            Array(repeating: 0xF4, count: 300),
            Array("手机".utf8), Array(String(repeating: "é", count: FuzzySearch.longestWord).utf8),
            Array(String(repeating: "é", count: FuzzySearch.longestWord + 1).utf8), [0], [0x7F],
        ]
        for word in words {
            for distance in -1...3 {
                let expected = try index.expected(.fuzzy(word, distance: distance), nil, 10)
                #expect(
                    try FuzzySearch(index.snapshot).search(word, distance: distance, count: 10) == expected)
            }
            let expected = try index.expected(.prefix(word), nil, 10)
            #expect(try PrefixSearch(index.snapshot).search(word, count: 10) == expected)
        }
    }

    @Test("Both ways to choose the first by key choose the same", arguments: 1...8)
    func selection(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random)
        for (place, segment) in index.snapshot.segments.enumerated() where segment.terms.count > 0 {
            var union = DocumentUnion.take(documentCount: segment.documentCount)
            defer {
                union.drain()
                union.giveBack()
            }
            var terms = segment.terms.cursor()
            while try terms.advance() {
                if Int.random(in: 0..<9, using: &random) == 0 { try union.insert(terms.info, of: segment) }
            }
            let hits = union.restrict(to: nil, nil)
            guard hits > 0 else { continue }
            let count = Int.random(in: 1...20, using: &random)
            var walked = FirstByKey(capacity: count, index.snapshot.segments)
            var merged = walked
            union.walkKeys(segment.ids, at: place, into: &walked)
            union.mergeRuns(segment.ids, hits: hits, at: place, into: &merged)
            #expect(walked.candidates() == merged.candidates(), "\(random.rerun)")
            #expect(walked.candidates().count == min(hits, count))
        }
    }

    @Test(
        "Where the first alone are asked for, lines that cannot hold them are left out, and nothing is missed",
        arguments: 1...4)
    func boundedUnions(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let index = try WordIndex(&random, documents: 12_000)
        var bounded = 0
        for round in 0..<40 {
            let allowed = index.allowed(&random)
            let count = Int.random(in: 0...12, using: &random)
            let prefix = Array(index.word(&random).prefix(round % 3))
            let search = PrefixSearch(index.snapshot, allowed: allowed)
            #expect(
                try search.first(prefix, count: count) == search.search(prefix, count: count).candidates,
                "\(String(decoding: prefix, as: UTF8.self)) \(count) \(random.rerun)")
            for (place, segment) in index.snapshot.segments.enumerated() {
                let wanted = FirstWanted(
                    count: count, ids: segment.ids, live: index.snapshot.live[place], allowed: allowed?[place]
                )
                var union = DocumentUnion.take(documentCount: segment.documentCount, wanted: wanted)
                // The commonest first, and the others with them or not: the list is full, or hardly begun.
                var terms = segment.terms.cursor()
                var infos: [TermInfo] = []
                while try terms.advance() { infos.append(terms.info) }
                infos.sort { $0.documentFrequency > $1.documentFrequency }
                for info in infos.prefix(round % 2 == 0 ? 3 : infos.count) {
                    try union.insert(info, of: segment)
                }
                if let places = union.boundedPlaces, places < segment.documentCount { bounded += 1 }
                let size = union.lineCount * 72 + segment.documentCount / 128 + 4096
                union.drain()
                union.giveBack()
                // The piece that was given back is the next that is borrowed.
                let zeros = UnsafeMutablePointer<UInt8>.borrowZeros(size)
                #expect((0..<size).allSatisfy { zeros[$0] == 0 }, "\(random.rerun)")
                zeros.giveBackZeros()
            }
        }
        #expect(bounded > 0, "\(random.rerun)")
    }

    @Test("Documents of marked lines are set alike with vectors and without", arguments: 1...20)
    func markedLines(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let lineCount = 40
        let size = Int(SOUK_UNION_LINE)
        for _ in 0..<50 {
            let share = Int.random(in: 1...200, using: &random)
            let documents = (0..<UInt32(lineCount * size)).filter { _ in
                Int.random(in: 0..<share, using: &random) == 0
            }.prefix(Int.random(in: 1...128, using: &random)).map { $0 }
            guard let last = documents.last else { continue }
            let marked = (0..<lineCount).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
            let starts = marked.map { UInt32($0 * size) }
            var words = [UInt64](repeating: 0, count: lineCount * size / 64)
            var scalarWords = words
            let done = souk_insert_marked(documents, documents.count, starts, starts.count, &words)
            let scalarDone = souk_insert_marked_scalar(
                documents, documents.count, starts, starts.count, &scalarWords)
            let expected = documents.filter { marked.contains(Int($0) / size) }
            let found = (0..<UInt32(lineCount * size)).filter {
                words[Int($0 / 64)] >> UInt64($0 % 64) & 1 != 0
            }
            #expect(found == expected, "\(random.rerun)")
            #expect(words == scalarWords, "\(random.rerun)")
            #expect(done == starts.filter { $0 + UInt32(size) - 1 <= last }.count, "\(random.rerun)")
            #expect(done == scalarDone, "\(random.rerun)")
        }
    }
}

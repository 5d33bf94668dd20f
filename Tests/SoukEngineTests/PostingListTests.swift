import CSoukKernels
import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

@Suite struct PostingListTests {
    private static let source = PostingList.Source(file: "test")

    private struct Posting {
        var document: UInt32
        var frequencies: [FieldFrequency]
        var positions: [FieldPosition]
    }

    /// Of one kind: documents close together or far apart, one frequency or any.
    private func randomPostings(_ count: Int, _ random: inout SeededGenerator) -> [Posting] {
        var document: UInt32 = UInt32.random(in: 0...3, using: &random)
        let isPlain = Bool.random(using: &random)
        return (0..<count).map { _ in
            defer {
                document += UInt32.random(in: 1...(Bool.random(using: &random) ? 2 : 5000), using: &random)
            }
            var places: Set<FieldPosition> = []
            if isPlain && Int.random(in: 0..<20, using: &random) > 0 {
                return Posting(
                    document: document, frequencies: PostingCode.table[1],
                    positions: [FieldPosition(slot: 0, position: Int.random(in: 0...40, using: &random))])
            }
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                places.insert(
                    FieldPosition(
                        slot: Int.random(in: 0...7, using: &random),
                        position: Int.random(in: 0...300, using: &random)))
            }
            var frequencies: [FieldFrequency] = []
            for place in places.sorted() {
                let reading = TokenReading(rawValue: UInt8.random(in: 0...2, using: &random)) ?? .aligned
                if let index = frequencies.firstIndex(where: {
                    $0.slot == place.slot && $0.reading == reading
                }) {
                    frequencies[index].count += 1
                } else {
                    frequencies.append(FieldFrequency(slot: place.slot, reading: reading, count: 1))
                }
            }
            frequencies.sort { ($0.slot, $0.reading.rawValue) < ($1.slot, $1.reading.rawValue) }
            return Posting(document: document, frequencies: frequencies, positions: places.sorted())
        }
    }

    private func encode(_ postings: [Posting]) -> (bytes: [UInt8], info: TermInfo) {
        var buffer = PostingBuffer()
        for posting in postings.shuffled() {
            var previous = FieldPosition(slot: -1, position: 0)
            for place in posting.positions {
                buffer.addPosition(
                    UInt32(place.position - (place.slot == previous.slot ? previous.position : 0)))
                previous = place
            }
            buffer.endPosting(
                posting.document, code: PostingCode.code(for: posting.frequencies),
                frequencies: posting.frequencies)
        }
        buffer.sort()
        var writer = PostingListWriter(strengths: PostingCode.strengths(slotWeights: [1, 0.5, 0.25]))
        var list = RawArray<UInt8>(capacity: 16)
        defer { list.deallocate() }
        writer.encode(buffer, to: &list)
        let bytes = Array(list.buffer)
        return (bytes, TermInfo(documentFrequency: postings.count, offset: 0, byteCount: bytes.count))
    }

    @Test("The strongest code of a block bounds every frequency in it", arguments: 1...10)
    func strongestCodes(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let postings = randomPostings(700, &random)
        let (bytes, info) = encode(postings)
        let strengths = PostingCode.strengths(slotWeights: [1, 0.5, 0.25])
        try bytes.withUnsafeBytes { buffer in
            let list = try PostingList(buffer, info, documentCount: 1 << 30, source: Self.source)
            var block = PostingBlock.allocate()
            defer { block.deallocate() }
            for index in 0..<list.blockCount {
                try list.decode(index, into: &block)
                let bound = strengths[Int(list.strongestCode(index))]
                for place in 0..<block.count { #expect(strengths[Int(block.codes[place])] <= bound) }
                #expect(list.lastDocument(index) == block.documents[block.count - 1])
            }
        }
    }

    @Test("A block with its codes at hand decodes as from the list alone", arguments: 1...10)
    func codesAtHand(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let postings = randomPostings(Int.random(in: 129...700, using: &random), &random)
        let (bytes, info) = encode(postings)
        try bytes.withUnsafeBytes { buffer in
            let list = try PostingList(buffer, info, documentCount: 1 << 30, source: Self.source)
            var block = PostingBlock.allocate()
            defer { block.deallocate() }
            let limit = Int(postings[postings.count - 1].document) + 1
            let bitmap = try TermBitmap.make(list, documentCount: limit)
            defer { bitmap.deallocate() }
            for index in 0..<list.blockCount {
                try list.decode(index, into: &block)
                let codes = Array(UnsafeBufferPointer(start: block.codes, count: block.count))
                let frequencies = (0..<block.count).map { block.frequencies($0) }
                try list.decodeDocuments(index, into: &block)
                try list.takeCodes(of: index, from: bitmap, into: &block)
                #expect((0..<block.count).map { block.frequencies($0) } == frequencies, "\(random.rerun)")
                #expect(
                    block.escapedPlaces.map(Int.init)
                        == codes.indices.filter { codes[$0] == PostingCode.escape },
                    "\(random.rerun)")
            }
        }
    }

    @Test("Escapes are found eight codes at a time as one by one", arguments: 1...10)
    func nextEscape(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let share = Int.random(in: 1...20, using: &random)
        // 1 and 128 beside a 0 are what borrowing may confuse.
        let codes: [UInt8] = (0..<Int.random(in: 0...140, using: &random)).map { _ in
            Int.random(in: 0..<share, using: &random) == 0
                ? 0 : [1, 128, 129, 255].randomElement(using: &random) ?? 1
        }
        codes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            for place in 0...codes.count {
                let expected = codes[place...].firstIndex(of: PostingCode.escape) ?? codes.count
                #expect(
                    PostingCode.nextEscape(start, from: place, to: codes.count) == expected, "\(random.rerun)"
                )
            }
        }
    }

    @Test(
        "A list decodes to what was encoded, at every size around the block size",
        arguments: [1, 2, 127, 128, 129, 256, 257, 1000])
    func roundTrip(count: Int) throws {
        var random = SeededGenerator(orEnvironment: UInt64(count))
        let postings = randomPostings(count, &random)
        let (bytes, info) = encode(postings)
        let limit = Int(postings[postings.count - 1].document) + 1
        try bytes.withUnsafeBytes { buffer in
            var cursor = try PostingsCursor(
                PostingList(buffer, info, documentCount: limit, source: Self.source))
            for posting in postings {
                #expect(try cursor.advance())
                #expect(cursor.document == posting.document, "\(random.rerun)")
                #expect(cursor.frequencies == posting.frequencies, "\(random.rerun)")
                // Positions may be left out for any posting.
                if posting.document % 3 != 0 {
                    #expect(try cursor.positions() == posting.positions, "\(random.rerun)")
                }
            }
            #expect(try !cursor.advance())
            #expect(cursor.document == PostingsCursor.end)
            #expect(try !cursor.advance())
        }
    }

    @Test("Moving to a target equals moving step by step", arguments: 1...20)
    func seek(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let postings = randomPostings(Int.random(in: 1...900, using: &random), &random)
        let (bytes, info) = encode(postings)
        let last = postings[postings.count - 1].document
        try bytes.withUnsafeBytes { buffer in
            var cursor = try PostingsCursor(
                PostingList(buffer, info, documentCount: Int(last) + 1, source: Self.source))
            var target: UInt32 = 0
            while target <= last {
                let expected = postings.first { $0.document >= target }
                #expect(try cursor.advance(to: target) == (expected != nil))
                if let expected {
                    #expect(cursor.document == expected.document, "\(random.rerun)")
                    #expect(cursor.frequencies == expected.frequencies)
                    if Bool.random(using: &random) {
                        #expect(try cursor.positions() == expected.positions, "\(random.rerun)")
                    }
                    target = cursor.document
                }
                target += UInt32.random(in: 1...3000, using: &random)
            }
        }
    }

    @Test("Damaged bytes give an error or other postings, and never trap", arguments: 1...5)
    func damage(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let postings = randomPostings(300, &random)
        let (bytes, info) = encode(postings)
        let limit = Int(postings[postings.count - 1].document) + 1
        for _ in 0..<400 {
            var damaged = bytes
            damaged[Int.random(in: damaged.indices, using: &random)] ^=
                1 << UInt8.random(in: 0...7, using: &random)
            damaged.withUnsafeBytes { buffer in
                do {
                    var cursor = try PostingsCursor(
                        PostingList(buffer, info, documentCount: limit, source: Self.source))
                    var isInside = true
                    while try cursor.advance() {
                        isInside = isInside && cursor.document < UInt32(limit)
                        _ = try cursor.positions()
                    }
                    #expect(isInside, "\(random.rerun)")
                } catch {
                    #expect("\(error)".contains("test"), "the error names the file")
                }
            }
        }
    }

    @Test(
        "The kernels find documents of a block as a plain loop does",
        arguments: [1, 2, 31, 32, 33, 96, 127, 128])
    func findingInBlocks(count: Int) {
        var random = SeededGenerator(orEnvironment: UInt64(count))
        for span in [UInt32(count), 300, 100_000, .max] {
            var numbers: Set<UInt32> = []
            while numbers.count < count {
                numbers.insert(UInt32.random(in: 0...max(span - 1, UInt32(count)), using: &random))
            }
            let held = numbers.sorted() + [UInt32](repeating: .max, count: 128 - count)
            var documents = Set((0..<200).map { _ in UInt32.random(in: 0...span, using: &random) })
            documents.formUnion(numbers.prefix(count / 2))
            for document in documents {
                let expected = held.prefix(count).firstIndex { $0 >= document } ?? count
                let start = Int.random(in: 0...expected, using: &random)
                #expect(souk_find_held(held, count, start, document) == expected, "\(random.rerun)")
            }
            let kept = documents.sorted()
            let within = kept.filter { $0 <= held[count - 1] }
            for keep in [souk_keep_held, souk_keep_held_scalar] {
                var kept = kept
                var next = 0
                let size = keep(held, count, &kept, kept.count, &next, 0)
                #expect(kept.prefix(size).elementsEqual(within.filter(numbers.contains)), "\(random.rerun)")
                #expect(next == within.count)
            }
            for match in [souk_match_held, souk_match_held_scalar] {
                let expected = kept.map { document in
                    held.prefix(count).firstIndex(of: document).map(UInt8.init) ?? UInt8(SOUK_NOT_HELD)
                }
                var places = [UInt8](repeating: 0, count: kept.count)
                let found = match(held, count, kept, kept.count, &places)
                #expect(places == expected, "\(random.rerun)")
                #expect(found == expected.count { $0 != UInt8(SOUK_NOT_HELD) })
            }
            for share in 1...4 {
                let some = held.prefix(count).filter { _ in Int.random(in: 0..<share, using: &random) == 0 }
                for find in [souk_find_places, souk_find_places_scalar] {
                    var places = [UInt8](repeating: 255, count: some.count + 16)
                    find(held, count, some, some.count, &places)
                    let found = places.prefix(some.count).map { held[Int($0)] }
                    #expect(found == some, "\(random.rerun)")
                }
            }
        }
    }

    @Test("Every code names one combination, and every combination its code")
    func codes() {
        var seen: Set<String> = []
        for code in 1...253 {
            let entries = PostingCode.table[code]
            #expect(!entries.isEmpty)
            #expect(seen.insert("\(entries)").inserted)
            #expect(PostingCode.code(for: entries) == UInt8(code))
        }
        #expect(PostingCode.table[254].isEmpty && PostingCode.table[255].isEmpty)
        let many = [FieldFrequency(slot: 0, reading: .aligned, count: 4)]
        #expect(PostingCode.code(for: many) == PostingCode.escape)
        let mixed = [
            FieldFrequency(slot: 0, reading: .aligned, count: 1),
            FieldFrequency(slot: 0, reading: .inner, count: 1),
        ]
        #expect(PostingCode.code(for: mixed) == PostingCode.escape)
    }

    @Test("Numbers of every width survive packing as bits", arguments: 0...32)
    func bits(width: Int) throws {
        var random = SeededGenerator(orEnvironment: UInt64(width) + 77)
        let limit: UInt32 = width == 0 ? 0 : width == 32 ? .max : (1 << UInt32(width)) - 1
        for count in [1, 7, 8, 127, 128, 129] {
            let values = (0..<count).map { _ in UInt32.random(in: 0...limit, using: &random) }
            var list = RawArray<UInt8>(capacity: 16)
            defer { list.deallocate() }
            BitPacking.packBits(values, count, width: width, into: &list)
            #expect(list.count == BitPacking.byteCount(count, width: width))
            list.append(0)
            try Array(list.buffer).withUnsafeBytes { buffer in
                var scanner = PostingScanner(try #require(buffer.baseAddress), count: buffer.count)
                var decoded = [UInt32](repeating: 0, count: count)
                try decoded.withUnsafeMutableBufferPointer { target in
                    guard let base = target.baseAddress else { return }
                    try BitPacking.unpackBits(count, width: width, from: &scanner, into: base)
                }
                #expect(decoded == values)
                #expect(count == 0 || scanner.place == scanner.count - 1)
            }
        }
    }

    @Test("The kernel sums a block's gaps as a plain loop does, for every width", arguments: 0...32)
    func rows(width: Int) throws {
        var random = SeededGenerator(orEnvironment: UInt64(width) + 78)
        let limit: UInt32 = width == 0 ? 0 : width == 32 ? .max : (1 << UInt32(width)) - 1
        for base in [UInt32.max, 0, 17, 1 << 30] {
            let gaps = (0..<128).map { _ in UInt32.random(in: 0...limit, using: &random) }
            var list = RawArray<UInt8>(capacity: 16)
            defer { list.deallocate() }
            BitPacking.packRows(gaps, width: width, into: &list)
            var expected: [UInt32] = []
            var document = base
            for gap in gaps {
                document = document &+ gap &+ 1
                expected.append(document)
            }
            list.append(0)
            try Array(list.buffer).withUnsafeBytes { buffer in
                var scanner = PostingScanner(try #require(buffer.baseAddress), count: buffer.count)
                var decoded = [UInt32](repeating: 0, count: 128)
                let last = try decoded.withUnsafeMutableBufferPointer { target in
                    try BitPacking.unpackDocuments(
                        width: width, base: base, from: &scanner, into: try #require(target.baseAddress))
                }
                #expect(decoded == expected, "\(random.rerun)")
                #expect(last == expected[127] && scanner.place == scanner.count - 1)
            }
        }
    }
}

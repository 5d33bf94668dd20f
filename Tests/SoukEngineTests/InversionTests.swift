import SoukAnalysis
import SoukStorage
import SoukTestKit
import Testing

@testable import SoukEngine

/// What building a segment does with tokens, held against dictionaries and the plain encoder.
@Suite struct InversionTests {
    private static let strengths = PostingCode.strengths(slotWeights: [1, 0.5, 0.25, 0.5, 0.1])

    private struct Token {
        var term: [UInt8]
        var slot: Int
        var reading: TokenReading
        var position: Int
    }

    /// Terms that share beginnings of every length, zero bytes among them.
    private func randomTerm(_ random: inout SeededGenerator) -> [UInt8] {
        let alphabet: [UInt8] = [0, 1, UInt8(ascii: "a"), UInt8(ascii: "b"), 255]
        let length =
            Bool.random(using: &random)
            ? Int.random(in: 1...3, using: &random)
            : ([7, 8, 9, 14, 15, 16, 17, 40, 255].randomElement(using: &random) ?? 1)
        var term = [UInt8](repeating: UInt8(ascii: "a"), count: length)
        for _ in 0..<2 {
            term[Int.random(in: 0..<length, using: &random)] = alphabet.randomElement(using: &random) ?? 0
        }
        return term
    }

    private func randomDocument(_ terms: [[UInt8]], _ random: inout SeededGenerator) -> [Token] {
        var tokens: [Token] = []
        let slots = [0, 0, 0, 1, 2, 3, 4, 5, 62, 63, 64, 249]
        let isPlain = Int.random(in: 0..<6, using: &random) > 0
        for slot in isPlain ? [0] : Set(slots.shuffled(using: &random).prefix(3)).sorted() {
            var position = 0
            for _ in 0..<Int.random(in: 0...(isPlain ? 12 : 60), using: &random) {
                let reading: TokenReading =
                    isPlain ? .aligned : (.allCases.randomElement(using: &random) ?? .inner)
                // The rarest terms come last: a skewed choice.
                let rank = min(
                    Int.random(in: 0..<terms.count, using: &random),
                    Int.random(in: 0..<terms.count, using: &random))
                tokens.append(Token(term: terms[rank], slot: slot, reading: reading, position: position))
                let steps = isPlain ? [1] : [0, 1, 1, 1, 2, 3, 9, 1 << 20]
                position += steps.randomElement(using: &random) ?? 1
            }
        }
        return tokens
    }

    /// The list of every term by the plain encoder, in byte order.
    private func expected(
        _ documents: [[Token]], _ order: DocumentOrder
    ) -> [(term: [UInt8], frequency: Int, bytes: [UInt8])] {
        var postings: [[UInt8]: PlainPostingListWriter.Postings] = [:]
        for (number, source) in order.sources.enumerated() {
            for (term, tokens) in Dictionary(grouping: documents[Int(source)], by: \.term) {
                var steps: [UInt32] = []
                for (place, token) in tokens.enumerated() {
                    let isFirst = place == 0 || tokens[place - 1].slot != token.slot
                    steps.append(UInt32(token.position - (isFirst ? 0 : tokens[place - 1].position)))
                }
                let frequencies = Dictionary(grouping: tokens) { $0.slot << 2 | Int($0.reading.rawValue) }
                    .sorted { $0.key < $1.key }
                    .map {
                        FieldFrequency(slot: $0.key >> 2, reading: $0.value[0].reading, count: $0.value.count)
                    }
                postings[term, default: .init()].add(UInt32(number), frequencies, steps: steps)
            }
        }
        var writer = PlainPostingListWriter(strengths: Self.strengths)
        return postings.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            ($0.key, $0.value.count, writer.encode($0.value))
        }
    }

    @Test(
        "Lists built in ranges from several builders equal the plain encoder's, byte for byte",
        arguments: 1...9)
    func lists(seed: UInt64) throws {
        var random = SeededGenerator(orEnvironment: seed)
        let terms = Array(Set((0..<400).map { _ in randomTerm(&random) })).shuffled(using: &random)
        let documents = (0..<Int.random(in: 1...1800, using: &random)).map { _ in
            randomDocument(terms, &random)
        }
        let cuts = Int(seed) % 3 + 1
        let builders = build(documents, into: cuts)
        let kept = documents.indices.map(UInt32.init).filter { _ in
            Int.random(in: 0..<10, using: &random) > 0
        }
        let lengths = documents.map { Float($0.count) }
        let order = DocumentOrder(sourceCount: documents.count, byKey: kept.shuffled(using: &random)) {
            lengths[Int($0)]
        }
        let ranking = TermRanking(builders)
        let inversion = PostingInversion(ranking, order: order)
        let limit = [1, 500, 1 << 30][Int.random(in: 0..<3, using: &random)]
        let ranges = inversion.ranges(limit: limit, threads: cuts)
        #expect(ranges.flatMap(Array.init) == Array(0..<ranking.count))
        let sizes = ranges.map { range in range.reduce(0) { $0 + Int(ranking.recordCounts[$1]) } }
        for (range, size) in zip(ranges, sizes) {
            #expect(
                size - Int(ranking.recordCounts[range.upperBound - 1]) <= limit, "\(random.rerun)")
        }
        // Without a limit as many as there are threads: a range left over would keep one thread busy, the others idle.
        if limit == 1 << 30 { #expect(ranges.count <= cuts, "\(random.rerun)") }
        var rest = expected(documents, order)[...]
        for range in ranges {
            let encoded = EncodedPostings(inversion, range, strengths: Self.strengths)
            defer { encoded.deallocate() }
            var terms = Array(encoded.terms.buffer)[...]
            var bytes = Array(encoded.bytes.buffer)[...]
            for place in range.indices {
                let index = place - range.lowerBound
                let frequency = Int(encoded.documentFrequencies.elements[index])
                let term = terms.prefix(Int(encoded.termLengths.elements[index]))
                let list = bytes.prefix(Int(encoded.byteCounts.elements[index]))
                terms = terms.dropFirst(term.count)
                bytes = bytes.dropFirst(list.count)
                guard frequency > 0 else { continue }
                let found = rest.popFirst()
                let next = try #require(found, "\(random.rerun)")
                #expect(Array(term) == next.term, "\(random.rerun)")
                #expect(frequency == next.frequency)
                #expect(Array(list) == next.bytes, "\(next.term) \(random.rerun)")
            }
            #expect(terms.isEmpty && bytes.isEmpty)
        }
        #expect(rest.isEmpty, "\(random.rerun)")
    }

    private func build(_ documents: [[Token]], into count: Int) -> [PostingsBuilder] {
        (0..<count).map { part in
            let builder = PostingsBuilder()
            for document in documents[documents.count * part / count..<documents.count * (part + 1) / count] {
                for token in document {
                    token.term.withUnsafeBufferPointer {
                        builder.add($0, slot: token.slot, reading: token.reading, position: token.position)
                    }
                }
                builder.endDocument()
            }
            return builder
        }
    }

    @Test("A document's norm is the root of its terms' squared weights", arguments: 1...5)
    func norms(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let terms = Array(Set((0..<20).map { _ in randomTerm(&random) })).sorted { $0.count < $1.count }
        let documents = (0..<200).map { _ in randomDocument(terms, &random) }
        let builder = build(documents, into: 1)[0]
        for (place, document) in documents.enumerated() {
            let squares = Dictionary(grouping: document, by: \.term).values.map { tokens in
                let weight = TermNorm.weight(frequency: Double(tokens.count))
                return weight * weight
            }
            let norm = squares.reduce(0, +).squareRoot()
            #expect(abs(Double(builder.norms.elements[place]) - norm) <= norm * 1e-6, "\(random.rerun)")
        }
    }

    @Test("Terms keep their numbers, and keys sort as bytes do", arguments: 1...5)
    func terms(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        var interner = TermInterner()
        defer { interner.deallocate() }
        var numbers: [[UInt8]: UInt32] = [:]
        let tails = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        defer { tails.deallocate() }
        for step in 0..<60_000 {
            var term = randomTerm(&random)
            if step % 2 == 0 { term += Array("\(step)".utf8).suffix(max(0, 255 - term.count)) }
            let number = term.withUnsafeBufferPointer { bytes in
                let tail = UnsafeBufferPointer(rebasing: bytes[min(TermKey.inlineCount, bytes.count)...])
                for (index, byte) in tail.enumerated() { tails[index] = byte }
                let key = TermKey(bytes)
                return interner.number(
                    key, hash: interner.hash(key, tail: tail), tail: UnsafePointer(tails))
            }
            let expected = numbers[term] ?? UInt32(numbers.count)
            numbers[term] = expected
            #expect(number == expected, "\(term) \(random.rerun)")
        }
        #expect(interner.count == numbers.count)
        let some = Array(numbers).shuffled(using: &random).prefix(400)
        for a in some {
            for b in some.prefix(40) {
                #expect(
                    interner.precedes(a.value, interner, b.value) == a.key.lexicographicallyPrecedes(b.key),
                    "\(a.key) \(b.key) \(random.rerun)")
                #expect(interner.isEqual(a.value, interner, b.value) == (a.key == b.key))
            }
        }
    }

    @Test("Sorting by digits equals sorting by comparisons, ties in their order", arguments: 1...20)
    func radixSort(seed: UInt64) {
        var random = SeededGenerator(orEnvironment: seed)
        let mask: UInt64 = [0xFF, 0xFF00_0000, 0xF0F0_0000_0000_0003, .max, 0][Int(seed) % 5]
        let numbers = (0..<Int.random(in: 0...2000, using: &random)).map { _ in
            UInt64.random(in: .min ... .max, using: &random) & mask
        }
        struct Item: BitwiseCopyable, Equatable {
            var key: UInt64
            var place: Int
        }
        let items = numbers.enumerated().map { Item(key: $0.element, place: $0.offset) }
        var sorted = items
        RadixSort.sort(&sorted) { $0.key }
        #expect(sorted == items.sorted { ($0.key, $0.place) < ($1.key, $1.place) }, "\(random.rerun)")
    }
}

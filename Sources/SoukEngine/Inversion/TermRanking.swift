/// The terms of one or more builders in byte order, each once, and the numbers that they have in common.
///
/// The first builder's numbers are the common ones; terms that only others have come behind, by their numbers there. Terms are
/// numbered as they come, so that frequent ones have low numbers, and what is kept by number lies close together.
/// - Complexity: O(terms) where the first eight bytes tell them apart, O(n log n) among n terms that share them.
final class TermRanking: @unchecked Sendable {
    /// A term's place in a builder.
    struct Place: BitwiseCopyable {
        let builder: UInt32
        let number: UInt32
    }

    /// Memory for each term: keys to sort by, numbers, places, and where its records are.
    static let bytesOfTerm = 44

    let builders: [PostingsBuilder]
    /// One of the places of every term, by rank.
    private(set) var places: [Place] = []
    /// The common number of every term, by rank.
    private(set) var numbers: [UInt32] = []
    /// Records that the tokens of every term take, by rank.
    private(set) var recordCounts: [UInt32] = []
    // SAFETY: each has room for the terms of its builder; written in init alone, freed in deinit.
    /// The common number of every term of a builder, by its number there; nil for the first builder, whose own they are.
    private(set) var commonNumbers: [UnsafeMutablePointer<UInt32>?]

    init(_ builders: [PostingsBuilder]) {
        self.builders = builders
        commonNumbers = builders.map { _ in nil }
        let sorted = ConcurrentMap.results(builders.count) { Self.sortedTerms(builders[$0].terms) }
        if builders.count == 1 { rank(sorted[0]) } else { merge(sorted) }
    }

    deinit { for numbers in commonNumbers { numbers?.deallocate() } }

    var count: Int { places.count }

    /// Writes the bytes of a term.
    /// - Parameter bytes: memory for the longest term and one more.
    @inline(__always)
    func term(_ rank: Int, into bytes: UnsafeMutablePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let terms = builders[Int(places[rank].builder)].terms
        let key = terms.entry(places[rank].number).pointee.key
        key.writeInline(to: bytes)
        if key.tailLength > 0 {
            (bytes + TermKey.inlineCount).update(from: terms.tail(places[rank].number), count: key.tailLength)
        }
        return UnsafeBufferPointer(start: bytes, count: key.length)
    }

    private struct Item: BitwiseCopyable {
        let head: UInt64
        let number: UInt32
    }

    /// Numbers of a builder's terms by rising bytes.
    private static func sortedTerms(_ terms: TermInterner) -> [UInt32] {
        var items: [Item] = []
        items.reserveCapacity(terms.count)
        for number in 0..<UInt32(terms.count) {
            items.append(Item(head: terms.entry(number).pointee.key.head, number: number))
        }
        RadixSort.sort(&items) { $0.head }
        var start = 0
        while start < items.count {
            var end = start + 1
            while end < items.count, items[end].head == items[start].head { end += 1 }
            if end - start > 1 {
                items[start..<end].sort { terms.precedes($0.number, terms, $1.number) }
            }
            start = end
        }
        return items.map(\.number)
    }

    private func rank(_ sorted: [UInt32]) {
        let terms = builders[0].terms
        places = sorted.map { Place(builder: 0, number: $0) }
        recordCounts = sorted.map { terms.entry($0).pointee.records }
        numbers = sorted
    }

    private func merge(_ sorted: [[UInt32]]) {
        let total = sorted.reduce(0) { max($0, $1.count) }
        places.reserveCapacity(total)
        recordCounts.reserveCapacity(total)
        for builder in 1..<builders.count {
            commonNumbers[builder] = .allocate(capacity: max(builders[builder].terms.count, 1))
        }
        // Until common numbers are known, ranks stand in their place.
        let tables = builders.map(\.terms)
        var next = [Int](repeating: 0, count: sorted.count)
        while let first = Self.least(sorted, next, tables) {
            take(first, sorted, &next, tables)
        }
        number()
    }

    /// The term that comes first among the next ones of all builders.
    private static func least(_ sorted: [[UInt32]], _ next: [Int], _ tables: [TermInterner]) -> Place? {
        var first: Place?
        for index in sorted.indices where next[index] < sorted[index].count {
            let number = sorted[index][next[index]]
            if let best = first, !tables[index].precedes(number, tables[Int(best.builder)], best.number) {
                continue
            }
            first = Place(builder: UInt32(index), number: number)
        }
        return first
    }

    /// Gives the term its rank in all builders that hold it.
    private func take(_ first: Place, _ sorted: [[UInt32]], _ next: inout [Int], _ tables: [TermInterner]) {
        let rank = UInt32(places.count)
        var sum: UInt32 = 0
        for index in Int(first.builder)..<sorted.count where next[index] < sorted[index].count {
            let number = sorted[index][next[index]]
            guard
                index == first.builder
                    || tables[index].isEqual(number, tables[Int(first.builder)], first.number)
            else { continue }
            commonNumbers[index]?[Int(number)] = rank
            sum &+= tables[index].entry(number).pointee.records
            next[index] += 1
        }
        places.append(first)
        recordCounts.append(sum)
    }

    private func number() {
        numbers = places.map { $0.builder == 0 ? $0.number : .max }
        var next = UInt32(builders[0].terms.count)
        for (builder, common) in zip(builders, commonNumbers) {
            guard let common else { continue }
            for number in 0..<builder.terms.count {
                let rank = Int(common[number])
                if numbers[rank] == .max {
                    numbers[rank] = next
                    next += 1
                }
                common[number] = numbers[rank]
            }
        }
    }
}

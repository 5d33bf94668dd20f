/// The terms of one or more builders in byte order, each once.
///
/// - Complexity: O(terms) where the first eight bytes tell them apart, O(n log n) among n terms that share them.
final class TermRanking: @unchecked Sendable {
    /// A term's place in a builder.
    struct Place: BitwiseCopyable {
        let builder: UInt32
        let number: UInt32
    }

    let builders: [PostingsBuilder]
    /// One of the places of every term, by rank.
    private(set) var places: [Place] = []
    // SAFETY: each has room for the terms of its builder; written in init alone, freed in deinit.
    /// The rank of every term, by builder and number.
    let ranks: [UnsafeMutablePointer<UInt32>]
    /// Records that the tokens of every term take, by rank.
    private(set) var recordCounts: [UInt32] = []

    init(_ builders: [PostingsBuilder]) {
        self.builders = builders
        let sorted = ConcurrentMap.results(builders.count) { Self.sortedTerms(builders[$0].terms) }
        ranks = builders.map { .allocate(capacity: $0.terms.count) }
        if builders.count == 1 { rank(sorted[0]) } else { merge(sorted) }
    }

    deinit { for ranks in ranks { ranks.deallocate() } }

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
        for (rank, number) in sorted.enumerated() { ranks[0][Int(number)] = UInt32(rank) }
    }

    private func merge(_ sorted: [[UInt32]]) {
        let total = sorted.reduce(0) { max($0, $1.count) }
        places.reserveCapacity(total)
        recordCounts.reserveCapacity(total)
        var next = [Int](repeating: 0, count: sorted.count)
        while true {
            var first: Place?
            for (index, numbers) in sorted.enumerated() where next[index] < numbers.count {
                let number = numbers[next[index]]
                if let best = first,
                    !builders[index].terms.precedes(number, builders[Int(best.builder)].terms, best.number)
                {
                    continue
                }
                first = Place(builder: UInt32(index), number: number)
            }
            guard let first else { return }
            take(first, sorted, &next)
        }
    }

    /// Gives the term its rank in all builders that hold it.
    private func take(_ first: Place, _ sorted: [[UInt32]], _ next: inout [Int]) {
        let rank = UInt32(places.count)
        let terms = builders[Int(first.builder)].terms
        var sum: UInt32 = 0
        for (index, numbers) in sorted.enumerated() where next[index] < numbers.count {
            let number = numbers[next[index]]
            let isSame =
                index == first.builder
                || builders[index].terms.isEqual(number, terms, first.number)
            guard isSame else { continue }
            ranks[index][Int(number)] = rank
            sum += builders[index].terms.entry(number).pointee.records
            next[index] += 1
        }
        places.append(first)
        recordCounts.append(sum)
    }
}

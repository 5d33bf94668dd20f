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
        let sorted = ConcurrentMap.results(builders.count) { SortedTerms(builders[$0].terms) }
        defer { for terms in sorted { terms.deallocate() } }
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

    private func rank(_ sorted: SortedTerms) {
        let terms = builders[0].terms
        places = sorted.items.map { Place(builder: 0, number: $0.number) }
        recordCounts = sorted.items.map { terms.entry($0.number).pointee.records }
        numbers = sorted.items.map(\.number)
    }

    private func merge(_ sorted: [SortedTerms]) {
        let total = sorted.reduce(0) { max($0, $1.items.count) }
        places.reserveCapacity(total)
        recordCounts.reserveCapacity(total)
        for builder in 1..<builders.count {
            commonNumbers[builder] = .allocate(capacity: max(builders[builder].terms.count, 1))
        }
        // Until common numbers are known, ranks stand in their place.
        var rests = sorted
        while let first = Self.least(rests) { take(first, &rests) }
        number()
    }

    /// The builder whose next term comes first; of those with the same term the first.
    @inline(__always)
    private static func least(_ rests: [SortedTerms]) -> Int? {
        var first: Int?
        for index in rests.indices {
            guard let item = rests[index].next else { continue }
            guard let best = first, let least = rests[best].next else {
                first = index
                continue
            }
            if item.head < least.head
                || item.head == least.head
                    && rests[index].terms.precedes(item.number, rests[best].terms, least.number)
            {
                first = index
            }
        }
        return first
    }

    /// Gives the next term of a builder its rank in all builders that hold it.
    @inline(__always)
    private func take(_ first: Int, _ rests: inout [SortedTerms]) {
        guard let item = rests[first].next else { return }
        let rank = UInt32(places.count)
        var sum: UInt32 = 0
        for index in first..<rests.count {
            guard let other = rests[index].next, other.head == item.head,
                index == first || rests[index].terms.isEqual(other.number, rests[first].terms, item.number)
            else { continue }
            commonNumbers[index]?[Int(other.number)] = rank
            sum &+= rests[index].terms.entry(other.number).pointee.records
            rests[index].place += 1
        }
        places.append(Place(builder: UInt32(first), number: item.number))
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

/// A builder's terms by rising bytes, and which of them comes next.
///
/// The first bytes stand beside the numbers: sorting and merging rarely have to look at a term itself.
private struct SortedTerms: @unchecked Sendable {
    struct Item: BitwiseCopyable {
        let head: UInt64
        let number: UInt32
    }

    // SAFETY: written in init alone, freed by `deallocate`; `terms` is kept alive by its builder.
    let items: UnsafeMutableBufferPointer<Item>
    let terms: TermInterner
    var place = 0

    init(_ terms: TermInterner) {
        self.terms = terms
        items = .allocate(capacity: terms.count)
        for number in 0..<UInt32(terms.count) {
            items[Int(number)] = Item(head: terms.entry(number).pointee.key.head, number: number)
        }
        RadixSort.sort(items) { $0.head }
        var start = 0
        while start < items.count {
            var end = start + 1
            while end < items.count, items[end].head == items[start].head { end += 1 }
            if end - start > 1 {
                items[start..<end].sort { terms.precedes($0.number, terms, $1.number) }
            }
            start = end
        }
    }

    func deallocate() { items.deallocate() }

    @inline(__always)
    var next: Item? { place < items.count ? items[place] : nil }
}

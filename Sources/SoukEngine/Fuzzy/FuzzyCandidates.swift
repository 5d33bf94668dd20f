import SoukStorage

/// Where the terms within a distance of a word may be: blocks to walk, and single terms, found through the hashes of
/// made-up words.
///
/// One error: all words that it can give are asked for. Two errors: either at most one of them is in the first
/// ``WordHash/headLength`` scalars, and the terms begin with a word one error from those: their blocks are walked; or
/// both are, and the rest is the word's own: all such words are asked for.
struct FuzzyCandidates {
    private let pattern: FuzzyPattern
    private let table: TermTable
    private let dictionary: TermDictionaryReader
    private var neighbours = WordNeighbours()
    /// Room for the neighbours of one word, and more.
    private var hashes: RawArray<UInt64>
    private static let askedAtOnce = 4096
    // Used again for every change.
    private var changed: [UInt32] = []
    private var bytes: [UInt8] = []
    private(set) var ordinals = RawArray<UInt32>(capacity: 256)
    // SAFETY: a bit for every block, from init to `deallocate`; nil for one error.
    private(set) var blocks: UnsafeMutablePointer<UInt64>?
    private let blockWords: Int

    /// - Precondition: two errors only with at least ``WordHash/headLength`` scalars.
    init(_ pattern: FuzzyPattern, _ table: TermTable, _ dictionary: TermDictionaryReader) {
        self.pattern = pattern
        self.table = table
        self.dictionary = dictionary
        let most = (FuzzyPattern.longest + 4) * 2 * (table.alphabet.count + 1)
        hashes = RawArray(capacity: max(most, Self.askedAtOnce))
        blockWords = (dictionary.blockCount + 63) / 64
    }

    func deallocate() {
        neighbours.deallocate()
        hashes.deallocate()
        ordinals.deallocate()
        blocks?.deallocate()
    }

    mutating func collect() throws(StorageError) {
        collectUncommon()
        let word = pattern.scalars
        if pattern.distance == 1 {
            neighbours.set(word)
            hashes.elements[0] = neighbours.hash
            find(1 + neighbours.collect(0...word.count, table, into: hashes.elements + 1))
        } else {
            let words = UnsafeMutablePointer<UInt64>.allocate(capacity: max(blockWords, 1))
            words.initialize(repeating: 0, count: blockWords)
            blocks = words
            try markBlocks()
            collectTwoErrors()
        }
        sortOrdinals()
    }

    /// Whether the terms of a block are walked already.
    func isWalked(_ block: Int) -> Bool {
        blocks.map { $0[block >> 6] >> UInt64(block & 63) & 1 != 0 } ?? false
    }

    private mutating func find(_ count: Int) {
        table.find(hashes.elements, count: count, into: &ordinals)
    }

    /// Terms with a scalar outside the alphabet are few, and read one by one.
    private mutating func collectUncommon() {
        var start = 0
        table.uncommonScalars.withUnsafeBufferPointer { scalars in
            for (index, end) in table.uncommonEnds.enumerated() {
                var state = pattern.start
                var place = start
                while place < end, !pattern.isDead(state) {
                    state = pattern.step(state, scalars[place])
                    place += 1
                }
                if place == end, pattern.distance(state) != nil {
                    ordinals.append(table.uncommonOrdinals[index])
                }
                start = end
            }
        }
    }

    // MARK: - Two errors

    /// Marks the blocks of all terms that begin with a word at most one error from the head.
    private mutating func markBlocks() throws(StorageError) {
        let head = Array(pattern.scalars.prefix(WordHash.headLength))
        try markBlocks(beginning: head)
        for change in WordChange.all(of: head.count, alphabet: table.alphabet) {
            change.apply(to: head, into: &changed)
            try markBlocks(beginning: changed)
        }
    }

    private mutating func markBlocks(beginning: [UInt32]) throws(StorageError) {
        let length = WordHash.headLength
        if beginning.count >= length, !table.mayBegin(WordHash.hash(beginning, count: length)) { return }
        guard let blocks else { return }
        bytes.removeAll(keepingCapacity: true)
        for scalar in beginning { UTF8Scalar.append(scalar, to: &bytes) }
        let first = max(try dictionary.block(holding: bytes), 0)
        // No term has the byte 255: behind all terms that begin so.
        bytes.append(0xFF)
        let last = try dictionary.block(holding: bytes)
        guard first <= last else { return }
        for block in first...last { blocks[block >> 6] |= 1 << UInt64(block & 63) }
    }

    /// Asks for the words with two errors whose first is inside the head, and the second there or at its end.
    private mutating func collectTwoErrors() {
        let head = WordHash.headLength
        for change in WordChange.all(of: head, alphabet: table.alphabet) {
            // At the end of the head it is no error in it.
            if case .insertion = change.kind, change.place == head { continue }
            change.apply(to: pattern.scalars, into: &changed)
            neighbours.set(changed)
            collectSecond(change.end...max(change.end, head + change.growth))
        }
        find(hashes.count)
        hashes.removeAll()
    }

    private mutating func collectSecond(_ places: ClosedRange<Int>) {
        // Asked for many at once, so that the table's memory is waited for once.
        let room = (places.count + 1) * 2 * (table.alphabet.count + 1)
        if hashes.count + room > hashes.capacity {
            find(hashes.count)
            hashes.removeAll()
        }
        hashes.extend(by: room)
        let start = hashes.elements + (hashes.count - room)
        hashes.removeLast(room - neighbours.collect(places, table, into: start))
    }

    private mutating func sortOrdinals() {
        var found = UnsafeMutableBufferPointer(start: ordinals.elements, count: ordinals.count)
        found.sort()
    }
}

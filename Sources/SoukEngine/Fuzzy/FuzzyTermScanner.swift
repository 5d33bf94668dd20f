import SoukStorage

/// Walks blocks of a segment's dictionary with a ``FuzzyPattern`` and gives the terms that it accepts.
///
/// Terms with a common beginning are neighbours: the automaton's state after every byte is kept, so that a term is
/// read from where it differs from the one before; once a beginning is dead, entries that share it are passed over,
/// and whole blocks by their heads.
/// - Complexity: O(beginnings within the distance + terms that share a block with one).
struct FuzzyTermScanner {
    // SAFETY: `states` and `term` have an element for every length of a term, from init to `deallocate`; the caller
    // keeps segment, pattern and blocks.
    private let dictionary: TermDictionaryReader
    private let pattern: FuzzyPattern
    /// A bit for every block to walk; nil: all.
    private let blocks: UnsafePointer<UInt64>?
    private let states: UnsafeMutablePointer<FuzzyPattern.State>
    private let term: UnsafeMutablePointer<UInt8>
    private var entries: TermEntryScanner
    /// Bytes of the term before.
    private var length = 0
    /// Bytes from whose beginning nothing can match; more than the term before has: it lives to its end.
    private var deadLength = Int.max

    struct Match {
        var info: TermInfo
        var distance: Int
    }

    init(_ dictionary: TermDictionaryReader, _ pattern: FuzzyPattern, blocks: UnsafePointer<UInt64>? = nil) {
        self.dictionary = dictionary
        self.pattern = pattern
        self.blocks = blocks
        states = .borrow(TermEntryScanner.longestTerm + 1)
        term = .borrow(TermEntryScanner.longestTerm + 1)
        states[0] = pattern.start
        entries = TermEntryScanner(dictionary)
    }

    func deallocate() {
        states.giveBack()
        term.giveBack()
    }

    /// Bytes of the term given last.
    var lastTerm: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: term, count: length) }

    /// The next term within the distance; nil past the last.
    mutating func next() throws(PostingScanner.Damage) -> Match? {
        while true {
            if entries.entriesLeft == 0 {
                guard let block = nextBlock() else { return nil }
                try entries.open(block)
                length = 0
                deadLength = .max
            }
            let entry = try entries.next()
            if entry.shared >= deadLength { continue }
            length = try entries.write(entry, to: term, over: length)
            if let distance = read(from: entry.shared) { return Match(info: entry.info, distance: distance) }
        }
    }

    /// The distance of one term of the dictionary, whose block need not be among those to walk; nil if it is too far.
    mutating func match(_ ordinal: Int) throws(PostingScanner.Damage) -> Match? {
        let block = ordinal / TermDictionaryWriter.blockSize
        let left = min(
            TermDictionaryWriter.blockSize, dictionary.count - block * TermDictionaryWriter.blockSize)
        let wanted = left - 1 - ordinal % TermDictionaryWriter.blockSize
        // Terms of one block come one after another.
        if entries.block != block || entries.entriesLeft <= wanted {
            try entries.open(block)
            length = 0
        }
        while true {
            let entry = try entries.next()
            length = try entries.write(entry, to: term, over: length)
            if entries.entriesLeft == wanted {
                return read(from: 0).map { Match(info: entry.info, distance: $0) }
            }
        }
    }

    /// Reads the term from a byte on; bytes before it are as they were.
    @inline(__always)
    private mutating func read(from start: Int) -> Int? {
        var place = start
        // Sharing may end inside a scalar.
        while place > 0, place < length, term[place] & 0xC0 == 0x80 { place -= 1 }
        var state = states[place]
        while place < length {
            let byte = term[place]
            var scalar = UInt32(byte)
            var end = place + 1
            if byte >= 0x80 {
                (scalar, end) = UTF8Scalar.decode(term, at: place, count: length)
                // A damaged term may go on inside a scalar.
                for inside in place + 1..<max(end, place + 1) { states[inside] = state }
                if HanCharacter.contains(scalar) {
                    deadLength = end
                    return nil
                }
            }
            state = pattern.step(state, scalar)
            if pattern.isDead(state) {
                deadLength = end
                return nil
            }
            states[end] = state
            place = end
        }
        deadLength = .max
        return pattern.distance(state)
    }

    private func nextBlock() -> Int? {
        let next = blocks == nil ? firstLivingBlock() : firstWantedBlock(from: entries.block + 1)
        return next < dictionary.blockCount ? next : nil
    }

    private func firstWantedBlock(from start: Int) -> Int {
        guard let blocks else { return start }
        var block = start
        while block < dictionary.blockCount {
            let rest = blocks[block >> 6] >> UInt64(block & 63)
            if rest != 0 { return block + rest.trailingZeroBitCount }
            block = (block | 63) + 1
        }
        return block
    }

    /// The last block that may hold a term without the dead beginning.
    private func firstLivingBlock() -> Int {
        guard deadLength <= 8, entries.block >= 0 else { return entries.block + 1 }
        let shift = UInt64(64 - 8 * deadLength)
        let dead = termHead(UnsafeBufferPointer(start: term, count: deadLength)) >> shift
        // Doubling steps, then bisection; the block after the one found begins with something larger.
        var low = entries.block
        var step = 1
        while low + step < dictionary.blockCount, dictionary.head(low + step) >> shift <= dead {
            low += step
            step *= 2
        }
        var high = min(low + step, dictionary.blockCount)
        while low + 1 < high {
            let middle = (low + high) / 2
            if dictionary.head(middle) >> shift <= dead { low = middle } else { high = middle }
        }
        return max(low, entries.block + 1)
    }
}

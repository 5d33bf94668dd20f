import SoukStorage

/// Walks the dictionary of a segment with a ``FuzzyPattern`` and gives the terms that it accepts.
///
/// Terms with a common beginning are neighbours: the automaton's state after every byte is kept, so that a term is
/// read from where it differs from the one before; once a beginning is dead, entries that share it are passed over,
/// and whole blocks by their heads.
/// - Complexity: O(beginnings within the distance + terms that share a block with one).
struct FuzzyTermScanner {
    /// Bytes of the longest term.
    private static let longestTerm = 255

    // SAFETY: `states` and `term` have an element for every length of a term, from init to `deallocate`; the caller
    // keeps segment and pattern.
    private let dictionary: TermDictionaryReader
    private let pattern: FuzzyPattern
    private let states: UnsafeMutablePointer<FuzzyPattern.State>
    private let term: UnsafeMutablePointer<UInt8>
    private var scanner: PostingScanner
    private var block = -1
    private var entriesLeft = 0
    private var isFirst = false
    private var listOffset = 0
    /// Bytes of the term before.
    private var length = 0
    /// Bytes from whose beginning nothing can match; more than the term before has: it lives to its end.
    private var deadLength = Int.max

    struct Match {
        var info: TermInfo
        var distance: Int
    }

    init(_ dictionary: TermDictionaryReader, _ pattern: FuzzyPattern) {
        self.dictionary = dictionary
        self.pattern = pattern
        states = .allocate(capacity: Self.longestTerm + 1)
        term = .allocate(capacity: Self.longestTerm + 1)
        states[0] = pattern.start
        scanner = PostingScanner(dictionary.blocks)
    }

    func deallocate() {
        states.deallocate()
        term.deallocate()
    }

    /// Bytes of the term given last.
    var lastTerm: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: term, count: length) }

    /// The next term within the distance; nil past the last.
    mutating func next() throws(PostingScanner.Damage) -> Match? {
        while true {
            if entriesLeft == 0 {
                skipDeadBlocks()
                guard block + 1 < dictionary.blockCount else { return nil }
                try openBlock()
            }
            entriesLeft -= 1
            let both = Int(try scanner.byte())
            let limit = TermDictionaryWriter.longLength
            let shared = both >> 4 < limit ? both >> 4 : Int(try scanner.byte())
            let rest = both & 15 < limit ? both & 15 : Int(try scanner.byte())
            let suffix = try scanner.skip(rest)
            let frequency = Int(try scanner.number(below: 1 << 32))
            if isFirst { listOffset = Int(try scanner.number(below: 1 << 48)) }
            isFirst = false
            let byteCount = Int(try scanner.number(below: 1 << 32))
            let offset = listOffset
            listOffset += byteCount
            if shared >= deadLength { continue }
            guard shared <= length, shared + rest <= Self.longestTerm else {
                throw scanner.damage("a term of at most 255 bytes", found: shared + rest)
            }
            (term + shared).update(from: suffix.assumingMemoryBound(to: UInt8.self), count: rest)
            length = shared + rest
            guard let distance = read(from: shared) else { continue }
            return Match(
                info: TermInfo(documentFrequency: frequency, offset: offset, byteCount: byteCount),
                distance: distance)
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

    private mutating func openBlock() throws(PostingScanner.Damage) {
        block += 1
        try scanner.seek(to: Int(clamping: dictionary.offset(block)))
        let size = TermDictionaryWriter.blockSize
        entriesLeft = min(size, dictionary.count - block * size)
        isFirst = true
        length = 0
        deadLength = .max
    }

    /// Moves on to the last block that may hold a term without the dead beginning.
    private mutating func skipDeadBlocks() {
        guard deadLength <= 8, block >= 0 else { return }
        let shift = UInt64(64 - 8 * deadLength)
        let dead = termHead(UnsafeBufferPointer(start: term, count: deadLength)) >> shift
        // Doubling steps, then bisection; the block after the one found begins with something larger.
        var low = block
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
        if low > block { block = low - 1 }
    }
}

/// Scalars of terms, which are valid UTF-8 unless their segment is damaged.
enum UTF8Scalar {
    /// The scalar at a place, and where it ends: inside `count` for any bytes.
    @inline(__always)
    static func decode(_ bytes: UnsafePointer<UInt8>, at place: Int, count: Int) -> (scalar: UInt32, end: Int)
    {
        let lead = bytes[place]
        let size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let end = min(place + size, count)
        guard size > 1 else { return (UInt32(lead), end) }
        var scalar = UInt32(lead) & (0x7F >> UInt32(size))
        for index in place + 1..<max(end, place + 1) { scalar = scalar << 6 | UInt32(bytes[index] & 0x3F) }
        return (scalar, end)
    }
}

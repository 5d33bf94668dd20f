import SoukStorage

/// Collects the hashes of a segment's terms for a ``TermTable``.
///
/// The hash of a term goes on from that of the beginning that it shares with the one before, so that every byte of the
/// dictionary is read once.
struct TermTableBuilder {
    /// Scalars below it can be of the alphabet: Han begins there.
    private static let scalarLimit = 0x3400
    /// As many blocks show which scalars are common.
    private static let sampledBlocks = 1024
    /// A scalar of the alphabet is at least one of so many.
    private static let rarest = 2048

    /// What is known of a term's beginning.
    private struct State {
        var hash: UInt64 = 0
        var head: UInt64 = 0
        var count = 0
        var hasHan = false
        var isUncommon = false
    }

    private let dictionary: TermDictionaryReader
    private let alphabetLimit: Int
    private(set) var alphabet: [UInt32] = []
    private(set) var hashes: RawArray<UInt64>
    private(set) var heads: RawArray<UInt64>
    private(set) var ordinals: RawArray<UInt32>
    private(set) var uncommonScalars: [UInt32] = []
    private(set) var uncommonEnds: [Int] = []
    private(set) var uncommonOrdinals: [UInt32] = []
    // SAFETY: one element for every length of a term, or for every scalar, from init to `deallocate`.
    private let term: UnsafeMutablePointer<UInt8>
    private let states: UnsafeMutablePointer<State>
    private let isCommon: UnsafeMutablePointer<Bool>

    init(_ dictionary: TermDictionaryReader, alphabetLimit: Int) {
        self.dictionary = dictionary
        self.alphabetLimit = alphabetLimit
        hashes = RawArray(capacity: dictionary.count)
        heads = RawArray(capacity: dictionary.count / 4)
        ordinals = RawArray(capacity: dictionary.count)
        term = .allocate(capacity: TermEntryScanner.longestTerm + 1)
        states = .allocate(capacity: TermEntryScanner.longestTerm + 1)
        states[0] = State()
        isCommon = .allocate(capacity: Self.scalarLimit)
        isCommon.initialize(repeating: false, count: Self.scalarLimit)
    }

    func deallocate() {
        hashes.deallocate()
        heads.deallocate()
        ordinals.deallocate()
        term.deallocate()
        states.deallocate()
        isCommon.deallocate()
    }

    /// Takes the commonest scalars of a sample. Which they are decides how fast words are found, not whether.
    mutating func chooseAlphabet() throws(PostingScanner.Damage) {
        var counts = [Int](repeating: 0, count: Self.scalarLimit)
        var total = 0
        var entries = TermEntryScanner(dictionary)
        let step = max(dictionary.blockCount / Self.sampledBlocks, 1)
        for block in stride(from: 0, to: dictionary.blockCount, by: step) {
            try entries.open(block)
            var length = 0
            while entries.entriesLeft > 0 {
                let entry = try entries.next()
                length = try entries.write(entry, to: term, over: length)
                var place = entry.shared
                while place < length {
                    let (scalar, end) = UTF8Scalar.decode(term, at: place, count: length)
                    if Int(scalar) < Self.scalarLimit { counts[Int(scalar)] += 1 }
                    total += 1
                    place = end
                }
            }
        }
        let common = counts.indices.filter { counts[$0] > 0 && counts[$0] * Self.rarest >= total }
            .sorted { (counts[$0], $1) > (counts[$1], $0) }
        alphabet = common.prefix(alphabetLimit).map { UInt32($0) }
        for scalar in alphabet { isCommon[Int(scalar)] = true }
    }

    mutating func collect() throws(PostingScanner.Damage) {
        var entries = TermEntryScanner(dictionary)
        var ordinal: UInt32 = 0
        for block in 0..<dictionary.blockCount {
            try entries.open(block)
            var length = 0
            while entries.entriesLeft > 0 {
                let entry = try entries.next()
                length = try entries.write(entry, to: term, over: length)
                add(read(from: entry.shared, length), ordinal, length)
                ordinal += 1
            }
        }
    }

    private mutating func add(_ state: State, _ ordinal: UInt32, _ length: Int) {
        if state.hasHan { return }
        if state.isUncommon {
            var place = 0
            while place < length {
                let (scalar, end) = UTF8Scalar.decode(term, at: place, count: length)
                uncommonScalars.append(scalar)
                place = end
            }
            uncommonEnds.append(uncommonScalars.count)
            uncommonOrdinals.append(ordinal)
        } else {
            hashes.append(state.hash)
            ordinals.append(ordinal)
            // Terms of one head are neighbours.
            if heads.count == 0 || heads.elements[heads.count - 1] != state.head { heads.append(state.head) }
        }
    }

    /// Goes on from the state at a byte, or at the beginning of the scalar that it is in.
    @inline(__always)
    private func read(from start: Int, _ length: Int) -> State {
        var place = start
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
            }
            state.hash = WordHash.appending(scalar, to: state.hash)
            if state.count < WordHash.headLength { state.head = state.hash }
            state.count += 1
            if Int(scalar) >= Self.scalarLimit || !isCommon[Int(scalar)] {
                state.isUncommon = true
                if HanCharacter.contains(scalar) { state.hasHan = true }
            }
            states[end] = state
            place = end
        }
        return state
    }
}

import CSoukKernels
import SoukStorage

/// A segment's terms by their hash, for asking whether made-up words are terms: made when a query first wants it, and
/// kept.
///
/// Holds every term without a Han character whose scalars are all of the table's alphabet; the others are listed.
/// Readers share it without a lock. Memory: about 7 bytes a term.
final class TermTable: @unchecked Sendable {
    /// So many scalars are tried in every place of a word; all others make a term uncommon.
    private static let alphabetLimit = 64
    private static let fewUncommon = 1024
    /// Slots in use, of a hundred.
    private static let load = 70

    // SAFETY: all memory is written in init alone and freed in deinit.
    private let slots: UnsafeMutablePointer<UInt32>
    private let bucketCount: Int
    private let ordinalBits: UInt32
    private let heads: UnsafeMutablePointer<UInt64>
    private let headBits: UInt32
    private let words: UnsafeMutablePointer<UInt64>
    private let wordBits: UInt32
    /// The alphabet, as symbols of a hash.
    private let symbols: UnsafeMutablePointer<UInt64>
    let alphabet: [UInt32]
    /// Terms with a scalar outside the alphabet: their scalars, one term after another, where each ends, and which
    /// they are.
    let uncommonScalars: [UInt32]
    let uncommonEnds: [Int]
    let uncommonOrdinals: [UInt32]
    private let termCount: Int

    init(_ dictionary: TermDictionaryReader) throws(StorageError) {
        var builder = TermTableBuilder(dictionary, alphabetLimit: Self.alphabetLimit)
        defer { builder.deallocate() }
        do throws(PostingScanner.Damage) {
            try builder.chooseAlphabet()
            try builder.collect()
        } catch { throw dictionary.error(error) }
        termCount = dictionary.count
        alphabet = builder.alphabet
        symbols = .allocate(capacity: max(alphabet.count, 1))
        for (place, scalar) in alphabet.enumerated() { symbols[place] = WordHash.symbol(scalar) }
        (uncommonScalars, uncommonEnds) = (builder.uncommonScalars, builder.uncommonEnds)
        uncommonOrdinals = builder.uncommonOrdinals
        // One value is left over: all bits set, an empty slot.
        ordinalBits = UInt32(max(Int.bitWidth - termCount.leadingZeroBitCount, 1))
        let count = builder.hashes.count
        bucketCount = count * 100 / Self.load / Int(SOUK_TERM_BUCKET) + 1
        let slotCount = bucketCount * Int(SOUK_TERM_BUCKET)
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: slotCount * 4, alignment: 64)
        slots = bytes.bindMemory(to: UInt32.self, capacity: slotCount)
        slots.initialize(repeating: .max, count: slotCount)
        souk_insert_terms(
            slots, bucketCount, ordinalBits, builder.hashes.elements, builder.ordinals.elements, count)
        headBits = Self.wordBits(builder.heads.count)
        heads = Self.makeSet(headBits, builder.heads)
        wordBits = Self.wordBits(count)
        words = Self.makeSet(wordBits, builder.hashes)
    }

    /// Of a set with four to eight bits for every element.
    private static func wordBits(_ count: Int) -> UInt32 {
        UInt32(min(max(Int.bitWidth - count.leadingZeroBitCount - 4, 4), 26))
    }

    private static func makeSet(
        _ wordBits: UInt32, _ hashes: RawArray<UInt64>
    ) -> UnsafeMutablePointer<UInt64> {
        let wordCount = 1 << Int(wordBits)
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCount)
        words.initialize(repeating: 0, count: wordCount)
        souk_set_hashes(words, wordBits, hashes.elements, hashes.count)
        return words
    }

    deinit {
        slots.deallocate()
        heads.deallocate()
        words.deallocate()
        symbols.deallocate()
    }

    /// Whether uncommon terms are so few that reading all of them costs little.
    var isFast: Bool { uncommonOrdinals.count <= Self.fewUncommon + termCount / 64 }

    /// Whether a term may begin with the head of this hash.
    @inline(__always)
    func mayBegin(_ head: UInt64) -> Bool { souk_has_hash(heads, headBits, head) != 0 }

    /// Writes the hashes `base + factor · symbol` that may be those of terms; there is room for the alphabet.
    /// - Returns: how many they are.
    @inline(__always)
    func collect(_ base: UInt64, _ factor: UInt64, into hashes: UnsafeMutablePointer<UInt64>) -> Int {
        souk_collect_members(symbols, alphabet.count, base, factor, words, wordBits, hashes)
    }

    /// Adds the ordinals of the terms that may have one of the hashes.
    func find(_ hashes: UnsafePointer<UInt64>, count: Int, into ordinals: inout RawArray<UInt32>) {
        var room = count + 64
        while true {
            ordinals.extend(by: room)
            let found = souk_find_terms(
                slots, bucketCount, ordinalBits, hashes, count,
                ordinals.elements + ordinals.count - room, room)
            ordinals.removeLast(room - found)
            if found < room { return }
            // No room left: there may be more.
            ordinals.removeLast(found)
            room *= 4
        }
    }
}

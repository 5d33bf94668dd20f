import SoukAnalysis

/// Counts the Latin words of a segment's documents as they are written, before stemming.
///
/// Terms are stems: they say neither whether `replacment` was ever written so, nor how a corrected word is spelled.
/// Counted are words of ``wordLengths`` ASCII letters, in lower case and without a possessive ending; for each the
/// documents that hold it, and those whose heading (the searched fields of the greatest weight) does.
/// - Complexity: O(1) a word.
final class WordCounter {
    /// Shorter and longer words are neither corrected nor proposed.
    static let wordLengths = 2...40

    private struct Entry {
        var hash: UInt32
        var start: UInt32
        var length: UInt32
        var documents: UInt32 = 0
        var headings: UInt32 = 0
        /// One more than the document that counted last.
        var lastDocument: UInt32 = 0
        var lastHeading: UInt32 = 0
    }

    // SAFETY: freed in deinit; `slots` has `mask` + 1 elements; `folded` holds the longest word and its ending.
    private var entries = RawArray<Entry>(capacity: 1 << 10)
    private var text = RawArray<UInt8>(capacity: 1 << 13)
    private var slots: UnsafeMutablePointer<UInt32>
    private var mask: Int
    private let folded = UnsafeMutablePointer<UInt8>.allocate(capacity: wordLengths.upperBound)
    private static let empty = UInt32.max

    init() {
        mask = 1 << 12 - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: Self.empty, count: mask + 1)
    }

    deinit {
        entries.deallocate()
        text.deallocate()
        slots.deallocate()
        folded.deallocate()
    }

    var count: Int { entries.count }
    var byteCount: Int { entries.byteCount + text.byteCount + (mask + 1) * MemoryLayout<UInt32>.stride }

    /// Counts a word of the document.
    /// - Parameter source: the word as it stands in the text; other bytes than letters make it no word.
    @inline(__always)
    func add(_ source: UnsafeBufferPointer<UInt8>, document: UInt32, isHeading: Bool) {
        let (length, hash) = fold(source)
        guard length >= Self.wordLengths.lowerBound else { return }
        let place = place(of: hash, length)
        let stamp = document &+ 1
        if entries.elements[place].lastDocument != stamp {
            entries.elements[place].lastDocument = stamp
            entries.elements[place].documents &+= 1
        }
        if isHeading, entries.elements[place].lastHeading != stamp {
            entries.elements[place].lastHeading = stamp
            entries.elements[place].headings &+= 1
        }
    }

    /// Adds the counts of other documents.
    func absorb(_ other: WordCounter) {
        for index in 0..<other.count {
            let entry = other.entries.elements[index]
            folded.update(from: other.text.elements + Int(entry.start), count: Int(entry.length))
            let place = place(of: entry.hash, Int(entry.length))
            entries.elements[place].documents &+= entry.documents
            entries.elements[place].headings &+= entry.headings
        }
    }

    /// Writes the word to `folded`; length 0 when it is none.
    @inline(__always)
    private func fold(_ source: UnsafeBufferPointer<UInt8>) -> (length: Int, hash: UInt32) {
        var count = source.count
        if count > 2, source[count - 1] | 0x20 == UInt8(ascii: "s"), source[count - 2] == UInt8(ascii: "'") {
            count -= 2
        }
        guard count <= Self.wordLengths.upperBound else { return (0, 0) }
        var hash: UInt32 = 0x811C_9DC5
        for index in 0..<count {
            let letter = source[index] | 0x20
            guard letter &- UInt8(ascii: "a") < 26 else { return (0, 0) }
            folded[index] = letter
            hash = (hash ^ UInt32(letter)) &* 0x0100_0193
        }
        return (count, hash)
    }

    private func place(of hash: UInt32, _ length: Int) -> Int {
        var slot = Int(hash ^ hash >> 15) & mask
        while slots[slot] != Self.empty {
            let place = Int(slots[slot])
            let entry = entries.elements[place]
            if entry.hash == hash, Int(entry.length) == length, isWord(at: Int(entry.start), length) {
                return place
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = UInt32(entries.count)
        entries.append(Entry(hash: hash, start: UInt32(text.count), length: UInt32(length)))
        text.append(contentsOf: UnsafeBufferPointer(start: folded, count: length))
        if entries.count * 2 > mask { grow() }
        return entries.count - 1
    }

    private func isWord(at start: Int, _ length: Int) -> Bool {
        for index in 0..<length where text.elements[start + index] != folded[index] { return false }
        return true
    }

    private func grow() {
        slots.deallocate()
        mask = mask * 2 + 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: Self.empty, count: mask + 1)
        for place in 0..<entries.count {
            let hash = entries.elements[place].hash
            var slot = Int(hash ^ hash >> 15) & mask
            while slots[slot] != Self.empty { slot = (slot + 1) & mask }
            slots[slot] = UInt32(place)
        }
    }

    /// The words in the order of their bytes.
    func dictionary() -> WordDictionaryWriter {
        var order = Array(0..<entries.count)
        order.sort { compareTerms(bytes($0), bytes($1)) < 0 }
        var writer = WordDictionaryWriter()
        for place in order {
            let entry = entries.elements[place]
            writer.add(
                bytes(place), WordCount(documents: Int(entry.documents), headings: Int(entry.headings)))
        }
        return writer
    }

    private func bytes(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        let entry = entries.elements[place]
        return UnsafeBufferPointer(start: text.elements + Int(entry.start), count: Int(entry.length))
    }
}

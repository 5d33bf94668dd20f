import CSoukKernels
import SoukStorage

/// A set of documents of one segment, one bit each.
///
/// A value: copies share their memory until one of them changes. The memory is the thread's (``borrow(_:)``), since most
/// sets live for one search. A set that was found as a short list keeps it, so that nobody has to look for its bits.
package struct DocumentSet: @unchecked Sendable {
    // SAFETY: only written while nobody else refers to it.
    private var bits: Bits
    package let documentCount: Int

    /// The memory of a set; bits behind the last document are 0.
    private final class Bits {
        let words: UnsafeMutablePointer<UInt64>
        let count: Int
        /// Whether the memory is this set's; else it is only read.
        let isOwned: Bool
        /// The documents one by one, rising, where they are known.
        var listing: [UInt32]?
        /// How many documents there are, where it is known.
        var documents: Int?

        init(uninitialized count: Int) {
            self.count = count
            words = .borrow(count)
            isOwned = true
        }

        init(copying other: Bits) {
            count = other.count
            words = .borrow(count)
            words.update(from: other.words, count: count)
            isOwned = true
            listing = other.listing
            documents = other.documents
        }

        /// What both hold.
        init(intersecting a: Bits, _ b: Bits) {
            precondition(a.count == b.count, "sets of one segment")
            count = a.count
            words = .borrow(count)
            isOwned = true
            documents = souk_intersect(a.words, b.words, count, words)
        }

        init(viewing words: UnsafePointer<UInt64>, _ count: Int) {
            self.count = count
            self.words = UnsafeMutablePointer(mutating: words)
            isOwned = false
        }

        deinit { if isOwned { words.giveBack() } }
    }

    private init(documentCount: Int, bits: Bits) {
        self.documentCount = documentCount
        self.bits = bits
    }

    package init(documentCount: Int, all: Bool = false) {
        self.documentCount = documentCount
        bits = Bits(uninitialized: (documentCount + 63) / 64)
        bits.words.update(repeating: all ? ~0 : 0, count: bits.count)
        if all { clearTail() }
    }

    /// - Returns: nil when `words` are not those of `documentCount` documents.
    package init?(documentCount: Int, words: [UInt64]) {
        guard words.count == (documentCount + 63) / 64 else { return nil }
        self.documentCount = documentCount
        bits = Bits(uninitialized: words.count)
        for (index, word) in words.enumerated() { bits.words[index] = word }
        clearTail()
        if let last = words.last, last != bits.words[words.count - 1] { return nil }
    }

    /// A set that reads `words` where they lie; a change copies them first.
    ///
    /// - Precondition: the words stay as they are while the set lives; bits behind the last document are 0.
    init(documentCount: Int, viewing words: UnsafePointer<UInt64>) {
        self.documentCount = documentCount
        bits = Bits(viewing: words, (documentCount + 63) / 64)
    }

    /// - Parameter listing: rising documents below `documentCount`.
    init(documentCount: Int, listing: [UInt32]) {
        self.init(documentCount: documentCount)
        listing.withUnsafeBufferPointer { list in
            if let base = list.baseAddress { souk_set_bits(base, list.count, bits.words) }
        }
        bits.listing = listing
        bits.documents = listing.count
    }

    /// The documents one by one, rising, of a set that keeps them so.
    var listing: [UInt32]? { bits.listing }

    /// How many words of 64 documents there are.
    var wordCount: Int { bits.count }

    /// The documents from 64 × `index` on, the first in the lowest bit.
    @inline(__always)
    func word(_ index: Int) -> UInt64 {
        precondition(index < bits.count)
        return bits.words[index]
    }

    /// The place of the first word from `start` on that has documents; ``wordCount`` if there is none.
    func wordWithDocuments(from start: Int) -> Int { withWords { $0.wordWithDocuments(from: start) } }

    /// - Parameter body: must not keep the words.
    @inline(__always)
    func withWords<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
        withExtendedLifetime(bits) { body(UnsafeBufferPointer(start: bits.words, count: bits.count)) }
    }

    /// Lets `body` change the words; bits behind the last document have to stay 0.
    @inline(__always)
    mutating func withMutableWords<Result>(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Result) -> Result {
        makeOwn()
        bits.listing = nil
        bits.documents = nil
        return withExtendedLifetime(bits) {
            body(UnsafeMutableBufferPointer(start: bits.words, count: bits.count))
        }
    }

    @inline(__always)
    private mutating func makeOwn() {
        if !bits.isOwned || !isKnownUniquelyReferenced(&bits) { bits = Bits(copying: bits) }
    }

    package var words: [UInt64] { withWords { Array($0) } }

    package var count: Int { bits.documents ?? countInBoth(self) }

    /// - Complexity: O(documents / 64) before the first.
    package var isEmpty: Bool {
        if let documents = bits.documents { return documents == 0 }
        return wordWithDocuments(from: 0) >= wordCount
    }

    @inline(__always)
    package func contains(_ document: UInt32) -> Bool {
        word(Int(document) >> 6) & (1 << UInt64(document & 63)) != 0
    }

    /// - Returns: whether the document was new to the set.
    @discardableResult
    package mutating func insert(_ document: UInt32) -> Bool {
        precondition(document < documentCount)
        let bit: UInt64 = 1 << UInt64(document & 63)
        return withMutableWords { words in
            let isNew = words[Int(document) >> 6] & bit == 0
            words[Int(document) >> 6] |= bit
            return isNew
        }
    }

    mutating func remove(_ document: UInt32) {
        precondition(document < documentCount)
        withMutableWords { $0[Int(document) >> 6] &= ~(1 << UInt64(document & 63)) }
    }

    /// Lets `write` set every word; bits behind the last document have to stay 0.
    mutating func assign(_ write: (UnsafeMutablePointer<UInt64>) -> Void) {
        withMutableWords { words in if let base = words.baseAddress { write(base) } }
    }

    /// The documents of both sets.
    func countInBoth(_ other: DocumentSet) -> Int {
        withWords { a in
            other.withWords { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
                return souk_count_both(first, second, min(a.count, b.count))
            }
        }
    }

    /// Inserts the first `count` documents, which lie below ``documentCount``.
    mutating func insert(_ documents: UnsafePointer<UInt32>, _ count: Int) {
        assign { souk_set_bits(documents, count, $0) }
    }

    package mutating func formIntersection(_ other: DocumentSet) {
        if bits.listing != nil { return keep(where: other.contains) }
        guard bits.isOwned, isKnownUniquelyReferenced(&bits) else {
            bits = Bits(intersecting: bits, other.bits)
            return
        }
        precondition(bits.count == other.bits.count, "sets of one segment")
        bits.documents = souk_intersect(bits.words, other.bits.words, bits.count, bits.words)
    }

    /// - Parameter other: a word for 64 documents, as many as the set has.
    mutating func formIntersection(_ other: UnsafePointer<UInt64>) {
        withMutableWords { words in for index in words.indices { words[index] &= other[index] } }
    }

    /// The documents that all sets hold, in memory that no segment owns.
    ///
    /// - Precondition: there is a set, and all are of one segment.
    /// - Complexity: O(documents / 64 × sets).
    static func intersection(of sets: [DocumentSet]) -> DocumentSet {
        var result = sets[0]
        for set in sets.dropFirst() { result.formIntersection(set) }
        if !result.bits.isOwned { result.makeOwn() }
        return result
    }

    /// Takes the documents that are not in the set out of a list.
    func keepMembers(of listing: inout [UInt32]) {
        withWords { words in
            guard let first = words.baseAddress else { return }
            let kept = listing.withUnsafeMutableBufferPointer { list in
                list.baseAddress.map { souk_keep_members(first, $0, list.count) } ?? 0
            }
            listing.removeLast(listing.count - kept)
        }
    }

    package mutating func formUnion(_ other: DocumentSet) {
        other.withWords { words in if let base = words.baseAddress { formUnion(base) } }
    }

    /// - Parameter other: a word for 64 documents, as many as the set has.
    mutating func formUnion(_ other: UnsafePointer<UInt64>) {
        withMutableWords { words in for index in words.indices { words[index] |= other[index] } }
    }

    package mutating func formComplement() {
        withMutableWords { words in for index in words.indices { words[index] = ~words[index] } }
        clearTail()
    }

    package mutating func subtract(_ other: DocumentSet) {
        other.withWords { others in
            withMutableWords { words in for index in words.indices { words[index] &= ~others[index] } }
        }
    }

    /// The documents one by one, rising.
    var documents: [UInt32] {
        if let listing = bits.listing { return listing }
        return [UInt32](roomFor: count) { buffer, size in
            forEach { document in
                buffer[size] = document
                size += 1
            }
        }
    }

    /// Keeps the documents that `isWanted` accepts.
    mutating func keep(where isWanted: (UInt32) -> Bool) {
        if let listing = bits.listing {
            var kept: [UInt32] = []
            kept.reserveCapacity(listing.count)
            withMutableWords { words in
                for document in listing {
                    if isWanted(document) {
                        kept.append(document)
                    } else {
                        words[Int(document) >> 6] ^= 1 << UInt64(document & 63)
                    }
                }
            }
            bits.documents = kept.count
            bits.listing = kept
            return
        }
        withMutableWords { words in
            let count = words.count
            var index = UnsafeBufferPointer(words).wordWithDocuments(from: 0)
            while index < count {
                var rest = words[index]
                while rest != 0 {
                    let bit = rest & (~rest &+ 1)
                    if !isWanted(UInt32(index * 64 + rest.trailingZeroBitCount)) { words[index] ^= bit }
                    rest ^= bit
                }
                index = UnsafeBufferPointer(words).wordWithDocuments(from: index + 1)
            }
        }
    }

    @inline(__always)
    package func forEach(_ body: (UInt32) -> Void) {
        if let listing = bits.listing {
            for document in listing { body(document) }
            return
        }
        withWords { words in
            var index = words.wordWithDocuments(from: 0)
            while index < words.count {
                var rest = words[index]
                while rest != 0 {
                    body(UInt32(index * 64 + rest.trailingZeroBitCount))
                    rest &= rest - 1
                }
                index = words.wordWithDocuments(from: index + 1)
            }
        }
    }

    private mutating func clearTail() {
        let used = documentCount & 63
        guard used != 0 else { return }
        withMutableWords { $0[$0.count - 1] &= (1 << UInt64(used)) - 1 }
    }
}

extension DocumentSet: Equatable {
    package static func == (a: DocumentSet, b: DocumentSet) -> Bool {
        a.documentCount == b.documentCount && a.withWords { x in b.withWords { y in x.elementsEqual(y) } }
    }
}

extension UnsafeBufferPointer<UInt64> {
    /// The place of the first word from `start` on that is not 0. Most sets of few documents are nearly empty: eight words
    /// at a time.
    @inline(__always)
    fileprivate func wordWithDocuments(from start: Int) -> Int {
        var index = start
        while index < count {
            if self[index] != 0 { return index }
            index += 1
            while index + 8 <= count {
                var any: UInt64 = 0
                for next in index..<index + 8 { any |= self[next] }
                if any != 0 { break }
                index += 8
            }
        }
        return count
    }
}

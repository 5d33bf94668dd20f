import CSoukKernels

/// A set of documents of one segment, one bit each.
package struct DocumentSet: Sendable, Equatable {
    package private(set) var words: [UInt64]
    package let documentCount: Int

    package init(documentCount: Int, all: Bool = false) {
        self.documentCount = documentCount
        words = [UInt64](repeating: all ? ~0 : 0, count: (documentCount + 63) / 64)
        if all { clearTail() }
    }

    /// - Returns: nil when `words` are not those of `documentCount` documents.
    package init?(documentCount: Int, words: [UInt64]) {
        guard words.count == (documentCount + 63) / 64 else { return nil }
        self.documentCount = documentCount
        self.words = words
        clearTail()
        guard self.words == words else { return nil }
    }

    package var count: Int {
        words.withUnsafeBufferPointer { words in
            words.baseAddress.map { souk_count_both($0, $0, words.count) } ?? 0
        }
    }

    @inline(__always)
    package func contains(_ document: UInt32) -> Bool {
        words[Int(document) >> 6] & (1 << UInt64(document & 63)) != 0
    }

    /// - Returns: whether the document was new to the set.
    @discardableResult
    package mutating func insert(_ document: UInt32) -> Bool {
        let bit: UInt64 = 1 << UInt64(document & 63)
        let isNew = words[Int(document) >> 6] & bit == 0
        words[Int(document) >> 6] |= bit
        return isNew
    }

    mutating func remove(_ document: UInt32) { words[Int(document) >> 6] &= ~(1 << UInt64(document & 63)) }

    /// Lets `write` set every word; bits behind the last document have to stay 0.
    mutating func assign(_ write: (UnsafeMutablePointer<UInt64>) -> Void) {
        words.withUnsafeMutableBufferPointer { words in if let base = words.baseAddress { write(base) } }
    }

    /// The documents of both sets.
    func countInBoth(_ other: DocumentSet) -> Int {
        words.withUnsafeBufferPointer { a in
            other.words.withUnsafeBufferPointer { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return 0 }
                return souk_count_both(first, second, a.count)
            }
        }
    }

    /// Inserts the first `count` documents.
    mutating func insert(_ documents: UnsafePointer<UInt32>, _ count: Int) {
        words.withUnsafeMutableBufferPointer { words in
            // SAFETY: documents lie below `documentCount`; without documents there may be no words.
            guard count > 0, let base = words.baseAddress else { return }
            souk_set_bits(documents, count, base)
        }
    }

    package mutating func formIntersection(_ other: DocumentSet) {
        other.words.withUnsafeBufferPointer { words in
            if let base = words.baseAddress { formIntersection(base) }
        }
    }

    /// - Parameter other: a word for 64 documents, as many as the set has.
    mutating func formIntersection(_ other: UnsafePointer<UInt64>) {
        words.withUnsafeMutableBufferPointer { words in
            for index in words.indices { words[index] &= other[index] }
        }
    }

    package mutating func formUnion(_ other: DocumentSet) {
        other.words.withUnsafeBufferPointer { words in if let base = words.baseAddress { formUnion(base) } }
    }

    /// - Parameter other: a word for 64 documents, as many as the set has.
    mutating func formUnion(_ other: UnsafePointer<UInt64>) {
        words.withUnsafeMutableBufferPointer { words in
            for index in words.indices { words[index] |= other[index] }
        }
    }

    package mutating func formComplement() {
        for index in words.indices { words[index] = ~words[index] }
        clearTail()
    }

    package mutating func subtract(_ other: DocumentSet) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    /// The documents one by one, rising.
    var documents: [UInt32] {
        [UInt32](unsafeUninitializedCapacity: count) { buffer, size in
            forEach { document in
                buffer[size] = document
                size += 1
            }
        }
    }

    /// Keeps the documents that `isWanted` accepts.
    mutating func keep(where isWanted: (UInt32) -> Bool) {
        for index in words.indices {
            var rest = words[index]
            while rest != 0 {
                let bit = rest & (~rest &+ 1)
                if !isWanted(UInt32(index * 64 + rest.trailingZeroBitCount)) { words[index] ^= bit }
                rest ^= bit
            }
        }
    }

    @inline(__always)
    package func forEach(_ body: (UInt32) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(UInt32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }

    private mutating func clearTail() {
        let used = documentCount & 63
        if used != 0, !words.isEmpty { words[words.count - 1] &= (1 << UInt64(used)) - 1 }
    }
}

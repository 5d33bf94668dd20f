import SoukAnalysis
import SoukStorage

/// The quantities of a segment's products, as ``QuantityTerm``s of its dictionary: a kind's terms lie together, in the order of
/// their values.
extension SegmentReader {
    /// Documents that state a quantity of a kind in `range`, or a range of them that overlaps it. Deleted ones included.
    ///
    /// - Parameter range: in base units; compared as the index holds values, to six digits.
    /// - Complexity: O(different values + postings of those in the range + documents / 64).
    func documents(
        quantity kind: Quantity.Kind, in range: NumberRange
    ) throws(StorageError) -> DocumentSet {
        var result = DocumentSet(documentCount: documentCount)
        var range = range
        if kind == .storage || kind == .memory {
            range.lower = range.lower.map(QuantityTerm.binary)
            range.upper = range.upper.map(QuantityTerm.binary)
        }
        for group in QuantityTerm.groups(of: kind) {
            for mark in [QuantityTerm.pointMark, QuantityTerm.rangeMark] {
                let prefix = [mark, group.letter]
                try insertDocuments(from: prefix, into: &result) { bytes in
                    guard bytes.starts(with: prefix), let term = QuantityTerm(bytes) else { return nil }
                    return range.overlaps(term.value, term.upper ?? term.value)
                }
            }
        }
        return result
    }

    /// Documents that hold a term from `first` through `last`.
    package func documents(termsFrom first: [UInt8], through last: [UInt8]) throws(StorageError)
        -> DocumentSet
    {
        var result = DocumentSet(documentCount: documentCount)
        try insertDocuments(from: first, into: &result) { last.lexicographicallyPrecedes($0) ? nil : true }
        return result
    }

    /// Documents of the terms from `first` on that `accept` takes, up to the one for which it is nil.
    private func insertDocuments(
        from first: [UInt8], into set: inout DocumentSet, _ accept: ([UInt8]) -> Bool?
    ) throws(StorageError) {
        var block = PostingBlock.allocate()
        defer { block.deallocate() }
        var cursor = try terms.cursor(atOrAfter: first)
        while try cursor.advance(), let isTaken = accept(cursor.term) {
            guard isTaken else { continue }
            let list = try list(cursor.info)
            for index in 0..<list.blockCount {
                try list.decodeDocuments(index, into: &block)
                set.insert(block.documents, block.count)
            }
        }
    }
}

extension NumberRange {
    /// Whether any value from `low` to `high` lies in the range; bounds count to six digits, as values in terms do.
    func overlaps(_ low: Double, _ high: Double) -> Bool {
        if let lower {
            let bound = QuantityTerm.rounded(lower)
            if includesLower ? high < bound : high <= bound { return false }
        }
        if let upper {
            let bound = QuantityTerm.rounded(upper)
            if includesUpper ? low > bound : low >= bound { return false }
        }
        return true
    }
}

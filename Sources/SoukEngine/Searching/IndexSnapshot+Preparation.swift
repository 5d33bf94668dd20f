import SoukStorage

extension IndexSnapshot {
    /// Makes what the first word that is spelt nearly so, the first filter, the first facet and the first phrase of common words
    /// would wait for.
    ///
    /// - Parameter fields: the keyword fields whose values are made ready.
    /// - Complexity: O(terms + postings of the common ones + products).
    package func prepare(keywords fields: [Int]) throws(StorageError) {
        for segment in segments {
            if let words = segment.words {
                _ = try segment.wordTable.value { () throws(StorageError) in try TermTable(words) }
            }
            try segment.prepareCommonTerms()
            for field in fields {
                _ = segment.valueCodes(field)
                _ = segment.lookup(field)
            }
        }
    }
}

extension SegmentReader {
    /// Makes the bitmaps of the commonest terms and where they stand: what the first phrases of them would wait for.
    func prepareCommonTerms() throws(StorageError) {
        var terms = try self.terms.cursor(atOrAfter: [])
        while try terms.advance() {
            guard terms.info.documentFrequency * TermBitmaps.sparsest >= documentCount else { continue }
            _ = try bitmaps.places(of: try list(terms.info))
        }
    }
}

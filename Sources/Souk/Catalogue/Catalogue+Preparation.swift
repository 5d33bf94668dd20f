import SoukStorage

extension Catalogue {
    /// Makes all that searches make when one first needs it, so that none waits: the spelling of names, sounds, words near others,
    /// signals, prices, the values of brands, categories and currencies, the words of titles, what the first letters become.
    ///
    /// - Throws: ``SearchError`` when the index is damaged.
    /// - Complexity: O(words + products); about 1 s for 200,000 products.
    package func prepare() throws(SearchError) {
        let suggester = try Suggester(self)
        aliases.prepare()
        understanding.prepare()
        _ = (signals, prices, homophones)
        _ = accessories(suggester.analyzer)
        try SearchError.wrapping { () throws(StorageError) in
            _ = try sounds()
            _ = try newWordShare()
            let schema = snapshot.schema
            try snapshot.prepare(
                keywords: [.brand, .category, .currency].compactMap { schema.index(withRole: $0) })
        }
        try suggester.prepare()
    }
}

/// Suggestions about the current commit.
extension ProductIndex {
    /// What a shopper may mean who has typed a text so far, from the catalogue alone.
    ///
    /// ```swift
    /// for suggestion in try index.suggest("华为手") {
    ///     print(suggestion.text, suggestion.count, suggestion.scope)      // 华为手机 2 [:]
    /// }
    /// ```
    /// The last word is a beginning, the words before it are complete. Chinese is also found by its pinyin (`sj`, `huaw`); a
    /// typing error in the last word is forgiven where nothing begins as typed.
    ///
    /// The first call reads a sample of at most 30,000 titles and keeps their words and phrases, some 0.5 s and 30 MB
    /// for a large catalogue; ``prepareSuggestions()`` does it before. They serve later commits until a tenth of the products is
    /// new. Rarer words of a larger catalogue are not suggested.
    /// - Parameter count: suggestions at most.
    /// - Returns: the best first; none for a text that nothing begins with. No text makes it throw.
    /// - Throws: ``SearchError`` when the index is damaged.
    /// - Complexity: O(log phrases) for each suggestion, and a search for each the first time it is shown.
    public func suggest(_ text: String, count: Int = 10) throws(SearchError) -> [Suggestion] {
        guard let catalogue = current.withLock({ $0 }) else { return [] }
        return try Suggester(catalogue).suggest(text, count: count)
    }

    /// Makes all that the first searches and suggestions of a commit would wait for: for an app to call when it starts, in a task of its
    /// own.
    ///
    /// - Throws: ``SearchError`` when the index is damaged.
    public func prepareSuggestions() throws(SearchError) {
        guard let catalogue = current.withLock({ $0 }) else { return }
        try catalogue.prepare()
    }
}

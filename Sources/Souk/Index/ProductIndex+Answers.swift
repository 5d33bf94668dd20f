import SoukEngine

/// Answers to why, about the current commit.
extension ProductIndex {
    /// How a text is read, with the brands, categories and spellings of this catalogue, as ``search(_:)`` reads it.
    ///
    /// ```swift
    /// let reading = try index.understand("2000元以下的华为手机 不要黑色")
    /// print(reading.intent, reading.brand ?? "", reading.exclusions)      // priceComparison 华为 ["黑色"]
    /// ```
    /// - Parameter ignoring: parts that are plain text.
    /// - Complexity: O(characters of the text), and a look-up a word.
    public func understand(
        _ text: String, ignoring parts: Set<QueryPart> = []
    ) throws(SearchError) -> QueryInterpretation {
        guard let catalogue = current.withLock({ $0 }) else {
            return SearchResponse<Product>.empty(text).interpretation
        }
        var request = SearchRequest<Product>(text)
        request.ignoredParts = parts
        let options = request.options(propertyNames)
        return QueryInterpretation(try SearchPipeline(catalogue).interpret(text, options))
    }

    /// Why a product has its score for a request: parts that sum to it.
    ///
    /// ```swift
    /// let why = try index.why("p-17", for: SearchRequest("华为手机"))
    /// ```
    /// - Returns: nil when there is no such product, or when it does not match.
    /// - Complexity: O(products that match).
    public func why(
        _ id: String, for request: SearchRequest<Product>
    ) throws(SearchError) -> ScoreExplanation? {
        guard let catalogue = current.withLock({ $0 }) else { return nil }
        let answer = try SearchPipeline(catalogue).explain(
            request.text, id: id, request.options(propertyNames))
        return answer?.explanation.map(ScoreExplanation.init)
    }

    /// Where a product stands for a request, or everything that keeps it out.
    ///
    /// ```swift
    /// let answer = try index.whyNot("p-17", for: SearchRequest("2000元以下的华为手机"))
    /// print(answer?.sentences(.zh).joined(separator: "\n") ?? "no such product")
    /// ```
    /// - Returns: nil when there is no such product.
    /// - Complexity: O(products that match).
    public func whyNot(_ id: String, for request: SearchRequest<Product>) throws(SearchError) -> WhyNot? {
        guard let catalogue = current.withLock({ $0 }) else { return nil }
        return try SearchPipeline(catalogue).whyNot(request.text, id: id, request.options(propertyNames))
    }
}

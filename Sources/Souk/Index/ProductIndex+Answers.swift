import SoukEngine

/// Answers to why, about the current commit.
extension ProductIndex {
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

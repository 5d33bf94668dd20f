import SoukStorage

/// Results that follow a text while a shopper types it: suggestions, and the page of the text that it most likely becomes.
///
/// ```swift
/// let typing = index.searchAsYouType()
/// for text in ["智", "智能", "智能手"] {
///     let shown = try typing.update(text)
///     print(shown.searchedText, shown.response.total)      // 智能手机 3
/// }
/// ```
/// A page is made only when the likeliest text changes; otherwise the last one is shown. A search box has one of these, from
/// its first letter on; when the shopper decides, ``ProductIndex/search(_:)-(SearchRequest<Product>)`` answers the text as it is.
public final class SearchAsYouType<Product: Codable & Sendable & Identifiable>: Sendable
where Product.ID == String {
    /// What is shown after a keystroke.
    public struct Response: Sendable {
        /// What the text may become, the best first; see ``ProductIndex/suggest(_:count:)``.
        public let suggestions: [Suggestion]
        /// The text that was searched: the likeliest completion of what was typed, or the text itself where its last word is complete or
        /// nothing begins so. Of a last word that no product has, and that becomes none, the words before it are searched.
        public let searchedText: String
        /// The page for ``searchedText``; its cursor belongs to that text.
        public let response: SearchResponse<Product>
    }

    private struct State: Sendable {
        var search: TypedSearch
        var response: SearchResponse<Product>?
    }

    private let index: ProductIndex<Product>
    private let state: Locked<State>

    init(_ index: ProductIndex<Product>, _ options: SearchOptions, suggestions: Int) {
        self.index = index
        state = Locked(State(search: TypedSearch(options, suggestionCount: suggestions)))
    }

    /// What is shown once a text is typed, from the current commit. No text makes it throw: only reading, or a filter of the caller's,
    /// can fail.
    /// - Complexity: that of the suggestions, and of a search when the likeliest text is another than the last keystroke's.
    public func update(_ text: String) throws(SearchError) -> Response {
        guard let catalogue = index.current.withLock({ $0 }) else {
            return Response(suggestions: [], searchedText: text, response: .empty(text))
        }
        return try state.withLock { (state) throws(SearchError) in
            let shown = try state.search.update(text, in: catalogue)
            var response = shown.isKept ? state.response : nil
            if response == nil {
                response = try index.response(
                    shown.page, shown.searchedText, state.search.options, catalogue)
                state.response = response
            }
            return Response(
                suggestions: shown.suggestions, searchedText: shown.searchedText,
                response: response ?? .empty(text))
        }
    }
}

extension ProductIndex {
    /// Results that follow what is typed from now on.
    ///
    /// - Parameters:
    ///   - request: what is shown of a page: its count, filters, facets, profile. Its text and cursor are not used.
    ///   - suggestions: suggestions at most.
    public func searchAsYouType(
        _ request: SearchRequest<Product> = SearchRequest(""), suggestions: Int = 10
    ) -> SearchAsYouType<Product> {
        SearchAsYouType(self, request.options(propertyNames), suggestions: suggestions)
    }
}

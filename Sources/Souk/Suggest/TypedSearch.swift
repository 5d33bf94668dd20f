import Foundation
import SoukRanking

/// Results that follow a text as it is typed: text → suggestions → the text that it most likely becomes → its page.
///
/// What the last keystroke found serves the next one: while the likeliest text is the same, so is its page.
package struct TypedSearch: Sendable {
    /// What is shown after a keystroke.
    package struct Result: Sendable {
        package var suggestions: [Suggestion]
        /// What was searched: the likeliest completion, or the text as it was typed.
        package var searchedText: String
        package var page: SearchPage
        /// Whether the page is the last keystroke's.
        package var isKept: Bool
    }

    private struct Last: Sendable {
        var catalogue: Catalogue
        var searchedText: String
        var page: SearchPage
        /// When the page was made, in seconds since 1970.
        var time: Double
    }

    package let options: SearchOptions
    private let suggestionCount: Int
    private var last: Last?

    /// - Parameters:
    ///   - options: of the page, the same for every keystroke.
    ///   - suggestionCount: suggestions at most.
    package init(_ options: SearchOptions = SearchOptions(), suggestionCount: Int = 10) {
        self.options = options
        self.suggestionCount = suggestionCount
    }

    /// What is shown once `text` is typed.
    package mutating func update(_ text: String, in catalogue: Catalogue) throws(SearchError) -> Result {
        let known = last.flatMap { $0.catalogue === catalogue ? $0 : nil }
        let suggester = try Suggester(catalogue, page: options)
        let completed = try suggester.complete(text, count: max(suggestionCount, 1))
        let searched = completed.likeliest ?? text
        let now = options.time ?? Date().timeIntervalSince1970
        let suggestions = Array(completed.suggestions.prefix(max(suggestionCount, 0)))
        // A space behind the last word asks for nothing else.
        if let known, known.searchedText == searched || known.searchedText == searched.trimmingEnd,
            !rules(catalogue).change(after: known.time, until: now)
        {
            return Result(
                suggestions: suggestions, searchedText: known.searchedText, page: known.page, isKept: true)
        }
        let page = try suggester.page(of: searched, options)
        last = Last(catalogue: catalogue, searchedText: searched, page: page, time: now)
        return Result(suggestions: suggestions, searchedText: searched, page: page, isKept: false)
    }

    private func rules(_ catalogue: Catalogue) -> RuleSet { options.rules ?? catalogue.rules }
}

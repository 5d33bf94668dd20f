import SoukEngine

/// The queries and moments that a rule is for, made once to be held against those of all other rules.
package struct RuleScope {
    private let queries: [RuleText]
    private let words: [RuleText]
    private let categories: [[String]]
    /// The categories' own names, which are queries for them.
    private let names: [RuleText]
    private let start: Double
    private let end: Double

    package init(_ rule: MerchandisingRule) {
        queries = rule.queries.map { RuleText($0.value) }
        words = rule.words.map { RuleText($0.value) }
        categories = rule.categories.map { CategoryPath.split($0.value) }
        names = categories.compactMap(\.last).map(RuleText.init)
        start = rule.start ?? -.infinity
        end = rule.end ?? .infinity
    }

    /// Whether a query is known that both rules are for, at some moment.
    package func isForSomeQuery(of other: RuleScope) -> Bool {
        guard max(start, other.start) < min(end, other.end) else { return false }
        if !categories.isEmpty, !other.categories.isEmpty, !sharesCategory(with: other) { return false }
        switch (namesText, other.namesText) {
        case (false, false): return true
        case (true, false):
            return other.categories.isEmpty || !categories.isEmpty || other.names.contains(where: holds)
        case (false, true):
            return categories.isEmpty || !other.categories.isEmpty || names.contains(where: other.holds)
        case (true, true):
            return [queries, words, other.queries, other.words].joined().contains {
                holds($0) && other.holds($0)
            }
        }
    }

    private var namesText: Bool { !queries.isEmpty || !words.isEmpty }

    private func holds(_ text: RuleText) -> Bool {
        (queries.isEmpty || queries.contains { $0.scalars == text.scalars })
            && (words.isEmpty || words.contains { text.holds($0) })
    }

    private func sharesCategory(with other: RuleScope) -> Bool {
        categories.contains { own in other.categories.contains { own.holds($0) || $0.holds(own) } }
    }
}

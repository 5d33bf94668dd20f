import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// What a shop wants for some queries, for some time: products first, products higher or lower, a filter, other names.
package struct MerchandisingRule: Sendable, Equatable {
    /// A part of the rule with the line that it stands in.
    package struct Line<Value: Sendable & Equatable>: Sendable, Equatable {
        package var value: Value
        package var line: Int

        package init(value: Value, line: Int) {
            self.value = value
            self.line = line
        }
    }

    package struct Pin: Sendable, Equatable {
        package var id: String
        /// Its place among the pinned products, from 1; nil: after those before it.
        package var place: Int?
    }

    package struct Boost: Sendable, Equatable {
        /// What a product gains for which the filter holds; below 0 what it loses.
        package var weight: Double
        package var filter: String
    }

    package var name: String
    package var line: Int
    /// Queries that the rule is for, as a whole; of several kinds of scope each has to hold, of several of a kind one.
    package var queries: [Line<String>] = []
    /// Words that the query holds.
    package var words: [Line<String>] = []
    /// Categories that the query names, itself or one below it: a node's name, or the end of its path.
    package var categories: [Line<String>] = []
    /// Seconds since 1970, the first and the first after; nil: open.
    package var start: Double?
    package var end: Double?

    package var pins: [Line<Pin>] = []
    package var boosts: [Line<Boost>] = []
    package var filters: [Line<String>] = []
    package var synonyms: [Line<String>] = []

    package var hasActions: Bool {
        !pins.isEmpty || !boosts.isEmpty || !filters.isEmpty || !synonyms.isEmpty
    }

    /// Whether the rule is for a query at a moment.
    package func applies(to interpretation: Interpretation, at seconds: Double) -> Bool {
        if let start, seconds < start { return false }
        if let end, seconds >= end { return false }
        let query = RuleText(interpretation.text)
        if !queries.isEmpty, !queries.contains(where: { RuleText($0.value).scalars == query.scalars }) {
            return false
        }
        if !words.isEmpty, !words.contains(where: { query.holds(RuleText($0.value)) }) { return false }
        if !categories.isEmpty {
            let named = interpretation.category?.values.map { $0.path.map { RuleText($0).scalars } } ?? []
            let isNamed = categories.contains { category in
                let path = CategoryPath.split(category.value).map { RuleText($0).scalars }
                return named.contains { $0.holds(path) }
            }
            if !isNamed { return false }
        }
        return true
    }

    /// Whether a category of a rule's scope is the one at a path, or one above it.
    package static func names(_ category: String, categoryOf path: [String]) -> Bool {
        path.map { RuleText($0).scalars }.holds(CategoryPath.split(category).map { RuleText($0).scalars })
    }
}

extension Array where Element: Equatable {
    /// Whether the elements of `part` stand here one after another.
    func holds(_ part: [Element]) -> Bool {
        guard part.count <= count, !part.isEmpty else { return false }
        return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
    }
}

/// A text as rules compare it: folded, with single spaces.
struct RuleText {
    let scalars: [UInt32]
    private let kinds: [FoldedText.Kind]

    init(_ text: String) {
        let folded = FoldedText(text)
        var scalars: [UInt32] = []
        var kinds: [FoldedText.Kind] = []
        for place in 0..<folded.count {
            if folded.kind(at: place) == .space {
                guard let last = kinds.last, last != .space else { continue }
            }
            scalars.append(folded.scalars[place])
            kinds.append(folded.kind(at: place))
        }
        if kinds.last == .space {
            scalars.removeLast()
            kinds.removeLast()
        }
        self.scalars = scalars
        self.kinds = kinds
    }

    /// Whether the words stand in the text, not inside a longer Latin word or number.
    func holds(_ words: RuleText) -> Bool {
        guard !words.scalars.isEmpty, words.scalars.count <= scalars.count else { return false }
        return (0...scalars.count - words.scalars.count).contains { start in
            let end = start + words.scalars.count
            return scalars[start..<end].elementsEqual(words.scalars) && isBoundary(start) && isBoundary(end)
        }
    }

    private func isBoundary(_ place: Int) -> Bool {
        guard place > 0, place < kinds.count, kinds[place - 1] == kinds[place] else { return true }
        return kinds[place] != .letter && kinds[place] != .digit
    }
}

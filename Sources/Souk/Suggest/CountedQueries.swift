/// Completions of a text, the best first, each counted when it is first asked for: a search each is most of a keystroke's time.
struct CountedQueries {
    /// Of the typed text.
    let key: SuggestionKey
    /// Whether its last word is complete.
    let isComplete: Bool
    let candidates: [SuggestionCandidates.Candidate]
    /// Those counted so far that find something.
    var found: [Suggestion] = []
    private var counted = 0

    /// The text as it was typed, where it is among them.
    var typed: SuggestionCandidates.Candidate? { candidates.first { SuggestionKey($0.text) == key } }
    /// Whether the first of them is what is searched: the last word is not complete, and the text itself is not among the others.
    var leadToFirst: Bool {
        guard !isComplete, let typed else { return !isComplete }
        return typed.text == candidates.first?.text
    }

    init(key: SuggestionKey, isComplete: Bool, candidates: [SuggestionCandidates.Candidate]) {
        self.key = key
        self.isComplete = isComplete
        self.candidates = candidates
    }

    /// The next candidate to count.
    mutating func next() -> SuggestionCandidates.Candidate? {
        guard counted < candidates.count else { return nil }
        counted += 1
        return candidates[counted - 1]
    }
}

/// Suggestions without those that lead to what one before them leads to, however their texts are written.
struct DistinctSuggestions {
    let limit: Int
    private(set) var list: [Suggestion] = []
    private var targets: [[UInt8]] = []

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { list.count >= limit }

    /// Adds a suggestion unless it leads nowhere else, or there are enough.
    mutating func add(_ suggestion: Suggestion) {
        guard !isFull else { return }
        let target = Self.target(suggestion)
        // They are few: a table would cost more.
        guard !targets.contains(target) else { return }
        targets.append(target)
        list.append(suggestion)
    }

    private static func target(_ suggestion: Suggestion) -> [UInt8] {
        var target: [UInt8]
        if let id = suggestion.id {
            target = Array(id.utf8)
        } else {
            target = SuggestionKey(suggestion.text).bytes.filter { $0 != 0x20 }
        }
        for filter in suggestion.filters.sorted() {
            target.append(1)
            target.append(contentsOf: filter.utf8)
        }
        return target
    }
}

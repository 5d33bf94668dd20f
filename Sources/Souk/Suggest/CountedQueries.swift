/// Completions of a text, the best first, each counted when it is first asked for: a search each is most of a keystroke's time.
struct CountedQueries {
    /// Of the typed text.
    let key: SuggestionKey
    let candidates: [SuggestionCandidates.Candidate]
    /// Those counted so far that find something.
    var found: [Suggestion] = []
    private var counted = 0

    init(key: SuggestionKey, candidates: [SuggestionCandidates.Candidate]) {
        self.key = key
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

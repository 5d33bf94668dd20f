import SoukConsole

/// How a query is asked and what is wanted of the answer, written `or_top10`.
struct SearchMode: Hashable, Sendable, ArgumentValue {
    /// What the words of the query have to do with a document.
    enum Kind: String, CaseIterable, Sendable {
        /// Any word, all words, the words side by side, a word's beginning, a word with a slip or two.
        case or, and, phrase, prefix, fuzzy, fuzzy2
        /// Four weighted fields: see ``RequestCell``.
        case request, fields, dismax
    }

    /// What is answered: documents, their number, or both.
    enum Wanted: String, CaseIterable, Sendable {
        case top10, top100, count, top10count
        case any, all, any10, all10
    }

    let kind: Kind
    let wanted: Wanted

    init(_ kind: Kind, _ wanted: Wanted) {
        self.kind = kind
        self.wanted = wanted
    }

    init?(argument: String) {
        let parts = argument.split(separator: "_")
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])),
            let wanted = Wanted(rawValue: String(parts[1]))
        else { return nil }
        self.init(kind, wanted)
    }

    var name: String { "\(kind.rawValue)_\(wanted.rawValue)" }
    var argumentText: String { name }
    static var expectation: String { "a mode such as or_top10" }

    /// Whether the answer holds the exact number of documents.
    var counts: Bool { wanted == .count || wanted == .top10count }

    /// Whether the answer holds documents with BM25 scores that engines can be compared in: those of prefixes and
    /// slips of the hand are each engine's own.
    var hasComparableScores: Bool {
        switch kind {
        case .or, .and, .phrase: wanted != .count
        case .prefix, .fuzzy, .fuzzy2, .request, .fields, .dismax: false
        }
    }
}

/// Weighted patterns by language and symbol, read from `corpus/understanding/grammar.txt`.
struct QueryGrammar {
    private var patterns: [String: [(weight: Double, pattern: [Character])]] = [:]

    /// Lines `language symbol weight: pattern`; `#` begins a comment.
    init(_ text: String) throws(VocabularyError) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let head = line.prefix { $0 != ":" }.split(separator: " ")
            guard head.count == 3, let weight = Double(head[2]), line.contains(": ") else {
                throw VocabularyError.malformedPattern(String(line))
            }
            let pattern = line.drop { $0 != ":" }.dropFirst(2)
            patterns["\(head[0]) \(head[1])", default: []].append((weight, Array(pattern)))
        }
    }

    /// A pattern for a symbol, drawn by weight; nil when the grammar does not have it.
    func pattern(_ language: String, _ symbol: String, _ draw: inout Draw) -> [Character]? {
        guard let choices = patterns["\(language) \(symbol)"] ?? patterns["any \(symbol)"] else { return nil }
        return draw.weighted(choices.map(\.weight)).map { choices[$0].pattern }
    }
}

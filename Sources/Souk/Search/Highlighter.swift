import SoukAnalysis
import SoukEngine
import SoukImport
import SoukRanking

/// Finds the words of a product that the query matched.
///
/// The product's texts are analysed again, so that ranges are those of the text as it was given.
struct Highlighter {
    private typealias Reason = Highlight.Reason

    /// They are few: a table would cost more.
    private var terms: [(term: [UInt8], reason: Reason)] = []
    /// The bytes that ``terms`` begin with: most words of a text are told from them by it.
    private var firsts = [Bool](repeating: false, count: 256)
    private var characters: [(character: [UInt8], reason: Reason)] = []
    private var spans: [(first: [UInt8], last: [UInt8], reason: Reason)] = []
    /// Whether a quantity is looked for.
    private var readsQuantities = false
    private let analyzer: Analyzer

    init(_ concepts: [Concept], analyzer: Analyzer) {
        self.analyzer = analyzer
        for alternative in concepts.flatMap(\.alternatives) where alternative.fulfils {
            let reason = Reason(alternative.origin)
            switch alternative.pattern {
            case .term(let term): add(term, reason)
            case .phrase(let parts): for part in parts { add(part.term, reason) }
            case .character(let character): characters.append((character, reason))
            case .terms(let first, let last): spans.append((first, last, reason))
            }
        }
        let marks = [QuantityTerm.pointMark, QuantityTerm.rangeMark]
        readsQuantities =
            marks.contains { firsts[Int($0)] }
            || spans.contains { marks.contains($0.first.first ?? 0) || marks.contains($0.last.first ?? 0) }
    }

    private mutating func add(_ term: [UInt8], _ reason: Reason) {
        if let known = terms.firstIndex(where: { $0.term == term }) {
            if reason.rank < terms[known].reason.rank { terms[known].reason = reason }
            return
        }
        terms.append((term, reason))
        if let first = term.first { firsts[Int(first)] = true }
    }

    /// The matched words by field name, rising and disjoint; of a field with several texts, those of the first.
    func highlights(_ source: [UInt8], _ schema: SoukEngine.Schema) -> [String: [Highlight]] {
        guard !terms.isEmpty || !characters.isEmpty || !spans.isEmpty,
            let product = try? JSONParser().parse(source)
        else {
            return [:]
        }
        var result: [String: [Highlight]] = [:]
        for field in schema.fields where field.isSearched && (field.type == .text || field.type == .keyword) {
            guard case .string(let text) = product[field.name] else { continue }
            let highlights = highlights(in: text)
            if !highlights.isEmpty { result[field.name] = highlights }
        }
        return result
    }

    private func highlights(in text: String) -> [Highlight] {
        var text = text
        var matches: [(range: Range<Int>, reason: Reason)] = []
        text.withUTF8 { bytes in
            _ = analyzer.analyze(bytes, mode: .index, readsQuantities: readsQuantities) { token in
                if let match = matched(token) { matches.append(match) }
            }
        }
        guard !matches.isEmpty else { return [] }
        var reasons = [Reason?](repeating: nil, count: text.utf8.count)
        for (range, reason) in matches {
            for place in range where reason.rank < reasons[place]?.rank ?? .max { reasons[place] = reason }
        }
        var result: [Highlight] = []
        var start = 0
        while start < reasons.count {
            var end = start + 1
            while end < reasons.count, reasons[end] == reasons[start] { end += 1 }
            if let reason = reasons[start] { result.append(Highlight(range: start..<end, reason: reason)) }
            start = end
        }
        return result
    }

    private func matched(_ token: Token) -> (Range<Int>, Reason)? {
        if let first = token.term.first, firsts[Int(first)],
            let known = terms.first(where: {
                $0.term.count == token.term.count && $0.term.elementsEqual(token.term)
            })
        {
            return (token.start..<token.end, known.reason)
        }
        for span in spans
        where !token.term.lexicographicallyPrecedes(span.first)
            && !span.last.lexicographicallyPrecedes(token.term)
        {
            return (token.start..<token.end, span.reason)
        }
        for (character, reason) in characters where token.atomCount <= 2 && token.term.starts(with: character)
        {
            // A bigram stands for its first character here.
            return (token.start..<min(token.start + character.count, token.end), reason)
        }
        return nil
    }
}

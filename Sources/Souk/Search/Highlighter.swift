import SoukAnalysis
import SoukEngine
import SoukImport
import SoukRanking

/// Finds the words of a product that the query matched.
///
/// The product's texts are analysed again, so that ranges are those of the text as it was given.
struct Highlighter {
    private let terms: Set<[UInt8]>
    private let characters: [[UInt8]]
    private let spans: [(first: [UInt8], last: [UInt8])]
    private let analyzer: Analyzer

    init(_ concepts: [Concept], analyzer: Analyzer) {
        self.analyzer = analyzer
        var terms: Set<[UInt8]> = []
        var characters: [[UInt8]] = []
        var spans: [(first: [UInt8], last: [UInt8])] = []
        for alternative in concepts.flatMap(\.alternatives) where alternative.fulfils {
            switch alternative.pattern {
            case .term(let term): terms.insert(term)
            case .phrase(let parts): terms.formUnion(parts.map(\.term))
            case .character(let character): characters.append(character)
            case .terms(let first, let last): spans.append((first, last))
            }
        }
        self.terms = terms
        self.characters = characters
        self.spans = spans
    }

    /// UTF-8 byte ranges by field name, rising and disjoint; of a field with several texts, those of the first.
    func highlights(_ source: [UInt8], _ schema: SoukEngine.Schema) -> [String: [Range<Int>]] {
        guard !terms.isEmpty || !characters.isEmpty || !spans.isEmpty,
            let product = try? JSONParser().parse(source)
        else {
            return [:]
        }
        var result: [String: [Range<Int>]] = [:]
        for field in schema.fields where field.isSearched && (field.type == .text || field.type == .keyword) {
            guard case .string(let text) = product[field.name] else { continue }
            let ranges = ranges(in: text)
            if !ranges.isEmpty { result[field.name] = ranges }
        }
        return result
    }

    private func ranges(in text: String) -> [Range<Int>] {
        var text = text
        var found: [Range<Int>] = []
        text.withUTF8 { bytes in
            _ = analyzer.analyze(bytes, mode: .index) { token in
                if let range = matched(token) { found.append(range) }
            }
        }
        var merged: [Range<Int>] = []
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    private func matched(_ token: Token) -> Range<Int>? {
        if terms.contains(Array(token.term)) { return token.start..<token.end }
        for span in spans
        where !token.term.lexicographicallyPrecedes(span.first)
            && !span.last.lexicographicallyPrecedes(token.term)
        {
            return token.start..<token.end
        }
        for character in characters where token.atomCount <= 2 && token.term.starts(with: character) {
            // A bigram stands for its first character here.
            return token.start..<min(token.start + character.count, token.end)
        }
        return nil
    }
}

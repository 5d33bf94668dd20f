import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// The word of a query that names the goods, and the ``HeadTerm``s of titles that name the same.
struct QueryHead {
    /// UTF-8 bytes of the query.
    let range: Range<Int>

    /// The last word of the category that was understood, else the last head that the text itself has, as a title would.
    ///
    /// What only looks like a category is none before a number, where series stand (`Bravia KD-43XE7003`); and a text with
    /// numbers that names no category asks for one model. Nil then, and when nothing is named beside the brand.
    init?(_ interpretation: Interpretation, words: [AnalyzedToken], _ analyzer: Analyzer) {
        if let category = interpretation.category {
            let inside = words.last {
                category.range.contains($0.start) && $0.end <= category.range.upperBound
            }
            guard let inside else { return nil }
            let next = words.first { $0.start >= inside.end }
            if category.values.isEmpty, let next, Self.isNumbered(next, interpretation) { return nil }
            range = inside.start..<inside.end
            return
        }
        guard interpretation.intent != .brand, !words.contains(where: { Self.isNumbered($0, interpretation) })
        else { return nil }
        var last: Range<Int>?
        let scanner = HeadScanner(analyzer)
        var text = interpretation.text
        text.withUTF8 { bytes in
            scanner.begin(bytes)
            analyzer.analyze(bytes, mode: .index) { scanner.add($0) }
            scanner.end { head in
                let isSearched = interpretation.residual.contains {
                    $0.lowerBound <= head.range.lowerBound && head.range.upperBound <= $0.upperBound
                }
                let isBrand = interpretation.brand?.range.overlaps(head.range) == true
                let isQuantity = interpretation.quantities.contains { $0.range.overlaps(head.range) }
                if isSearched, !isBrand, !isQuantity { last = head.range }
            }
        }
        guard let last else { return nil }
        range = last
    }

    /// A model or a number that is no quantity.
    private static func isNumbered(_ word: AnalyzedToken, _ interpretation: Interpretation) -> Bool {
        (word.kind == .model || word.kind == .number)
            && !interpretation.quantities.contains { $0.range.overlaps(word.start..<word.end) }
    }

    /// The terms of a concept's readings that stand for all of it: the word itself and whatever else it may be called.
    static func terms(_ concept: Concept, word: AnalyzedToken?) -> [[UInt8]] {
        var terms: [[UInt8]] = word.map { [HeadTerm.bytes(naming: Array($0.term.utf8))] } ?? []
        for reading in concept.alternatives where reading.fulfils {
            let last: [UInt8]?
            switch reading.pattern {
            case .term(let term): last = term
            case .phrase(let parts): last = parts.last?.term
            case .character(let character): last = character
            case .terms: last = nil
            }
            guard let last else { continue }
            let term = HeadTerm.bytes(naming: last)
            if !terms.contains(term) { terms.append(term) }
        }
        return terms
    }
}

extension Concept {
    /// ``HeadTerm``s of titles that name what the concept is called, for each reading that stands for all of it.
    package var headTerms: [[UInt8]] { QueryHead.terms(self, word: nil) }
}

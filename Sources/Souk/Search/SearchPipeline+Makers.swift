import SoukAnalysis
import SoukEngine
import SoukRanking
import SoukStorage
import SoukUnderstanding

/// Whose product a query asks for that names one and no goods: `iphone 15 pro`, 华为 mate 60.
///
/// Titles of cases, films and chargers hold such names more often, and in fewer words, than those of the product itself.
/// Who makes it is asked of the catalogue alone: the brand that the query names, or the one that most products with the
/// line's word have, those aside that only go with others: more than half in one writing of its name, and three fifths in all.
extension SearchPipeline {
    /// A line belongs to one brand: so many of its products, at least.
    private static let leastShare = 0.6
    private static let leastProducts = 3
    /// A word of one product in so many is no line.
    private static let commonShare = 3
    private static let shortestLine = 3

    /// The values of the brand field whose products come before those that only go with them; empty: nobody's do.
    ///
    /// - Parameter aliases: other names of parts of the text.
    func makers(_ plan: SearchPlan, _ aliases: [AliasMatch]) -> [String] {
        let interpretation = plan.interpretation
        guard interpretation.category == nil, interpretation.intent != .priceComparison,
            catalogue.snapshot.schema.index(withRole: .brand) != nil, let line = line(interpretation),
            // The line itself may look like goods: `iphone`.
            plan.headTerms.allSatisfy({ $0 == line.word.map(HeadTerm.bytes(naming:)) })
        else { return [] }
        if let brand = line.brand {
            let known =
                brand.canonical
                + aliases.filter { $0.range == brand.range }.flatMap { match in
                    match.aliases.flatMap { catalogue.understanding.brands(named: $0.text) }
                }
            if !known.isEmpty { return known }
        }
        return line.word.map { word in catalogue.makers(of: word) { maker(of: word) } } ?? []
    }

    /// What names a product: a brand, the word of a line, or both, with numbers and signs of versions.
    private struct Line {
        var brand: EntityMatch?
        var word: [UInt8]?
    }

    /// Nil where the text says anything else.
    private func line(_ interpretation: Interpretation) -> Line? {
        var line = Line()
        for word in analyzer.tokens(interpretation.text, mode: .words) {
            let range = word.start..<word.end
            guard interpretation.residual.contains(where: { $0.overlaps(range) }) else { return nil }
            if let brand = interpretation.brand, brand.range.overlaps(range) {
                line.brand = brand
                // A name that the catalogue has no brand of may be a line's.
                if !brand.canonical.isEmpty || word.kind != .latin { continue }
            }
            switch word.kind {
            case .number, .quantity: continue
            case .model:
                let letters = interpretation.surface(range).prefix { $0.isASCII && $0.isLetter }
                guard letters.utf8.count >= Self.shortestLine, line.word == nil else { continue }
                line.word = analyzer.tokens(String(letters), mode: .words).first.map { Array($0.term.utf8) }
            case .latin:
                if ProductNames.variants.contains(interpretation.surface(range).lowercased()) { continue }
                let term = Array(word.term.utf8)
                guard line.word == nil, term.count >= Self.shortestLine,
                    !catalogue.accessories(analyzer).terms.contains(HeadTerm.bytes(naming: term))
                else { return nil }
                line.word = term
            case .word, .bigram, .subword, .pinyin: return nil
            }
        }
        return line.brand == nil && line.word == nil ? nil : line
    }

    private func maker(of line: [UInt8]) -> [String] {
        let snapshot = catalogue.snapshot
        let products = snapshot.segments.reduce(0) { $0 + $1.documentCount }
        guard snapshot.documentFrequency(of: line) <= products / Self.commonShare,
            let field = snapshot.schema.index(withRole: .brand)
        else { return [] }
        let accessories = catalogue.accessories(analyzer).products
        var found: [DocumentSet] = []
        for (index, segment) in snapshot.segments.enumerated() {
            var set = ProductFeatures.documents(naming: [line], segment)
            set.subtract(accessories[index])
            found.append(set)
        }
        // Most words are no line: of `gold` no brand has half.
        guard MajorityValue(snapshot, field: field).mayExist(in: found) else { return [] }
        let counts = FacetCounter(snapshot, in: found).count(field: field)
        let all = counts.reduce(0) { $0 + $1.count }
        guard let first = counts.max(by: { ($0.count, $1.value) < ($1.count, $0.value) }) else { return [] }
        let named = catalogue.understanding.brands(named: first.value)
        let values = named.contains(first.value) ? named : [first.value]
        let own = counts.reduce(0) { $0 + (values.contains($1.value) ? $1.count : 0) }
        guard own >= Self.leastProducts, Double(own) >= Self.leastShare * Double(all) else { return [] }
        return values
    }
}

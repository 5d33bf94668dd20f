import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// Turns the searched words of a query into concepts with their readings.
///
/// - A Latin word or number is one term.
/// - A model number (`iphone15pro`) is itself or its parts in a row.
/// - A Han word of two characters is one term, which is its bigram too; a longer one is itself, or the chain of its
///   bigrams, so that it is found wherever the catalogue's text was cut otherwise; a part of it earns a share.
/// - A single Han character is found through the terms that it begins.
/// - Words with aliases are one concept, found by these too, for less.
package struct ConceptBuilder {
    let analyzer: Analyzer
    /// Words that only the catalogue knows.
    private let names: Set<String>

    /// What a word joined of hyphenated ones earns against its parts.
    static let joinedWeight = 0.95

    /// - Parameter names: words that the lexicon learnt from the catalogue, as terms.
    package init(_ analyzer: Analyzer, names: Set<String> = []) {
        self.analyzer = analyzer
        self.names = names
    }

    /// The concepts of a query, and the ``HeadTerm``s of titles that name the goods it asks for.
    package struct Result: Sendable {
        package var concepts: [Concept]
        package var headTerms: [[UInt8]] = []
    }

    /// The concepts of the parts of the text that are searched, each word once, in order. Function words are left
    /// out, unless the text has no others.
    ///
    /// - Parameter aliases: parts of the text with what they may also be called, each range once; a part has to begin and end
    ///   with words. Of overlapping ones the first and longest counts; but translations join no words: each word of
    ///   the part may be said by the whole of them.
    /// - Parameter countsRepeats: whether a word said twice weighs twice, as in a text that describes what it wants;
    ///   a shopper who says a word twice asks for no more.
    package func concepts(
        of interpretation: Interpretation, aliases: [AliasMatch] = [], countsRepeats: Bool = false
    ) -> [Concept] {
        read(interpretation, aliases: aliases, countsRepeats: countsRepeats).concepts
    }

    /// ``concepts(of:aliases:countsRepeats:)``, and what the head of the query is called.
    package func read(
        _ interpretation: Interpretation, aliases: [AliasMatch] = [],
        aliasesOfCorrections: [String: [AliasMatch]] = [:], countsRepeats: Bool = false
    ) -> Result {
        let text = interpretation.text
        let words = analyzer.tokens(text, mode: .words)
        let pieces = analyzer.tokens(text, mode: .index)
        let corrected = CorrectedReadings(interpretation, words: words) { text in
            fullReadings(of: text, aliases: aliasesOfCorrections[text] ?? [])
        } row: { text in
            readings(of: Alias(text, weight: 1, origin: .spelling))
        }
        var concepts: [Concept] = []
        let head = QueryHead(interpretation, words: words, analyzer)?.range
        var headTerms: [[UInt8]] = []
        for phrase in interpretation.phrases {
            if let concept = self.phrase(phrase, pieces, text, origin: .phrase) { concepts.append(concept) }
        }
        let quantities = QuantityReadings(interpretation)
        let translations = aliases.filter(\.isTranslation)
        let general = GeneralReadings(
            aliases.filter { !$0.isTranslation }, words: words, text: interpretation.surface)
        let matches = general.others + quantities.ranges.map { AliasMatch(range: $0, aliases: []) }
        for (span, match) in spans(words, matches, interpretation) {
            guard let word = span.last else { continue }
            var alternatives = span.count == 1 ? readings(of: word, pieces) : []
            let surface = (span.first?.start ?? word.start)..<word.end
            if span.count > 1, let phrase = self.phrase(surface, pieces, text, origin: .literal) {
                alternatives = phrase.alternatives
            }
            alternatives = quantities.readings(of: surface, literal: alternatives, pieces)
            if span.count == 1 { alternatives += familyReadings(of: word, interpretation) }
            let joined = joinedReadings(of: surface, pieces, interpretation)
            // The parts of ABC-100 are those of a number of a model.
            if joined.contains(where: \.isCode) { alternatives = alternatives.map(Self.countedOnce) }
            alternatives += joined
            for alias in (match?.aliases ?? []) + general.aliases(of: surface) {
                alternatives += readings(of: alias)
            }
            // A part's translation never stands for the rest: apple15pro is no apple.
            for part in translations
            where part.range.lowerBound <= surface.lowerBound && part.range.upperBound >= surface.upperBound {
                for alias in part.aliases { alternatives += readings(of: alias) }
            }
            // 24x34cm asks for both sizes, or for the word itself.
            let parts = span.count == 1 ? quantities.parts(of: surface) : []
            for part in parts {
                let concept = Concept(
                    text: interpretation.surface(part.range), role: .attribute,
                    alternatives: alternatives + QuantityReadings.readings(of: part.quantity))
                add(concept, to: &concepts, countsRepeats: countsRepeats)
            }
            guard parts.isEmpty else { continue }
            let role = role(of: word, interpretation)
            for part in corrected.parts(at: surface) {
                var concept = Concept(
                    text: interpretation.surface(surface), role: role, alternatives: alternatives + part,
                    boost: span.count == 1 ? weight(of: word) : 1)
                if let head, surface.contains(head.upperBound - 1) {
                    headTerms += QueryHead.terms(concept, word: word)
                    // Where a Han word is surely the goods its role says so; where it only looks like them, it is often a name's end.
                    concept.namesGoods = !isHan(word.term)
                }
                add(concept, to: &concepts, countsRepeats: countsRepeats)
            }
        }
        if concepts.count(where: { $0.role != .optional }) > Self.fewConcepts {
            for place in concepts.indices where concepts[place].role == .shapedHead {
                concepts[place].role = .attribute
            }
        }
        let asked = concepts.filter { $0.role != .optional }
        return Result(concepts: asked.isEmpty ? concepts : asked, headTerms: headTerms)
    }

    /// The word that a chain of hyphens makes (`t-shirt`), for each of its parts: who holds it holds them all.
    private func joinedReadings(
        of part: Range<Int>, _ pieces: [AnalyzedToken], _ interpretation: Interpretation
    ) -> [Concept.Alternative] {
        pieces.filter { piece in
            piece.kind == .subword && piece.start <= part.lowerBound && piece.end >= part.upperBound
                && piece.end - piece.start > part.count
        }
        .flatMap { piece in
            let joined = Concept.Alternative(
                .term(Array(piece.term.utf8)), weight: Self.joinedWeight, origin: .parts)
            return [joined.isCode ? Self.countedOnce(joined) : joined]
                + familyReadings(of: piece, interpretation)
        }
    }

    private func add(_ concept: Concept, to concepts: inout [Concept], countsRepeats: Bool) {
        if let index = concepts.firstIndex(where: { $0.alternatives == concept.alternatives }) {
            if countsRepeats { concepts[index].boost += 1 }
        } else if concepts.count < ConceptSearch.maximumConcepts {
            concepts.append(concept)
        }
    }

    /// The readings of every word of a text, those that stand for the whole word; another name of several words stands for each.
    private func fullReadings(of text: String, aliases: [AliasMatch]) -> [[Concept.Alternative]] {
        let words = analyzer.tokens(text, mode: .words)
        let pieces = analyzer.tokens(text, mode: .index)
        return words.map { word in
            let others = aliases.filter {
                $0.range.lowerBound <= word.start && word.end <= $0.range.upperBound
            }
            return readings(of: word, pieces).filter(\.fulfils)
                + others.flatMap(\.aliases).flatMap(readings(of:))
        }
    }

    /// The words that are searched, one by one or, where an alias names several, together.
    private func spans(
        _ words: [AnalyzedToken], _ aliases: [AliasMatch], _ interpretation: Interpretation
    ) -> [(words: ArraySlice<AnalyzedToken>, match: AliasMatch?)] {
        var result: [(words: ArraySlice<AnalyzedToken>, match: AliasMatch?)] = []
        var index = 0
        while index < words.count {
            let start = words[index].start
            var end = index + 1
            var found: AliasMatch?
            for match in aliases where match.range.lowerBound == start {
                guard let last = words[index...].firstIndex(where: { $0.end == match.range.upperBound }),
                    last + 1 > end || found == nil
                else { continue }
                (end, found) = (last + 1, match)
            }
            let span = words[index..<end]
            if span.allSatisfy({ isSearched($0, interpretation) }) { result.append((span, found)) }
            index = end
        }
        return result
    }

    /// The readings of another name: only those that stand for the whole of it, for the alias's share.
    private func readings(of alias: Alias) -> [Concept.Alternative] {
        let words = analyzer.tokens(alias.text, mode: .words)
        let pieces = analyzer.tokens(alias.text, mode: .index)
        guard let first = words.first, let last = words.last else { return [] }
        let full =
            words.count == 1
            ? readings(of: first, pieces).filter(\.fulfils)
            : phrase(first.start..<last.end, pieces, alias.text, origin: .literal)?.alternatives ?? []
        return full.map { reading in
            var reading = reading
            reading.weight *= alias.weight
            reading.origin = Concept.Origin(alias.origin)
            return reading
        }
    }

    /// What a product must not hold: every excluded word; a brand that is not wanted under its other names too.
    package func exclusions(of interpretation: Interpretation, aliases: [AliasMatch] = []) -> [Query] {
        let pieces = analyzer.tokens(interpretation.text, mode: .index)
        let words = analyzer.tokens(interpretation.text, mode: .words)
        return interpretation.exclusions.filter(\.includesTexts).map { exclusion in
            let inside = words.filter { exclusion.range.contains($0.start) }
            let whole = FoldedText(interpretation.surface(exclusion.whole))
            let isQuoted = whole.scalar(at: 0) == 0x2D && whole.scalar(at: 1) == 0x22
            let row = isQuoted ? phrase(exclusion.range, pieces, interpretation.text, origin: .phrase) : nil
            let literal =
                row.map(Query.concept)
                ?? .boolean(
                    must: inside.map { word in
                        let full = readings(of: word, pieces).filter(\.fulfils)
                        return .concept(Concept(text: word.term, alternatives: full))
                    })
            guard exclusion.kind == .brand else { return literal }
            let names = aliases.filter { $0.range == exclusion.range && !$0.isTranslation }.flatMap(\.aliases)
            let others = names.flatMap(readings(of:))
            return others.isEmpty
                ? literal
                : .boolean(should: [
                    literal,
                    .concept(Concept(text: interpretation.surface(exclusion.range), alternatives: others)),
                ])
        }
    }

    private func isSearched(_ word: AnalyzedToken, _ interpretation: Interpretation) -> Bool {
        let isInPhrase = interpretation.phrases.contains {
            $0.lowerBound <= word.start && word.end <= $0.upperBound
        }
        return !isInPhrase
            && interpretation.residual.contains { $0.lowerBound <= word.start && word.end <= $0.upperBound }
    }

    /// A name that only the catalogue knows says what its characters would say one by one, as it is cut by who does not
    /// know it: 兰蔻 counts as much as 兰 and 蔻 together, beside 眼睛, which many shops sell.
    private func weight(of word: AnalyzedToken) -> Double {
        names.contains(word.term) ? Double(word.atomCount) : 1
    }

    /// A product word that is only the last two characters of a text may be none.
    private static let sureShape = 0.75
    /// Of more concepts the product word is one among others: who describes a product is understood by all the words.
    private static let fewConcepts = 2

    private func role(of word: AnalyzedToken, _ interpretation: Interpretation) -> Concept.Role {
        let surface = interpretation.surface(word.start..<word.end)
        let isFunctionWord = StopWords.contains(surface.lowercased())
        if let category = interpretation.category, category.range.contains(word.start) {
            let isLast = word.end >= category.range.upperBound
            // The last word of a category's name is its head: 跑步鞋, running shoes.
            if !category.values.isEmpty, isLast || !isFunctionWord { return isLast ? .head : .goods }
            // A Han word is the whole name of goods; the last word of an English one (ipad stand, power bank) is not.
            if isLast {
                return category.confidence >= Self.sureShape && isHan(word.term) ? .shapedHead : .attribute
            }
        }
        if isFunctionWord || isSign(word) { return .optional }
        if let brand = interpretation.brand, brand.range.overlaps(word.start..<word.end) { return .brand }
        return .attribute
    }

    /// Whether a word is an emoji or another sign, which nobody means to require beside words: 手机📱.
    private func isSign(_ word: AnalyzedToken) -> Bool {
        word.term.unicodeScalars.allSatisfy {
            !$0.properties.isAlphabetic && $0.properties.numericType == nil
        }
    }
}

extension Concept.Alternative {
    /// Whether it is a term that is the number of a model.
    fileprivate var isCode: Bool {
        guard case .term(let term) = pattern else { return false }
        return ConceptBuilder.isCode(term)
    }
}

extension Concept.Origin {
    fileprivate init(_ origin: Alias.Origin) {
        switch origin {
        case .synonym: self = .synonym
        case .brand, .general: self = .alias
        case .pinyin: self = .pinyin
        case .spelling: self = .spelling
        case .translation: self = .translation
        }
    }
}

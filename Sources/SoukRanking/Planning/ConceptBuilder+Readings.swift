import SoukAnalysis
import SoukEngine
import SoukUnderstanding

/// The readings of one word, and of words in a row.
extension ConceptBuilder {
    /// What a bigram inside a longer word earns of the whole word's score.
    static var partWeight: Double { 0.3 }

    /// What a model number earns whose parts stand apart, and a capacity in its other writing (`256g`, `256gb`), of the model number as
    /// it was typed: little less, since both say the same, but so much that a shorter title does not outweigh it.
    static var partsWeight: Double { 0.9 }

    /// What a model earns whose number goes on behind the one that was typed: less than the model itself, however short its title.
    static var familyWeight: Double { 0.6 }
    private static var shortestFamily: Int { 6 }

    /// What a one-character word earns without its neighbour.
    static var loneCharacterWeight: Double { 0.5 }

    func readings(of word: AnalyzedToken, _ pieces: [AnalyzedToken]) -> [Concept.Alternative] {
        switch word.kind {
        case .model: return modelReadings(word, pieces)
        case .word: return hanReadings(word, pieces)
        default: return [Concept.Alternative(.term(Array(word.term.utf8)))]
        }
    }

    private func modelReadings(_ word: AnalyzedToken, _ pieces: [AnalyzedToken]) -> [Concept.Alternative] {
        // Of what stands at one place the whole run comes first: its parts, as their capitals or a brand tell them, say no more.
        var parts: [AnalyzedToken] = []
        for piece in pieces
        where piece.kind == .subword && piece.start >= word.start && piece.end <= word.end
            && piece.position > parts.last?.position ?? -1
        {
            parts.append(piece)
        }
        var readings = [Concept.Alternative(.term(Array(word.term.utf8)))]
        if parts.count > 1 {
            let terms = parts.map { PhraseTerm(Array($0.term.utf8), offset: $0.position - word.position) }
            readings.append(Concept.Alternative(.phrase(terms), weight: Self.partsWeight, origin: .parts))
        }
        if let unit = capacityReading(of: word.term) {
            readings.append(Concept.Alternative(.term(unit), weight: Self.partsWeight, origin: .quantity))
        }
        return Self.isCode(word.term.utf8) ? readings.map(Self.countedOnce) : readings
    }

    /// Whether letters and digits are the number of a model, not its name (ps4, s8): said again, it says no more.
    static func isCode(_ term: some Collection<UInt8>) -> Bool {
        let digits = term.count { $0 &- 0x30 < 10 }
        return digits < term.count && digits >= digitsOfCode && term.count >= shortestCode
    }

    private static var shortestCode: Int { 5 }
    private static var digitsOfCode: Int { 3 }

    static func countedOnce(_ reading: Concept.Alternative) -> Concept.Alternative {
        var reading = reading
        reading.countsOnce = true
        return reading
    }

    /// The models of a family, whose numbers begin with the one that was typed, wherever in the number it ends: 006R90321 for 006R903.
    ///
    /// Only what is long enough to be nothing else, and no quantity: who types p6 does not ask for a P60.
    func familyReadings(of word: AnalyzedToken, _ interpretation: Interpretation) -> [Concept.Alternative] {
        let term = Array(word.term.utf8)
        guard Self.isCode(term), term.count >= Self.shortestFamily,
            !interpretation.quantities.contains(where: { $0.range.overlaps(word.start..<word.end) })
        else { return [] }
        let pattern = Concept.Alternative.Pattern.terms(from: term, through: term + [0xFF])
        return [Self.countedOnce(Concept.Alternative(pattern, weight: Self.familyWeight, origin: .parts))]
    }

    /// `256g` and `256gb` name one capacity.
    private func capacityReading(of term: String) -> [UInt8]? {
        for (short, long) in [("g", "gb"), ("t", "tb")] {
            if term.hasSuffix(long), term.dropLast(2).allSatisfy(\.isNumber) {
                return Array((term.dropLast(2) + short).utf8)
            }
            if term.hasSuffix(short), term.count > 1, term.dropLast().allSatisfy(\.isNumber) {
                return Array((term.dropLast() + long).utf8)
            }
        }
        return nil
    }

    private func hanReadings(_ word: AnalyzedToken, _ pieces: [AnalyzedToken]) -> [Concept.Alternative] {
        let term = Array(word.term.utf8)
        guard word.atomCount > 1 else {
            return isHan(word.term) ? characterReadings(word, pieces) : [Concept.Alternative(.term(term))]
        }
        guard word.atomCount > 2 else { return [Concept.Alternative(.term(term))] }
        let chain = bigrams(from: word.start, to: word.end, pieces)
        var readings = [Concept.Alternative(.term(term))]
        guard chain.count > 1 else { return readings }
        readings.append(
            Concept.Alternative(
                .phrase(chain.map { PhraseTerm(Array($0.term.utf8), offset: $0.position - word.position) }),
                origin: .bigrams))
        for part in chain {
            readings.append(
                Concept.Alternative(
                    .term(Array(part.term.utf8)), weight: Self.partWeight, origin: .subword, fulfils: false))
        }
        return readings
    }

    /// A one-character word: with its neighbour in the query it is surer than alone, since dictionaries cut names that
    /// they do not know into characters (尼|康, 罗|技).
    private func characterReadings(_ word: AnalyzedToken, _ pieces: [AnalyzedToken]) -> [Concept.Alternative]
    {
        let alone = Concept.Alternative.Pattern.character(Array(word.term.utf8))
        let pairs = pieces.filter { ($0.kind == .word || $0.kind == .bigram) && $0.atomCount == 2 }
        let neighbour =
            pairs.first { $0.end == word.end && $0.start < word.start }
            ?? pairs.first { $0.start == word.start }
        guard let neighbour else { return [Concept.Alternative(alone)] }
        return [
            Concept.Alternative(.term(Array(neighbour.term.utf8)), origin: .bigrams),
            Concept.Alternative(alone, weight: Self.loneCharacterWeight),
        ]
    }

    func isHan(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isIdeographic }
    }

    /// The two-character terms inside a range, one at each character but the last.
    private func bigrams(from start: Int, to end: Int, _ pieces: [AnalyzedToken]) -> [AnalyzedToken] {
        var previous = -1
        return pieces.filter { piece in
            let isBigram = (piece.kind == .word || piece.kind == .bigram) && piece.atomCount == 2
            guard isBigram, piece.start >= start, piece.end <= end, piece.position > previous else {
                return false
            }
            previous = piece.position
            return true
        }
    }

    /// A quoted phrase: its words in a row, Han text as the chain of its bigrams.
    func phrase(
        _ range: Range<Int>, _ pieces: [AnalyzedToken], _ text: String, origin: Concept.Origin
    ) -> Concept? {
        let inside = pieces.filter { $0.start >= range.lowerBound && $0.end <= range.upperBound }
        let whole = inside.filter { piece in
            switch piece.kind {
            // The end of a run of several characters is in its last pair: that the run ends there is not asked.
            case .word, .bigram:
                piece.atomCount == 2
                    || !isHan(piece.term)
                        && !inside.contains { $0.atomCount == 2 && $0.end == piece.end && isHan($0.term) }
            case .subword, .quantity: false
            default: true
            }
        }
        let surface = String(decoding: Array(text.utf8)[range], as: UTF8.self)
        guard let first = whole.first else {
            let words = analyzer.tokens(surface, mode: .words)
            guard let only = words.first else { return nil }
            return Concept(text: surface, alternatives: hanReadings(only, []))
        }
        let terms = whole.map { PhraseTerm(Array($0.term.utf8), offset: $0.position - first.position) }
        // Two characters that no dictionary joins are a name here, however often they meet by chance: a phrase of one pair.
        let isName = first.kind == .bigram && isHan(first.term)
        let pattern: Concept.Alternative.Pattern =
            terms.count == 1 && !isName ? .term(terms[0].term) : .phrase(terms)
        return Concept(text: surface, alternatives: [Concept.Alternative(pattern, origin: origin)])
    }
}

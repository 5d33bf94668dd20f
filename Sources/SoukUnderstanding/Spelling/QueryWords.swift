import SoukAnalysis

/// The Latin words of a query as the corrector sees them.
struct QueryWord: Sendable {
    /// Folded letters; for anything else than a plain word the text as it is.
    var letters: [UInt8]
    /// Bytes of the query.
    var range: Range<Int>
    /// Made of the letters a to z, by itself: not part of a code or an amount, not protected.
    var isPlain: Bool
    /// Searched as a word: not quoted, excluded, a filter, a price or a quantity.
    var isFree: Bool
    /// Says something of what is wanted: no function word, not a single letter.
    var isContent: Bool

    /// Whether the word may be joined with the next one: only spaces stand between them.
    var isBeforeSpace = false
}

extension QueryWord {
    /// Words after the first so many are left alone.
    static let maximumCount = 24

    /// The words of the searched parts of a query, without quoted text, exclusions, filters, prices and quantities.
    static func words(of interpretation: Interpretation) -> [QueryWord] {
        let text = FoldedText(interpretation.text)
        let quantities = interpretation.quantities.map(\.range)
        let parts = interpretation.residual
        let protected =
            interpretation.phrases + interpretation.exclusions.map(\.whole) + quantities
            + interpretation.fieldFilters.map(\.range)
        var words: [QueryWord] = []
        var place = 0
        while place < text.count, words.count < maximumCount {
            guard text.kind(at: place) == .letter || text.kind(at: place) == .digit else {
                place += 1
                continue
            }
            var end = place
            while text.kind(at: end) == .letter || text.kind(at: end) == .digit
                || isApostrophe(text.scalar(at: end)) && text.kind(at: end + 1) == .letter
            {
                end += 1
            }
            let range = text.byteRange(place..<end)
            let isFree =
                parts.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
                && !protected.contains { $0.overlaps(range) }
            words.append(word(text, place..<end, range, isFree: isFree))
            place = end
        }
        return words
    }

    private static func word(
        _ text: FoldedText, _ places: Range<Int>, _ range: Range<Int>, isFree: Bool
    ) -> QueryWord {
        let letters = places.map { text.scalars[$0] }
        let isASCII = letters.allSatisfy { (0x61...0x7A).contains($0) }
        let surface = text.string(places)
        var word = QueryWord(
            letters: isASCII ? letters.map { UInt8($0) } : Array(surface.utf8), range: range,
            isPlain: isASCII && isFree && !isInCode(text, places), isFree: isFree,
            isContent: isASCII && letters.count > 1 && !StopWords.contains(surface))
        let next = text.kind(at: places.upperBound + 1)
        word.isBeforeSpace = text.kind(at: places.upperBound) == .space && next == .letter
        return word
    }

    /// Whether a mark ties the word to digits, as in `RTX-4060` or `T/5`.
    private static func isInCode(_ text: FoldedText, _ places: Range<Int>) -> Bool {
        isTied(text, places.lowerBound - 1, step: -1) || isTied(text, places.upperBound, step: 1)
            || isInPair(text, places)
    }

    /// `nosuch:foo`: a field that the catalogue does not have, and its value, not mistyped words.
    private static func isInPair(_ text: FoldedText, _ places: Range<Int>) -> Bool {
        let colon: UInt32 = 0x3A
        if text.scalar(at: places.upperBound) == colon {
            return text.kind(at: places.upperBound + 1) == .letter
                || text.kind(at: places.upperBound + 1) == .han
        }
        return text.scalar(at: places.lowerBound - 1) == colon
            && text.kind(at: places.lowerBound - 2) == .letter
    }

    private static func isTied(_ text: FoldedText, _ place: Int, step: Int) -> Bool {
        guard text.kind(at: place) == .other else { return false }
        var at = place + step
        while text.kind(at: at) == .letter || text.kind(at: at) == .digit {
            if text.kind(at: at) == .digit { return true }
            at += step
        }
        return false
    }

    private static func isApostrophe(_ scalar: UInt32) -> Bool { scalar == 0x27 || scalar == 0x2019 }
}

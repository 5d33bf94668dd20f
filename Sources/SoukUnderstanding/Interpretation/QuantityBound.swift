import SoukAnalysis

/// A quantity that is the least or the most that will do, or near what is meant: `120hz以上`, `≥8GB`, `under 5 kg`, `约1L`.
package struct QuantityBound: Sendable, Equatable {
    package enum Side: Sendable { case least, most, about }

    package var side: Side
    /// Bytes of the query: the quantity with the words that make a bound of it; signs are no words.
    package var range: Range<Int>

    /// The bounds of a query, by the ranges of their quantities. A range of quantities (`5-10斤`) is none.
    /// - Complexity: O(query) where it has quantities.
    package static func bounds(of interpretation: Interpretation) -> [Range<Int>: QuantityBound] {
        guard !interpretation.quantities.isEmpty else { return [:] }
        let text = FoldedText(interpretation.text)
        var found: [Range<Int>: QuantityBound] = [:]
        for quantity in interpretation.quantities where quantity.max == nil {
            let end = text.place(atOrAfter: quantity.range.upperBound)
            if let word = PriceVocabulary.after.longest(in: text, at: text.skippingSpace(end)),
                isWhole(word.range, in: text), isApart(word.range, behind: end, in: text)
            {
                // 以内的: the particle belongs to what follows.
                let isLinked = word.range.count > 1 && text.has("的", at: word.range.upperBound - 1)
                let places = word.range.lowerBound..<word.range.upperBound - (isLinked ? 1 : 0)
                let last =
                    isSign(places, in: text) ? quantity.range.upperBound : text.byteRange(places).upperBound
                found[quantity.range] = QuantityBound(
                    side: Side(word.tag), range: quantity.range.lowerBound..<last)
                continue
            }
            var start = text.place(atOrAfter: quantity.range.lowerBound)
            while text.kind(at: start - 1) == .space, start > 0 { start -= 1 }
            guard let word = PriceVocabulary.before.longestEnding(in: text, at: start),
                isWhole(word.range, in: text), isApart(word.range, before: start, in: text)
            else { continue }
            let first =
                isSign(word.range, in: text)
                ? quantity.range.lowerBound : text.byteRange(word.range).lowerBound
            found[quantity.range] = QuantityBound(
                side: Side(word.tag), range: first..<quantity.range.upperBound)
        }
        return found
    }

    private static func isSign(_ places: Range<Int>, in text: FoldedText) -> Bool {
        places.allSatisfy { text.kind(at: $0) == .other }
    }

    /// Whether a single character behind a quantity bounds it: `144hz+`, `144hz起`, and not what joins it to another (8gb+256gb) or
    /// begins a word (1L内胆).
    private static func isApart(_ places: Range<Int>, behind end: Int, in text: FoldedText) -> Bool {
        guard places.count == 1 else { return true }
        guard places.lowerBound == end, !text.has("档", at: end) else { return false }
        let next = text.skippingSpace(places.upperBound)
        if text.kind(at: next) == .digit { return false }
        return next > places.upperBound || next >= text.count || text.has("的", at: next)
            || text.kind(at: places.lowerBound) != .han && text.kind(at: next) != .letter
    }

    /// Whether a single character before a quantity bounds it: `≥256GB`, 约1L, and not the end of a word (预约1L).
    private static func isApart(_ places: Range<Int>, before start: Int, in text: FoldedText) -> Bool {
        guard places.count == 1, text.kind(at: places.lowerBound) == .han else { return true }
        return text.kind(at: places.lowerBound - 1) != .han
    }

    /// Whether a word of letters is not a part of one.
    private static func isWhole(_ places: Range<Int>, in text: FoldedText) -> Bool {
        func isInside(_ place: Int) -> Bool {
            text.kind(at: place) == .letter && text.kind(at: place - 1) == .letter
        }
        return !isInside(places.lowerBound) && !isInside(places.upperBound)
    }
}

extension QuantityBound.Side {
    fileprivate init(_ bound: PriceVocabulary.Bound) {
        switch bound {
        case .lower: self = .least
        case .upper: self = .most
        case .around: self = .about
        }
    }
}

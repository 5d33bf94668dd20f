import SoukAnalysis

/// A quantity that is the least or the most that will do: `120hz以上`, `至少8GB`, `under 5 kg`.
package struct QuantityBound: Sendable, Equatable {
    package enum Side: Sendable { case least, most }

    package var side: Side
    /// Bytes of the query: the quantity with the words that make a bound of it.
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
                let side = Side(word.tag), isWhole(word.range, in: text)
            {
                let last = text.byteRange(word.range).upperBound
                found[quantity.range] = QuantityBound(
                    side: side, range: quantity.range.lowerBound..<last)
                continue
            }
            var start = text.place(atOrAfter: quantity.range.lowerBound)
            while text.kind(at: start - 1) == .space, start > 0 { start -= 1 }
            guard let word = PriceVocabulary.before.longestEnding(in: text, at: start),
                let side = Side(word.tag), isWhole(word.range, in: text)
            else { continue }
            found[quantity.range] = QuantityBound(
                side: side, range: text.byteRange(word.range).lowerBound..<quantity.range.upperBound)
        }
        return found
    }

    /// Whether a word of letters or digits is not a part of one, and a sign that joins (`+`, `起`) says a bound here.
    private static func isWhole(_ places: Range<Int>, in text: FoldedText) -> Bool {
        guard places.count > 1 else { return false }
        func isInside(_ place: Int) -> Bool {
            text.kind(at: place) == .letter && text.kind(at: place - 1) == .letter
        }
        return !isInside(places.lowerBound) && !isInside(places.upperBound)
    }
}

extension QuantityBound.Side {
    fileprivate init?(_ bound: PriceVocabulary.Bound) {
        switch bound {
        case .lower: self = .least
        case .upper: self = .most
        case .around: return nil
        }
    }
}

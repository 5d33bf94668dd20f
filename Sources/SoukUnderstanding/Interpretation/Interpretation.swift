import SoukAnalysis

/// What a query text means to a shop: the value between the query and its plan.
///
/// Every part carries the UTF-8 byte range of ``text`` it was read from, so a caller can show it and undo it.
/// Ranges lie on character boundaries. The interpretation is total: any text has one.
package struct Interpretation: Sendable, Equatable, Codable {
    package var text: String
    package var intent: Intent
    /// Probability of ``intent``, in (0, 1].
    package var confidence: Double
    /// One entry for every intent; they sum to 1.
    package var probabilities: [Intent: Double]

    package var brand: EntityMatch?
    package var category: EntityMatch?
    package var price: PriceConstraint?
    /// Wording about price without an amount (cheap, discount, how much …), in order of appearance.
    package var priceWording: [PriceWording]
    package var quantities: [Quantity]
    /// Audience, models and attribute values. They say what was understood; the words themselves are searched.
    package var description = QueryDescription()
    /// The words left to search, heaviest first at equal place; weights are in (0, 1].
    package var keywords: [Keyword]

    /// `"…"` phrases: the range between the quotes.
    package var phrases: [Range<Int>]
    /// What is not wanted: `-word`, 不要华为, `not huawei`.
    package var exclusions: [Exclusion]
    /// `field:value` filters on fields the schema names.
    package var fieldFilters: [FieldFilter]
    /// The parts of ``text`` to be searched, in order and disjoint: without price wording, shop words,
    /// exclusions and filters.
    package var residual: [Range<Int>]
    /// Spelling corrections, each a range and its replacement, in order and disjoint. Read beside the text as it is,
    /// never in its place: taking one out undoes it.
    package var corrections: [Correction]
    /// Other ways to write compounds that the catalogue holds in both (`tooth brush`, `toothbrush`); nothing is wrong
    /// with them.
    package var variants: [Correction] = []
    /// How many bytes of ``text`` were read; less than its length when the text is longer than the cap.
    package var readByteCount: Int

    /// The part of ``text`` in a byte range; empty when the range does not lie on character boundaries.
    package func surface(_ range: Range<Int>) -> String {
        let bytes = text.utf8
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return "" }
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(start, offsetBy: range.count)
        return String(bytes[start..<end]) ?? ""
    }

    /// The residual as one string, its parts joined by a space.
    package var residualText: String { residual.map(surface).joined(separator: " ") }
}

/// A word of the query that is searched. Weight 1 is the head of the query; attributes weigh less.
package struct Keyword: Sendable, Equatable, Codable {
    package var text: String
    package var range: Range<Int>
    package var weight: Double
}

/// `field:value` in the query text.
package struct FieldFilter: Sendable, Equatable, Codable {
    package var field: String
    package var value: String
    /// The whole of `field:value`.
    package var range: Range<Int>
}

/// A replacement proposed for a part of the text.
package struct Correction: Sendable, Equatable, Codable {
    package var range: Range<Int>
    package var replacement: String
    /// Probability in (0, 1] that the replacement was meant.
    package var confidence: Double
    package var kind: Kind

    package enum Kind: String, Sendable, Codable {
        /// Letters or characters were mistyped.
        case typo
        /// Words were written together, or a word apart.
        case compound
        /// The words of a model number were written together, and the catalogue has both: the words count in a row only.
        case row
    }

    package init(range: Range<Int>, replacement: String, confidence: Double, kind: Kind) {
        self.range = range
        self.replacement = replacement
        self.confidence = confidence
        self.kind = kind
    }
}

extension Interpretation {
    /// The text with every correction made; nil when there are none.
    package var correctedText: String? {
        corrections.isEmpty ? nil : meant(0..<text.utf8.count)
    }

    /// The part of ``text`` in a byte range with the corrections made that lie in it.
    package func meant(_ range: Range<Int>) -> String {
        var bytes = Array(surface(range).utf8)
        for correction in corrections.reversed() {
            guard range.lowerBound <= correction.range.lowerBound,
                correction.range.upperBound <= range.upperBound,
                bytes.count >= correction.range.upperBound - range.lowerBound
            else { continue }
            let start = correction.range.lowerBound - range.lowerBound
            bytes.replaceSubrange(
                start..<start + correction.range.count, with: Array(correction.replacement.utf8))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

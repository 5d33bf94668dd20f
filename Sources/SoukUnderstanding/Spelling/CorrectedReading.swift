import SoukAnalysis

extension Interpretation {
    /// One correction in two thousand is wrong.
    private static let sureCorrection = 0.9995

    /// The interpretation with what the corrected text is understood as, where the text as it was typed names nothing that is known:
    /// `lapto` is goods, since laptop is; `huawie` is the brand Huawei.
    ///
    /// Names that the catalogue lacks are often near one that it has (Rolande, Roland): only a correction that is as good as certain
    /// counts. The words, and everything with an amount, stay as they were typed.
    /// - Parameter corrected: the reading of ``correctedText``.
    /// - Returns: the interpretation itself where no correction is sure, or what was corrected is no known brand or category.
    package func understood(as corrected: Interpretation) -> Interpretation {
        let mistyped = corrections.filter { $0.kind == .typo && $0.confidence >= Self.sureCorrection }
        let places = CorrectedPlaces(corrections)
        let isNamed = [corrected.brand, corrected.category].contains { match in
            guard let match, !match.values.isEmpty else { return false }
            return mistyped.contains { $0.range.overlaps(places.typed(match.range)) }
        }
        guard isNamed else { return self }
        func meant(_ typed: EntityMatch?, _ meant: EntityMatch?) -> EntityMatch? {
            let isMistyped =
                typed.map { match in mistyped.contains { $0.range.overlaps(match.range) } } ?? true
            guard isMistyped, typed?.values.isEmpty != false else { return typed }
            guard var meant else { return nil }
            meant.range = places.typed(meant.range)
            meant.surface = surface(meant.range)
            return meant
        }
        var result = self
        result.brand = meant(brand, corrected.brand)
        result.category = meant(category, corrected.category)
        if let brand = result.brand, let category = result.category, brand.range.overlaps(category.range) {
            // The text was read as one of both.
            if brand == self.brand { result.brand = nil } else { result.category = nil }
        }
        (result.intent, result.confidence, result.probabilities) = (
            corrected.intent, corrected.confidence, corrected.probabilities
        )
        return result
    }
}

/// Places of a corrected text in the text as it was typed, in UTF-8 bytes.
private struct CorrectedPlaces {
    private let corrections: [Correction]

    init(_ corrections: [Correction]) { self.corrections = corrections }

    /// The range that was typed for one of the corrected text; of a part of a correction all that it stands for.
    func typed(_ range: Range<Int>) -> Range<Int> {
        let lower = place(range.lowerBound, isEnd: false)
        return lower..<max(lower, place(range.upperBound, isEnd: true))
    }

    private func place(_ corrected: Int, isEnd: Bool) -> Int {
        var shift = 0
        for correction in corrections {
            let start = correction.range.lowerBound + shift
            let end = start + correction.replacement.utf8.count
            if corrected <= start { break }
            if corrected < end || (corrected == end && isEnd) {
                return isEnd ? correction.range.upperBound : correction.range.lowerBound
            }
            shift += correction.replacement.utf8.count - correction.range.count
        }
        return corrected - shift
    }
}

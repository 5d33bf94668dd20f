import SoukAnalysis

/// Runs of Han characters in the searched parts of a query, without quoted text and exclusions.
enum HanRuns {
    static func runs(of interpretation: Interpretation) -> [Range<Int>] {
        let protected =
            interpretation.phrases + interpretation.exclusions.map(\.whole)
            + interpretation.fieldFilters.map(\.range) + interpretation.quantities.map(\.range)
        let text = FoldedText(interpretation.text)
        var runs: [Range<Int>] = []
        var place = 0
        while place < text.count {
            guard text.kind(at: place) == .han else {
                place += 1
                continue
            }
            var end = place
            while text.kind(at: end) == .han { end += 1 }
            let bytes = text.byteRange(place..<end)
            for part in interpretation.residual where part.overlaps(bytes) {
                let run = part.clamped(to: bytes)
                if !protected.contains(where: { $0.overlaps(run) }) { runs.append(run) }
            }
            place = end
        }
        return runs
    }
}

/// A character of a run, and how it is cut into words.
struct HanCharacter {
    /// As it is typed.
    var text: String
    /// Bytes of the query.
    var range: Range<Int>
    /// In no word of two characters or more that is one.
    var isWeak: Bool
    /// In a word of three characters or more.
    var isLong: Bool
    /// Whether a word begins here.
    var isBeginning: Bool
    /// Whether a word ends here.
    var isEnd: Bool

    /// Folded; as it is typed when it folds to several.
    var scalar: Unicode.Scalar? {
        let folded = FoldedText(text).scalars
        return folded.count == 1 ? Unicode.Scalar(folded[0]) : text.unicodeScalars.first
    }

    static func text(_ characters: ArraySlice<HanCharacter>) -> String {
        characters.reduce(into: "") { $0 += $1.text }
    }
}

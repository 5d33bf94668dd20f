import SoukEngine

/// Candidates with everything that their place follows from.
package struct RankedList: Sendable {
    package struct Entry: Sendable {
        package var candidate: Candidate
        /// λv · V, from the cosine re-ranker; 0 without a vector.
        package var vectorScore = 0.0
        /// Cosine to the query's vector; nil without a vector.
        package var cosine: Double?
        /// λu · U and the frequency feature, from the blender.
        package var recommendationScore = 0.0
        package var frequencyScore = 0.0
        package var recommendationReason: String?

        /// S: everything together.
        package var score: Double {
            candidate.score + vectorScore + recommendationScore + frequencyScore
        }
    }

    package var entries: [Entry]

    package init(_ candidates: [Candidate]) { entries = candidates.map { Entry(candidate: $0) } }

    /// Puts the first `depth` entries into the order tier, then falling score; equal ones keep their places.
    mutating func sort(first depth: Int) {
        let head = entries.prefix(depth).enumerated().sorted { a, b in
            if a.element.candidate.tier != b.element.candidate.tier {
                return a.element.candidate.tier < b.element.candidate.tier
            }
            if a.element.score != b.element.score { return a.element.score > b.element.score }
            return a.offset < b.offset
        }
        entries.replaceSubrange(0..<head.count, with: head.map(\.element))
    }
}

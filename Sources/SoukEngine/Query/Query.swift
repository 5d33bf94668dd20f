/// What a document has to hold. Evaluated against a snapshot by ``QueryEvaluator``.
package indirect enum Query: Sendable, Equatable {
    /// Every document, score 0.
    case all
    /// Documents that hold the term.
    case term([UInt8])
    /// Documents that hold the terms at the given distances in one field.
    case phrase([PhraseTerm])
    /// Documents that hold a term that begins with the bytes, see ``PrefixSearch``.
    case prefix([UInt8])
    /// Documents that hold a term within `distance` typing errors of the word, see ``FuzzySearch``.
    case fuzzy([UInt8], distance: Int)
    /// Documents whose number lies in the range; score 0.
    case range(field: Int, NumberRange)
    /// The best reading of a span of the query.
    case concept(Concept)
    /// Documents that match every query of `must` and, when `must` is empty, at least one of `should`, and none of
    /// `mustNot`. The score is the sum over `must` and `should`.
    case boolean(must: [Query] = [], should: [Query] = [], mustNot: [Query] = [])
}

/// A term of a phrase, and how many atoms after the phrase's beginning it stands.
package struct PhraseTerm: Sendable, Equatable, Hashable {
    package var term: [UInt8]
    package var offset: Int

    package init(_ term: [UInt8], offset: Int) {
        self.term = term
        self.offset = offset
    }
}

/// An interval of numbers; a missing bound is open.
package struct NumberRange: Sendable, Equatable {
    package var lower: Double?
    package var upper: Double?
    package var includesLower: Bool
    package var includesUpper: Bool

    package init(
        lower: Double? = nil, upper: Double? = nil, includesLower: Bool = true, includesUpper: Bool = true
    ) {
        self.lower = lower
        self.upper = upper
        self.includesLower = includesLower
        self.includesUpper = includesUpper
    }

    package func contains(_ value: Double) -> Bool {
        if let lower, includesLower ? value < lower : value <= lower { return false }
        if let upper, includesUpper ? value > upper : value >= upper { return false }
        return true
    }
}

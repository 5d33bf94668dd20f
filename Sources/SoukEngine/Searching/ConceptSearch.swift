/// What to look for, in what order, and how much of it.
package struct ConceptSearch: Sendable {
    package enum Match: String, Sendable, Codable, CaseIterable {
        /// All words first, then fewer while there are too few hits.
        case auto
        /// Every word that is required.
        case all
        /// Any word, by score alone.
        case any
    }

    package struct Sort: Sendable, Equatable {
        package var field: Int
        package var direction: CandidateOrder.Direction

        package init(field: Int, direction: CandidateOrder.Direction) {
            self.field = field
            self.direction = direction
        }
    }

    /// At most ``maximumConcepts``; further ones are left out.
    package var concepts: [Concept]
    package var exclusions: [Query]
    /// Documents that may match, by segment; nil: all.
    package var allowed: [DocumentSet]?
    /// What documents have to meet besides; nil: nothing.
    package var filter: FilterExpression?
    /// Documents that stand a tier lower than their words earn, by segment: those of unknown price, for a price bound.
    package var demoted: [DocumentSet]?
    package var match: Match
    /// A tier opens only when the tiers above hold fewer hits.
    package var enoughHits: Int
    /// Opens exactly the tiers up to this one, whatever they hold; nil: as ``enoughHits`` says.
    package var lastTier: Int?
    /// Candidates to return.
    package var count: Int
    package var sort: Sort?
    /// Only candidates behind this one are returned; what is counted does not depend on it. Nil: from the first.
    package var after: Candidate?

    package static let maximumConcepts = 64
    package static let lastTierOfAll = TierRule.lastTier

    package init(
        concepts: [Concept], exclusions: [Query] = [], allowed: [DocumentSet]? = nil,
        filter: FilterExpression? = nil,
        demoted: [DocumentSet]? = nil, match: Match = .auto,
        enoughHits: Int = 10, count: Int = 10, sort: Sort? = nil
    ) {
        self.concepts = concepts
        self.exclusions = exclusions
        self.allowed = allowed
        self.filter = filter
        self.demoted = demoted
        self.match = match
        self.enoughHits = enoughHits
        self.count = count
        self.sort = sort
    }
}

/// What a search found.
package struct SearchOutcome: Sendable {
    /// The first candidates in order.
    package var candidates: [Candidate]
    /// Every document that counts, by segment: exactly those of the opened tiers.
    package var matched: [DocumentSet]
    package var total: Int
    /// The last tier that was opened.
    package var lastTier: Int
    /// idf × boost of every concept, in order.
    package var conceptWeights: [Double]
    package var documentFrequencies: [Int]
    /// The request's own: documents that stand a tier lower than by their words.
    package var demoted: [DocumentSet]?

    /// Whether a candidate holds every required concept, whatever its tier.
    package func holdsEveryWord(_ candidate: Candidate) -> Bool {
        guard candidate.tier > 0 else { return true }
        let isDemoted = demoted?[candidate.address.segment].contains(candidate.address.document) ?? false
        return candidate.tier == 1 && isDemoted
    }
}

/// The part of the score that is not text: at most the profile's ε for any document.
package protocol DocumentFeatures: Sendable {
    func bonus(segment: Int, document: UInt32) -> Double

    /// At least any document's bonus.
    var largestBonus: Double { get }
}

/// No features: the score is text alone.
package struct NoFeatures: DocumentFeatures {
    package init() {}
    package func bonus(segment: Int, document: UInt32) -> Double { 0 }
    package var largestBonus: Double { 0 }
}

extension IndexSnapshot {
    /// The documents of a segment that a request may find; nil for all of them.
    func allowed(_ request: ConceptSearch, segment: Int) -> DocumentSet? {
        guard let filter = request.allowed else { return hasDeletions(segment) ? live[segment] : nil }
        var allowed = live[segment]
        allowed.formIntersection(filter[segment])
        return allowed
    }
}

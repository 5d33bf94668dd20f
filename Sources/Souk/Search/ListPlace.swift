import SoukEngine
import SoukRanking

/// The place of an entry in a list, from which the next page goes on without collecting what stands before it.
///
/// Behind the candidates that later stages reorder, the list has the engine's order: by tier, score or sorted column, and product.
struct ListPlace: Sendable, Equatable {
    var segment: Int
    var document: UInt32
    var tier: Int
    var score: Double

    init(_ candidate: Candidate) {
        segment = candidate.address.segment
        document = candidate.address.document
        tier = candidate.tier
        score = candidate.score
    }

    /// Reads ``text``; nil when it is none.
    init?(_ parts: some Collection<Substring>) {
        let parts = Array(parts)
        guard parts.count == 4, let segment = Int(parts[0]), segment >= 0, let document = UInt32(parts[1]),
            let tier = Int(parts[2]), (0...ConceptSearch.lastTierOfAll).contains(tier),
            let bits = UInt64(parts[3], radix: 36)
        else { return nil }
        (self.segment, self.document, self.tier) = (segment, document, tier)
        score = Double(bitPattern: bits)
        guard score.isFinite else { return nil }
    }

    var text: String { "\(segment).\(document).\(tier).\(String(score.bitPattern, radix: 36))" }

    /// The candidate there; nil when a snapshot has no such product.
    func candidate(_ snapshot: IndexSnapshot, _ sort: ConceptSearch.Sort?) -> Candidate? {
        guard snapshot.segments.indices.contains(segment),
            Int(document) < snapshot.segments[segment].documentCount
        else { return nil }
        return Candidate(
            address: DocumentAddress(segment: segment, document: document), tier: tier, relevance: score,
            bonus: 0,
            sortValue: sort.flatMap { snapshot.segments[segment].numbers[$0.field]?.value(of: document) })
    }
}

extension SearchPipeline {
    /// Where a list can go on from the last entry of a page; nil where entries were reordered, pinned or grouped up to there.
    func lastPlace(_ listing: Listing, _ plan: SearchPlan, _ options: SearchOptions) -> ListPlace? {
        guard listing.groups == nil, plan.rules.pins.isEmpty, options.relatedCount == nil,
            let last = listing.entries.last
        else { return nil }
        let end = options.offset + listing.entries.count
        return end > reorderedCount(plan, options) ? ListPlace(last.candidate) : nil
    }
}

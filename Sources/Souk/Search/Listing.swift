import SoukEngine
import SoukRanking

/// Everything found, and the part of the list that a page shows.
package struct Listing: Sendable {
    package var outcome: SearchOutcome
    /// The list as far as it was needed.
    package var ranked: RankedList
    /// The page.
    package var entries: [RankedList.Entry]
    /// Products found: of grouped variants each product once.
    package var total: Int
    /// The last tier that is open, also where none of its products is left.
    package var lastTier: Int
    /// How variants are grouped; nil: they are not.
    package var groups: ProductGroups?
    private let snapshot: IndexSnapshot

    init(
        outcome: SearchOutcome, ranked: RankedList, entries: [RankedList.Entry], total: Int,
        groups: ProductGroups?, lastTier: Int? = nil,
        _ snapshot: IndexSnapshot
    ) {
        self.lastTier = lastTier ?? outcome.lastTier
        self.outcome = outcome
        self.ranked = ranked
        self.entries = entries
        self.total = total
        self.groups = groups
        self.snapshot = snapshot
    }

    /// The variants that the product at `address` stands for; nil when variants are not grouped.
    func variants(of address: DocumentAddress, _ priceField: Int?) -> SearchPage.Variants? {
        guard let groups else { return nil }
        var count = 0
        var lowest = Double.infinity
        var highest = -Double.infinity
        groups.forEachDocument(of: groups.group(of: address), in: outcome.matched) { variant in
            count += 1
            guard let priceField,
                let price = snapshot.segments[variant.segment].numbers[priceField]?.value(
                    of: variant.document)
            else { return }
            lowest = min(lowest, price)
            highest = max(highest, price)
        }
        return SearchPage.Variants(count: count, prices: lowest <= highest ? lowest...highest : nil)
    }
}

extension SearchPipeline {
    /// Retrieves, re-ranks, and cuts the page out of the list.
    package func listing(_ plan: SearchPlan, _ options: SearchOptions) throws(SearchError) -> Listing {
        let groups = try groups(options)
        var options = options
        if options.lastTier == nil {
            options.lastTier = try tierOpenedWithoutSelections(plan, options, groups)
        }
        guard let groups else {
            let outcome = try retrieve(plan, options)
            let ranked = rank(outcome, plan, options)
            let before = options.after == nil ? max(options.offset, 0) : 0
            let entries = ranked.entries.dropFirst(before).prefix(max(options.count, 0))
            return Listing(
                outcome: outcome, ranked: ranked, entries: Array(entries), total: outcome.total, groups: nil,
                lastTier: options.lastTier, catalogue.snapshot)
        }
        return try listing(plan, options, groups)
    }

    /// The last tier that is open. Choices in facets narrow what was found, they open nothing: so a choice leaves as many products
    /// as its facet says.
    /// - Returns: nil when nothing is chosen: the search itself decides.
    private func tierOpenedWithoutSelections(
        _ plan: SearchPlan, _ options: SearchOptions, _ groups: ProductGroups?
    ) throws(SearchError) -> Int? {
        guard options.selections.contains(where: { !$0.values.isEmpty }) else { return nil }
        var all = options
        all.selections = []
        all.countsOnly = true
        let outcome = try retrieve(plan, all)
        guard let groups else { return outcome.lastTier }
        return try opening(outcome, plan, all, groups).lastTier
    }

    /// Opens tiers while there are too few products: the engine counted variants.
    private func opening(
        _ outcome: SearchOutcome, _ plan: SearchPlan, _ options: SearchOptions, _ groups: ProductGroups
    ) throws(SearchError) -> SearchOutcome {
        guard options.lastTier == nil, options.sort == nil else { return outcome }
        var options = options
        var outcome = outcome
        var tier = outcome.lastTier + 1
        while tier <= ConceptSearch.lastTierOfAll,
            groups.groups(in: outcome.matched).count < max(options.enough, 1)
        {
            options.lastTier = tier
            outcome = try retrieve(plan, options)
            tier += 1
        }
        return outcome
    }

    /// How the request groups variants; nil: it does not.
    func groups(_ options: SearchOptions) throws(SearchError) -> ProductGroups? {
        guard let name = options.group else { return nil }
        let schema = catalogue.snapshot.schema
        guard let field = schema.index(of: name),
            schema.fields[field].type == .keyword || schema.fields[field].type == .path
        else {
            throw .invalidFilter(
                "cannot group by '\(name)': the fields with whole values are \(schema.namesOfValueFields)")
        }
        return catalogue.groups(field)
    }

    /// Takes as many candidates as the page of products needs. However many are taken, they are the beginning of one list, so
    /// that pages do not overlap.
    private func listing(
        _ plan: SearchPlan, _ options: SearchOptions, _ groups: ProductGroups
    ) throws(SearchError) -> Listing {
        var options = options
        let wanted = max(options.offset, 0).addingReportingOverflow(max(options.count, 0))
        let wantedCount = wanted.overflow ? Int.max : wanted.partialValue
        var outcome = try opening(try retrieve(plan, options), plan, options, groups)
        let total = groups.groups(in: outcome.matched).count
        options.lastTier = options.lastTier ?? outcome.lastTier
        while true {
            let ranked = rank(outcome, plan, options)
            let firsts = firstVariants(ranked, groups, count: wantedCount)
            let isAll = outcome.candidates.count >= outcome.matched.reduce(0) { $0 + $1.count }
            if firsts.count >= min(wantedCount, total) || isAll {
                return Listing(
                    outcome: outcome, ranked: ranked,
                    entries: Array(firsts.dropFirst(max(options.offset, 0))), total: total,
                    groups: groups, lastTier: options.lastTier, catalogue.snapshot)
            }
            options.candidateCount = max(outcome.candidates.count, 1) * 4
            outcome = try retrieve(plan, options)
        }
    }

    /// The first variant of every product in the list, as far as the page's end.
    func firstVariants(
        _ list: RankedList, _ groups: ProductGroups, count: Int
    ) -> [RankedList.Entry] {
        var seen: Set<Int> = []
        var result: [RankedList.Entry] = []
        for entry in list.entries where result.count < count {
            if seen.insert(groups.group(of: entry.candidate.address)).inserted { result.append(entry) }
        }
        return result
    }
}

extension SoukEngine.Schema {
    /// For error texts: the fields whose whole values are kept.
    var namesOfValueFields: String {
        fields.filter { $0.type == .keyword || $0.type == .path }.map(\.name).joined(separator: ", ")
    }
}

import SoukEngine
import SoukRanking
import SoukStorage

extension SearchPipeline {
    /// Where a product stands for a query, or what keeps it out; nil when there is no such product.
    ///
    /// The search is done as it was asked for, with the whole list in place of a page; only when the product is not in it
    /// are all tiers opened, and the conditions asked one by one.
    /// - Complexity: O(products that match).
    package func whyNot(
        _ text: String, id: String, _ options: SearchOptions = SearchOptions()
    ) throws(SearchError) -> WhyNot? {
        guard let address = catalogue.snapshot.address(of: id) else { return nil }
        let plan = self.plan(try interpret(text, options), options)
        var wholeList = options
        wholeList.offset = catalogue.snapshot.documentCount
        let listing = try self.listing(plan, wholeList)
        let outcome = listing.outcome
        var ranked = listing.ranked.entries
        if let groups = listing.groups {
            ranked = firstVariants(listing.ranked, groups, count: .max)
            if let answer = variant(id, address, among: ranked, listing, groups) { return answer }
        }
        if let place = ranked.firstIndex(where: { $0.candidate.address == address }) {
            let reasons = try reasonsBehind(place, ranked, plan, options)
            return WhyNot(
                id: id, rank: place + 1, score: ranked[place].score, tier: ranked[place].candidate.tier,
                total: listing.total, reasons: reasons)
        }
        var reasons = try conditions(failedBy: address, plan, options)
        reasons += try words(missingIn: address, plan, options, outcome, isFree: reasons.isEmpty)
        return WhyNot(id: id, rank: nil, score: nil, tier: nil, total: listing.total, reasons: reasons)
    }

    /// The answer for a product that is found, but for which another variant stands; nil for any other.
    private func variant(
        _ id: String, _ address: DocumentAddress, among firsts: [RankedList.Entry], _ listing: Listing,
        _ groups: ProductGroups
    ) -> WhyNot? {
        guard let entry = listing.ranked.entries.first(where: { $0.candidate.address == address }),
            let place = firsts.firstIndex(where: {
                groups.group(of: $0.candidate.address) == groups.group(of: address)
            }), firsts[place].candidate.address != address
        else { return nil }
        let shown = catalogue.snapshot.id(of: firsts[place].candidate.address)
        return WhyNot(
            id: id, rank: nil, score: entry.score, tier: entry.candidate.tier, total: listing.total,
            reasons: [.variant(of: shown, rank: place + 1)])
    }

    /// Nothing for a product on the first page.
    private func reasonsBehind(
        _ place: Int, _ ranked: [RankedList.Entry], _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> [WhyNot.Reason] {
        let pageSize = min(max(options.count, 1), ranked.count)
        guard place >= pageSize else { return [] }
        let last = ranked[pageSize - 1]
        do throws(StorageError) {
            let gap = try largestGap(from: explain(ranked[place], plan), to: explain(last, plan))
            return [.behindThePage(pageSize: pageSize, lastScore: last.score, largestGap: gap)]
        } catch { throw SearchError(error) }
    }

    /// Conditions that the product does not meet.
    private func conditions(
        failedBy address: DocumentAddress, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> [WhyNot.Reason] {
        let snapshot = catalogue.snapshot
        let filters = FilterEvaluator(snapshot)
        let interpretation = plan.interpretation
        var reasons: [WhyNot.Reason] = []
        for selection in options.selections {
            guard let expression = try self.expression(selection) else { continue }
            let passes = try SearchError.wrapping { () throws(StorageError) in
                try filters.evaluate(expression)[address.segment].contains(address.document)
            }
            if !passes {
                reasons.append(.selection(selection.field + "=" + selection.values.joined(separator: ", ")))
            }
        }
        do throws(StorageError) {
            for text in options.filters {
                guard let expression = try? FilterParser.parse(text, snapshot.schema) else { continue }
                if try !filters.evaluate(expression)[address.segment].contains(address.document) {
                    reasons.append(.filter(text))
                }
            }
            for rule in plan.rules.filters {
                guard let expression = try? FilterParser.parse(rule.filter, snapshot.schema) else { continue }
                if try !filters.evaluate(expression)[address.segment].contains(address.document) {
                    reasons.append(.rule(name: rule.rule, filter: rule.filter))
                }
            }
            for filter in plan.fieldFilters {
                guard let expression = fieldFilter(filter.field, filter.value) else { continue }
                if try !filters.evaluate(expression)[address.segment].contains(address.document) {
                    reasons.append(.fieldFilter(field: filter.field, value: filter.value))
                }
            }
            if let bound = plan.price,
                let price = snapshot.segments[address.segment].numbers[bound.field]?.value(
                    of: address.document), !bound.range.contains(price)
            {
                reasons.append(.price(price, from: bound.range.lower, to: bound.range.upper))
            }
            let evaluator = QueryEvaluator(
                snapshot,
                BM25Similarity(plan.scoring, schema: snapshot.schema, statistics: snapshot.statistics))
            let words = interpretation.exclusions.filter(\.includesTexts)
            for exclusion in interpretation.exclusions {
                var isExcluded = false
                for expression in excludedValues([exclusion]) {
                    let excluded = try filters.evaluate(expression)[address.segment]
                    isExcluded = isExcluded || excluded.contains(address.document)
                }
                if let place = words.firstIndex(of: exclusion), place < plan.exclusions.count {
                    let holding = try evaluator.evaluate(plan.exclusions[place])[address.segment].documents
                    isExcluded = isExcluded || holding.contains(address.document)
                }
                if isExcluded { reasons.append(.excludedWord(interpretation.surface(exclusion.range))) }
            }
        } catch { throw SearchError(error) }
        return reasons
    }

    /// What the words that the product lacks mean for it.
    /// - Parameter isFree: whether no condition keeps it out, so that its tier has to.
    private func words(
        missingIn address: DocumentAddress, _ plan: SearchPlan, _ options: SearchOptions,
        _ outcome: SearchOutcome, isFree: Bool
    ) throws(SearchError) -> [WhyNot.Reason] {
        let parts = try conceptParts(of: address, plan)
        guard !parts.isEmpty else { return [] }
        guard parts.contains(where: { $0.reading != nil }) else { return [.holdsNothing] }
        let lacking = parts.filter { !$0.fulfilled && $0.concept.role != .optional }.map(\.concept)
        let heads = lacking.filter { $0.role == .head || $0.role == .shapedHead }
        switch plan.match {
        case .any: return []
        case .all: return lacking.isEmpty ? [] : [.lacksWords(lacking.map(\.text))]
        case .auto:
            if !heads.isEmpty { return [.lacksProductWord(heads.map(\.text))] }
            guard isFree, let tier = try tier(of: address, plan, options) else { return [] }
            let isDemoted = try allowedProducts(plan).demoted?[address.segment].contains(address.document)
            return [
                .tierNotOpened(
                    tier: tier, lacks: lacking.map(\.text), isNamedOtherwise: isDemoted ?? false,
                    hitsAbove: outcome.total)
            ]
        }
    }

    private func conceptParts(
        of address: DocumentAddress, _ plan: SearchPlan
    ) throws(SearchError) -> [TextExplainer<BM25Similarity>.ConceptPart] {
        let snapshot = catalogue.snapshot
        let similarity = BM25Similarity(
            plan.scoring, schema: snapshot.schema, statistics: snapshot.statistics)
        do throws(StorageError) {
            return try TextExplainer(snapshot, similarity).explain(plan.concepts, address).parts
        } catch { throw SearchError(error) }
    }

    /// The product's tier when all tiers are opened; nil when it has none.
    private func tier(
        of address: DocumentAddress, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> Int? {
        var allTiers = options
        allTiers.count = max(catalogue.snapshot.documentCount, 1)
        allTiers.offset = 0
        allTiers.lastTier = ConceptSearch.lastTierOfAll
        return try retrieve(plan, allTiers).candidates.first { $0.address == address }?.tier
    }

    /// The label of the part in which `better` is furthest ahead; nil when it is ahead in none.
    func largestGap(from explanation: Explanation, to better: Explanation) -> String? {
        let own = Dictionary(
            explanation.parts.map { ($0.label, $0.value) }, uniquingKeysWith: { first, _ in first })
        var gaps = better.parts.map { (label: $0.label, gap: $0.value - (own[$0.label] ?? 0)) }
        // What a rule took away, the better one need not have.
        let labels = Set(better.parts.map(\.label))
        gaps += explanation.parts.filter { !labels.contains($0.label) }.map { ($0.label, -$0.value) }
        guard let largest = gaps.max(by: { $0.gap < $1.gap }), largest.gap > 0 else { return nil }
        return "\(largest.label) (\(largest.gap.shortText))"
    }
}

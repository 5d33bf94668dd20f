import SoukEngine
import SoukRanking
import SoukUnderstanding

/// How many products suggestions find.
extension Suggester {
    private static let maximumKept = 20_000

    func filters(_ scope: [(field: Int, value: String)]) -> [String] {
        scope.compactMap {
            FilterExpression.value(field: $0.field, attribute: nil, values: [$0.value])
                .text(in: catalogue.snapshot.schema)
        }
    }

    func options(_ scope: [(field: Int, value: String)]) -> SearchOptions {
        var options = SearchOptions()
        options.count = 0
        // What counts is tier 0.
        options.lastTier = 0
        options.filters = filters(scope)
        options.spelling = .off
        options.profile.rerank.depth = 0
        options.highlights = false
        return options
    }

    /// Products that a search for a text finds in tier 0; kept, since texts are shown again and again.
    ///
    /// - Parameter mayBePage: whether the text's page is probably wanted too: then it is made, and counts its text.
    func count(
        _ text: String, _ scope: [(field: Int, value: String)] = [], wantsCategories: Bool = false,
        mayBePage: Bool = false
    ) throws(SearchError) -> SuggestionCount {
        let name = ([text] + scope.map(\.value)).joined(separator: "\u{1}")
        let generation = catalogue.snapshot.manifest.generation
        if let known = table.found.withLock({ $0[name] }), !wantsCategories || known.hasScopes,
            known.generation ?? generation == generation
        {
            return known
        }
        var paged: FoundProducts?
        if mayBePage, scope.isEmpty { paged = try foundByPage(text) }
        let found: FoundProducts
        if let paged { found = paged } else { found = try self.found(text, scope) }
        var result = SuggestionCount(products: found.outcome.total, hasScopes: wantsCategories)
        if found.plan.price != nil || !found.plan.fieldFilters.isEmpty || !found.plan.rules.filters.isEmpty {
            // Numbers change in place, and the table of suggestions serves on.
            result.generation = generation
        }
        if wantsCategories, let field = table.categories.field { result.categories = found.values(of: field) }
        if wantsCategories, let field = table.brands.field {
            result.brands = found.values(of: field).filter { !$0.value.isEmpty }
        }
        table.found.withLock { found in
            if found.count >= Self.maximumKept { found.removeAll(keepingCapacity: true) }
            found[name] = result
        }
        return result
    }

    private func found(
        _ text: String, _ scope: [(field: Int, value: String)]
    ) throws(SearchError) -> FoundProducts {
        let options = self.options(scope)
        let plan = pipeline.plan(try pipeline.interpret(text, options, readings), options)
        return FoundProducts(plan, try pipeline.retrieve(plan, options), nil, catalogue.snapshot)
    }

    /// What a text finds, by its page, which is kept; nil where the page may find more than counts, or less.
    private func foundByPage(_ text: String) throws(SearchError) -> FoundProducts? {
        guard let options = pageOptions, options.findsWhatIsCounted else { return nil }
        let interpretation = try pipeline.interpret(text, options, readings)
        // What is only counted is not corrected.
        guard interpretation.corrections.isEmpty, interpretation.variants.isEmpty else { return nil }
        let plan = pipeline.plan(interpretation, options)
        let listing = try pipeline.listing(plan, options)
        // What finds nothing is not shown.
        guard listing.total > 0 else { return nil }
        let page = try pipeline.page(listing, plan, options)
        readings.keep(page, of: text)
        // What counts is tier 0.
        guard listing.outcome.lastTier == 0 else { return nil }
        return FoundProducts(plan, listing.outcome, page, catalogue.snapshot)
    }
}

/// What a text finds in tier 0.
private struct FoundProducts {
    let plan: SearchPlan
    let outcome: SearchOutcome
    private let page: SearchPage?
    private let snapshot: IndexSnapshot

    /// - Parameter page: that of the text; nil: it has none.
    init(_ plan: SearchPlan, _ outcome: SearchOutcome, _ page: SearchPage?, _ snapshot: IndexSnapshot) {
        self.plan = plan
        self.outcome = outcome
        self.page = page
        self.snapshot = snapshot
    }

    private static let countedValues = 12

    /// The commonest values of a field: those of the page's facet, where it has one that shows as many.
    func values(of field: Int) -> [FacetCounter.Count] {
        let name = snapshot.schema.fields[field].name
        if let facet = page?.facets.first(where: { $0.field == name }),
            facet.counts.count >= Self.countedValues || facet.otherValues == 0
        {
            return Array(facet.counts.prefix(Self.countedValues))
        }
        return FacetCounter(snapshot, in: outcome.matched).count(field: field, limit: Self.countedValues)
    }
}

extension SearchOptions {
    /// Whether a page finds what its text's count says, as long as nothing is corrected or given up.
    fileprivate var findsWhatIsCounted: Bool {
        filters.isEmpty && selections.isEmpty && group == nil && sort == nil && after == nil
            && lastTier == nil
            && spelling == .auto && names == .auto && ignoredParts.isEmpty && rules == nil && time == nil
            && synonyms == nil && profile == RelevanceProfile()
    }
}

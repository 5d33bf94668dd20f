import SoukEngine
import SoukRanking
import SoukStorage
import SoukUnderstanding

extension SearchPipeline {
    /// Candidates for the page and for everything that is re-ranked before it is cut.
    package func retrieve(_ plan: SearchPlan, _ options: SearchOptions) throws(SearchError) -> SearchOutcome {
        let snapshot = catalogue.snapshot
        let (allowed, demoted) = try allowedProducts(plan)
        var request = ConceptSearch(
            concepts: plan.concepts, exclusions: plan.exclusions, allowed: allowed,
            filter: try filter(plan, options), demoted: demoted,
            match: plan.match,
            enoughHits: max(options.enough, 1), count: depth(plan, options), sort: try sort(options))
        request.lastTier = options.lastTier
        request.after = options.after?.candidate(snapshot, request.sort)
        var outcome = try retrieve(request, plan, options)
        outcome.demoted = demoted
        return outcome
    }

    private func retrieve(
        _ request: ConceptSearch, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> SearchOutcome {
        let snapshot = catalogue.snapshot
        if request.count == 0, plan.rules.boosts.isEmpty, plan.rules.pins.isEmpty {
            // What is only counted has no order.
            return try SearchError.wrapping { () throws(StorageError) in
                try search(request, plan, NoFeatures())
            }
        }
        let features = ProductFeatures(plan, snapshot, signals: catalogue.signals, prices: catalogue.prices)
        do throws(StorageError) {
            guard !plan.rules.boosts.isEmpty || !plan.rules.pins.isEmpty else {
                return try search(request, plan, features)
            }
            let ruled = RuledFeatures(features, try boosts(of: plan.rules))
            return try pinning(try search(request, plan, ruled), request, plan, options, ruled)
        } catch { throw SearchError(error) }
    }

    func search(
        _ request: ConceptSearch, _ plan: SearchPlan, _ features: some DocumentFeatures
    ) throws(StorageError) -> SearchOutcome {
        let snapshot = catalogue.snapshot
        switch plan.scoring.scorer {
        case .bm25:
            let similarity = BM25Similarity(
                plan.scoring, schema: snapshot.schema, statistics: snapshot.statistics)
            if let search = TieredTopK(snapshot, similarity) {
                return try search.search(request, features: features)
            }
            return try ExhaustiveTopK(snapshot, similarity).search(request, features: features)
        case .tfidf:
            let similarity = TFIDFSimilarity(plan.scoring, schema: snapshot.schema)
            return try ExhaustiveTopK(snapshot, similarity).search(request, features: features)
        }
    }

    /// Later stages reorder the first candidates, so they all must be there whatever the page.
    private func depth(_ plan: SearchPlan, _ options: SearchOptions) -> Int {
        if options.countsOnly { return 0 }
        if options.after != nil { return max(options.count, 0) }
        let page = options.offset.addingReportingOverflow(options.count)
        return max(
            page.overflow ? Int.max : page.partialValue, reorderedCount(plan, options), options.candidateCount
        )
    }

    private func sort(_ options: SearchOptions) throws(SearchError) -> ConceptSearch.Sort? {
        guard let sort = options.sort else { return nil }
        let schema = catalogue.snapshot.schema
        guard let field = schema.index(of: sort.field), schema.fields[field].type == .number else {
            let numbers = schema.fields.filter { $0.type == .number }.map(\.name).joined(separator: ", ")
            throw .invalidFilter("cannot sort by '\(sort.field)': the number fields are \(numbers)")
        }
        return ConceptSearch.Sort(field: field, direction: sort.direction)
    }

    /// What the caller's filters and `field:value` in the text let through; nil: everything.
    func filter(_ plan: SearchPlan, _ options: SearchOptions) throws(SearchError) -> FilterExpression? {
        var expressions: [FilterExpression] = []
        for filter in options.filters {
            do throws(FilterSyntaxError) {
                expressions.append(try FilterParser.parse(filter, catalogue.snapshot.schema))
            } catch {
                throw .invalidFilter(error.description)
            }
        }
        // A rule for fields that the index does not have lets everything through; ``RuleCheck`` says so.
        expressions += plan.rules.filters.compactMap {
            try? FilterParser.parse($0.filter, catalogue.snapshot.schema)
        }
        for selection in options.selections {
            if let expression = try self.expression(selection) { expressions.append(expression) }
        }
        for filter in plan.fieldFilters {
            // What was typed in a search box never fails: a value that does not fit its field is plain text.
            if let expression = fieldFilter(filter.field, filter.value) { expressions.append(expression) }
        }
        expressions += excludedValues(plan.interpretation.exclusions).map { .not($0) }
        return expressions.isEmpty ? nil : .all(expressions)
    }

    /// Products of the brands, and with the attributes, that the query does not want.
    func excludedValues(_ exclusions: [Exclusion]) -> [FilterExpression] {
        let schema = catalogue.snapshot.schema
        return exclusions.flatMap { exclusion -> [FilterExpression] in
            let paths = exclusion.values.map(\.path)
            switch exclusion.kind {
            case .word: return []
            case .brand:
                guard let field = schema.index(withRole: .brand), !paths.isEmpty else { return [] }
                return [.value(field: field, attribute: nil, values: paths.compactMap(\.last))]
            case .attribute:
                guard let field = schema.fields.firstIndex(where: { $0.type == .attributes }) else {
                    return []
                }
                return paths.filter { $0.count == 2 }.map {
                    .value(field: field, attribute: $0[0], values: [$0[1]])
                }
            }
        }
    }

    /// What the query's own price bound lets through, nil for everything; and the products whose price, or its currency,
    /// cannot be held against the bound, or that are named otherwise.
    func allowedProducts(
        _ plan: SearchPlan
    ) throws(SearchError) -> (allowed: [DocumentSet]?, demoted: [DocumentSet]?) {
        let snapshot = catalogue.snapshot
        guard !plan.isEmpty else {
            return (snapshot.segments.map { DocumentSet(documentCount: $0.documentCount) }, nil)
        }
        let elsewhere = try otherwiseNamed(plan)
        guard let price = plan.price else { return (nil, elsewhere) }
        var demoted = try unknownPrices(price)
        var allowed = try documents(.number(field: price.field, price.range))
        for index in allowed.indices {
            allowed[index].formUnion(demoted[index])
            if let elsewhere { demoted[index].formUnion(elsewhere[index]) }
        }
        return (allowed, demoted)
    }

    /// Products whose own category, or brand where the query is a brand alone or one of its products, is another than the
    /// query names: the word in their text is about something else (手机 in 手机壳, 适用华为). Without a value they are taken at
    /// their word.
    private func otherwiseNamed(_ plan: SearchPlan) throws(SearchError) -> [DocumentSet]? {
        let interpretation = plan.interpretation
        let paths =
            interpretation.category?.values.map { $0.path.joined(separator: CategoryPath.separator) } ?? []
        let isBrand = interpretation.intent == .brand
        let brands = isBrand ? (interpretation.brand?.canonical ?? []) + plan.otherBrands : plan.makers
        let categories = try others(than: paths, role: .category)
        var result: [DocumentSet]?
        for found in [try others(than: brands, role: .brand), categories, try onlyDescribed(plan)] {
            guard let found else { continue }
            guard var union = result else {
                result = found
                continue
            }
            for index in union.indices { union[index].formUnion(found[index]) }
            result = union
        }
        return result
    }

    /// Products that have the goods asked for among their attributes alone, where the query says more than these: a computer has a
    /// fan, a printer takes memory sticks, and neither is one. Nil when there are none.
    private func onlyDescribed(_ plan: SearchPlan) throws(SearchError) -> [DocumentSet]? {
        let schema = catalogue.snapshot.schema
        let attributes = schema.fields.indices.filter {
            schema.fields[$0].type == .attributes && schema.fields[$0].isSearched
        }
        let asked = plan.concepts.filter { $0.role != .optional }
        guard !attributes.isEmpty, asked.count > 1, let goods = asked.last(where: \.isGoods) else {
            return nil
        }
        do throws(StorageError) {
            return try catalogue.snapshot.documents(holding: goods, onlyIn: Set(attributes))
        } catch { throw SearchError(error) }
    }

    /// Products with a value in the field of a role, but none of `values`; nil when no value is named.
    private func others(
        than values: [String], role: FieldRole
    ) throws(SearchError) -> [DocumentSet]? {
        let snapshot = catalogue.snapshot
        guard !values.isEmpty, let field = snapshot.schema.index(withRole: role) else { return nil }
        let named = try documents(.value(field: field, attribute: nil, values: values))
        return snapshot.segments.enumerated().map { index, segment in
            var others = segment.keywords[field]?.valued ?? DocumentSet(documentCount: segment.documentCount)
            others.subtract(named[index])
            return others
        }
    }

    func fieldFilter(_ name: String, _ value: String) -> FilterExpression? {
        let schema = catalogue.snapshot.schema
        guard let field = schema.index(of: name) else { return nil }
        switch schema.fields[field].type {
        case .number: return Catalogue.numbers(name, value, schema)
        case .keyword:
            let isBrand = field == schema.index(withRole: .brand)
            let named = isBrand ? catalogue.understanding.brands(named: value) : []
            return .value(field: field, attribute: nil, values: [value] + named.filter { $0 != value })
        case .path:
            let path = CategoryPath.split(value).joined(separator: CategoryPath.separator)
            let isCategory = field == schema.index(withRole: .category)
            let nodes = isCategory ? catalogue.understanding.categories(named: value) : []
            let paths = nodes.map { $0.joined(separator: CategoryPath.separator) }
            return .value(field: field, attribute: nil, values: [path] + paths.filter { $0 != path })
        case .text, .attributes, .vector, .stored: return nil
        }
    }

    private func documents(_ expression: FilterExpression) throws(SearchError) -> [DocumentSet] {
        do throws(StorageError) { return try FilterEvaluator(catalogue.snapshot).evaluate(expression) } catch
        {
            throw SearchError(error)
        }
    }

    /// Products without a price, or with one in another currency than the bound's.
    private func unknownPrices(_ bound: PriceBound) throws(SearchError) -> [DocumentSet] {
        var unknown = try documents(.not(.exists(field: bound.field, attribute: nil)))
        guard let stated = bound.currency, let field = bound.currencyField else { return unknown }
        for (index, segment) in catalogue.snapshot.segments.enumerated() {
            guard let column = segment.keywords[field], let lookup = segment.lookup(field) else { continue }
            for ordinal in 0..<column.valueCount where column.value(ordinal).uppercased() != stated {
                lookup.insertDocuments(of: ordinal, into: &unknown[index])
            }
        }
        return unknown
    }
}

import SoukEngine
import SoukRanking

extension SearchPipeline {
    /// Counts over everything found, by product where variants are grouped.
    func facets(
        _ listing: Listing, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> [SearchPage.Facet] {
        guard !options.facets.isEmpty else { return [] }
        let counter = ResultCounter(catalogue.snapshot, listing.groups, in: listing.outcome.matched)
        var result: [SearchPage.Facet] = []
        for facet in options.facets {
            let isSelected = options.selections.contains { $0.field == facet.field && !$0.values.isEmpty }
            let own = isSelected ? try counterWithoutSelection(of: facet.field, listing, plan, options) : nil
            result.append(try count(facet, own ?? counter))
        }
        return result
    }

    /// What is found in the opened tiers without a facet's own selection.
    private func counterWithoutSelection(
        of field: String, _ listing: Listing, _ plan: SearchPlan, _ options: SearchOptions
    ) throws(SearchError) -> ResultCounter {
        var others = options
        others.selections.removeAll { $0.field == field }
        others.lastTier = listing.lastTier
        others.countsOnly = true
        let outcome = try retrieve(plan, others)
        return ResultCounter(catalogue.snapshot, listing.groups, in: outcome.matched)
    }

    private func count(
        _ facet: SearchOptions.Facet, _ counter: ResultCounter
    ) throws(SearchError) -> SearchPage.Facet {
        let (field, attribute) = try facetField(facet.field)
        guard catalogue.snapshot.schema.fields[field].type == .number else {
            return SearchPage.Facet(
                field: facet.field,
                counts: counter.count(field: field, attribute: attribute, limit: facet.limit))
        }
        let bands = counter.bands(field: field, count: min(facet.limit, PriceBands.usualCount))
        return SearchPage.Facet(
            field: facet.field,
            counts: bands.map { FacetCounter.Count(value: $0.band.label, count: $0.count) },
            bands: bands.map(\.band))
    }

    func facetField(_ name: String) throws(SearchError) -> (field: Int, attribute: String?) {
        let schema = catalogue.snapshot.schema
        if let field = schema.index(of: name) {
            switch schema.fields[field].type {
            case .keyword, .path, .number: return (field, nil)
            case .text, .attributes, .vector, .stored: break
            }
        }
        if let dot = name.firstIndex(of: "."), let field = schema.index(of: String(name[..<dot])),
            schema.fields[field].type == .attributes
        {
            return (field, String(name[name.index(after: dot)...]))
        }
        let numbers = schema.fields.filter { $0.type == .number }.map(\.name).joined(separator: ", ")
        throw .invalidFilter(
            "cannot count values of '\(name)': the fields with whole values are \(schema.namesOfValueFields); "
                + "those counted in bands are \(numbers)")
    }

    /// What a selection lets through; nil: everything.
    func expression(_ selection: SearchOptions.Selection) throws(SearchError) -> FilterExpression? {
        guard !selection.values.isEmpty else { return nil }
        let (field, attribute) = try facetField(selection.field)
        let type = catalogue.snapshot.schema.fields[field].type
        guard type == .number else {
            let values = selection.values.map { value in
                type == .path
                    ? CategoryPath.split(value).joined(separator: CategoryPath.separator) : value
            }
            return .value(field: field, attribute: attribute, values: values)
        }
        var bands: [FilterExpression] = []
        for value in selection.values {
            guard let band = PriceBands.Band(label: value) else {
                throw .invalidFilter(
                    "'\(value)' is no band of '\(selection.field)': write it as the facet does, "
                        + "..99 for up to 99, 99..199 for more than 99 up to 199, 199.. for more than 199")
            }
            bands.append(.number(field: field, band.range))
        }
        return .any(bands)
    }
}

/// Counts over a result: documents, or products where variants are grouped.
struct ResultCounter {
    private let snapshot: IndexSnapshot
    private let documents: [DocumentSet]
    private let single: FacetCounter?
    private let grouped: GroupedFacetCounter?

    init(_ snapshot: IndexSnapshot, _ groups: ProductGroups?, in documents: [DocumentSet]) {
        self.snapshot = snapshot
        self.documents = documents
        grouped = groups.map { GroupedFacetCounter(snapshot, $0, in: documents) }
        single = groups == nil ? FacetCounter(snapshot, in: documents) : nil
    }

    func count(field: Int, attribute: String?, limit: Int) -> [FacetCounter.Count] {
        grouped?.count(field: field, attribute: attribute, limit: limit)
            ?? single?.count(field: field, attribute: attribute, limit: limit) ?? []
    }

    /// Bands of a number over the result with their counts; a product counts in each band that one of its variants lies in.
    func bands(field: Int, count: Int) -> [(band: PriceBands.Band, count: Int)] {
        var numbers: [Double] = []
        forEachNumber(field) { _, number in numbers.append(number) }
        let bands = PriceBands(of: numbers, count: count)
        let list = bands.bands
        var counts = [Int](repeating: 0, count: list.count)
        guard !list.isEmpty else { return [] }
        var last = [Int](repeating: -1, count: list.count)
        forEachNumber(field) { product, number in
            let place = bands.place(of: number)
            guard last[place] != product else { return }
            last[place] = product
            counts[place] += 1
        }
        return zip(list, counts).map { ($0, $1) }
    }

    /// Every number with its product, the numbers of one product one after another.
    private func forEachNumber(_ field: Int, _ body: (Int, Double) -> Void) {
        if let grouped {
            grouped.forEachVariant { group, address in
                let column = snapshot.segments[address.segment].numbers[field]
                if let number = column?.value(of: address.document) { body(group, number) }
            }
            return
        }
        var product = 0
        for (index, segment) in snapshot.segments.enumerated() {
            guard let column = segment.numbers[field] else { continue }
            documents[index].forEach { document in
                guard let number = column.value(of: document) else { return }
                body(product, number)
                product += 1
            }
        }
    }
}

extension PriceBands.Band {
    /// `..99`, `99..199`, `199..`: above the first number, up to the second.
    package var label: String { (lower.map(Self.text) ?? "") + ".." + (upper.map(Self.text) ?? "") }

    /// The condition on a field in the language of filters.
    package func filter(_ field: String) -> String {
        let parts = [
            lower.map { "\(field) > \(Self.text($0))" }, upper.map { "\(field) <= \(Self.text($0))" },
        ]
        return parts.compactMap { $0 }.joined(separator: " AND ")
    }

    /// Reads a ``label``; nil when it is none.
    package init?(label: String) {
        guard let dots = label.firstRange(of: "..") else { return nil }
        let (low, high) = (label[..<dots.lowerBound], label[dots.upperBound...])
        let (lower, upper) = (Double(low), Double(high))
        guard low.isEmpty || lower?.isFinite == true, high.isEmpty || upper?.isFinite == true,
            lower != nil || upper != nil, lower ?? -.infinity < upper ?? .infinity
        else { return nil }
        self.init(lower: lower, upper: upper)
    }

    private static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

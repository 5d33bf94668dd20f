import SoukEngine
import SoukRanking
import SoukStorage

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
            let tally = counter.tally(field: field, attribute: attribute, limit: facet.limit)
            return SearchPage.Facet(
                field: facet.field, counts: tally.counts, otherValues: tally.otherValues,
                otherCount: tally.otherCount)
        }
        let currency = currencyOfBands(field, counter)
        let counted = try currency.map { (currency) throws(SearchError) in
            try counter.narrowed(to: currency)
        }
        let bands = (counted ?? counter).bands(field: field, count: min(facet.limit, PriceBands.usualCount))
        return SearchPage.Facet(
            field: facet.field,
            counts: bands.map {
                FacetCounter.Count(
                    value: $0.band.label + (currency.map { " " + $0.value } ?? ""), count: $0.count)
            },
            bands: bands.map(\.band), currency: currency?.value)
    }

    /// The currency that bands of a price are of where the products found have several: that of most of them. Prices of different
    /// currencies make no band.
    private func currencyOfBands(_ field: Int, _ counter: ResultCounter) -> FieldValue? {
        let schema = catalogue.snapshot.schema
        guard field == schema.index(withRole: .price), let place = schema.index(withRole: .currency)
        else { return nil }
        let counts = counter.count(field: place, attribute: nil, limit: 2)
        guard counts.count > 1 else { return nil }
        return FieldValue(field: place, value: counts[0].value)
    }

    /// The currencies of what was found, the commonest first, when there are several.
    func currencies(_ listing: Listing) -> [String] {
        guard let place = catalogue.snapshot.schema.index(withRole: .currency) else { return [] }
        let counter = ResultCounter(catalogue.snapshot, listing.groups, in: listing.outcome.matched)
        let counts = counter.count(field: place, attribute: nil, limit: 4)
        return counts.count > 1 ? counts.map(\.value) : []
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
            let (label, currency) = bandParts(value, field)
            guard let band = PriceBands.Band(label: label) else {
                throw .invalidFilter(
                    "'\(value)' is no band of '\(selection.field)': write it as the facet does, "
                        + "..99 for up to 99, 99..199 for more than 99 up to 199, 199.. for more than 199")
            }
            let range = FilterExpression.number(field: field, band.range)
            bands.append(currency.map { FilterExpression.all([range, $0]) } ?? range)
        }
        return .any(bands)
    }
}

extension SearchPipeline {
    /// The band and the condition on the currency of a value such as `99..199 USD`.
    private func bandParts(_ value: String, _ field: Int) -> (label: String, currency: FilterExpression?) {
        let schema = catalogue.snapshot.schema
        let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, field == schema.index(withRole: .price),
            let place = schema.index(withRole: .currency)
        else { return (value, nil) }
        return (parts[0], .value(field: place, attribute: nil, values: [parts[1]]))
    }
}

/// A value of a field.
struct FieldValue {
    var field: Int
    var value: String
}

/// Counts over a result: documents, or products where variants are grouped.
struct ResultCounter {
    private let snapshot: IndexSnapshot
    private let documents: [DocumentSet]
    private let groups: ProductGroups?
    private let single: FacetCounter?
    private let grouped: GroupedFacetCounter?

    init(_ snapshot: IndexSnapshot, _ groups: ProductGroups?, in documents: [DocumentSet]) {
        self.snapshot = snapshot
        self.documents = documents
        self.groups = groups
        grouped = groups.map { GroupedFacetCounter(snapshot, $0, in: documents) }
        single = groups == nil ? FacetCounter(snapshot, in: documents) : nil
    }

    func count(field: Int, attribute: String?, limit: Int) -> [FacetCounter.Count] {
        tally(field: field, attribute: attribute, limit: limit).counts
    }

    func tally(field: Int, attribute: String?, limit: Int) -> FacetCounter.Tally {
        grouped?.tally(field: field, attribute: attribute, limit: limit)
            ?? single?.tally(field: field, attribute: attribute, limit: limit)
            ?? FacetCounter.Tally([], limit: 0)
    }

    /// The same over the documents that have a value.
    func narrowed(to value: FieldValue) throws(SearchError) -> ResultCounter {
        var sets = try SearchError.wrapping { () throws(StorageError) in
            try FilterEvaluator(snapshot).evaluate(
                .value(field: value.field, attribute: nil, values: [value.value]))
        }
        for index in sets.indices { sets[index].formIntersection(documents[index]) }
        return ResultCounter(snapshot, groups, in: sets)
    }

    /// Bands of a number over the result with their counts; a product counts in each band that one of its variants lies in.
    func bands(field: Int, count: Int) -> [(band: PriceBands.Band, count: Int)] {
        if grouped == nil {
            var numbers: [Double] = []
            for (index, segment) in snapshot.segments.enumerated() {
                if let column = segment.numbers[field] { numbers += column.values(in: documents[index]) }
            }
            return PriceBands.counted(numbers, count: count)
        }
        let numbers = numbers(field: field)
        var list = PriceBands(of: numbers, count: count).bands
        // Numbers that are all one make one band.
        if list.isEmpty, let most = numbers.max() { list = [PriceBands.Band(lower: nil, upper: most)] }
        return zip(list, counts(field: field, of: list)).map { ($0, $1) }
    }

    /// Every number of the result, of all variants.
    func numbers(field: Int) -> [Double] {
        var numbers: [Double] = []
        forEachNumber(field) { _, number in numbers.append(number) }
        return numbers
    }

    /// Products in each of some bands, which follow one another.
    func counts(field: Int, of bands: [PriceBands.Band]) -> [Int] {
        var counts = [Int](repeating: 0, count: bands.count)
        guard !bands.isEmpty else { return counts }
        let bounds = bands.dropLast().compactMap(\.upper)
        var last = [Int](repeating: -1, count: bands.count)
        forEachNumber(field) { product, number in
            let place = bounds.firstIndex { number <= $0 } ?? bounds.count
            guard last[place] != product else { return }
            last[place] = product
            counts[place] += 1
        }
        return counts
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

extension SearchPage.Facet {
    /// The condition of a band in the language of filters, its currency included.
    package func filter(ofBand place: Int, currencyField: String?) -> String {
        let range = bands[place].filter(field)
        guard let currency, let currencyField else { return range }
        return range + " AND \(currencyField) = \"\(currency)\""
    }
}
